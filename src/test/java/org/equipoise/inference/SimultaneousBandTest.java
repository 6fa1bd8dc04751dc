package org.equipoise.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class SimultaneousBandTest {
  private static final int DRAWS = SimultaneousBand.DRAWS;

  /** The Monte-Carlo error of the quantile at 400,000 draws is below 0.004; four of them. */
  private static final double BAND = 0.016;

  private static final double[][] THREE = {{4, 1, 0.5}, {1, 1, -0.2}, {0.5, -0.2, 0.25}};

  @Test
  void critical_isTheQuantileOfOne() {
    double[][] one = {{9}};
    // R: qnorm(0.975), qt(0.975, 7), qnorm(0.95)
    assertEquals(1.9599640, critical(one, Double.POSITIVE_INFINITY, 0.95), BAND);
    assertEquals(2.3646243, critical(one, 7, 0.95), 2 * BAND);
    assertEquals(1.6448536, critical(one, Double.POSITIVE_INFINITY, 0.9), BAND);
  }

  /** Independent estimates: P(max <= c) is a product, by hand. */
  @Test
  void critical_ofIndependentEstimatesIsSidaks() {
    double[][] two = {{1, 0, 0}, {0, 4, 0}, {0, 0, 9}};
    // R: qnorm((1 + 0.95^(1/3)) / 2)
    assertEquals(2.3877379, critical(two, Double.POSITIVE_INFINITY, 0.95), BAND);
  }

  @Test
  void critical_matchesQmvt() {
    // R 4.2.2, mvtnorm 1.1-3: uniroot of pmvt(-c, c, df, corr = cov2cor(V)) - 0.95, df 0 and 8.
    assertEquals(2.3500, critical(THREE, Double.POSITIVE_INFINITY, 0.95), BAND);
    assertEquals(2.8717, critical(THREE, 8, 0.95), 2 * BAND);
  }

  /** The same estimate thrice is one estimate. */
  @Test
  void critical_countsDependentEstimatesOnce() {
    double[][] same = {{4, 2, -6}, {2, 1, -3}, {-6, -3, 9}};
    assertEquals(1.9599640, critical(same, Double.POSITIVE_INFINITY, 0.95), BAND);
  }

  @Test
  void critical_dependsOnSeedAndNotOnCores() throws Exception {
    double first = SimultaneousBand.critical(THREE, 8, 0.95, 20_000, 1);
    ForkJoinPool single = new ForkJoinPool(1);
    try {
      assertEquals(
          first, single.submit(() -> SimultaneousBand.critical(THREE, 8, 0.95, 20_000, 1)).get());
    } finally {
      single.shutdown();
    }
    assertEquals(first, SimultaneousBand.critical(THREE, 8, 0.95, 20_000, 2), 0.2);
  }

  @Test
  void critical_refusesNonsense() {
    double[][] flat = {{0}};
    assertThrows(
        IllegalArgumentException.class, () -> critical(flat, Double.POSITIVE_INFINITY, 0.95));
    assertThrows(IllegalArgumentException.class, () -> critical(THREE, 0, 0.95));
    assertThrows(IllegalArgumentException.class, () -> critical(THREE, 8, 1));
  }

  private static double critical(double[][] covariance, double df, double level) {
    return SimultaneousBand.critical(covariance, df, level, DRAWS, 20261122);
  }
}
