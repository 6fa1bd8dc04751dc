package org.equipoise.adoption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionPlan.Incomplete;
import org.equipoise.adoption.AdoptionResults.Cohort;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Role;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.disclosure.SampleAdoption;
import org.equipoise.estimate.ChiSquareTest;
import org.equipoise.finding.Finding.Severity;
import org.equipoise.panel.Aggregation;
import org.equipoise.panel.AggregationWindow;
import org.equipoise.panel.GroupTimeEffects;
import org.equipoise.panel.GroupTimeOptions;
import org.equipoise.panel.StaggeredPanel;
import org.junit.jupiter.api.Test;

class IncompleteUnitsTest {

  private static final int[] PERIODS = {2001, 2002, 2003, 2004, 2005, 2006};
  private static final int UNITS = 40;

  private static AdoptionPlan plan(Incomplete incomplete, int from) {
    AdoptionPlan p = SampleAdoption.plan();
    Analysis a = p.analyses().get(0);
    Analysis main =
        new Analysis(
            a.id(),
            a.title(),
            a.control(),
            a.method(),
            a.base(),
            a.covariates(),
            a.weighted(),
            a.averages(),
            from,
            a.to(),
            a.draws(),
            a.seed(),
            a.comparisons(),
            a.decomposition(),
            a.preTrend(),
            a.sensitivity(),
            List.of("debt"),
            List.of("all"),
            a.multiplicity(),
            a.level(),
            incomplete);
    return new AdoptionPlan(
        p.id(),
        p.version(),
        p.title(),
        p.purpose(),
        p.caveats(),
        p.unit(),
        p.periods(),
        p.adoption(),
        p.cluster(),
        p.weight(),
        p.covariates(),
        p.groups(),
        p.groupColumn(),
        p.outcomes(),
        List.of(main),
        p.cells(),
        p.data(),
        p.assumptions());
  }

  /** Ten units adopt in 2004, ten in 2005, twenty never. */
  private static int[] adopted() {
    return IntStream.range(0, UNITS)
        .map(i -> i < 10 ? 2004 : i < 20 ? 2005 : StaggeredPanel.NEVER)
        .toArray();
  }

  private static double[] values() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(20);
    return IntStream.range(0, UNITS * PERIODS.length)
        .mapToDouble(c -> random.nextDouble())
        .toArray();
  }

  private static AdoptionResults run(AdoptionPlan plan, double[] values) {
    List<String> units = IntStream.range(0, UNITS).mapToObj(i -> "u" + i).toList();
    AdoptionData data =
        new AdoptionData(
            units,
            PERIODS,
            adopted(),
            null,
            List.of(),
            Map.of(),
            Map.of(),
            Map.of("debt", Map.of("all", values)));
    return AdoptionAnalysis.of(plan, data).run("d", List.of(), "p", List.of());
  }

  private static Row row(AdoptionResults results, String estimator, String key) {
    return results.rows().stream()
        .filter(r -> r.estimator().equals(estimator) && r.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void sections_useEveryUnitWhereItIsKnown() {
    double[] values = values();
    // Units 0 to 9 lack their first period, all others are whole.
    for (int i = 0; i < 10; i++) {
      values[i * PERIODS.length] = Double.NaN;
    }
    AdoptionResults results = run(plan(Incomplete.SECTIONS, -3), values);
    var fit =
        GroupTimeEffects.of(
                GroupTimeOptions.defaults()
                    .with(GroupTimeOptions.Comparison.NOT_YET_TREATED)
                    .with(GroupTimeOptions.Base.UNIVERSAL)
                    .with(GroupTimeOptions.Incomplete.AS_SECTIONS))
            .estimate(StaggeredPanel.of(PERIODS, adopted(), values));
    var expected = fit.aggregate(Aggregation.EVENT_TIME, AggregationWindow.of(-3, 1)).overall();
    Row main = row(results, "group-time", "event-time");
    assertEquals(expected.value(), ((Reading.Figure) main.reading()).estimate(), 1e-14);
    assertEquals(20, main.treated());
    for (String other : List.of("two-way-fixed-effects", "imputation")) {
      assertInstanceOf(Reading.Figure.class, row(results, other, "event-time").reading(), other);
    }
    Row apart = row(results, "two-way-fixed-effects", "kind=all");
    assertInstanceOf(Reading.Refused.class, apart.reading());
    assertTrue(results.findings().stream().allMatch(f -> f.severity() == Severity.NOTE));
  }

  @Test
  void leaveOut_warnsOfMoreThanATenth_andCountsThemByCohort() {
    double[] values = values();
    for (int i = 0; i < 6; i++) {
      values[i * PERIODS.length + 4] = Double.NaN;
    }
    AdoptionResults results = run(plan(Incomplete.LEAVE_OUT, -3), values);
    assertEquals(
        List.of(
            new Cohort(2004, 10, 4, Role.TOO_FEW),
            new Cohort(2005, 10, 10, Role.TREATED),
            new Cohort(StaggeredPanel.NEVER, 20, 20, Role.CONTROL)),
        results.cohorts());
    assertTrue(
        results.findings().stream()
            .anyMatch(
                f ->
                    f.severity() == Severity.WARNING
                        && f.found().startsWith("6 units without a value in some period")));
    assertTrue(AdoptionResults.leftOutMany(results.cohorts()));
  }

  @Test
  void leaveOut_asksOnlyForPeriodsThatAreShown() {
    double[] values = values();
    for (int i = 0; i < 6; i++) {
      values[i * PERIODS.length] = Double.NaN;
    }
    // From -2 on the first cohort needs 2002; from -3 on, 2001.
    AdoptionResults near = run(plan(Incomplete.LEAVE_OUT, -2), values);
    assertEquals(20, row(near, "group-time", "event-time").treated());
    AdoptionResults far = run(plan(Incomplete.LEAVE_OUT, -3), values);
    assertEquals(14, row(far, "group-time", "event-time").treated());
  }

  @Test
  void preTrend_testsCellsToo_asTheEngineDoes() {
    double[] values = values();
    AdoptionResults results = run(plan(Incomplete.LEAVE_OUT, -3), values);
    ChiSquareTest expected =
        GroupTimeEffects.of(
                GroupTimeOptions.defaults()
                    .with(GroupTimeOptions.Comparison.NOT_YET_TREATED)
                    .with(GroupTimeOptions.Base.UNIVERSAL))
            .estimate(StaggeredPanel.of(PERIODS, adopted(), values))
            .preTest();
    Reading.Figure found = (Reading.Figure) row(results, "pre-trend", RowKey.JOINT_CELLS).reading();
    assertEquals(expected.pValue(), found.pValue(), 1e-14);
    assertEquals(5, found.df());
  }
}
