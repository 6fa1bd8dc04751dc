package org.equipoise.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class StepDownTest {

  /**
   * By hand: 4 draws of 3 hypotheses with |t| = 3, 1, 2. Ordered 3 (h0), 2 (h2), 1 (h1); the
   * largest over all is 3.5, 2.1, 1.2, 2.6; over h2 and h1 0.5, 2.1, 1.2, 2.6; over h1 0.5, 0.9,
   * 1.2, 0.4. Counts 1, 2, 1 give 2/5, 3/5, 2/5, and the last may not be below the one before.
   */
  @Test
  void maxT_stepsDownByHand() {
    double[][] drawn = {{3.5, -1, 0.2, 1.5}, {-0.5, 0.9, 1.2, 0.4}, {0.1, 2.1, -0.3, -2.6}};
    double[] p = StepDown.MAX_T.pValues(new double[] {-3, 1, 2}, drawn, false);
    assertArrayEquals(new double[] {0.4, 0.6, 0.6}, p, 1e-15);
    double[] listed = StepDown.MAX_T.pValues(new double[] {-3, 1, 2}, drawn, true);
    assertArrayEquals(new double[] {0.25, 0.5, 0.5}, listed, 1e-15);
  }

  /** With one tested and two refused hypotheses Holm's and Bonferroni's three times p remain. */
  @Test
  void refused_stillCount() {
    double[][] drawn = {{3, 1, 1, 0.5, 1, 1, 1, 1, 1}, {}, {}};
    for (StepDown rule : StepDown.values()) {
      double[] p = rule.pValues(new double[] {2, Double.NaN, Double.NaN}, drawn, false);
      assertArrayEquals(new double[] {3 * 0.2, Double.NaN, Double.NaN}, p, 1e-15);
    }
  }

  /**
   * On statistics of one shape both rules agree up to the draws; on shapes of their own, the
   * smallest p-value does not let the long tail decide.
   */
  @Test
  void minP_isFairToShapes() {
    UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(9L);
    double[][] drawn = new double[2][4999];
    for (int d = 0; d < drawn[0].length; d++) {
      drawn[0][d] = random.nextDouble();
      drawn[1][d] = 1 / random.nextDouble();
    }
    double[] observed = {0.999, 1.5};
    double[] byT = StepDown.MAX_T.pValues(observed, drawn, false);
    double[] byP = StepDown.MIN_P.pValues(observed, drawn, false);
    // The second statistic comes first by size, and 1 / u is above 1.5 in two of three draws.
    assertEquals(2 / 3.0, byT[0], 4 * Math.sqrt(2 / 9.0 / 5000));
    // By Sidak 1 - (1 - 0.001)^2, by the draws.
    assertEquals(0.002, byP[0], 4 * Math.sqrt(0.002 / 5000));
    assertEquals(2 / 3.0, byP[1], 4 * Math.sqrt(2 / 9.0 / 5000));
  }

  /** A single hypothesis is not corrected, and a draw that is undefined counts as extreme. */
  @Test
  void single_isItsOwnPValue() {
    double[][] drawn = {{1, -2, Double.NaN, 0.1}};
    for (StepDown rule : StepDown.values()) {
      assertArrayEquals(new double[] {0.6}, rule.pValues(new double[] {1.5}, drawn, false), 1e-15);
    }
  }
}
