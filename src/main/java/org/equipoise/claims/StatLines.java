package org.equipoise.claims;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.equipoise.claims.StatLine.Given;
import org.equipoise.claims.StatLine.Part;
import org.equipoise.claims.StatReference.Tails;
import org.jspecify.annotations.Nullable;

/**
 * The relations between the figures of one printed line: what the others make of an estimate, its
 * standard error, statistic, p-value, stars, significance or interval, and under which convention.
 */
final class StatLines {

  /** The arguments that all relations of a line take. */
  static final List<String> TAKES =
      List.of(
          "estimate",
          "se",
          "statistic",
          "p",
          "low",
          "high",
          "ci",
          "half",
          "stars",
          "significant",
          "df",
          "n",
          "k",
          "tails",
          "test",
          "level",
          "alpha",
          "legend",
          "scale",
          "variance",
          "sd",
          "share",
          "estimate1",
          "se1",
          "estimate2",
          "se2",
          "mean1",
          "sd1",
          "n1",
          "mean2",
          "sd2",
          "n2");

  /** Degrees of freedom tried when none are printed. */
  private static final int[] DFS = freedoms();

  private final StatCall.Target target;
  private final StatArguments arguments;

  StatLines(StatCall.Target target, StatArguments arguments) {
    this.target = target;
    this.arguments = arguments;
  }

  /** What the arguments make of a printed figure. */
  StatAnswer figure(Part part) {
    Figure figure = target.figure();
    if (figure == null) {
      return StatAnswer.uncheckable(
          arguments.shown(), "", StatNote.of(StatNote.Says.NOT_A_FIGURE, named(part)));
    }
    return answer(part, StatTarget.of(figure), "");
  }

  /** What they make of words on significance. */
  StatAnswer significance() {
    double alpha = alpha(target.text());
    StatTarget limits = StatLegend.significance(target.text(), alpha);
    StatAnswer answer = answer(Part.P, limits, "");
    return answer.verdict() == Verdict.IMPOSSIBLE
        ? answer.with(standsFor(limits)).told()
        : answer.told();
  }

  /** What they make of stars, under the legend stated or the usual ones. */
  StatAnswer stars() {
    List<StatAnswer> answers = new ArrayList<>();
    for (StatLegend legend : legends()) {
      legend.of(target.text()).ifPresent(limits -> answers.add(stars(legend, limits)));
    }
    if (answers.isEmpty()) {
      return StatAnswer.uncheckable(
          arguments.shown(), "", StatNote.of(StatNote.Says.NOT_A_FIGURE, "stars"));
    }
    StatAnswer best = answers.get(0);
    for (StatAnswer each : answers) {
      best = StatJudge.rank(each) < StatJudge.rank(best) ? each : best;
    }
    return best.told();
  }

  private StatAnswer stars(StatLegend legend, StatTarget limits) {
    StatAnswer answer = answer(Part.P, limits, legend.named());
    if (answer.verdict() != Verdict.IMPOSSIBLE || answer.recomputed().isEmpty()) {
      return answer;
    }
    StatRange recomputed = StatRange.of(answer.recomputed().orElseThrow());
    return answer
        .with(standsFor(limits))
        .with(StatNote.of(StatNote.Says.WOULD_BEAR, legend.signs(recomputed)));
  }

  private StatNote standsFor(StatTarget limits) {
    return StatNote.of(
        StatNote.Says.STANDS_FOR,
        target.text(),
        StatNumber.plain(limits.allowed().low()),
        StatNumber.plain(limits.allowed().high()));
  }

