package org.equipoise.adoption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Role;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.disclosure.SampleAdoption;
import org.equipoise.inference.Multiplicity;
import org.equipoise.panel.Aggregation;
import org.equipoise.panel.AggregationWindow;
import org.equipoise.panel.GroupTimeEffects;
import org.equipoise.panel.GroupTimeFit;
import org.equipoise.panel.GroupTimeOptions;
import org.equipoise.panel.StaggeredPanel;
import org.junit.jupiter.api.Test;

/** The bridge from data to rows, on panels made here; the engines have tests of their own. */
class AdoptionAnalysisTest {

  private static final int PERIODS = 6;

  private final AdoptionPlan plan = SampleAdoption.plan();

  /** Forty towns: 12 adopt in 2004, 6 in 2005, 3 had always, 19 never. */
  private static AdoptionData data(long seed) {
    List<String> units = new ArrayList<>();
    int[] adopted = new int[40];
    for (int i = 0; i < adopted.length; i++) {
      units.add("town-" + i);
      adopted[i] = i < 12 ? 2004 : i < 18 ? 2005 : i < 21 ? 2001 : StaggeredPanel.NEVER;
    }
    return new AdoptionData(
        units,
        new int[] {2001, 2002, 2003, 2004, 2005, 2006},
        adopted,
        null,
        List.of(),
        Map.of(),
        Map.of(),
        Map.of(
            "debt", Map.of("all", values(adopted, seed), "young", values(adopted, seed + 1)),
            "pension", Map.of("all", values(adopted, seed + 2))));
  }

  private static double[] values(int[] adopted, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    double[] values = new double[adopted.length * PERIODS];
    for (int i = 0; i < adopted.length; i++) {
      double level = random.nextDouble();
      for (int t = 0; t < PERIODS; t++) {
        double effect = 2001 + t >= adopted[i] ? 0.1 : 0;
        values[i * PERIODS + t] = level + 0.02 * t + effect + 0.1 * random.nextDouble();
      }
    }
    return values;
  }

  private AdoptionResults run(AdoptionData data) {
    return AdoptionAnalysis.of(plan, data).run("d", List.of(), "p", List.of());
  }

  private static Row row(AdoptionResults results, String outcome, String group, String key) {
    return results.rows().stream()
        .filter(r -> r.outcome().equals(outcome) && r.group().equals(group))
        .filter(r -> r.estimator().equals("group-time") && r.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static Reading.Figure number(Row row) {
    return (Reading.Figure) row.reading();
  }

  @Test
  void run_givesWhatTheEngineGivesForUnitsWithAPeriodBefore() {
    AdoptionData data = data(1);
    AdoptionResults results = run(data);
    int[] some = java.util.stream.IntStream.range(0, 40).filter(i -> i < 18 || i > 20).toArray();
    double[] outcome = new double[some.length * PERIODS];
    for (int k = 0; k < some.length; k++) {
      System.arraycopy(
          data.outcomes().get("debt").get("all"), some[k] * PERIODS, outcome, k * PERIODS, PERIODS);
    }
    int[] first = java.util.Arrays.stream(some).map(i -> data.adopted()[i]).toArray();
    GroupTimeFit fit =
        GroupTimeEffects.of(
                GroupTimeOptions.defaults()
                    .with(GroupTimeOptions.Comparison.NOT_YET_TREATED)
                    .with(GroupTimeOptions.Base.UNIVERSAL))
            .estimate(StaggeredPanel.of(data.periods(), first, outcome));
    Reading.Figure found = number(row(results, "debt", "all", "event-time"));
    var expected = fit.aggregate(Aggregation.EVENT_TIME, AggregationWindow.of(-3, 1)).overall();
    assertEquals(expected.value(), found.estimate(), 1e-14);
    assertEquals(expected.standardError(), found.standardError(), 1e-14);
    assertEquals(18, row(results, "debt", "all", "event-time").treated());
    // 19 never; nobody else is still without at 2004, 2005 but the six of 2005 in 2004.
    assertEquals(25, row(results, "debt", "all", "e=0").controls());
    assertTrue(
        results.findings().stream()
            .anyMatch(f -> f.found().startsWith("3 units had adopted before")));
  }

  @Test
  void run_keepsARowForWhatIsRuledOut_andTellsRoles() {
    AdoptionResults results = run(data(2));
    Reading reading = row(results, "pension", "young", "event-time").reading();
    assertEquals("not-applicable", ((Reading.Refused) reading).rule());
    assertEquals(
        List.of(Role.ALWAYS_TREATED, Role.TREATED, Role.TREATED, Role.CONTROL),
        results.cohorts().stream().map(AdoptionResults.Cohort::role).toList());
  }

  @Test
  void run_correctsAveragesWithinAFamilyByHolm() {
    AdoptionResults results = run(data(3));
    List<Reading.Figure> family =
        List.of(
            number(row(results, "debt", "all", "event-time")),
            number(row(results, "debt", "young", "event-time")),
            number(row(results, "pension", "all", "event-time")));
    double[] p = family.stream().mapToDouble(Reading.Figure::pValue).toArray();
    double[] adjusted = family.stream().mapToDouble(Reading.Figure::adjusted).toArray();
    assertArrayEquals(Multiplicity.HOLM.adjust(p), adjusted, 0);
  }

  @Test
  void run_givesTheSameTwice_andBandsThatHoldTheirIntervals() {
    AdoptionResults results = run(data(4));
    assertEquals(results.rows(), run(data(4)).rows());
    int bands = 0;
    for (Row row : results.rows()) {
      if (row.reading() instanceof Reading.Figure n && Double.isFinite(n.bandLow())) {
        assertTrue(n.bandLow() <= n.low() && n.high() <= n.bandHigh(), row.toString());
        bands++;
      }
    }
    assertTrue(bands > 20);
  }

  @Test
  void run_leavesOutUnitsThatLackAPeriod_ofThatOutcomeAlone() {
    AdoptionData data = data(5);
    data.outcomes().get("debt").get("all")[0] = Double.NaN;
    AdoptionResults results = run(data);
    assertEquals(17, row(results, "debt", "all", "event-time").treated());
    assertEquals(18, row(results, "debt", "young", "event-time").treated());
    assertTrue(
        results.findings().stream()
            .anyMatch(
                f ->
                    f.found()
                        .equals("1 unit without a value in some period: left out (debt of all)")));
  }

  @Test
  void run_takesTheTwoWayEstimateApartExactly() {
    AdoptionResults results = run(data(6));
    double sum = 0;
    double weights = 0;
    double twoWay = Double.NaN;
    for (Row row : results.rows()) {
      boolean own = row.outcome().equals("debt") && row.group().equals("all");
      if (own && row.part() == Part.DECOMPOSITION && row.key().startsWith("kind=")) {
        sum += number(row).weight() * number(row).estimate();
        weights += number(row).weight();
      }
      if (own && row.estimator().equals("two-way-fixed-effects") && row.key().equals("static")) {
        twoWay = number(row).estimate();
      }
    }
    assertEquals(1, weights, 1e-12);
    assertEquals(twoWay, sum, 1e-12);
  }
}
