package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MannWhitneyTest {
  private static final MannWhitney METHOD = MannWhitney.withDefaults();

  @Test
  void superiority_matchesBrunnerMunzelAndDeLong() throws IOException {
    assertSuperiority("ranks_steps", MeasuresGolden.trial("steps"));
    assertSuperiority("ranks_amount", MeasuresGolden.trial("amount"));
    assertSuperiority("ranks_site1", site1());
  }

  private static void assertSuperiority(String name, TwoArmSample sample) throws IOException {
    Superiority s = METHOD.superiority(sample);
    Map<String, Double> actual = new HashMap<>();
    actual.put("theta", s.value());
    actual.put("se", s.standardError());
    actual.put("df", s.df());
    actual.put("low", s.interval().low());
    actual.put("high", s.interval().high());
    actual.put("statistic", s.statistic());
    actual.put("p", s.pValue());
    actual.put("bm", s.brunnerMunzel());
    actual.put("bm_p", s.brunnerMunzelP());
    actual.put("shift", METHOD.shift(sample));
    RankSumTest test = METHOD.test(sample);
    if (MeasuresGolden.expects(name, "z")) {
      actual.put("z", test.z());
      actual.put("z_p", test.pNormal());
    }
    if (MeasuresGolden.expects(name, "exact_p")) {
      RankSumTest.Exact exact = test.exact();
      assertNotNull(exact);
      actual.put("exact_p", exact.pTwoSided());
    }
    MeasuresGolden.assertCase(name, actual);
  }

  @Test
  void strataAndClusters_matchR() throws IOException {
    GoldenTable trial = MeasuresGolden.data("trial.csv");
    TwoArmSample steps = MeasuresGolden.trial("steps");
    assertWeighted("ranks_strata", steps.withBlocks(trial.codes("site")));
    assertWeighted("ranks_nested", steps.withClusters(trial.codes("unit")));
    assertWeighted("ranks_crossing", steps.withClusters(trial.codes("team")));
    NormalTest test =
        METHOD.vanElteren(MeasuresGolden.trial("amount").withBlocks(trial.codes("site")));
    MeasuresGolden.assertCase("van_elteren", Map.of("z", test.z(), "z_p", test.pValue()));
  }

  private static void assertWeighted(String name, TwoArmSample sample) throws IOException {
    Superiority s = METHOD.superiority(sample);
    MeasuresGolden.assertCase(
        name, Map.of("theta", s.value(), "se", s.standardError(), "df", s.df()));
  }

  /** One cluster a unit, or one block for all, is neither. */
  @Test
  void trivialBlocksAndClustersChangeNothing() throws IOException {
    TwoArmSample sample = MeasuresGolden.trial("steps");
    Superiority plain = METHOD.superiority(sample);
    Superiority alone =
        METHOD.superiority(sample.withClusters(IntStream.range(0, sample.size()).toArray()));
    Superiority block = METHOD.superiority(sample.withBlocks(new int[sample.size()]));
    assertClose(plain.standardError(), alone.standardError(), 1e-12);
    assertClose(plain.df(), alone.df(), 1e-10);
    assertClose(plain.standardError(), block.standardError(), 1e-12);
    assertEquals(sample.size(), alone.clusters());
    NormalTest elteren = METHOD.vanElteren(sample.withBlocks(new int[sample.size()]));
    assertClose(METHOD.test(sample).z(), elteren.z(), 1e-12);
  }

  /** Swapping arms mirrors; any rising map of the outcome changes nothing but the shift. */
  @Test
  void swapMirrors_andOnlyOrderCounts() throws IOException {
    TwoArmSample sample = MeasuresGolden.trial("amount");
    boolean[] swapped = new boolean[sample.size()];
    double[] cubed = new double[sample.size()];
    for (int i = 0; i < swapped.length; i++) {
      swapped[i] = !sample.treated()[i];
      cubed[i] = Math.cbrt(sample.outcome()[i]) - 4;
    }
    Superiority one = METHOD.superiority(sample);
    Superiority mirror = METHOD.superiority(TwoArmSample.of(sample.outcome(), swapped));
    assertClose(1 - one.value(), mirror.value(), 1e-14);
    assertClose(one.standardError(), mirror.standardError(), 1e-13);
    assertClose(1 - one.interval().low(), mirror.interval().high(), 1e-13);
    assertClose(one.pValue(), mirror.pValue(), 1e-10);
    assertEquals(
        -METHOD.shift(sample), METHOD.shift(TwoArmSample.of(sample.outcome(), swapped)), 1e-12);
    Superiority mapped = METHOD.superiority(TwoArmSample.of(cubed, sample.treated()));
    assertEquals(one.value(), mapped.value());
    assertEquals(
        METHOD.test(sample).z(), METHOD.test(TwoArmSample.of(cubed, sample.treated())).z());
  }

  /** Every one of the C(9, 4) draws listed: the exact tails count them. */
  @Test
  void exact_countsAllDraws() {
    double[] y = {1, 2, 2, 3, 5, 5, 5, 8, 9};
    for (int observed : new int[] {0b111100000, 0b000001111, 0b101010001, 0b010101010}) {
      int atLeast = 0;
      int asFar = 0;
      int all = 0;
      double wins = wins(y, observed);
      for (int draw = 0; draw < 1 << 9; draw++) {
        if (Integer.bitCount(draw) == 4) {
          double other = wins(y, draw);
          all++;
          atLeast += other >= wins ? 1 : 0;
          asFar += Math.abs(other - 10) >= Math.abs(wins - 10) ? 1 : 0;
        }
      }
      RankSumTest.Exact exact = METHOD.test(TwoArmSample.of(y, arms(observed))).exact();
      assertNotNull(exact);
      assertEquals(126, all);
      assertClose(atLeast / 126.0, exact.pGreater(), 1e-14);
      assertClose(asFar / 126.0, exact.pTwoSided(), 1e-14);
    }
  }

  private static boolean[] arms(int draw) {
    boolean[] treated = new boolean[9];
    for (int i = 0; i < 9; i++) {
      treated[i] = (draw >> i & 1) == 1;
    }
    return treated;
  }

  private static double wins(double[] y, int draw) {
    boolean[] treated = arms(draw);
    double wins = 0;
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 9; j++) {
        if (treated[i] && !treated[j]) {
          wins += y[i] > y[j] ? 1 : y[i] == y[j] ? 0.5 : 0;
        }
      }
    }
    return wins;
  }

  /** Pairs found by counting equal pairs formed and sorted. */
  @Test
  void shift_isTheMedianOfAllDifferences() {
    double[] treated = {3.1, -2, 7.25, 0, 0, 1e9};
    double[] control = {-0.0, 4.5, 4.5, -1e-9, 12};
    double[] pairs =
        Arrays.stream(treated)
            .flatMap(a -> Arrays.stream(control).map(b -> a - b))
            .sorted()
            .toArray();
    double[] y = new double[11];
    boolean[] arm = new boolean[11];
    System.arraycopy(treated, 0, y, 0, 6);
    System.arraycopy(control, 0, y, 6, 5);
    Arrays.fill(arm, 0, 6, true);
    assertEquals((pairs[14] + pairs[15]) / 2, METHOD.shift(TwoArmSample.of(y, arm)));
  }

  @Test
  void refusals_sayWhy() {
    boolean[] arms = {true, true, false, false};
    refused(
        Reason.NO_VARIATION,
        () -> METHOD.superiority(TwoArmSample.of(new double[] {3, 4, 1, 2}, arms)));
    refused(
        Reason.CONSTANT_OUTCOME,
        () -> METHOD.test(TwoArmSample.of(new double[] {3, 3, 3, 3}, arms)));
    refused(
        Reason.EMPTY_ARM,
        () -> METHOD.superiority(TwoArmSample.of(new double[] {3, 4, 1, 2}, new boolean[4])));
    refused(
        Reason.BLOCK_TOO_SMALL,
        () ->
            METHOD.superiority(
                TwoArmSample.of(new double[] {3, 1, 1, 2}, new boolean[] {true, false, true, false})
                    .withBlocks(new int[] {1, 1, 2, 2})));
    refused(
        Reason.TOO_FEW_CLUSTERS,
        () ->
            METHOD.superiority(
                TwoArmSample.of(new double[] {3, 1, 1, 2}, arms)
                    .withClusters(new int[] {1, 1, 2, 2})));
  }

  /** Too many different values for the exact distribution: the tails are left out, not guessed. */
  @Test
  void test_leavesOutExactTailsOfLargeSamples() {
    int n = 4000;
    double[] y = new double[n];
    boolean[] treated = new boolean[n];
    for (int i = 0; i < n; i++) {
      y[i] = i * 7919L % n;
      treated[i] = i % 2 == 0;
    }
    assertNull(METHOD.test(TwoArmSample.of(y, treated)).exact());
  }

  private static TwoArmSample site1() throws IOException {
    GoldenTable trial = MeasuresGolden.data("trial.csv");
    double[] site = trial.numbers("site");
    GoldenTable rows = trial.where(i -> site[i] == 1);
    double[] z = rows.numbers("z");
    boolean[] treated = new boolean[z.length];
    for (int i = 0; i < z.length; i++) {
      treated[i] = z[i] == 1;
    }
    return TwoArmSample.of(rows.numbers("amount"), treated);
  }

  private static void refused(Reason reason, Executable call) {
    assertEquals(reason, assertThrows(NotEstimableException.class, call).reason());
  }
}