  /** What they make of both ends of a printed interval. */
  StatAnswer interval() {
    List<Figure> ends = StatFigures.in(target.text(), arguments.rules().rounding());
    if (ends.size() < 2) {
      return StatAnswer.uncheckable(
          arguments.shown(), "", StatNote.of(StatNote.Says.NOT_A_FIGURE, "an interval"));
    }
    Figure low = ends.get(ends.size() - 2);
    Figure high = ends.get(ends.size() - 1);
    StatTarget lowest = StatTarget.of(low);
    StatTarget highest = StatTarget.of(high);
    // Each end by itself first: a wrong one should not accuse the other.
    StatAnswer alone = worse(answer(Part.LOW, lowest, ""), answer(Part.HIGH, highest, ""));
    if (alone.verdict() == Verdict.IMPOSSIBLE) {
      return alone.told();
    }
    StatAnswer together =
        worse(
            answer(Part.LOW, lowest, "", new Given(Part.HIGH, "high", StatValue.of(high))),
            answer(Part.HIGH, highest, "", new Given(Part.LOW, "low", StatValue.of(low))));
    return worse(alone, together).told();
  }

  private static StatAnswer worse(StatAnswer a, StatAnswer b) {
    return StatJudge.rank(a) >= StatJudge.rank(b) ? a : b;
  }

  private StatAnswer answer(Part part, StatTarget printed, String legend, Given... further) {
    List<StatSource> sources = sources(further);
    if (!arguments.problems().isEmpty()) {
      return StatAnswer.uncheckable(
          arguments.shown(), "", arguments.problems().toArray(StatNote[]::new));
    }
    boolean negative = printed.nominal() < 0;
    boolean withTails =
        part == Part.P || sources.stream().anyMatch(s -> new StatLine(s.given()).gives(Part.P));
    boolean withLevel =
        Set.of(Part.LOW, Part.HIGH, Part.HALF).contains(part)
            || sources.stream()
                .anyMatch(s -> new StatLine(s.given()).gives(Part.LOW, Part.HIGH, Part.HALF));
    List<StatWay> ways = new ArrayList<>();
    for (StatSource source : sources) {
      StatLine line = new StatLine(source.given());
      for (StatConvention convention : conventions(source.reference(), withTails, withLevel)) {
        String name = join(source.name(), convention.named(withTails, withLevel), legend);
        ways.add(
            new StatWay(
                name, convention.oddity(), printed, line.follows(part, convention, negative)));
      }
    }
    ways.sort((a, b) -> Integer.compare(a.oddity(), b.oddity()));
    if (silent(part, ways.get(0))) {
      return StatAnswer.uncheckable(arguments.shown(), "two of estimate, se, statistic, p, ci");
    }
    StatSource first = sources.get(0);
    StatConvention usual = conventions(first.reference(), withTails, withLevel).get(0);
    StatAnswer answer =
        StatJudge.of(ways, shown(part), notes(part, printed, first, usual, ways.get(0)));
    boolean open = first.reference() == null && !arguments.has("n") && (withTails || withLevel);
    boolean stated =
        arguments.word("test").startsWith("z") || arguments.word("test").contains("norm");
    if (answer.verdict() == Verdict.IMPOSSIBLE && open && !stated) {
      return otherFreedom(part, printed, first, usual, answer);
    }
    return answer;
  }

  private static String join(String... names) {
    return String.join(", ", List.of(names).stream().filter(name -> !name.isEmpty()).toList());
  }

  private String shown(Part part) {
    return arguments.shown() + " → " + named(part);
  }

  private static String named(Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }

  /** Whether the arguments leave the wanted part open altogether. */
  private static boolean silent(Part part, StatWay way) {
    List<StatRange> pieces = way.value().at(StatReading.HEDGES);
    if (pieces.isEmpty()) {
      return false;
    }
    return pieces.stream()
        .allMatch(
            piece ->
                part == Part.P
                    ? piece.low() <= 0 && piece.high() >= 0.5
                    : (piece.high() == Double.POSITIVE_INFINITY && piece.low() <= 0)
                        || (piece.low() == Double.NEGATIVE_INFINITY && piece.high() >= 0));
  }

  // What the arguments say

