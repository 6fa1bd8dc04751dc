package org.equipoise.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class PairsBootstrapTest {

  /**
   * Two people in each arm, one outcome: of the 16 samples 4 have a different pair in each arm and
   * 12 repeat someone. By hand, y = 1, 3 against 0, 4: b = 0, t = 0, so every sample is as far out.
   */
  @Test
  void noDifference_hasPValueOne() {
    double[] p =
        PairsBootstrap.within(new int[4], new boolean[] {true, true, false, false})
            .withDraws(99)
            .adjust(List.of(TrialOutcome.of(new double[] {1, 3, 0, 4})), StepDown.MAX_T);
    assertArrayEquals(new double[] {1}, p, 0);
  }

  /**
   * With 400 normal values a side, t* is close to a normal variable: t = 2 gives 2 (1 - Phi(2)) =
   * 0.0455, and two outcomes that are the same are corrected as one.
   */
  @Test
  void largeSample_isCloseToTheNormalTest() {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(4L);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] y = new double[800];
    boolean[] z = new boolean[800];
    for (int i = 0; i < 800; i++) {
      z[i] = i % 2 == 0;
      y[i] = normal.sample();
    }
    double t = t(y, z);
    // An effect is added that makes t exactly 2; it leaves the standard error as it is.
    double error = difference(y, z) / t;
    for (int i = 0; i < 800; i += 2) {
      y[i] += (2 - t) * error;
    }
    assertEquals(2, t(y, z), 1e-9);
    TrialOutcome outcome = TrialOutcome.of(y);
    double[] p =
        PairsBootstrap.within(new int[800], z)
            .withDraws(4000)
            .adjust(List.of(outcome, outcome), StepDown.MAX_T);
    assertEquals(0.0455, p[0], 4 * Math.sqrt(0.0455 / 4000));
    assertEquals(p[0], p[1]);
  }

  private static double t(double[] y, boolean[] z) {
    return Rerandomization.of(Assignments.complete(z), z)
        .withDraws(1)
        .compare(
            List.of(
                new Rerandomization.Comparison(Statistic.STUDENTIZED, TrialOutcome.of(y), false)))
        .get(0)
        .observed();
  }

  private static double difference(double[] y, boolean[] z) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += (z[i] ? 1 : -1) * y[i] / 400;
    }
    return sum;
  }
}
