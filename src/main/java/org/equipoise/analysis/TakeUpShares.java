package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.equipoise.analysis.TakeUp.Met;
import org.equipoise.estimate.LeastSquares;
import org.equipoise.estimate.LinearFit;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.RegressionSample;
import org.equipoise.protocol.Analysis.Compliance;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * How many of each arm had met the service by when, among everybody drawn, whether they have an
 * outcome or not; and the difference between the arms, with the strata, pairs, clusters and weights
 * of the analysis but without covariates. The shares themselves are weighted as the difference is.
 * The rows of the control arm are how contaminated it was.
 *
 * <p>Every row also rests on how it differs from everybody and from the days that are told: nobody
 * can subtract one share from another and be left with a few persons. Where two days cannot both be
 * told, the planned number of days goes first and then the later one, at which the answers are.
 */
final class TakeUpShares {

  private static final String DRAWN = "drawn";
  private static final String BY_WAVE = "by-wave-";

  /** An adjusted difference so far from that of the shares beside it is remarked. */
  private static final double FAR = 0.05;

  private final Protocol protocol;
  private final TrialData data;
  private final Compliance compliance;
  private final TakeUpStatus planned;

  TakeUpShares(Protocol protocol, TrialData data, Compliance compliance) {
    this.protocol = protocol;
    this.data = data;
    this.compliance = compliance;
    planned = TakeUpStatus.of(data, compliance);
  }

  /** The rows of one group and arm. */
  List<Supplement> of(Compared one) {
    Table table = new Table(one);
    if (compliance instanceof Compliance.Within within) {
      List<Told> days = days(protocol, one, within);
      Map<Told, List<Supplement>> rows = new HashMap<>();
      for (Told day : inOrder(days)) {
        rows.put(day, table.rows(day, TakeUpStatus.within(data, day.day())));
      }
      return days.stream().flatMap(day -> rows.getOrDefault(day, List.of()).stream()).toList();
    }
    List<Supplement> told = new ArrayList<>(table.rows(new Told("", "", 0), planned));
    told.addAll(table.unknown());
    return told;
  }

  /** Everybody drawn to the two arms within the group. */
  private int[] drawn(Compared one, Group group) {
    boolean[] in = Membership.of(data, group);
    int[] arms = data.design().arm();
    for (int i = 0; i < in.length; i++) {
      Arm arm = protocol.arms().get(arms[i]);
      in[i] &= arm.control() || arm.id().equals(one.effect().arm());
    }
    return Rows.where(in);
  }

  /** The register periods at which the analysis compares an outcome, with their last day. */
  static SortedMap<Integer, Integer> periods(Protocol protocol, Compared one) {
    SortedMap<Integer, Integer> periods = new TreeMap<>();
    for (Outcome outcome : PlannedAnalysis.outcomesOf(protocol, one.effect().analysis())) {
      for (Moment moment : OutcomeValues.moments(protocol, outcome)) {
        if (moment instanceof Moment.AtPeriod at) {
          periods.put(at.number(), TakeUp.lastDay(at.unit(), at.number()));
        }
      }
    }
    return periods;
  }

  /**
   * A day whose shares are told: a measure's stem, the wave or period it ends, days since the draw.
   */
  record Told(String when, String of, int day) {

    /** Whether the numbers of waves tell of this day too, whatever is told here. */
    boolean exposed() {
      return when.equals(BY_WAVE);
    }
  }

  /** The days asked about, each once, as they are listed: the planned number, waves and periods. */
  static List<Told> days(Protocol protocol, Compared one, Compliance.Within within) {
    Map<Integer, Told> days = new LinkedHashMap<>();
    days.put(within.days(), new Told("within-", "", within.days()));
    for (Wave wave : protocol.waves()) {
      if (wave.dueDay() > 0) {
        Told due = new Told(BY_WAVE, wave.id().value(), wave.dueDay());
        days.putIfAbsent(wave.dueDay(), due);
      }
    }
    periods(protocol, one)
        .forEach(
            (n, day) -> days.putIfAbsent(day, new Told("by-period-", Integer.toString(n), day)));
    return List.copyOf(days.values());
  }