  private List<StatSource> sources(Given... further) {
    List<Given> given = new ArrayList<>(List.of(further));
    add(given, Part.ESTIMATE, "estimate");
    add(given, Part.SE, "se");
    add(given, Part.STATISTIC, "statistic");
    add(given, Part.P, "p");
    add(given, Part.LOW, "low");
    add(given, Part.HIGH, "high");
    add(given, Part.HALF, "half");
    if (arguments.has("ci")) {
      List<Figure> ends = arguments.figures("ci");
      if (ends.size() == 2) {
        given.add(new Given(Part.LOW, "low", StatValue.of(ends.get(0))));
        given.add(new Given(Part.HIGH, "high", StatValue.of(ends.get(1))));
      } else {
        arguments.wrong("ci", "two figures");
      }
    }
    differences(given);
    if (arguments.has("significant")) {
      String words = arguments.word("significant");
      given.add(limits("significant", StatLegend.significance(words, alpha(words))));
    }
    List<StatSource> sources = new ArrayList<>();
    for (StatSource arms : arms(given)) {
      sources.addAll(starred(arms));
    }
    return sources;
  }

  private void add(List<Given> given, Part part, String name) {
    arguments
        .figure(name)
        .ifPresent(figure -> given.add(new Given(part, name, StatValue.of(figure))));
  }

  private static Given limits(String name, StatTarget limits) {
    return new Given(Part.P, name, reading -> List.of(limits.allowed()));
  }

  private void differences(List<Given> given) {
    for (String kind : List.of("estimate", "mean")) {
      Optional<Figure> first = arguments.figure(kind + "1");
      Optional<Figure> second = arguments.figure(kind + "2");
      if (first.isPresent() && second.isPresent()) {
        given.add(
            new Given(
                Part.ESTIMATE,
                "difference",
                StatArms.difference(first.orElseThrow(), second.orElseThrow())));
      }
    }
    Optional<Figure> se1 = arguments.figure("se1");
    Optional<Figure> se2 = arguments.figure("se2");
    if (se1.isPresent() && se2.isPresent()) {
      given.add(new Given(Part.SE, "se", StatArms.ofErrors(se1.orElseThrow(), se2.orElseThrow())));
    }
    Optional<Figure> n = arguments.figure("n");
    Optional<Figure> sd = arguments.figure("sd");
    Optional<Figure> share = arguments.figure("share");
    if (sd.isPresent() && n.isPresent()) {
      given.add(new Given(Part.SE, "se", StatArms.ofSpread(sd.orElseThrow(), n.orElseThrow())));
    }
    if (share.isPresent() && n.isPresent()) {
      given.add(new Given(Part.SE, "se", StatArms.ofShare(share.orElseThrow(), n.orElseThrow())));
    }
  }

  private List<StatSource> arms(List<Given> given) {
    StatReference stated = stated();
    Optional<StatArms.Two> two = StatArms.Two.of(arguments);
    if (two.isEmpty()) {
      return List.of(new StatSource("", given, stated));
    }
    StatArms.Two arms = two.orElseThrow();
    String rule = arguments.word("variance");
    List<StatSource> sources = new ArrayList<>();
    if (!rule.startsWith("pool") && !rule.startsWith("gemensam")) {
      StatReference own = stated == null ? new StatReference(arms.welchDf()) : stated;
      sources.add(new StatSource("Welch", with(given, arms.welch()), own));
    }
    if (!rule.startsWith("welch") && !rule.startsWith("unequal") && !rule.startsWith("olika")) {
      StatReference own = stated == null ? new StatReference(arms.pooledDf()) : stated;
      sources.add(new StatSource("pooled", with(given, arms.pooled()), own));
    }
    return sources;
  }

  private static List<Given> with(List<Given> given, StatValue se) {
    List<Given> all = new ArrayList<>(given);
    all.add(new Given(Part.SE, "se", se));
    return all;
  }

  private List<StatSource> starred(StatSource source) {
    if (!arguments.has("stars")) {
      return List.of(source);
    }
    List<StatSource> sources = new ArrayList<>();
    for (StatLegend legend : legends()) {
      Optional<StatTarget> limits = legend.of(arguments.text("stars"));
      if (limits.isPresent()) {
        List<Given> all = new ArrayList<>(source.given());
        all.add(limits("stars", limits.orElseThrow()));
        sources.add(new StatSource(join(source.name(), legend.named()), all, source.reference()));
      }
    }
    if (sources.isEmpty()) {
      arguments.wrong("stars", "at most as many stars as the legend has");
      return List.of(source);
    }
    return sources;
  }

