package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DifferenceInMeansTest {

  @ParameterizedTest
  @EnumSource
  void estimate_swappedArms_flipsTheSign(Design design) {
    TwoArmSample sample = sample(design);
    boolean[] swapped = new boolean[sample.size()];
    for (int i = 0; i < swapped.length; i++) {
      swapped[i] = !sample.treated()[i];
    }
    Estimate before = estimate(design, sample);
    Estimate after =
        estimate(
            design, new TwoArmSample(sample.outcome(), swapped, sample.block(), sample.cluster()));
    assertClose(-before.value(), after.value(), 1e-13);
    assertClose(before.standardError(), after.standardError(), 1e-13);
    assertClose(before.pValue(), after.pValue(), 1e-11);
  }

  // Multiples of 2^-10 far from zero are exact, so nothing but the means may change.
  @ParameterizedTest
  @EnumSource
  void estimate_shiftedOutcome_keepsItsDigits(Design design) {
    TwoArmSample sample = sample(design);
    double[] y = Arrays.stream(sample.outcome()).map(v -> Math.rint(v * 1024) / 1024).toArray();
    double[] far = Arrays.stream(y).map(v -> v + 0x1p40).toArray();
    assertSame(estimate(design, with(sample, y)), estimate(design, with(sample, far)), 1, 1e-12);
  }

  @ParameterizedTest
  @EnumSource
  void estimate_otherUnits_rescales(Design design) {
    TwoArmSample sample = sample(design);
    for (double unit : new double[] {1e9, 1e-6}) {
      double[] scaled = Arrays.stream(sample.outcome()).map(y -> y * unit).toArray();
      assertSame(estimate(design, sample), estimate(design, with(sample, scaled)), unit, 1e-12);
    }
  }

  @ParameterizedTest
  @EnumSource
  void estimate_otherRowOrderAndCodes_staysTheSame(Design design) {
    TwoArmSample sample = sample(design);
    int n = sample.size();
    int[] from = IntStream.range(0, n).map(i -> (7 * i + 3) % n).toArray();
    double[] y = Arrays.stream(from).mapToDouble(i -> sample.outcome()[i]).toArray();
    boolean[] z = new boolean[n];
    int[] block = new int[n];
    int[] cluster = new int[n];
    for (int i = 0; i < n; i++) {
      z[i] = sample.treated()[from[i]];
      block[i] = Integer.MAX_VALUE - 99_991 * sample.block()[from[i]];
      cluster[i] = -1_000_003 * sample.cluster()[from[i]];
    }
    assertSame(
        estimate(design, sample),
        estimate(design, new TwoArmSample(y, z, block, cluster)),
        1,
        1e-12);
  }

  // With one effect for all, Neyman's variance is unbiased: over every assignment of the small
  // design the mean estimate is the effect and the mean variance is the variance of the estimate.
  @ParameterizedTest
  @CsvSource({"SIMPLE, 70", "BLOCKED, 36", "MATCHED_PAIRS, 16", "PAIR_MATCHED_CLUSTERS, 4"})
  void estimate_overEveryAssignment_isUnbiased(Design design, int assignments) {
    double[] base = {3, 1, 4, 1.5, 9, 2.6, 5, 3.5};
    int[] block =
        switch (design) {
          case BLOCKED -> new int[] {1, 1, 1, 1, 2, 2, 2, 2};
          case MATCHED_PAIRS -> new int[] {1, 1, 2, 2, 3, 3, 4, 4};
          default -> new int[] {1, 1, 1, 1, 2, 2, 2, 2};
        };
    int[] cluster = {1, 1, 2, 2, 3, 3, 4, 4};
    double effect = 2;
    double sum = 0;
    double squares = 0;
    double variance = 0;
    int count = 0;
    for (int bits = 0; bits < 256; bits++) {
      boolean[] z = new boolean[8];
      double[] y = base.clone();
      for (int i = 0; i < 8; i++) {
        z[i] = (bits >> i & 1) == 1;
        y[i] += z[i] ? effect : 0;
      }
      TwoArmSample sample = new TwoArmSample(y, z, block, cluster);
      if (Integer.bitCount(bits) == 4 && isPossible(design, sample)) {
        Estimate estimate = estimate(design, sample);
        sum += estimate.value();
        squares += (estimate.value() - effect) * (estimate.value() - effect);
        variance += estimate.standardError() * estimate.standardError();
        count++;
      }
    }
    assertEquals(assignments, count);
    assertClose(effect, sum / count, 1e-12);
    // Differences between pairs count as spread, so pairs overstate it: never understate.
    if (design == Design.SIMPLE || design == Design.BLOCKED) {
      assertClose(squares / count, variance / count, 1e-12);
    } else {
      assertTrue(variance >= squares * (1 - 1e-12));
    }
  }

  private static boolean isPossible(Design design, TwoArmSample sample) {
    try {
      DifferenceInMeans.of(design).estimate(sample);
      return true;
    } catch (NotEstimableException e) {
      return false;
    }
  }

  @Test
  void estimate_reportsCountsAndMeans() {
    MeanDifference found = DifferenceInMeans.of(Design.BLOCKED).estimate(sample(Design.BLOCKED));
    assertEquals(12, found.treated());
    assertEquals(12, found.control());
    assertEquals(4, found.blocks());
    assertEquals(0, found.clusters());
    assertEquals(Design.BLOCKED, found.design());
    assertClose(
        Arrays.stream(SmallExample.y()).sum() / 12,
        found.meanTreated() + found.meanControl(),
        1e-14);
  }

  @Test
  void withLevel_widensTheInterval() {
    TwoArmSample sample = sample(Design.SIMPLE);
    DifferenceInMeans simple = DifferenceInMeans.of(Design.SIMPLE);
    ConfidenceInterval usual = simple.estimate(sample).estimate().interval();
    ConfidenceInterval wide = simple.withLevel(0.99).estimate(sample).estimate().interval();
    assertTrue(wide.low() < usual.low() && usual.high() < wide.high());
    assertTrue(usual.contains(0.47));
    assertFalse(usual.contains(2));
    assertThrows(IllegalArgumentException.class, () -> simple.withLevel(1));
  }

  @Test
  void estimate_refusesEmptyArm() {
    assertRefused(
        Design.SIMPLE, "1 2 3", "1 1 1", "", "", Reason.EMPTY_ARM, "3 treated and 0 control units");
  }

  @Test
  void estimate_refusesOneUnitInAnArm() {
    assertRefused(
        Design.SIMPLE,
        "1 2 3",
        "1 0 0",
        "",
        "",
        Reason.ONE_UNIT_IN_ARM,
        "1 treated and 2 control units");
  }

  @Test
  void estimate_refusesConstantOutcome() {
    assertRefused(
        Design.SIMPLE,
        "2 2 5 5",
        "1 1 0 0",
        "",
        "",
        Reason.CONSTANT_OUTCOME,
        "the outcome shows no variation to judge a difference by");
    assertRefused(
        Design.MATCHED_PAIRS,
        "2 1 3 2",
        "1 0 1 0",
        "1 1 2 2",
        "",
        Reason.CONSTANT_OUTCOME,
        "the outcome shows no variation to judge a difference by");
  }

  @Test
  void estimate_refusesBlockWithoutAnArm() {
    assertRefused(
        Design.BLOCKED,
        "1 2 3 4 5 6",
        "1 1 0 0 1 1",
        "7 7 7 7 9 9",
        "",
        Reason.BLOCK_WITHOUT_ARM,
        "blocks that lack an arm: 1 of 2 (block 9: 2 treated, 0 control)");
  }

  @Test
  void estimate_refusesPairsUnderBlocks() {
    NotEstimableException refusal =
        assertRefused(
            Design.BLOCKED,
            "1 2 3 4 5 6 7 8",
            "1 0 1 0 1 0 1 0",
            "1 1 2 2 3 3 4 4",
            "",
            Reason.BLOCK_TOO_SMALL,
            "blocks with one unit in an arm: 4 of 4 (block 1: 1 treated, 1 control; block 2: 1"
                + " treated, 1 control; block 3: 1 treated, 1 control; …)");
    assertTrue(refusal.advice().contains("declare matched pairs"));
  }

  @Test
  void estimate_refusesTripleAmongPairs() {
    assertRefused(
        Design.MATCHED_PAIRS,
        "1 2 3 4 5",
        "1 0 1 1 0",
        "1 1 2 2 2",
        "",
        Reason.NOT_A_PAIR,
        "pairs that are not one treated and one control unit: 1 of 2 (pair 2: 2 treated, 1 control)");
    assertRefused(
        Design.MATCHED_PAIRS, "1 2", "1 0", "1 1", "", Reason.TOO_FEW_BLOCKS, "there is one pair");
  }

  @Test
  void estimate_refusesClustersThatContradictTheDesign() {
    assertRefused(
        Design.CLUSTERED,
        "1 2 3 4 5 6",
        "1 1 0 0 0 0",
        "",
        "1 1 2 2 3 3",
        Reason.TOO_FEW_CLUSTERS,
        "1 treated and 2 control clusters");
    assertRefused(
        Design.CLUSTERED,
        "1 2 3 4 5 6",
        "1 0 0 0 1 1",
        "",
        "8 8 2 2 3 3",
        Reason.CLUSTER_IN_BOTH_ARMS,
        "cluster 8 has treated and control units");
    assertRefused(
        Design.PAIR_MATCHED_CLUSTERS,
        "1 2 3 4 5 6",
        "1 1 0 0 0 0",
        "1 1 1 1 2 2",
        "1 1 2 2 3 3",
        Reason.NOT_A_PAIR,
        "pairs that are not one treated and one control cluster: 1 of 2 (block 2: 0 treated, 1 control)");
    assertRefused(
        Design.BLOCKED_CLUSTERED,
        "1 2 3 4 5 6 7",
        "1 1 0 0 1 0 0",
        "1 1 1 1 1 1 2",
        "1 1 2 2 3 4 4",
        Reason.CLUSTER_IN_SEVERAL_BLOCKS,
        "cluster 4 has units in blocks 1 and 2");
    assertRefused(
        Design.BLOCKED_CLUSTERED,
        "1 2 3 4 5 6 7",
        "1 1 0 0 1 0 0",
        "1 1 1 1 1 2 2",
        "1 1 2 2 3 4 5",
        Reason.BLOCK_WITHOUT_ARM,
        "blocks without a cluster of an arm: 1 of 2 (block 2: 0 treated, 2 control)");
    assertRefused(
        Design.BLOCKED_CLUSTERED,
        "1 2 3 4 5 6",
        "1 1 0 0 1 1",
        "1 1 1 1 1 1",
        "1 1 2 2 3 4",
        Reason.BLOCK_TOO_SMALL,
        "blocks with one cluster in an arm: 1 of 1 (block 1: 3 treated, 1 control)");
  }

  @Test
  void estimate_needsTheCodesOfItsDesign() {
    TwoArmSample bare = TwoArmSample.of(SmallExample.y(), SmallExample.z());
    for (Design design : Design.values()) {
      if (design != Design.SIMPLE) {
        assertThrows(IllegalArgumentException.class, () -> estimate(design, bare));
      }
    }
  }

  @Test
  void sample_refusesBadArrays() {
    boolean[] two = {true, false};
    assertThrows(
        IllegalArgumentException.class, () -> TwoArmSample.of(new double[0], new boolean[0]));
    assertThrows(IllegalArgumentException.class, () -> TwoArmSample.of(new double[3], two));
    assertThrows(
        IllegalArgumentException.class, () -> TwoArmSample.of(new double[] {1, Double.NaN}, two));
    assertThrows(
        IllegalArgumentException.class,
        () -> TwoArmSample.of(new double[2], two).withBlocks(new int[1]));
  }

  private static NotEstimableException assertRefused(
      Design design,
      String y,
      String z,
      String block,
      String cluster,
      Reason reason,
      String message) {
    boolean[] treated = new boolean[numbers(z).length];
    for (int i = 0; i < treated.length; i++) {
      treated[i] = numbers(z)[i] == 1;
    }
    double[] outcome = Arrays.stream(numbers(y)).asDoubleStream().toArray();
    TwoArmSample sample = TwoArmSample.of(outcome, treated);
    if (!block.isEmpty()) {
      sample = sample.withBlocks(numbers(block));
    }
    if (!cluster.isEmpty()) {
      sample = sample.withClusters(numbers(cluster));
    }
    TwoArmSample refused = sample;
    NotEstimableException refusal =
        assertThrows(NotEstimableException.class, () -> estimate(design, refused));
    assertEquals(reason, refusal.reason());
    assertEquals(message, refusal.getMessage());
    assertFalse(refusal.advice().isBlank());
    return refusal;
  }

  private static int[] numbers(String text) {
    return Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
  }

  private static TwoArmSample sample(Design design) {
    int[] cluster = SmallExample.cluster();
    if (design.clustered()) {
      int size = design == Design.PAIR_MATCHED_CLUSTERS ? 2 : 4;
      int[] block = Arrays.stream(cluster).map(g -> (g - 1) / size).toArray();
      return new TwoArmSample(SmallExample.yc(), SmallExample.zc(), block, cluster);
    }
    int[] block = design == Design.MATCHED_PAIRS ? SmallExample.pair() : SmallExample.block();
    return new TwoArmSample(SmallExample.y(), SmallExample.z(), block, cluster);
  }

  private static TwoArmSample with(TwoArmSample sample, double[] outcome) {
    return new TwoArmSample(outcome, sample.treated(), sample.block(), sample.cluster());
  }

  private static Estimate estimate(Design design, TwoArmSample sample) {
    return DifferenceInMeans.of(design).estimate(sample).estimate();
  }

  private static void assertSame(Estimate expected, Estimate actual, double unit, double digits) {
    Close.assertEstimate(
        actual, expected.value() * unit, expected.standardError() * unit, expected.df(), digits);
  }
}
