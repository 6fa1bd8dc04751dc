package org.equipoise.analysis;

import static org.equipoise.analysis.TakeUpRun.all;
import static org.equipoise.analysis.TakeUpRun.assertNumber;
import static org.equipoise.analysis.TakeUpRun.number;
import static org.equipoise.analysis.TakeUpRun.one;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.NumberColumn;
import org.junit.jupiter.api.Test;

/** Shares and their difference side by side, and what is told where an effect is refused. */
class TakeUpSharesTest {

  private static final String PROTOCOL =
      """
      {"equipoise": 1, "id": "shares", "version": 1, "title": "Shares", "purpose": "A test.",
       "arms": [{"id": "usual", "title": "Usual", "control": true},
                {"id": "team", "title": "Team"}],
       "draw": {"rule": "recorded", "scheme": "blocks", "probability": "by-stratum"},
       "strata": ["s"],
       "variables": [
         {"id": "s", "title": "S", "type": "category", "levels": ["p", "q", "r"]},
         {"id": "c", "title": "Came", "type": "binary", "baseline": false},
         {"id": "y", "title": "Y", "type": "number", "baseline": false},
         {"id": "z", "title": "Z", "type": "number", "baseline": false}],
       "outcomes": [
         {"id": "y", "title": "Y", "type": "number", "direction": "up-good",
          "source": {"variable": "y"}},
         {"id": "z", "title": "Z", "type": "number", "direction": "up-good",
          "source": {"variable": "z"}}],
       "analyses": [{"id": "main", "title": "Main", MORE "compliance": {"variable": "c"}}],
       "data": {}}
      """;

  private static final IntToDoubleFunction VARIES = k -> 5 * k * k % 13;
  private static final IntToDoubleFunction CONSTANT = k -> 3;

  /**
   * Forty persons, the first twenty drawn to the team; only stratum p holds both arms. R 4.2.2,
   * estimatr 1.0.0 {@code lm_robust(met ~ t + s)}, the call in {@code golden/analysis/take-up.R}.
   */
  @Test
  void of_remarksAdjustedDifferenceFarFromTheShares() {
    List<Supplement> rows = TakeUpRun.rows(protocol(""), strata(VARIES, VARIES));
    assertEquals(0.7, number(rows, "met-arm").value(), 1e-15);
    assertEquals(0, number(rows, "met-control").value());
    Reading.Figure difference = number(rows, "met-difference");
    assertNumber(
        difference, 0.9, 0.1, 36, 9.5890723916774769e-11, 0.69719059990195498, 1.1028094000980451);
    assertEquals("adjusted-beyond", difference.note());
    all(rows, "first-stage")
        .forEach(row -> assertEquals("beyond", ((Reading.Figure) row.reading()).note()));
  }

  /**
   * By hand: weighted by the inverse of its stratum's share in the arm, each of two equal strata
   * counts as much: (8/10 + 4/16) / 2 = 0.525 and (1/10 + 2/4) / 2 = 0.3.
   */
  @Test
  void of_weightsSharesAsTheirDifference() {
    String more = "\"weights\": \"inverse-probability\", \"strataEffects\": false,";
    Frame frame =
        frame(
            k -> k < 26,
            k -> k < 10 || (k >= 26 && k < 36) ? 0 : 1,
            k -> k < 8 || (k >= 10 && k < 14) || k == 26 || k == 36 || k == 37,
            VARIES,
            VARIES);
    List<Supplement> rows = TakeUpRun.rows(protocol(more), frame);
    assertEquals(0.525, number(rows, "met-arm").value(), 1e-12);
    assertEquals(0.3, number(rows, "met-control").value(), 1e-12);
    assertEquals("share-weighted", one(rows, "met-arm").method());
    assertEquals(0.225, number(rows, "met-difference").value(), 1e-12);
    assertEquals("", number(rows, "met-difference").note());
  }

  @Test
  void of_tellsSharesBesideAnEffectWithANumber() {
    List<Supplement> rows = TakeUpRun.rows(protocol(""), strata(CONSTANT, VARIES));
    assertEquals("z", one(rows, "met-arm").effect().outcome().id().value());
    List<Supplement> effects = all(rows, "complier-effect");
    assertEquals(2, effects.size());
    assertRefused("CONSTANT_OUTCOME", effects.get(0));
    assertInstanceOf(Reading.Figure.class, effects.get(1).reading());
  }

  @Test
  void of_tellsSharesThoughEveryEffectIsRefused() {
    List<Supplement> rows = TakeUpRun.rows(protocol(""), strata(CONSTANT, CONSTANT));
    assertEquals(0.7, number(rows, "met-arm").value(), 1e-15);
    all(rows, "complier-effect").forEach(row -> assertRefused("CONSTANT_OUTCOME", row));
    assertEquals(2, all(rows, "complier-effect").size());
  }

  /** A brief report shows primary outcomes only. */
  @Test
  void of_tellsSharesBesideThePrimaryOutcome() {
    String primary =
        protocol("")
            .replace(
                "{\"id\": \"z\", \"title\": \"Z\", \"type\": \"number\", \"dir",
                "{\"id\": \"z\", \"primary\": true, \"title\": \"Z\", \"type\": \"number\", \"dir");
    List<Supplement> rows = TakeUpRun.rows(primary, strata(VARIES, CONSTANT));
    assertEquals("z", one(rows, "met-arm").effect().outcome().id().value());
  }

  private static void assertRefused(String rule, Supplement row) {
    assertEquals(rule, assertInstanceOf(Reading.Refused.class, row.reading()).rule());
  }

  private static String protocol(String more) {
    return PROTOCOL.replace("MORE", more);
  }

  private static Frame strata(IntToDoubleFunction y, IntToDoubleFunction z) {
    return frame(
        k -> k < 20,
        k -> k < 10 || (k >= 20 && k < 35) ? 0 : k < 20 ? 1 : 2,
        k -> k < 20 && k != 3 && !(k >= 10 && k % 2 == 1),
        y,
        z);
  }

  private static Frame frame(
      IntPredicate team,
      IntUnaryOperator stratum,
      IntPredicate came,
      IntToDoubleFunction y,
      IntToDoubleFunction z) {
    int people = 40;
    return Frame.of(
        "people.csv",
        CategoryColumn.of("arm", List.of("usual", "team"), codes(people, team)),
        CategoryColumn.of(
            "s", List.of("p", "q", "r"), IntStream.range(0, people).map(stratum).toArray()),
        CategoryColumn.of("c", List.of("no", "yes"), codes(people, came)),
        NumberColumn.of("y", IntStream.range(0, people).mapToDouble(y).toArray()),
        NumberColumn.of("z", IntStream.range(0, people).mapToDouble(z).toArray()));
  }

  private static int[] codes(int people, IntPredicate yes) {
    return IntStream.range(0, people).map(k -> yes.test(k) ? 1 : 0).toArray();
  }
}