  private List<StatLegend> legends() {
    if (!arguments.has("legend")) {
      return StatLegend.SEARCHED;
    }
    List<Double> limits = new ArrayList<>();
    for (Figure figure : arguments.figures("legend")) {
      double limit = figure.nominal().doubleValue();
      limits.add(limit >= 1 || figure.unit() == Figure.Unit.PERCENT ? limit / 100 : limit);
    }
    return List.of(new StatLegend(limits));
  }

  private double alpha(String words) {
    double stated = arguments.number("alpha").orElse(StatLegend.level(words));
    return stated >= 1 ? stated / 100 : stated;
  }

  private @Nullable StatReference stated() {
    Optional<Figure> df = arguments.figure("df");
    if (df.isPresent()) {
      Figure figure = df.orElseThrow();
      boolean whole = figure.step().doubleValue() >= 1 && !figure.hedged();
      StatRange range =
          whole
              ? StatRange.point(figure.nominal().doubleValue())
              : StatReading.HEDGES.range(figure);
      if (!(range.high() > 0)) {
        arguments.wrong("df", "above 0");
        return StatReference.NORMAL;
      }
      return new StatReference(range.within(1e-3, Double.MAX_VALUE));
    }
    return null;
  }

  // The conventions that are tried

  private List<StatConvention> conventions(
      @Nullable StatReference source, boolean withTails, boolean withLevel) {
    List<StatConvention> conventions = new ArrayList<>();
    List<StatReference> usual = references(source);
    if (!withTails && !withLevel) {
      return List.of(new StatConvention(usual.get(0), Tails.TWO, 0.95, scales(false).get(0), 0));
    }
    List<StatReference> references = new ArrayList<>(usual);
    boolean normalStated = arguments.word("test").startsWith("z");
    if (!usual.contains(StatReference.NORMAL) && !arguments.has("test")) {
      references.add(StatReference.NORMAL);
    }
    List<Tails> tails = withTails ? tails() : List.of(Tails.TWO);
    List<Double> levels = withLevel ? levels() : List.of(0.95);
    List<Boolean> logs = scales(withLevel);
    for (StatReference reference : normalStated ? List.of(StatReference.NORMAL) : references) {
      for (Tails sides : tails) {
        for (double level : levels) {
          for (boolean log : logs) {
            int oddity =
                (normalStated || usual.contains(reference) ? 0 : 1)
                    + (sides == tails.get(0) ? 0 : 1)
                    + (level == levels.get(0) ? 0 : 1)
                    + (log == logs.get(0) ? 0 : 1);
            if (oddity <= 1) {
              conventions.add(new StatConvention(reference, sides, level, log, oddity));
            }
          }
        }
      }
    }
    conventions.sort((a, b) -> Integer.compare(a.oddity(), b.oddity()));
    return conventions;
  }

  private List<StatReference> references(@Nullable StatReference source) {
    if (source != null) {
      return List.of(source);
    }
    Optional<Figure> n = arguments.figure("n");
    if (n.isEmpty()) {
      return List.of(StatReference.NORMAL);
    }
    StatRange cases = StatArms.cases(n.orElseThrow(), StatReading.HEDGES);
    Optional<Figure> k = arguments.figure("k");
    if (k.isPresent()) {
      return List.of(lessThan(cases, k.orElseThrow().nominal().doubleValue()));
    }
    return List.of(lessThan(cases, 1), lessThan(cases, 2), StatReference.NORMAL);
  }

  private static StatReference lessThan(StatRange cases, double parameters) {
    return new StatReference(cases.minus(StatRange.point(parameters)).within(1, Double.MAX_VALUE));
  }

  private List<Tails> tails() {
    String word = arguments.word("tails");
    if (word.isEmpty()) {
      return List.of(Tails.TWO, Tails.ONE);
    }
    boolean one = word.startsWith("1") || word.startsWith("one") || word.startsWith("en");
    boolean two = word.startsWith("2") || word.startsWith("two") || word.startsWith("två");
    if (!one && !two) {
      arguments.wrong("tails", "one or two");
    }
    return List.of(one ? Tails.ONE : Tails.TWO);
  }

