package org.equipoise.analysis;

import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.equipoise.frame.DateColumn;
import org.equipoise.inference.InteractionStatistics;
import org.equipoise.inference.PValueRule;
import org.equipoise.inference.RedrawnNumber;
import org.equipoise.inference.Statistic;
import org.equipoise.inference.TrialOutcome;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.Permutations;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * The cohorts' tests in re-draws of the trial's own draw: the trend, the declared contrast and that
 * all parts have one effect, each over its own variance in that draw. Days of the draw stay what
 * they are. Outcomes of the same people share the draws and what the draws alone decide. A draw
 * costs a regression here, so that no more than {@value #MOST} are made; a p-value of 0.05 then has
 * a Monte-Carlo error of 0.005.
 */
final class ForWhomRedrawn {

  private static final int MOST = 2000;

  /** A test that is re-drawn. */
  enum Test {
    TREND,
    CONTRAST,
    EQUAL
  }

  /**
   * What the re-draws say of one comparison.
   *
   * @param plan the draws
   * @param numbers of the tests that are planned; empty when refused
   * @param rule code of what is re-run
   * @param fault why there is none; null when all is well
   */
  record Redrawn(
      Permutations plan,
      Map<Test, RedrawnNumber> numbers,
      String rule,
      Reading.@Nullable Refused fault) {

    /** Adds what is said of a test, as the row that follows it. */
    void add(
        Test test,
        ForWhomRows.Label of,
        ArmComparison.Sample sample,
        List<Integer> rests,
        ForWhomRows rows) {
      String measure = of.measure() + "-redrawn";
      rows.add(
          new ForWhomRows.Label(measure, method(test), of.of(), false),
          sample,
          rests,
          () -> reading(test));
    }

    /** How the p-value of a test counts the draws. */
    private String method(Test test) {
      RedrawnNumber number = numbers.get(test);
      return number != null && number.listed()
          ? "all-assignments"
          : plan.rule().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The statistic of a test and its p-value, or why there is none. */
    private Reading reading(Test test) {
      if (fault != null) {
        return fault;
      }
      RedrawnNumber number = numbers.get(test);
      if (number == null || Double.isNaN(number.observed())) {
        return new Reading.Refused(
            "UNDEFINED_STATISTIC",
            "the statistic is not defined in the draw that was made",
            "look for strata that are all in one arm");
      }
      PValueRule counted = RerandomizedArm.rule(plan);
      return Reading.Figure.value(number.observed(), Reading.Unit.STATISTIC)
          .withTest(Double.NaN, Double.NaN, Double.NaN, number.pValue(counted))
          .withDraws(number.drawn().length, number.monteCarloError(counted))
          .noted("redrawn-" + rule);
    }
  }

  private final Protocol protocol;
  private final TrialData data;
  private final Permutations plan;
  private final Analysis.Cohorts cohorts;
  private final IdentityHashMap<Compared, Redrawn> found = new IdentityHashMap<>();

  private ForWhomRedrawn(
      Protocol protocol, TrialData data, Permutations plan, Analysis.Cohorts cohorts) {
    this.protocol = protocol;
    this.data = data;
    this.plan = plan;
    this.cohorts = cohorts;
  }

  /** What is found of each comparison of everybody; null of any when nothing is planned. */
  static Function<Compared, @Nullable Redrawn> of(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> compared) {
    Permutations plan = analysis.permutations();
    Analysis.Cohorts cohorts = analysis.cohorts();
    int[] day = data.drawnOn();
    if (plan == null || cohorts == null || day == null) {
      return one -> null;
    }
    ForWhomRedrawn redrawn = new ForWhomRedrawn(protocol, data, plan, cohorts);
    Map<Arm.Id, List<Compared>> byArm = new LinkedHashMap<>();
    for (Compared one : compared) {
      boolean estimated = one.effect().comparison() instanceof Comparison.Estimated;
      if (estimated && one.effect().group() instanceof Group.Everybody) {
        byArm.computeIfAbsent(one.effect().arm(), arm -> new ArrayList<>()).add(one);
      }
    }
    byArm.values().forEach(ofArm -> redrawn.redraw(ofArm, day));
    return redrawn.found::get;
  }

  /** People compared in the same way, and their outcomes. */
  private record Alike(
      TrialOutcome trend,
      TrialOutcome parts,
      double[] time,
      List<double[]> part,
      List<Compared> compared,
      List<double[]> outcomes) {}

  private void redraw(List<Compared> ofArm, int[] day) {
    RerandomizedArm arm = RerandomizedArm.of(protocol, data, plan, ofArm.get(0).effect());
    int[] part = ForWhomCohorts.parts(day, cohorts.parts());
    Map<List<Object>, Alike> groups = new HashMap<>();
    List<Alike> order = new ArrayList<>();
    for (Compared one : ofArm) {
      Reading.Refused refused = arm.refusal(one, Statistic.REGRESSION_T);
      ArmComparison.Sample sample = one.sample();
      if (refused != null || sample == null) {
        found.put(one, new Redrawn(plan, Map.of(), arm.redraws().rule(), refused));
        continue;
      }
      boolean[] known = new boolean[sample.rows().length];
      for (int i = 0; i < known.length; i++) {
        known[i] = day[sample.rows()[i]] != DateColumn.MISSING;
      }
      ArmComparison.Sample dated = new ForWhomRegression(data, one, sample, known).sample();
      if (Arrays.stream(dated.rows()).map(row -> day[row]).distinct().count() < 2) {
        continue;
      }
      List<Object> key = new ArrayList<>();
      // Arrays by what they hold.
      key.add(IntBuffer.wrap(dated.rows()));
      dated.terms().forEach(term -> key.add(DoubleBuffer.wrap(term.values())));
      Alike alike = groups.get(key);
      if (alike == null) {
        alike = alike(arm, one, dated, day, part);
        groups.put(key, alike);
        order.add(alike);
      }
      alike.compared().add(one);
      alike.outcomes().add(arm.spread(dated, dated.values()));
    }
    order.forEach(alike -> evaluate(arm, alike));
  }

  private Alike alike(
      RerandomizedArm arm, Compared one, ArmComparison.Sample sample, int[] day, int[] part) {
    int[] rows = sample.rows();
    double mean = Arrays.stream(rows).mapToDouble(row -> day[row]).average().orElse(0);
    double[] time =
        arm.spread(
            sample,
            Arrays.stream(rows)
                .mapToDouble(row -> (day[row] - mean) / ForWhomTrend.DAYS)
                .toArray());
    List<double[]> parts = new ArrayList<>();
    for (int g = 0; g < cohorts.parts(); g++) {
      int code = g;
      parts.add(
          arm.spread(
              sample, Arrays.stream(rows).mapToDouble(row -> part[row] == code ? 1 : 0).toArray()));
    }
    TrialOutcome people = arm.outcome(one, sample);
    List<double[]> terms =
        sample.terms().stream().map(term -> arm.spread(sample, term.values())).toList();
    return new Alike(
        people.adjustedFor(joined(List.of(time), terms)),
        people.adjustedFor(joined(parts.subList(1, parts.size()), terms)),
        time,
        parts,
        new ArrayList<>(),
        new ArrayList<>());
  }

  private static List<double[]> joined(List<double[]> first, List<double[]> second) {
    List<double[]> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private void evaluate(RerandomizedArm arm, Alike alike) {
    List<Test> planned = new ArrayList<>(List.of(Test.EQUAL));
    int parts = cohorts.parts();
    double[][] equal = new double[parts - 1][parts];
    for (int g = 1; g < parts; g++) {
      equal[g - 1][0] = -1;
      equal[g - 1][g] = 1;
    }
    List<double[][]> tests = new ArrayList<>();
    tests.add(equal);
    if (!cohorts.contrast().isEmpty()) {
      planned.add(Test.CONTRAST);
      tests.add(
          new double[][] {cohorts.contrast().stream().mapToDouble(Double::doubleValue).toArray()});
    }
    int outcomes = alike.outcomes().size();
    List<RedrawnNumber> ofParts =
        evaluate(
            arm,
            outcomes * tests.size(),
            InteractionStatistics.of(alike.parts(), alike.outcomes(), alike.part(), tests));
    List<RedrawnNumber> ofTrend = List.of();
    if (cohorts.trend()) {
      double[] ones = new double[alike.time().length];
      Arrays.fill(ones, 1);
      ofTrend =
          evaluate(
              arm,
              outcomes,
              InteractionStatistics.of(
                  alike.trend(),
                  alike.outcomes(),
                  List.of(ones, alike.time()),
                  List.<double[][]>of(new double[][] {{0, 1}})));
    }
    for (int o = 0; o < outcomes; o++) {
      Map<Test, RedrawnNumber> numbers = new EnumMap<>(Test.class);
      for (int t = 0; t < planned.size(); t++) {
        numbers.put(planned.get(t), ofParts.get(o * planned.size() + t));
      }
      if (!ofTrend.isEmpty()) {
        numbers.put(Test.TREND, ofTrend.get(o));
      }
      found.put(alike.compared().get(o), new Redrawn(plan, numbers, arm.redraws().rule(), null));
    }
  }

  private List<RedrawnNumber> evaluate(
      RerandomizedArm arm, int count, Supplier<InteractionStatistics> each) {
    return arm.trial().withDraws(Math.min(MOST, plan.draws())).evaluate(count, each);
  }
}
