package org.equipoise.draw;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.equipoise.inference.MinimisationRedraw;
import org.equipoise.inference.PooledRedraw;
import org.equipoise.inference.Redraw;
import org.equipoise.inference.RedrawRules;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.Protocol;
import org.junit.jupiter.api.Test;

/**
 * The rules as re-randomization re-runs them, against the keyed rules: how often each sequence of
 * arms comes up on small trials, by a chi-square test of two samples.
 */
class RedrawsOfRulesTest {

  private static final Protocol TWO = SmallTrials.TWO;
  private static final int KEYS = 4000;
  private static final int DRAWS = 40_000;
  private static final int[] SIX = {0, 1, 2, 3, 4, 5};

  /** Counts sequences of both and compares them; the first arm is the treated one. */
  private static void assertSame(IntFunction<String> keyed, Supplier<Redraw> redraws, int n) {
    Map<String, int[]> counts = new TreeMap<>();
    for (int key = 0; key < KEYS; key++) {
      counts.computeIfAbsent(keyed.apply(key), s -> new int[2])[0]++;
    }
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(11L);
    Redraw redraw = redraws.get();
    boolean[] treated = new boolean[n];
    for (int d = 0; d < DRAWS; d++) {
      redraw.redraw(random, treated);
      StringBuilder sequence = new StringBuilder();
      for (boolean z : treated) {
        sequence.append(z ? '0' : '1');
      }
      counts.computeIfAbsent(sequence.toString(), s -> new int[2])[1]++;
    }
    double chiSquare = 0;
    int cells = 0;
    double all = KEYS + DRAWS;
    for (int[] pair : counts.values()) {
      double sum = pair[0] + pair[1];
      if (sum * KEYS / all >= 5) {
        cells++;
        chiSquare +=
            Math.pow(pair[0] - sum * KEYS / all, 2) / (sum * KEYS / all)
                + Math.pow(pair[1] - sum * DRAWS / all, 2) / (sum * DRAWS / all);
      } else {
        assertTrue(sum < 5 * all / KEYS, "a sequence of one rule alone");
      }
    }
    // Mean plus four standard deviations of chi-square.
    double df = cells - 1;
    double found = chiSquare;
    assertTrue(found < df + 4 * Math.sqrt(2 * df), () -> found + " with " + df + " df");
    assertTrue(cells > 3);
  }

  private static String oneByOne(DrawRule rule, int key, int n) {
    return SmallTrials.sequence(TWO, SmallTrials.draws(TWO, rule), SmallTrials.streams(key), n);
  }

  @Test
  void permutedBlocks_areThoseOfTheKey() {
    DrawRule rule = new DrawRule.PermutedBlocks(SmallTrials.ratio(TWO, 2, 1), List.of(3, 6));
    assertSame(
        key -> oneByOne(rule, key, 6),
        RedrawRules.permutedBlocks(SIX, new int[6], new int[] {3, 6}, 2, 3),
        6);
  }

  @Test
  void bigStick_isThatOfTheKey() {
    DrawRule rule = new DrawRule.BigStick(SmallTrials.ratio(TWO, 1, 1), 2);
    assertSame(key -> oneByOne(rule, key, 6), RedrawRules.bigStick(SIX, new int[6], 2), 6);
  }

