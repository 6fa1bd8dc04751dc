package org.equipoise.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Ratio;
import org.junit.jupiter.api.Test;

/** Rules that draw a whole pool, on pools small enough to count. */
class PooledTest {

  private static final Protocol TWO = SmallTrials.TWO;
  private static final Ratio EQUAL = SmallTrials.ratio(TWO, 1, 1);

  /** The arms of a pool in order of ids. */
  private static String arms(Protocol p, Batch batch) {
    Map<String, Integer> byId = new TreeMap<>();
    batch.drawn().forEach(drawn -> byId.put(drawn.unit(), SmallTrials.index(p, drawn)));
    StringBuilder text = new StringBuilder();
    byId.values().forEach(arm -> text.append(arm < 0 ? "-" : Integer.toString(arm)));
    return text.toString();
  }

  private static Map<String, Integer> outcomes(Protocol p, DrawRule rule, int n, int keys) {
    Map<String, Integer> seen = new HashMap<>();
    for (int key = 0; key < keys; key++) {
      Batch batch = SmallTrials.draws(p, rule).draw(SmallTrials.pool(n), SmallTrials.streams(key));
      seen.merge(arms(p, batch), 1, Integer::sum);
    }
    return seen;
  }

  /** All 20 halves of six, equally often; the sizes exact. R 4.2.2: qchisq(0.999, 19). */
  @Test
  void complete_takesEverySubsetEquallyOften() {
    Map<String, Integer> seen = outcomes(TWO, new DrawRule.Complete(EQUAL, null), 6, 10_000);
    assertEquals(20, seen.size());
    assertTrue(SmallTrials.chiSquare(seen.values(), 20, 10_000) < 43.820, seen.toString());
  }

  /** Five units at 1:1: all 20 subsets of two or three. */
  @Test
  void complete_givesTheOddUnitByChance() {
    Map<String, Integer> seen = outcomes(TWO, new DrawRule.Complete(EQUAL, null), 5, 10_000);
    assertEquals(20, seen.size());
    assertTrue(SmallTrials.chiSquare(seen.values(), 20, 10_000) < 43.820, seen.toString());
  }

  /** Seven units at 2:1:2 = 2.8, 1.4, 2.8: sizes are rounded up or down, and right on average. */
  @Test
  void complete_roundsWithoutBias() {
    Protocol p = SmallTrials.THREE;
    DrawRule rule = new DrawRule.Complete(SmallTrials.ratio(p, 2, 1, 2), null);
    double[] sum = new double[3];
    int keys = 4000;
    for (int key = 0; key < keys; key++) {
      int[] size = new int[3];
      for (Drawn drawn :
          SmallTrials.draws(p, rule).draw(SmallTrials.pool(7), SmallTrials.streams(key)).drawn()) {
        size[SmallTrials.index(p, drawn)]++;
      }
      assertTrue(size[0] == 2 || size[0] == 3, "first " + size[0]);
      assertTrue(size[1] == 1 || size[1] == 2, "second " + size[1]);
      assertTrue(size[2] == 2 || size[2] == 3, "third " + size[2]);
      for (int a = 0; a < 3; a++) {
        sum[a] += size[a];
      }
    }
    // Standard deviation of a size: sqrt(0.8 * 0.2) = 0.4, sqrt(0.4 * 0.6) = 0.49; four errors.
    assertEquals(2.8, sum[0] / keys, 4 * 0.4 / Math.sqrt(keys));
    assertEquals(1.4, sum[1] / keys, 4 * 0.49 / Math.sqrt(keys));
    assertEquals(2.8, sum[2] / keys, 4 * 0.4 / Math.sqrt(keys));
  }

  @Test
  void draw_isFreeOfInputOrder() {
    for (DrawRule rule :
        List.of(
            new DrawRule.Complete(EQUAL, null),
            new DrawRule.Lottery(TWO.arms().get(0).id(), 4, 2))) {
      List<DrawUnit> turned = new ArrayList<>(SmallTrials.pool(15));
      Collections.reverse(turned);
      Draws draws = SmallTrials.draws(TWO, rule);
      Streams streams = SmallTrials.streams(5);
      assertEquals(draws.draw(SmallTrials.pool(15), streams), draws.draw(turned, streams));
    }
  }

  /** All 10 choices of two winners among five. R 4.2.2: qchisq(0.999, 9). */
  @Test
  void lottery_choosesEverybodyEquallyOften() {
    DrawRule rule = new DrawRule.Lottery(TWO.arms().get(0).id(), 2, 0);
    Map<String, Integer> seen = outcomes(TWO, rule, 5, 5000);
    assertEquals(10, seen.size());
    assertTrue(SmallTrials.chiSquare(seen.values(), 10, 5000) < 27.877, seen.toString());
  }

