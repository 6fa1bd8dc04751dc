package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.equipoise.estimate.Estimate;
import org.equipoise.panel.PeriodFit;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByPeriodTest {

  private static final String PLAN =
      ", \"compliance\": {\"withinDays\": 90}, \"byPeriod\": {\"before\": 3, \"draws\": 20000,"
          + " \"seed\": 9}";
  private static final String STRATA =
      "\"estimator\": \"least-squares\", \"variance\": \"hc2\", \"strataEffects\": true";

  private static List<Supplement> rows(Results results, String outcome, String measure) {
    return results.supplements().stream()
        .filter(s -> s.topic() == Topic.BY_PERIOD && s.measure().equals(measure))
        .filter(s -> s.effect().outcome().id().value().equals(outcome) && s.of().isEmpty())
        .toList();
  }

  private static Reading.Figure at(Results results, String outcome, String measure, int month) {
    Supplement row =
        rows(results, outcome, measure).stream()
            .filter(s -> s.moment() instanceof Moment.AtPeriod at && at.number() == month)
            .findFirst()
            .orElseThrow();
    return assertInstanceOf(Reading.Figure.class, row.reading());
  }

  private static void assertSame(Estimate expected, Reading.Figure found, double tolerance) {
    assertEquals(expected.value(), found.value(), tolerance * Math.abs(expected.value()));
    assertEquals(
        expected.standardError(), found.standardError(), tolerance * found.standardError());
    assertEquals(expected.df(), found.df(), 1e-6);
    assertEquals(expected.interval().low(), found.low(), 1e-8 * found.standardError());
  }

  /** Whatever the plan, the curve goes through the planned comparisons. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        STRATA,
        "\"estimator\": \"least-squares\", \"variance\": \"hc1\", \"strataEffects\": true",
        "\"estimator\": \"least-squares\", \"weights\": \"inverse-probability\","
            + " \"strataEffects\": false",
        "\"estimator\": \"least-squares\", \"adjust\": [\"age\"], \"strataEffects\": true",
        "\"estimator\": \"interacted\", \"adjust\": [\"age\"], \"strataEffects\": true",
        "\"estimator\": \"difference-in-means\", \"strataEffects\": true"
      })
  void of_goesThroughThePlannedComparisons(String analysis) {
    Results results = PeriodTrial.run(PeriodTrial.protocol(analysis + PLAN, ""));
    for (Effect effect : results.effects()) {
      if (effect.comparison() instanceof Comparison.Estimated planned
          && effect.moment() instanceof Moment.AtPeriod at
          && !effect.outcome().id().value().equals("study")) {
        String outcome = effect.outcome().id().value();
        assertSame(planned.estimate(), at(results, outcome, "itt", at.number()), 1e-9);
        assertEquals(11 - 3, rows(results, outcome, "itt").size());
      }
    }
  }

  /** The effect of having met the service by then is that of the section on take-up. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        STRATA,
        "\"estimator\": \"least-squares\", \"weights\": \"inverse-probability\","
            + " \"strataEffects\": false",
        "\"estimator\": \"least-squares\", \"adjust\": [\"age\"], \"strataEffects\": true"
      })
  void of_agreesWithTakeUp(String analysis) {
    Results results = PeriodTrial.run(PeriodTrial.protocol(analysis + PLAN, ""));
    int compared = 0;
    for (Supplement s : results.supplements()) {
      if (s.measure().equals("by-then-effect")
          && s.reading() instanceof Reading.Figure expected
          && s.effect().moment() instanceof Moment.AtPeriod at) {
        Reading.Figure found = at(results, s.effect().outcome().id().value(), "late", at.number());
        assertEquals(expected.value(), found.value(), 1e-9 * Math.abs(expected.value()));
        assertEquals(
            expected.standardError(), found.standardError(), 1e-9 * expected.standardError());
        assertEquals(expected.df(), found.df(), 1e-6);
        compared++;
      }
    }
    assertTrue(compared >= 3, "only " + compared);
  }

  /** One pass over persons and the planned regressions tell the same, correlations included. */
  @Test
  void fold_agreesWithRegressions() {
    Protocol protocol = PeriodTrial.protocol(STRATA + PLAN, "");
    TrialData data = PeriodTrial.data(protocol);
    Analysis analysis = protocol.analyses().get(0);
    Compared one =
        new EffectTable(protocol, data, analysis)
            .compared().stream()
                .filter(c -> c.effect().moment().toString().contains("number=8"))
                .findFirst()
                .orElseThrow();
    var from = (org.equipoise.protocol.Outcome.Source.FromSeries) one.effect().outcome().source();
    ByPeriodValues values = ByPeriodValues.of(data, from, one.people(), one.treated(), 3, 8);
    ByPeriodFits.Found fold = new ByPeriodFits(data, one).of(values, true);
    ByPeriodFits.Found each =
        new ByPeriodRegressions(data, one, null, one.blocks(data, values.people()))
            .of(values, true);
    assertClose(fold.drawn(), each.drawn());
    PeriodFit met = fold.met();
    PeriodFit met2 = each.met();
    assertTrue(met != null && met2 != null);
    assertClose(met, met2);
  }

  private static void assertClose(PeriodFit a, PeriodFit b) {
    for (int m : a.estimated()) {
      for (int j : a.estimated()) {
        double size = Math.sqrt(a.covariance()[m][m] * a.covariance()[j][j]);
        // Scores of regressions carry no leverage: a share of k / n.
        double tolerance = m == j ? 1e-9 : 5e-3;
        assertEquals(a.covariance()[m][j], b.covariance()[m][j], tolerance * size);
      }
    }
  }

  @Test
  void of_setsPlacebosApart() {
    Results results = PeriodTrial.run(PeriodTrial.protocol(STRATA + PLAN, ""));
    List<Supplement> before = rows(results, "wage", "placebo");
    assertEquals(3, before.size());
    for (int i = 0; i < 3; i++) {
      Moment.AtPeriod at = assertInstanceOf(Moment.AtPeriod.class, before.get(i).moment());
      assertEquals(i - 2, at.number());
    }
    Reading.Figure joint = (Reading.Figure) rows(results, "wage", "placebo-joint").get(0).reading();
    assertEquals(3, joint.df());
    assertTrue(joint.pValue() > 0 && joint.pValue() < 1);
    Reading.Figure own = at(results, "wage", "itt", 8);
    Reading.Figure band = at(results, "wage", "itt-band", 8);
    assertTrue(band.low() < own.low() && band.high() > own.high());
    assertEquals(1, rows(results, "wage", "pooled").size());
    assertEquals(0, rows(results, "ever", "pooled").size());
  }

  @Test
  void of_refusesPeriodsWithFewEvents() {
    Results results = PeriodTrial.run(PeriodTrial.protocol(STRATA + PLAN, ""));
    List<Supplement> rows = rows(results, "ill", "itt");
    assertEquals(6, rows.size());
    for (Supplement row : rows) {
      Reading.Refused refused = assertInstanceOf(Reading.Refused.class, row.reading());
      assertEquals("TOO_FEW_EVENTS", refused.rule());
    }
    assertEquals(0, rows(results, "ill", "itt-band").size());
  }

  @Test
  void of_tellsWhoHadMetTheService() {
    Results results = PeriodTrial.run(PeriodTrial.protocol(STRATA + PLAN, ""));
    long arm = results.supplements().stream().filter(s -> s.measure().equals("met-arm")).count();
    assertEquals(8, arm);
    double before = 0;
    for (Supplement s : results.supplements()) {
      if (s.measure().equals("met-control") && s.topic() == Topic.BY_PERIOD) {
        double share = ((Reading.Figure) s.reading()).value();
        assertTrue(share >= before);
        before = share;
      }
    }
  }

  /**
   * Of the control arm 40 have met the service in time, 60 by month 4, 80 by month 6 and 83 from
   * month 7 on: months 6 and 8 cannot both be told where fewer than five are hidden, and the last
   * month is where the answers are.
   */
  @Test
  void of_tellsTheLatestPlannedMonthBeforeTheOthers() {
    Protocol protocol = PeriodTrial.protocol(STRATA + PLAN, "");
    TrialData own = PeriodTrial.data(protocol);
    int[] met = new int[PeriodTrial.PEOPLE];
    int[] seen = new int[2];
    for (int i = 0; i < met.length; i++) {
      int k = seen[own.design().arm()[i]]++;
      int after = k < 40 ? 20 : k < 60 ? 100 : k < 80 ? 150 : k < 83 ? 200 : 2000;
      met[i] = 18_000 + i + after;
    }
    Results results =
        PlannedAnalysis.of(protocol, PeriodTrial.with(protocol, own, Map.of(), met))
            .run("digest", List.of(), "test", List.of());
    Map<String, Boolean> hidden = new TreeMap<>();
    for (Supplement row : results.supplements()) {
      boolean everybody = row.effect().group() instanceof Group.Everybody;
      if (everybody && row.measure().equals("met-by-period-control")) {
        hidden.put("in the section on take-up " + row.of(), Telling.small(row.rests(), 5));
      } else if (row.measure().equals("met-control") && row.topic() == Topic.BY_PERIOD) {
        int month = ((Moment.AtPeriod) row.moment()).number();
        hidden.put("by month " + month, Telling.small(row.rests(), 5));
      }
    }
    for (int month : new int[] {4, 6, 8}) {
      assertEquals(month == 6, hidden.get("by month " + month), "month " + month);
      assertEquals(
          month == 6, hidden.get("in the section on take-up " + month), "take-up, month " + month);
    }
  }

  @Test
  void of_followsPartsOfTheIntake() {
    String plan = STRATA + PLAN + ", \"cohorts\": {\"parts\": 2}";
    Results results = PeriodTrial.run(PeriodTrial.protocol(plan, ""));
    List<Supplement> parts =
        results.supplements().stream()
            .filter(s -> s.topic() == Topic.BY_PERIOD && !s.of().isEmpty())
            .filter(s -> s.effect().outcome().id().value().equals("wage"))
            .toList();
    assertEquals(16, parts.size());
    int people = 0;
    for (Supplement s : parts) {
      people += ((Moment.AtPeriod) s.moment()).number() == 1 ? s.analysed() : 0;
    }
    assertEquals(rows(results, "wage", "itt").get(0).analysed(), people);
  }

  @Test
  void ignoredChances_areNeverSilent() {
    String pooled = "\"estimator\": \"least-squares\", \"strataEffects\": false";
    Results biased = PeriodTrial.run(PeriodTrial.protocol(pooled + PLAN, ""));
    assertTrue(
        biased.findings().stream()
            .anyMatch(f -> f.found().contains("neither compares within strata nor weights")));
    assertEquals("biased", at(biased, "wage", "itt", 8).note());
    for (Effect effect : biased.effects()) {
      if (effect.comparison() instanceof Comparison.Estimated number) {
        assertTrue(number.method().unbalanced());
      }
    }
    Results heeded = PeriodTrial.run(PeriodTrial.protocol(STRATA + PLAN, ""));
    assertFalse(
        heeded.findings().stream()
            .anyMatch(f -> f.found().contains("neither compares within strata nor weights")));
    assertEquals("", at(heeded, "wage", "itt", 8).note());
  }
}