  @Test
  void minimisation_isThatOfTheKey() {
    String[] sexes = {"man", "woman", "woman", "man", "woman", "man"};
    String[] benefits = {"yes", "yes", "no", "no", "yes", "yes"};
    for (DrawRule.Spread spread : DrawRule.Spread.values()) {
      DrawRule rule =
          new DrawRule.Minimisation(
              SmallTrials.ratio(TWO, 2, 1),
              List.of(
                  new DrawRule.Factor(SmallTrials.variable("sex"), 2),
                  new DrawRule.Factor(SmallTrials.variable("benefit"), 1)),
              0.8,
              spread);
      MinimisationRedraw.Rule again =
          new MinimisationRedraw.Rule(
              SIX,
              new int[][] {{0, 1, 1, 0, 1, 0}, {0, 0, 1, 1, 0, 0}},
              new double[] {2, 1},
              new boolean[] {true, true, false},
              0.8,
              MinimisationRedraw.Spread.valueOf(spread.name()));
      assertSame(
          key -> {
            Draws draws = SmallTrials.draws(TWO, rule);
            StringBuilder arms = new StringBuilder();
            for (int i = 0; i < 6; i++) {
              DrawUnit unit =
                  new DrawUnit("u" + i, Map.of("sex", sexes[i], "benefit", benefits[i]));
              Drawn drawn = draws.draw(unit, SmallTrials.streams(key));
              draws.remember(drawn);
              arms.append(SmallTrials.index(TWO, drawn));
            }
            return arms.toString();
          },
          again.instances(),
          6);
    }
  }

  @Test
  void pools_areRoundedAsByTheKey() {
    DrawRule rule = new DrawRule.Complete(SmallTrials.ratio(TWO, 2, 1), null);
    PooledRedraw.Rule again =
        new PooledRedraw.Rule(new int[][] {{0, 1, 2, 3, 4}}, 2, 3, true, List.of(), 1);
    assertSame(
        key -> pool(rule, key, new String[] {"1", "2", "3", "4", "5"}),
        again.instances(new boolean[5]),
        5);
  }

  /** Six distinct incomes have ten pairs of splits; half of all splits are accepted. */
  @Test
  void balancedPools_areAcceptedAsByTheKey() {
    String[] incomes = {"1", "2", "4", "8", "16", "32"};
    DrawRule rule =
        new DrawRule.Complete(
            SmallTrials.ratio(TWO, 1, 1),
            new DrawRule.Balance(List.of(SmallTrials.variable("income")), 0.45));
    PooledRedraw.Rule again =
        new PooledRedraw.Rule(
            new int[][] {SIX}, 1, 2, true, List.of(new double[] {1, 2, 4, 8, 16, 32}), 0.45);
    // 0.45 lies between the fourth and the fifth of the ten, so that chance hardly moves the bound;
    // the draw made is the most balanced one, 1 + 2 + 32 against 4 + 8 + 16.
    boolean[] made = {true, true, false, false, false, true};
    Supplier<Redraw> redraws = again.instances(made);
    Map<String, Integer> keyed = new TreeMap<>();
    for (int key = 0; key < 60; key++) {
      keyed.merge(pool(rule, key, incomes), 1, Integer::sum);
    }
    Redraw redraw = redraws.get();
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(2L);
    Map<String, Integer> counts = new TreeMap<>();
    boolean[] treated = new boolean[6];
    for (int d = 0; d < 5000; d++) {
      redraw.redraw(random, treated);
      StringBuilder sequence = new StringBuilder();
      for (boolean z : treated) {
        sequence.append(z ? '0' : '1');
      }
      counts.merge(sequence.toString(), 1, Integer::sum);
    }
    assertTrue(counts.keySet().containsAll(keyed.keySet()), keyed + " and " + counts);
    assertTrue(counts.size() <= 10, counts.toString());
  }

  private static String pool(DrawRule rule, int key, String[] incomes) {
    List<DrawUnit> pool = new ArrayList<>();
    for (int i = 0; i < incomes.length; i++) {
      pool.add(new DrawUnit("u" + i, Map.of("income", incomes[i])));
    }
    Batch batch = SmallTrials.draws(TWO, rule).draw(pool, SmallTrials.streams(key));
    char[] arms = new char[incomes.length];
    for (Drawn drawn : batch.drawn()) {
      arms[Integer.parseInt(drawn.unit().substring(1))] =
          (char) ('0' + SmallTrials.index(TWO, drawn));
    }
    return new String(arms);
  }
}