  /**
   * The same days, what must be told first before the rest: the planned number, the waves, which
   * are told elsewhere too, and then the latest period.
   */
  static List<Told> inOrder(List<Told> days) {
    List<Told> order = new ArrayList<>(days.stream().filter(Told::exposed).toList());
    order.add(0, days.get(0));
    days.stream()
        .skip(1)
        .filter(day -> !day.exposed())
        .sorted(Comparator.comparingInt(Told::day).reversed())
        .forEach(order::add);
    return order;
  }

  /** The rows of one group and arm. */
  private final class Table {
    private final Compared one;
    private final int[] rows;
    private final boolean[] treated;
    private final int[] everybody;
    private final double @Nullable [] weights;
    private final List<Met> ofArm = new ArrayList<>();
    private final List<Met> ofControl = new ArrayList<>();

    Table(Compared one) {
      this.one = one;
      rows = planned.knownOf(drawn(one, one.effect().group()));
      treated = treated(rows);
      everybody = planned.knownOf(drawn(one, new Group.Everybody()));
      weights = weights(one, rows, treated);
    }

    /** Both shares and their difference. */
    List<Supplement> rows(Told day, TakeUpStatus status) {
      String when = day.when();
      String of = day.of();
      double[] met = status.of(rows);
      Met counts = Met.of(met, treated);
      Met all = counts.apart(Met.of(status.of(everybody), treated(everybody)));
      List<Integer> rests = rests(day, counts, all, ofArm, Met::arm);
      List<Integer> restsControl = rests(day, counts, all, ofControl, Met::control);
      Reading arm = share(met, true);
      Reading control = share(met, false);
      Reading difference = arm instanceof Reading.Refused ? arm : control;
      if (arm instanceof Reading.Figure level && control instanceof Reading.Figure other) {
        double raw = level.value() - other.value();
        difference = difference(met, counts, raw);
        String remark = far(difference, raw) ? "adjusted" : "";
        arm = level.noted(remark);
        control = other.noted(remark);
      }
      int people = counts.people();
      int others = counts.peopleControl();
      String how = weights == null ? "" : "share-weighted";
      String method = TakeUp.method("difference", TakeUp.variance(one.choice()));
      List<Integer> both = new ArrayList<>(counts.rests());
      both.addAll(rests.subList(counts.arm().size(), rests.size()));
      both.addAll(restsControl.subList(counts.control().size(), restsControl.size()));
      return List.of(
          row(when + "arm", how, of, people, 0, rests, arm),
          row(when + "control", how, of, 0, others, restsControl, control),
          row(when + "difference", method, of, people, others, both, difference));
    }

    /** The counts, and what a subtraction from the days told or from everybody would leave. */
    private List<Integer> rests(
        Told day, Met counts, Met all, List<Met> before, Function<Met, List<Integer>> side) {
      List<Met> apart = new ArrayList<>();
      before.forEach(other -> apart.add(counts.apart(other)));
      apart.add(all);
      List<Integer> rests = TakeUpShares.rests(counts, apart, side);
      // What will be withheld tells nothing that another day could be compared with.
      if (day.exposed() || !Telling.small(rests, protocol.cells().display())) {
        before.add(counts);
      }
      return rests;
    }

    /** How many the data do not tell of. */
    List<Supplement> unknown() {
      boolean[] left = treated(planned.unknownOf(drawn(one, one.effect().group())));
      Met counts = Met.of(new double[left.length], left);
      if (left.length == 0) {
        return List.of();
      }
      Reading number = Reading.Figure.value(left.length, Reading.Unit.COUNT).noted("unknown");
      return List.of(
          row("unknown", "", "", counts.people(), counts.peopleControl(), List.of(), number));
    }

