package org.equipoise.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Ratio;
import org.junit.jupiter.api.Test;

/** Simple draws, big stick and blocks on worlds small enough to count. */
class OneByOneTest {

  private static final Protocol TWO = SmallTrials.TWO;
  private static final Ratio EQUAL = SmallTrials.ratio(TWO, 1, 1);

  /** 99.9 % points of chi-square: R 4.2.2, qchisq(0.999, c(5, 19, 2, 14, 7)). */
  private static final double CHI_5 = 20.515;

  private static final double CHI_19 = 43.820;
  private static final double CHI_2 = 13.816;
  private static final double CHI_14 = 36.123;
  private static final double CHI_7 = 24.322;

  private static Map<String, Integer> sequences(Protocol p, DrawRule rule, int n, int keys) {
    Map<String, Integer> seen = new HashMap<>();
    for (int key = 0; key < keys; key++) {
      Streams streams = SmallTrials.streams(key);
      seen.merge(SmallTrials.sequence(p, SmallTrials.draws(p, rule), streams, n), 1, Integer::sum);
    }
    return seen;
  }

  /** All 6 orders of a block of four and all 20 of a block of six are equally likely. */
  @Test
  void blocks_haveEveryOrderEquallyOften() {
    Map<String, Integer> four =
        sequences(TWO, new DrawRule.PermutedBlocks(EQUAL, List.of(4)), 4, 6000);
    assertEquals(6, four.size());
    assertTrue(SmallTrials.chiSquare(four.values(), 6, 6000) < CHI_5, four.toString());
    Map<String, Integer> six =
        sequences(TWO, new DrawRule.PermutedBlocks(EQUAL, List.of(6)), 6, 10_000);
    assertEquals(20, six.size());
    assertTrue(SmallTrials.chiSquare(six.values(), 20, 10_000) < CHI_19, six.toString());
  }

  /** 15 orders of a block with four of one arm and two of the other. */
  @Test
  void blocks_honourTheRatio() {
    DrawRule rule = new DrawRule.PermutedBlocks(SmallTrials.ratio(TWO, 2, 1), List.of(6));
    Map<String, Integer> seen = sequences(TWO, rule, 6, 9000);
    assertEquals(15, seen.size());
    assertTrue(seen.keySet().stream().allMatch(s -> s.replace("1", "").length() == 4));
    assertTrue(SmallTrials.chiSquare(seen.values(), 15, 9000) < CHI_14, seen.toString());
  }

  /** Blocks of 2 and 4 equally often, whichever way and how often the protocol lists them. */
  @Test
  void blocks_drawTheirSizes() {
    DrawRule rule = new DrawRule.PermutedBlocks(EQUAL, List.of(4, 2, 4));
    int two = 0;
    for (int key = 0; key < 2000; key++) {
      Draws draws = SmallTrials.draws(TWO, rule);
      Drawn drawn = draws.draw(SmallTrials.unit("u"), SmallTrials.streams(key));
      two += draws.explain(drawn, SmallTrials.streams(key)).get("size").equals("2") ? 1 : 0;
    }
    assertEquals(1000, two, 3.3 * Math.sqrt(500));
  }

  /** A new process, or another key in between, finds the open block where it was. */
  @Test
  void blocks_goOnInTheMiddle() {
    DrawRule rule = new DrawRule.PermutedBlocks(EQUAL, List.of(4, 6, 8));
    Streams streams = SmallTrials.streams(7);
    Draws whole = SmallTrials.draws(TWO, rule);
    for (int i = 0; i < 50; i++) {
      Draws fresh = SmallTrials.draws(TWO, rule);
      Draws replay = SmallTrials.draws(TWO, rule);
      for (int k = 0; k < i; k++) {
        Drawn earlier = replay.draw(SmallTrials.unit("u" + k), streams);
        replay.remember(earlier);
        fresh.remember(earlier);
      }
      whole.draw(SmallTrials.unit("other key"), SmallTrials.streams(8));
      Drawn drawn = whole.draw(SmallTrials.unit("u" + i), streams);
      assertEquals(drawn, fresh.draw(SmallTrials.unit("u" + i), streams));
      whole.remember(drawn);
    }
  }

