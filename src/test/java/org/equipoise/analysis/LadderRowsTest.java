package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.equipoise.disclosure.Released;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Fallback;
import org.junit.jupiter.api.Test;

class LadderRowsTest {

  private static final String ANALYSIS =
      "\"estimator\": \"least-squares\", \"variance\": \"hc2\", \"strataEffects\": true,"
          + " \"subgroups\": [\"first\"], \"multiplicity\": \"holm\"";

  private static List<Effect> rows(String ladder) {
    return PeriodTrial.run(PeriodTrial.protocol(ANALYSIS, "\"ifTooFew\": [" + ladder + "]"))
        .effects()
        .stream()
        .filter(e -> e.outcome().id().equals(new Outcome.Id("ill")))
        .toList();
  }

  private static Effect everybody(List<Effect> rows, boolean taken) {
    return rows.stream()
        .filter(e -> e.group() instanceof Group.Everybody)
        .filter(e -> (e.ladder().taken() != null) == taken)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void of_keepsTheRefusalAndAddsTheFirstStepThatWorks() {
    List<Effect> rows =
        rows("{\"step\": \"merged-cells\"}, {\"step\": \"composite\", \"with\": [\"study\"]}");
    Effect refused = everybody(rows, false);
    assertEquals(
        "TOO_FEW_EVENTS", assertInstanceOf(Comparison.Refused.class, refused.comparison()).rule());
    assertEquals(2, refused.ladder().attempts().size());
    assertEquals("ALREADY_EVERYBODY", refused.ladder().attempts().get(0).rule());
    assertTrue(refused.ladder().attempts().get(1).shown());
    Effect shown = everybody(rows, true);
    Ladder.Step taken = shown.ladder().taken();
    assertTrue(taken != null && taken.how() instanceof Fallback.Composite);
    Comparison.Estimated number = assertInstanceOf(Comparison.Estimated.class, shown.comparison());
    assertTrue(Double.isNaN(number.adjustedP()), "a row of a ladder is in no family");
    assertEquals(rows.indexOf(refused) + 1, rows.indexOf(shown));
  }

  /** Any of two: the mean of the composite is at least that of either, at most their sum. */
  @Test
  void composite_isAnyOfTheOutcomes() {
    List<Effect> rows = rows("{\"step\": \"composite\", \"with\": [\"study\"]}");
    double any = ((Comparison.Estimated) everybody(rows, true).comparison()).meanControl();
    Results all = PeriodTrial.run(PeriodTrial.protocol(ANALYSIS, ""));
    double study =
        all.effects().stream()
            .filter(e -> e.outcome().id().equals(new Outcome.Id("study")))
            .filter(e -> e.group() instanceof Group.Everybody)
            .map(e -> ((Comparison.Estimated) e.comparison()).meanControl())
            .findFirst()
            .orElseThrow();
    assertTrue(any > study && any < study + 0.1, any + " beside " + study);
  }

  @Test
  void longerWindow_readsTheLaterPeriodAndExactNeedsNoEvents() {
    List<Effect> rows = rows("{\"step\": \"longer-window\", \"period\": 8}, {\"step\": \"exact\"}");
    Effect refused = everybody(rows, false);
    assertEquals("TOO_FEW_EVENTS", refused.ladder().attempts().get(0).rule());
    Effect exact = everybody(rows, true);
    Comparison.Estimated number = assertInstanceOf(Comparison.Estimated.class, exact.comparison());
    assertEquals("exact", number.method().variant());
    assertTrue(number.method().unbalanced(), "strata drawn with unequal chances are pooled");
    assertTrue(Double.isNaN(number.estimate().standardError()));
    assertTrue(number.estimate().interval().contains(number.estimate().value()));
  }

  @Test
  void of_saysOfEveryStepWhyItFailed() {
    List<Effect> rows =
        rows("{\"step\": \"merged-cells\"}, {\"step\": \"longer-window\", \"period\": 8}");
    for (Effect row : rows) {
      assertNull(row.ladder().taken());
      assertEquals(2, row.ladder().attempts().size());
      assertTrue(row.ladder().attempts().stream().noneMatch(Ladder.Attempt::shown));
    }
  }

  @Test
  void released_keepsBothRows() {
    Results results =
        PeriodTrial.run(
            PeriodTrial.protocol(
                ANALYSIS, "\"ifTooFew\": [{\"step\": \"composite\", \"with\": [\"study\"]}]"));
    Released released = Released.of(results);
    assertEquals(results.effects().size(), released.effects().size());
    assertEquals(
        results.effects().stream().filter(e -> e.ladder().taken() != null).count(),
        released.effects().stream().filter(e -> e.ladder().taken() != null).count());
  }
}