  @Test
  void lottery_countsWinnersFillInAndReserve() {
    Draws draws = SmallTrials.draws(TWO, new DrawRule.Lottery(TWO.arms().get(0).id(), 3, 2));
    List<Drawn> drawn = draws.draw(SmallTrials.pool(10), SmallTrials.streams(1)).drawn();
    for (int rank = 0; rank < 10; rank++) {
      Drawn unit = drawn.get(rank);
      assertEquals(rank < 3 ? 0 : rank < 5 ? -1 : 1, SmallTrials.index(TWO, unit));
      assertEquals(rank, unit.position());
      assertEquals(rank < 5 ? null : Integer.toString(rank - 4), unit.evidence().get("reserve"));
      // 3 of the 8 who stay; 2 of 10 leave; 5 of 8 wait.
      assertEquals(
          rank < 3 ? Chance.of(3, 8) : rank < 5 ? Chance.of(1, 5) : Chance.of(5, 8),
          unit.probability());
      assertEquals(
          rank < 3 ? Chance.of(3, 10) : rank < 5 ? Chance.of(1, 5) : Chance.of(1, 2),
          unit.chance());
    }
  }

  /** With more places than people everybody wins for certain. */
  @Test
  void lottery_withPlacesLeftOver() {
    Draws draws = SmallTrials.draws(TWO, new DrawRule.Lottery(TWO.arms().get(0).id(), 9, 2));
    for (Drawn drawn : draws.draw(SmallTrials.pool(4), SmallTrials.streams(1)).drawn()) {
      assertEquals(0, SmallTrials.index(TWO, drawn));
      assertEquals(Chance.CERTAIN, drawn.probability());
    }
    assertEquals(List.of(), draws.draw(List.of(), SmallTrials.streams(1)).drawn());
  }

  /** Who else is in the pool changes nobody's ticket, and so nobody's order among the others. */
  @Test
  void lottery_ticketsKnowNobodyElse() {
    Draws draws = SmallTrials.draws(TWO, new DrawRule.Lottery(TWO.arms().get(0).id(), 5, 0));
    Streams streams = SmallTrials.streams(9);
    List<String> few = order(draws.draw(SmallTrials.pool(20), streams));
    List<String> many = new ArrayList<>(order(draws.draw(SmallTrials.pool(30), streams)));
    many.retainAll(few);
    assertEquals(few, many);
  }

  private static List<String> order(Batch batch) {
    return batch.drawn().stream().map(d -> d.unit() + d.evidence().get("ticket")).toList();
  }

  @Test
  void pairs_getOneOfEachArmAndTheRestWait() {
    DrawRule rule = new DrawRule.MatchedPairs(SmallTrials.variable("pair"));
    int first = 0;
    for (int key = 0; key < 2000; key++) {
      Draws draws = SmallTrials.draws(TWO, rule);
      Streams streams = SmallTrials.streams(key);
      Batch batch =
          draws.draw(
              List.of(
                  pair("u2", "a"),
                  pair("u1", "a"),
                  pair("u3", "b"),
                  pair("u4", "c"),
                  pair("u5", "c"),
                  pair("u6", "c")),
              streams);
      assertEquals(List.of("u1", "u2"), batch.drawn().stream().map(Drawn::unit).toList());
      assertEquals(
          List.of("u3", "u4", "u5", "u6"), batch.waiting().stream().map(DrawUnit::id).toList());
      String arms = arms(TWO, batch);
      assertTrue(arms.equals("01") || arms.equals("10"), arms);
      first += arms.equals("01") ? 1 : 0;
      // The number of a pair that has been drawn is known: it must not decide again.
      batch.drawn().forEach(draws::remember);
      Batch again = draws.draw(List.of(pair("u7", "a"), pair("u8", "a")), streams);
      assertEquals(List.of(), again.drawn());
      assertEquals(2, again.waiting().size());
    }
    assertEquals(1000, first, 3.3 * Math.sqrt(500));
  }

  private static DrawUnit pair(String id, String pair) {
    return new DrawUnit(id, Map.of("pair", pair));
  }

  @Test
  void draw_refusesWhatTheRuleCannotDo() {
    Draws lottery = SmallTrials.draws(TWO, new DrawRule.Lottery(TWO.arms().get(0).id(), 1, 0));
    Draws coin = SmallTrials.draws(TWO, new DrawRule.Simple(EQUAL));
    Streams streams = SmallTrials.streams(1);
    DrawUnit unit = SmallTrials.unit("u");
    assertThrows(IllegalStateException.class, () -> lottery.draw(unit, streams));
    assertThrows(IllegalStateException.class, () -> coin.draw(List.of(unit), streams));
    assertThrows(IllegalArgumentException.class, () -> lottery.draw(List.of(unit, unit), streams));
  }
}