  private List<Double> levels() {
    if (!arguments.has("level")) {
      return List.of(0.95, 0.90, 0.99);
    }
    double level = arguments.number("level").orElse(0.95);
    double share = level >= 1 ? level / 100 : level;
    if (!(share > 0 && share < 1)) {
      arguments.wrong("level", "between 0 and 100");
      return List.of(0.95);
    }
    return List.of(share);
  }

  private List<Boolean> scales(boolean interval) {
    String word = arguments.word("scale");
    if (!word.isEmpty()) {
      return List.of(word.startsWith("log") || word.startsWith("ratio") || word.startsWith("kvot"));
    }
    boolean errors = arguments.has("se") || arguments.has("half");
    return interval && !errors ? List.of(false, true) : List.of(false);
  }

  // What else a reader should know

  private List<StatNote> notes(
      Part part, StatTarget printed, StatSource source, StatConvention usual, StatWay way) {
    List<StatNote> notes = new ArrayList<>();
    if (way.fit() != Verdict.IMPOSSIBLE) {
      return notes;
    }
    List<StatRange> pieces = way.value().at(StatReading.HEDGES);
    double alpha = arguments.number("alpha").orElse(0.05);
    if (part == Part.P && !pieces.isEmpty()) {
      StatRange p = printed.nearest(pieces);
      StatRange said = printed.allowed();
      if ((said.high() <= alpha && p.low() > alpha) || (said.low() >= alpha && p.high() < alpha)) {
        notes.add(StatNote.of(StatNote.Says.DECISION_ERROR, StatNumber.plain(alpha)));
      }
    }
    if (pieces.isEmpty()) {
      notes.add(StatNote.of(StatNote.Says.INPUTS_CLASH, clash(source.given(), usual)));
    }
    return notes;
  }

  /** The names of the fewest parts that cannot all be true. */
  private static String clash(List<Given> given, StatConvention convention) {
    for (int size = 1; size <= given.size(); size++) {
      for (int chosen = 0; chosen < 1 << given.size(); chosen++) {
        if (Integer.bitCount(chosen) == size) {
          List<Given> some = new ArrayList<>();
          for (int i = 0; i < given.size(); i++) {
            if ((chosen >> i & 1) == 1) {
              some.add(given.get(i));
            }
          }
          if (!new StatLine(some).possible(convention)) {
            return String.join(", ", some.stream().map(Given::name).toList());
          }
        }
      }
    }
    return "";
  }

  /**
   * Nobody printed degrees of freedom: an answer that fits under some of them accuses nobody, and
   * says which.
   */
  private StatAnswer otherFreedom(
      Part part, StatTarget printed, StatSource source, StatConvention usual, StatAnswer answer) {
    StatLine line = new StatLine(source.given());
    int least = 0;
    int most = 0;
    for (int df : DFS) {
      StatConvention other =
          new StatConvention(
              StatReference.student(df), usual.tails(), usual.level(), usual.logs(), 0);
      StatValue value = line.follows(part, other, printed.nominal() < 0);
      if (printed.fit(value) != Verdict.IMPOSSIBLE) {
        least = least == 0 ? df : least;
        most = df;
      }
    }
    if (least == 0) {
      return answer;
    }
    List<StatNote> notes = new ArrayList<>(answer.notes());
    notes.add(StatNote.of(StatNote.Says.FITS_WITH_DF, least == most ? least : least + "–" + most));
    return new StatAnswer(
        Verdict.UNCHECKABLE,
        Set.of(Doubt.TENSION),
        answer.nominal(),
        answer.recomputed(),
        answer.shown(),
        "",
        List.of(),
        answer.holds(),
        answer.fails(),
        notes);
  }

  private static int[] freedoms() {
    int[] few = IntStream.rangeClosed(1, 100).toArray();
    int[] many = {120, 150, 200, 300, 500, 1000, 2000, 5000, 10_000};
    int[] all = Arrays.copyOf(few, few.length + many.length);
    System.arraycopy(many, 0, all, few.length, many.length);
    return all;
  }
}