  @Test
  void simple_hasItsShares() {
    DrawRule rule = new DrawRule.Simple(SmallTrials.ratio(SmallTrials.THREE, 3, 1, 2));
    Map<String, Integer> seen = sequences(SmallTrials.THREE, rule, 1, 6000);
    double sum = 0;
    for (int arm = 0; arm < 3; arm++) {
      double expected = new double[] {3000, 1000, 2000}[arm];
      double off = seen.get(Integer.toString(arm)) - expected;
      sum += off * off / expected;
    }
    assertTrue(sum < CHI_2, seen.toString());
  }

  /** All 8 sequences of three draws: no draw depends on another. */
  @Test
  void simple_isIndependent() {
    Map<String, Integer> seen = sequences(TWO, new DrawRule.Simple(EQUAL), 3, 8000);
    assertEquals(8, seen.size());
    assertTrue(SmallTrials.chiSquare(seen.values(), 8, 8000) < CHI_7, seen.toString());
  }

  /** Chances multiply to the frequency of every path; no path leads by more than the limit. */
  @Test
  void bigStick_followsItsChancesAndNeverPassesTheLimit() {
    DrawRule rule = new DrawRule.BigStick(EQUAL, 2);
    Map<String, Integer> seen = sequences(TWO, rule, 5, 8000);
    // Paths of five with |lead| <= 2; a path has 1/2 for every step taken below the limit.
    Map<String, Double> expected = new HashMap<>();
    paths("", 0, 1, expected);
    assertEquals(expected.keySet(), seen.keySet());
    double sum = 0;
    for (Map.Entry<String, Double> path : expected.entrySet()) {
      double off = seen.get(path.getKey()) - 8000 * path.getValue();
      sum += off * off / (8000 * path.getValue());
    }
    assertEquals(18, expected.size());
    // R 4.2.2: qchisq(0.999, 17)
    assertTrue(sum < 40.790, seen.toString());
  }

  private static void paths(String path, int lead, double chance, Map<String, Double> into) {
    if (path.length() == 5) {
      into.put(path, chance);
    } else if (Math.abs(lead) == 2) {
      paths(path + (lead > 0 ? "1" : "0"), lead > 0 ? 1 : -1, chance, into);
    } else {
      paths(path + "0", lead + 1, chance / 2, into);
      paths(path + "1", lead - 1, chance / 2, into);
    }
  }

  @Test
  void bigStick_tellsForcedFromFair() {
    Draws draws = SmallTrials.draws(TWO, new DrawRule.BigStick(EQUAL, 3));
    int lead = 0;
    int forced = 0;
    for (int i = 0; i < 500; i++) {
      Drawn drawn = draws.draw(SmallTrials.unit("u" + i), SmallTrials.streams(3));
      draws.remember(drawn);
      assertEquals(Chance.of(1, 2), drawn.probability());
      assertEquals(Math.abs(lead) == 3 ? Chance.CERTAIN : Chance.of(1, 2), drawn.chance());
      assertEquals(Integer.toString(lead), drawn.evidence().get("lead"));
      forced += drawn.chance().equals(Chance.CERTAIN) ? 1 : 0;
      lead += SmallTrials.index(TWO, drawn) == 0 ? 1 : -1;
      assertTrue(Math.abs(lead) <= 3);
    }
    assertTrue(forced > 20, "forced " + forced);
  }

  /** A ledger that lost a line, or tells it twice, cannot be gone on with. */
  @Test
  void remember_refusesWhatIsNotNext() {
    Draws draws = SmallTrials.draws(TWO, new DrawRule.Simple(EQUAL));
    Drawn first = draws.draw(SmallTrials.unit("u0"), SmallTrials.streams(1));
    draws.remember(first);
    IllegalArgumentException twice =
        assertThrows(IllegalArgumentException.class, () -> draws.remember(first));
    assertTrue(String.valueOf(twice.getMessage()).contains("1 is next"), twice.getMessage());
    Draws other = SmallTrials.draws(TWO, new DrawRule.BigStick(EQUAL, 2));
    assertThrows(IllegalArgumentException.class, () -> other.remember(first));
  }

  @Test
  void draw_refusesAUnitWithoutItsValues() {
    Protocol p =
        SmallTrials.with(TWO, new DrawRule.Simple(EQUAL), List.of(SmallTrials.variable("sex")));
    Draws draws = Draws.of(p, 1);
    assertEquals(List.of(SmallTrials.variable("sex")), draws.needs());
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> draws.draw(SmallTrials.unit("u"), SmallTrials.streams(1)));
    assertEquals("the unit u has no sex", refused.getMessage());
  }
}