    private Supplement row(
        String what,
        String how,
        String of,
        int arm,
        int control,
        List<Integer> rests,
        Reading reading) {
      String measure = "met-" + what;
      return new Supplement(
          one.effect(), Topic.TAKE_UP, measure, how, of, arm, control, rests, reading);
    }

    /** The share of an arm that met the service, weighted where the analysis weights. */
    private Reading share(double[] met, boolean arm) {
      double sum = 0;
      double total = 0;
      for (int i = 0; i < met.length; i++) {
        if (treated[i] == arm) {
          double weight = weights == null ? 1 : weights[i];
          total += weight;
          sum += weight * met[i];
        }
      }
      String nobody =
          "nobody is known in " + (arm ? "arm " + one.effect().arm() : "the control arm");
      return total > 0
          ? Reading.Figure.value(sum / total, Reading.Unit.SHARE)
          : new Reading.Refused(NotEstimableException.Reason.EMPTY_ARM.name(), nobody, "");
    }

    /**
     * The difference adjusted as the effect is.
     *
     * @param raw that of the two shares as they are told
     */
    private Reading difference(double[] met, Met counts, double raw) {
      Reading.Unit unit = Reading.Unit.SHARE_DIFFERENCE;
      if (counts.decided()) {
        return Reading.Figure.value(raw, unit);
      }
      try {
        LinearFit fit =
            LeastSquares.with(TakeUp.variance(one.choice()))
                .withLevel(one.effect().analysis().level())
                .fit(regression(met));
        Reading.Figure found = Reading.Figure.of(fit.coefficient(DRAWN), unit);
        return found.noted(beyond(found) ? "beyond" : "");
      } catch (NotEstimableException refusal) {
        return refused(refusal);
      }
    }

    private RegressionSample regression(double[] met) {
      double[] drawn = new double[rows.length];
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = treated[i] ? 1 : 0;
      }
      RegressionSample.Builder builder = RegressionSample.of(met).column(DRAWN, drawn);
      int[] blocks = one.blocks(data, rows);
      if (blocks != null) {
        builder.absorb(blocks);
      }
      int[] clusters = one.clusters(rows);
      if (TakeUp.variance(one.choice()).clustered() && clusters != null) {
        builder.clusters(clusters);
      }
      if (weights != null) {
        builder.weights(weights);
      }
      return builder.build();
    }
  }

  /** Whether readers of two shares would not expect the adjusted difference beside them. */
  private static boolean far(Reading difference, double raw) {
    return difference instanceof Reading.Figure found && Math.abs(found.value() - raw) > FAR;
  }

  /** Whether the interval holds differences in shares that cannot be. */
  static boolean beyond(Reading.Figure difference) {
    return difference.low() < -1 || difference.high() > 1;
  }

  private double @Nullable [] weights(Compared one, int[] rows, boolean[] treated) {
    if (!one.choice().inverseProbability()) {
      return null;
    }
    double[] none = new double[rows.length];
    return Weights.inverseProbability(
        data, new ArmComparison.Sample(rows, treated, none, List.of(), 0, false, List.of()));
  }

  /** The counts themselves and those that a subtraction would leave. */
  static List<Integer> rests(Met counts, List<Met> apart, Function<Met, List<Integer>> which) {
    List<Integer> rests = new ArrayList<>(which.apply(counts));
    apart.forEach(left -> rests.addAll(which.apply(left)));
    return rests;
  }

  private boolean[] treated(int[] rows) {
    boolean[] treated = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      treated[i] = !protocol.arms().get(data.design().arm()[rows[i]]).control();
    }
    return treated;
  }

  static Reading.Refused refused(NotEstimableException refusal) {
    return new Reading.Refused(
        refusal.reason().name(), String.valueOf(refusal.getMessage()), refusal.advice());
  }
}
