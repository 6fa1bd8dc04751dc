package org.equipoise.panel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.Design;
import org.equipoise.estimate.DifferenceInMeans;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.equipoise.estimate.TwoArmSample;
import org.equipoise.inference.PValueRule;
import org.equipoise.inference.RedrawnNumber;
import org.equipoise.panel.Rollout.Adjustment;
import org.junit.jupiter.api.Test;

class RolloutTest {

  private static final int NEVER = StaggeredPanel.NEVER;
  private static final List<RolloutEstimand> SIMPLE = List.of(RolloutEstimand.SIMPLE);

  /** Two periods, the second treated for some: x before, y after. */
  private static StaggeredPanel before(boolean[] treated, double[] x, double[] y) {
    double[] outcome = new double[2 * x.length];
    int[] start = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      outcome[2 * i] = x[i];
      outcome[2 * i + 1] = y[i];
      start[i] = treated[i] ? 2 : NEVER;
    }
    return StaggeredPanel.of(new int[] {1, 2}, start, outcome);
  }

  private static RolloutEstimate only(Rollout rollout) {
    return rollout.estimate(SIMPLE).estimates().get(0);
  }

  /**
   * By hand. Treated x 1 3 5, y 4 6 11; controls x 0 2 4 6, y 1 3 4 6. Means 3, 7 and 3, 3.5: theta
   * = 3.5, X = 0. Var x = 4 and 20/3; cov = 7 and (-3)(-2.5) + (-1)(-.5) + .5 + 3 (2.5) = 16 over
   * 3; var y = 13 and 13/3. b = (7/3 + 4/3) / (4/3 + 5/3) = 11/9; variance = 13/3 + 13/12 -
   * (11/3)^2 / 3 = 65/12 - 121/27.
   */
  @Test
  void estimate_ofTwoPeriodsIsTheClosedForm() {
    boolean[] treated = {true, true, true, false, false, false, false};
    double[] x = {1, 3, 5, 0, 2, 4, 6};
    double[] y = {4, 6, 11, 1, 3, 4, 6};
    RolloutEstimate found = only(Rollout.of(before(treated, x, y)));
    assertEquals(3.5, found.value(), 1e-14);
    assertEquals(0, found.imbalance(), 1e-14);
    assertEquals(11.0 / 9, found.beta(), 1e-14);
    assertEquals(Math.sqrt(65.0 / 12 - 121.0 / 27), found.neyman(), 1e-14);
    // Slopes 7/4 and -(16/3)/(20/3), their sum .95; the mean variance 16/3; seven units.
    double explained = 0.95 * 0.95 * 16 / 3 / 7;
    assertEquals(Math.sqrt(65.0 / 12 - 121.0 / 27 - explained), found.refined(), 1e-14);
    double treatedPart = (13 - 2 * 11.0 / 9 * 7 + 121.0 / 81 * 4) / 3;
    double controlPart = (13.0 / 3 - 2 * 11.0 / 9 * 16 / 3 + 121.0 / 81 * 20 / 3) / 4;
    double both = treatedPart + controlPart;
    assertEquals(both, 65.0 / 12 - 121.0 / 27, 1e-14);
    double df = both * both / (treatedPart * treatedPart / 2 + controlPart * controlPart / 3);
    assertEquals(df, found.df(), 1e-12);
    assertEquals(1, found.cells());
    assertEquals(1, found.before());
    x[0] = 4;
    RolloutEstimate difference =
        only(Rollout.of(before(treated, x, y)).with(Adjustment.DIFFERENCE));
    assertEquals(2.5, difference.value(), 1e-14);
    assertEquals(1, difference.imbalance(), 1e-14);
  }

  private static double[] numbers(int n, long seed) {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    return random.doubles(n).map(v -> Math.rint(v * 1000) / 100).toArray();
  }

  @Test
  void estimate_withoutEarlierPeriodsIsTheBlockedDifference() {
    int n = 30;
    double[] y = numbers(n, 1);
    boolean[] treated = new boolean[n];
    int[] strata = new int[n];
    int[] start = new int[n];
    for (int i = 0; i < n; i++) {
      strata[i] = i % 3;
      treated[i] = i / 3 < 3 + i % 3;
      start[i] = treated[i] ? 1 : NEVER;
    }
    StaggeredPanel panel = StaggeredPanel.of(new int[] {1}, start, y);
    Estimate expected =
        DifferenceInMeans.of(Design.BLOCKED)
            .estimate(TwoArmSample.of(y, treated).withBlocks(strata))
            .estimate();
    for (Adjustment adjustment : List.of(Adjustment.EFFICIENT, Adjustment.NONE)) {
      RolloutEstimate found = only(Rollout.of(panel, strata, false).with(adjustment));
      assertEquals(expected.value(), found.value(), 1e-13);
      assertEquals(expected.standardError(), found.neyman(), 1e-13);
      assertEquals(0, found.beta());
      assertTrue(Double.isNaN(found.refined()));
    }
    NotEstimableException refusal =
        assertThrows(
            NotEstimableException.class,
            () -> only(Rollout.of(panel, strata, false).with(Adjustment.DIFFERENCE)));
    assertEquals(Reason.NO_PERIOD_BEFORE, refusal.reason());
  }

  /** Units in two strata and three starts, four periods. */
  private static StaggeredPanel panel(int[] strata, int[] start, long seed) {
    double[] y = numbers(4 * start.length, seed);
    for (int i = 0; i < start.length; i++) {
      for (int t = 1; t < 4; t++) {
        y[4 * i + t] += y[4 * i] + strata[i];
      }
    }
    return StaggeredPanel.of(new int[] {1, 2, 3, 4}, start, y);
  }

  private static final int[] STRATA = {0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1};
  private static final int[] START = {
    2, 2, 4, 4, 4, NEVER, NEVER, 2, 2, 2, 4, 4, NEVER, NEVER, NEVER
  };

  private static final List<RolloutEstimand> ALL =
      List.of(
          RolloutEstimand.SIMPLE,
          RolloutEstimand.COHORT,
          RolloutEstimand.CALENDAR,
          RolloutEstimand.at(0),
          RolloutEstimand.at(2));

  @Test
  void estimate_followsUnitShiftScaleAndOrder() {
    StaggeredPanel panel = panel(STRATA, START, 7);
    RolloutEstimates base = Rollout.of(panel, STRATA, false).estimate(ALL);
    double[] moved = Arrays.stream(panel.outcome()).map(v -> 100 - 3 * v).toArray();
    StaggeredPanel scaled = StaggeredPanel.of(panel.periods(), START, moved);
    RolloutEstimates other = Rollout.of(scaled, STRATA, false).estimate(ALL);
    int n = START.length;
    int[] strata = new int[n];
    int[] start = new int[n];
    double[] outcome = new double[4 * n];
    for (int i = 0; i < n; i++) {
      int from = 4 * i % n;
      strata[i] = 9 - STRATA[from];
      start[i] = START[from];
      System.arraycopy(panel.outcome(), 4 * from, outcome, 4 * i, 4);
    }
    RolloutEstimates shuffled =
        Rollout.of(StaggeredPanel.of(panel.periods(), start, outcome), strata, false).estimate(ALL);
    for (int e = 0; e < ALL.size(); e++) {
      RolloutEstimate one = base.estimates().get(e);
      assertEquals(-3 * one.value(), other.estimates().get(e).value(), 1e-12);
      assertEquals(3 * one.neyman(), other.estimates().get(e).neyman(), 1e-12);
      assertEquals(one.value(), shuffled.estimates().get(e).value(), 1e-13);
      assertEquals(one.neyman(), shuffled.estimates().get(e).neyman(), 1e-13);
      assertEquals(one.refined(), shuffled.estimates().get(e).refined(), 1e-13);
    }
  }

  @Test
  void estimate_ofClustersOfOneSizeIsThatOfTheirMeans() {
    StaggeredPanel means = panel(STRATA, START, 11);
    int n = START.length;
    double[] members = new double[8 * n];
    int[] start = new int[2 * n];
    int[] strata = new int[2 * n];
    int[] cluster = new int[2 * n];
    double[] apart = numbers(4 * n, 12);
    for (int i = 0; i < n; i++) {
      for (int m = 0; m < 2; m++) {
        start[2 * i + m] = START[i];
        strata[2 * i + m] = STRATA[i];
        cluster[2 * i + m] = 50 - i;
        for (int t = 0; t < 4; t++) {
          members[4 * (2 * i + m) + t] =
              means.outcome()[4 * i + t] + (2 * m - 1) * apart[4 * i + t];
        }
      }
    }
    StaggeredPanel panel = StaggeredPanel.of(means.periods(), start, members).clustered(cluster);
    RolloutEstimates expected = Rollout.of(means, STRATA, false).estimate(ALL);
    RolloutEstimates found = Rollout.of(panel, strata, false).estimate(ALL);
    for (int e = 0; e < ALL.size(); e++) {
      assertEquals(expected.estimates().get(e).value(), found.estimates().get(e).value(), 1e-12);
      assertEquals(expected.estimates().get(e).neyman(), found.estimates().get(e).neyman(), 1e-12);
      assertEquals(
          expected.estimates().get(e).refined(), found.estimates().get(e).refined(), 1e-12);
    }
    assertEquals(n, found.units());
  }

  /** Every set of some of the numbers from 0 to n - 1. */
  private static List<boolean[]> subsets(int n, int size) {
    List<boolean[]> sets = new ArrayList<>();
    for (int bits = 0; bits < 1 << n; bits++) {
      if (Integer.bitCount(bits) == size) {
        boolean[] in = new boolean[n];
        for (int i = 0; i < n; i++) {
          in[i] = (bits >> i & 1) == 1;
        }
        sets.add(in);
      }
    }
    return sets;
  }

  /** Chances 2/4 and 2/6 in strata at different levels: every assignment, all equally likely. */
  @Test
  void estimate_isUnbiasedUnderUnequalChances_andPoolingIsNot() {
    int[] strata = {0, 0, 0, 0, 1, 1, 1, 1, 1, 1};
    double[] untreated = {1, 4, 2, 6, 20, 23, 21, 29, 25, 22};
    double[] effect = {1, 2, 0, 4, -1, 3, 2, 2, 5, 1};
    double sum = 0;
    double pooled = 0;
    int count = 0;
    for (boolean[] a : subsets(4, 2)) {
      for (boolean[] b : subsets(6, 2)) {
        int[] start = new int[10];
        double[] y = new double[10];
        for (int i = 0; i < 10; i++) {
          boolean treated = i < 4 ? a[i] : b[i - 4];
          start[i] = treated ? 1 : NEVER;
          y[i] = untreated[i] + (treated ? effect[i] : 0);
        }
        StaggeredPanel panel = StaggeredPanel.of(new int[] {1}, start, y);
        sum += only(Rollout.of(panel, strata, false)).value();
        pooled += only(Rollout.of(panel)).value();
        count++;
      }
    }
    assertEquals(90, count);
    double truth = Arrays.stream(effect).average().orElseThrow();
    assertEquals(truth, sum / count, 1e-12);
    assertTrue(Math.abs(pooled / count - truth) > 1, "pooled " + pooled / count);
  }

  /**
   * Fixed outcomes of 90 units in three strata with unequal chances of three starts; effects grow
   * with time and differ between units. Over 1,500 draws the share of 95 % intervals that hold the
   * truth lies in [0.93, 0.995]: never-too-small errors may cover more, and a share of 0.95 has a
   * Monte-Carlo error of 0.006.
   */
  @Test
  void intervals_coverUnderStrataAndUnequalChances() {
    int n = 90;
    int[][] starts = {
      {2, 2, 2, 2, 2, 2, 3, 3, 3, NEVER},
      {2, 2, 3, 3, 3, 3, 3, 3, NEVER, NEVER},
      {2, 3, 3, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER}
    };
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(99);
    int[] strata = new int[n];
    double[][] base = new double[n][4];
    double[] gain = new double[n];
    int[] pool = new int[n];
    double truth = 0;
    for (int i = 0; i < n; i++) {
      strata[i] = i / 30;
      double own = 3 * random.nextDouble() + strata[i];
      gain[i] = random.nextDouble() * (1 + strata[i]);
      for (int t = 0; t < 4; t++) {
        base[i][t] = own + random.nextDouble();
      }
      pool[i] = starts[strata[i]][i % 10];
    }
    // Gains by event time are 1, 2 and 3 times the unit's own; weights by units of a start.
    long two = Arrays.stream(pool).filter(g -> g == 2).count();
    long three = Arrays.stream(pool).filter(g -> g == 3).count();
    double mean = Arrays.stream(gain).average().orElseThrow();
    truth = mean * (two * (1 + 2 + 3) + three * (1 + 2)) / (two * 3 + three * 2);
    int held = 0;
    double sum = 0;
    int rounds = 1500;
    for (int round = 0; round < rounds; round++) {
      int[] start = pool.clone();
      for (int s = 0; s < 3; s++) {
        int[] own = Arrays.copyOfRange(start, 30 * s, 30 * s + 30);
        PermutationSampler.shuffle(random, own);
        System.arraycopy(own, 0, start, 30 * s, 30);
      }
      double[] y = new double[4 * n];
      for (int i = 0; i < n; i++) {
        for (int t = 0; t < 4; t++) {
          y[4 * i + t] = base[i][t] + (t + 1 >= start[i] ? gain[i] * (t + 2 - start[i]) : 0);
        }
      }
      StaggeredPanel panel = StaggeredPanel.of(new int[] {1, 2, 3, 4}, start, y);
      RolloutEstimate found = only(Rollout.of(panel, strata, false));
      ConfidenceInterval interval = found.byWelch(0.95).interval();
      held += interval.contains(truth) ? 1 : 0;
      sum += found.value();
    }
    double share = held / (double) rounds;
    assertTrue(share >= 0.93 && share <= 0.995, "coverage " + share);
    // Estimated b biases by a term that vanishes with units: here within 0.02 of the truth.
    assertEquals(truth, sum / rounds, 0.02);
  }

  @Test
  void redraws_ofFewUnitsAreAllAssignments() {
    int[] strata = {5, 5, 5, 5, 2, 2, 2, 2, 2};
    int[] start = {2, 2, NEVER, NEVER, 2, 2, NEVER, NEVER, NEVER};
    double[] y = numbers(18, 21);
    StaggeredPanel panel = StaggeredPanel.of(new int[] {1, 2}, start, y);
    Rollout rollout = Rollout.of(panel, strata, false);
    assertEquals(60, rollout.redraws().assignments(1000));
    RedrawnNumber found = rollout.redraws().evaluate(1, rollout.studentized(SIMPLE)).get(0);
    assertTrue(found.listed());
    double observed = t(only(rollout));
    int extreme = 0;
    for (boolean[] a : subsets(4, 2)) {
      for (boolean[] b : subsets(5, 2)) {
        int[] other = new int[9];
        for (int i = 0; i < 9; i++) {
          other[i] = (i < 4 ? a[i] : b[i - 4]) ? 2 : NEVER;
        }
        StaggeredPanel redrawn = StaggeredPanel.of(new int[] {1, 2}, other, y);
        double t = t(only(Rollout.of(redrawn, strata, false)));
        extreme += Math.abs(t) >= Math.abs(observed) - 1e-9 ? 1 : 0;
      }
    }
    assertEquals(observed, found.observed(), 1e-10);
    assertEquals(extreme / 60.0, found.pValue(PValueRule.PLUS_ONE), 1e-15);
    assertEquals(extreme / 60.0, found.pValue(PValueRule.SHARE), 1e-15);
    assertTrue(found.pValue(PValueRule.STRICT) < extreme / 60.0);
    assertEquals(0, found.monteCarloError(PValueRule.PLUS_ONE));
  }

  private static double t(RolloutEstimate estimate) {
    return estimate.value() / estimate.neyman();
  }

  /** Unequal clusters: the sums of an assignment against the estimator run again on it. */
  @Test
  void studentized_ofClustersIsTheEstimatorRunAgain() {
    int clusters = 12;
    List<Integer> code = new ArrayList<>();
    for (int c = 0; c < clusters; c++) {
      for (int m = 0; m <= c % 4; m++) {
        code.add(c);
      }
    }
    int[] cluster = code.stream().mapToInt(Integer::intValue).toArray();
    double[] y = numbers(3 * cluster.length, 31);
    int[] drawn = {2, 2, 2, 2, 3, 3, 3, 3, NEVER, NEVER, NEVER, NEVER};
    Rollout rollout = clustered(cluster, drawn, y);
    int[] other = {3, NEVER, 2, NEVER, 3, 2, 2, 3, NEVER, 2, 3, NEVER};
    int[] groups = Arrays.stream(other).map(g -> g == NEVER ? 2 : g - 2).toArray();
    double[] out = new double[2];
    List<RolloutEstimand> both = List.of(RolloutEstimand.SIMPLE, RolloutEstimand.at(1));
    rollout.studentized(both).get().evaluate(groups, out);
    List<RolloutEstimate> again = clustered(cluster, other, y).estimate(both).estimates();
    assertArrayEquals(again.stream().mapToDouble(RolloutTest::t).toArray(), out, 1e-10);
  }

  private static Rollout clustered(int[] cluster, int[] startOfCluster, double[] y) {
    int[] start = Arrays.stream(cluster).map(c -> startOfCluster[c]).toArray();
    return Rollout.of(StaggeredPanel.of(new int[] {1, 2, 3}, start, y).clustered(cluster));
  }

  private static Reason refused(int[] start, int[] strata, int[] clusters, double... y) {
    int[] periods = new int[y.length / start.length];
    Arrays.setAll(periods, t -> t + 1);
    StaggeredPanel panel = StaggeredPanel.of(periods, start, y);
    return assertThrows(
            NotEstimableException.class,
            () ->
                Rollout.of(clusters == null ? panel : panel.clustered(clusters), strata, false)
                    .estimate(SIMPLE))
        .reason();
  }

  @Test
  void of_refusesWhatCannotBeSeen() {
    double[] six = {1, 2, 3, 4, 5, 6};
    int[] fine = {1, 1, 1, NEVER, NEVER, NEVER};
    int[] single = {1, 1, 1, NEVER, NEVER, 2};
    assertEquals(Reason.EMPTY_ARM, refused(new int[] {1, 1, 1, 1, 1, 1}, null, null, six));
    // A start after the last period is no start yet.
    assertEquals(
        Reason.EMPTY_ARM, refused(new int[] {2, 2, 2, NEVER, NEVER, NEVER}, null, null, six));
    assertEquals(
        Reason.ONE_UNIT_IN_ARM, refused(single, null, null, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3));
    assertEquals(Reason.BLOCK_WITHOUT_ARM, refused(fine, new int[] {1, 1, 1, 2, 2, 2}, null, six));
    assertEquals(Reason.BLOCK_TOO_SMALL, refused(fine, new int[] {1, 1, 2, 1, 1, 2}, null, six));
    assertEquals(
        Reason.CLUSTER_IN_BOTH_ARMS, refused(fine, null, new int[] {0, 1, 2, 2, 3, 4}, six));
    assertEquals(
        Reason.CLUSTER_IN_SEVERAL_BLOCKS,
        refused(fine, new int[] {1, 1, 2, 2, 2, 1}, new int[] {0, 1, 1, 2, 3, 4}, six));
    assertEquals(Reason.INCOMPLETE_UNITS, refused(fine, null, null, 1, 2, 3, 4, 5, Double.NaN));
    StaggeredPanel holed =
        StaggeredPanel.of(new int[] {1}, fine, new double[] {1, 2, 3, 4, 5, Double.NaN});
    RolloutEstimates complete = Rollout.of(holed, null, true).estimate(SIMPLE);
    assertEquals(1, complete.leftOut());
    assertEquals(5, complete.units());
    assertEquals(-2.5, complete.estimates().get(0).value(), 1e-14);
    assertThrows(
        NotEstimableException.class,
        () -> Rollout.of(holed, null, true).estimate(List.of(RolloutEstimand.at(1))));
  }
}
