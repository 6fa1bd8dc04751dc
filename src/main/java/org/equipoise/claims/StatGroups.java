package org.equipoise.claims;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What parts say of the whole: a total mean or effect as the weighted mean of subgroups, a pooled
 * or total standard deviation, an effect of assignment as the effect of treatment times the first
 * stage.
 */
final class StatGroups {

  private StatGroups() {}

  /** The mean of all, from those of the groups, by cases or shares; between them when neither. */
  static StatAnswer total(Figure printed, StatArguments arguments) {
    List<Figure> means = arguments.figures("means");
    List<Figure> weights =
        Stream.of("n", "weights", "shares").flatMap(n -> arguments.figures(n).stream()).toList();
    if (means.size() < 2) {
      arguments.missing("means");
    } else if (!weights.isEmpty() && weights.size() != means.size()) {
      arguments.wrong("weights", means.size() + " figures");
    }
    return answer(
        printed,
        arguments,
        reading ->
            weights.isEmpty()
                ? StatMix.anyMean(ranges(means, reading))
                : StatMix.mean(ranges(means, reading), notNegative(ranges(weights, reading))));
  }

  /** {@code √(Σ (n - 1) s² / Σ (n - 1))}. */
  static StatAnswer pooled(Figure printed, StatArguments arguments) {
    List<Figure> sds = groups(arguments, "sds", "sd1", "sd2");
    List<Figure> cases = groups(arguments, "n", "n1", "n2");
    sameSize(arguments, sds, cases);
    return answer(
        printed,
        arguments,
        reading -> StatMix.mean(squares(sds, reading), lessOne(cases, reading)).root());
  }

  /** {@code √((Σ (n - 1) s² + Σ n (m - M)²) / (N - 1))}. */
  static StatAnswer whole(Figure printed, StatArguments arguments) {
    List<Figure> sds = groups(arguments, "sds", "sd1", "sd2");
    List<Figure> cases = groups(arguments, "n", "n1", "n2");
    List<Figure> means = groups(arguments, "means", "mean1", "mean2");
    sameSize(arguments, sds, cases);
    sameSize(arguments, means, cases);
    if (means.size() > 16) {
      arguments.wrong("means", "at most 16 figures");
    }
    double[] n = cases.stream().mapToDouble(f -> Math.rint(f.nominal().doubleValue())).toArray();
    double all = Arrays.stream(n).sum();
    return answer(
        printed,
        arguments,
        reading -> {
          StatRange within = StatRange.point(0);
          for (int group = 0; group < n.length; group++) {
            within = within.plus(squares(sds, reading).get(group).times(n[group] - 1));
          }
          StatRange between = StatMix.between(ranges(means, reading), n);
          return within.plus(between).times(1 / (all - 1)).root();
        });
  }

  /** {@code itt = late × first stage}, for whichever of the three is printed. */
  static StatAnswer assignment(Figure printed, String wanted, StatArguments arguments) {
    boolean stage = arguments.has("first") || arguments.hasAll("treated", "control");
    boolean enough =
        switch (wanted) {
          case "itt" -> arguments.has("late") && stage;
          case "late" -> arguments.has("itt") && stage;
          default -> arguments.hasAll("itt", "late");
        };
    if (!enough) {
      arguments.missing("two of itt, late, first");
    }
    return answer(
        printed,
        arguments,
        reading ->
            switch (wanted) {
              case "itt" -> range("late", arguments, reading).times(first(arguments, reading));
              case "late" -> range("itt", arguments, reading).over(first(arguments, reading));
              default ->
                  range("itt", arguments, reading)
                      .over(range("late", arguments, reading))
                      .times(FlowParts.unit(printed).doubleValue());
            });
  }

  /** The share that assignment brought to treatment, in units of one. */
  private static StatRange first(StatArguments arguments, StatReading reading) {
    return arguments
        .figure("first")
        .map(figure -> StatArms.share(figure, reading))
        .orElseGet(
            () ->
                StatArms.share(arguments.figure("treated").orElseThrow(), reading)
                    .minus(StatArms.share(arguments.figure("control").orElseThrow(), reading)));
  }

  private static StatRange range(String name, StatArguments arguments, StatReading reading) {
    return reading.range(arguments.figure(name).orElseThrow());
  }

  /** Degrees of freedom: {@code n - k}, n the sum of what is given. */
  static StatAnswer freedom(Figure printed, StatArguments arguments) {
    List<Figure> cases =
        Stream.of("n", "n1", "n2").flatMap(name -> arguments.figures(name).stream()).toList();
    if (cases.isEmpty()) {
      arguments.missing("n");
    }
    List<Figure> parameters = arguments.figures("k");
    StatTarget target = StatTarget.of(printed);
    if (!arguments.problems().isEmpty()) {
      return refused(arguments);
    }
    List<StatWay> ways = new ArrayList<>();
    int groups = Math.max(1, cases.size());
    double[] tried =
        parameters.isEmpty()
            ? new double[] {groups, groups == 1 ? 2 : groups}
            : new double[] {parameters.get(0).nominal().doubleValue()};
    for (double k : Arrays.stream(tried).distinct().toArray()) {
      StatValue value =
          reading -> {
            StatRange sum = StatRange.point(-k);
            for (Figure figure : cases) {
              sum = sum.plus(StatArms.cases(figure, reading));
            }
            return List.of(sum);
          };
      ways.add(new StatWay("n − " + StatNumber.plain(k), 0, target, value));
    }
    return StatJudge.of(ways, arguments.shown(), List.of());
  }

  private static StatAnswer answer(
      Figure printed, StatArguments arguments, Function<StatReading, StatRange> value) {
    return arguments.problems().isEmpty()
        ? StatJudge.of(
            List.of(StatWay.only(StatTarget.of(printed), reading -> List.of(value.apply(reading)))),
            arguments.shown(),
            List.of())
        : refused(arguments);
  }

  static StatAnswer refused(StatArguments arguments) {
    return StatAnswer.uncheckable(
        arguments.shown(), "", arguments.problems().toArray(StatNote[]::new));
  }

  private static void sameSize(StatArguments arguments, List<Figure> some, List<Figure> cases) {
    if (some.isEmpty() || cases.size() != some.size()) {
      arguments.missing("as many figures for each group");
    }
  }

  private static List<Figure> groups(StatArguments arguments, String... names) {
    return Stream.of(names).flatMap(name -> arguments.figures(name).stream()).toList();
  }

  private static List<StatRange> ranges(List<Figure> figures, StatReading reading) {
    return figures.stream().map(reading::range).toList();
  }

  private static List<StatRange> squares(List<Figure> figures, StatReading reading) {
    return figures.stream().map(f -> reading.range(f).notNegative().squared()).toList();
  }

  private static List<StatRange> notNegative(List<StatRange> ranges) {
    return ranges.stream().map(StatRange::notNegative).toList();
  }

  private static List<StatRange> lessOne(List<Figure> figures, StatReading reading) {
    return figures.stream().map(f -> StatArms.cases(f, reading).minus(StatRange.point(1))).toList();
  }
}
