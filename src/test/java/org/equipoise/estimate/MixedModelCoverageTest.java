package org.equipoise.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.NormalizedGaussianSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

/** Seeded trials of 40 people, of whom low answers make the next wave unlikely. */
class MixedModelCoverageTest {
  private static final int TRIALS = 1000;
  private static final int PEOPLE = 40;
  private static final int WAVES = 3;

  /** The effect at each wave and its 95 percent interval; tests of no effect in truth. */
  @Test
  void kenwardRoger_coversWhenLossDependsOnAnswers() {
    UniformRandomProvider rng = RandomSource.XO_SHI_RO_256_PP.create(20260122L);
    NormalizedGaussianSampler normal = ZigguratSampler.NormalizedGaussian.of(rng);
    int last = 0;
    int average = 0;
    int rejected = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      MixedModelFit fit = MixedModel.reml().fit(trial(rng, normal));
      SmallSample rule = SmallSample.KENWARD_ROGER;
      last += fit.atWave("treated", WAVES - 1, rule).interval().contains(1) ? 1 : 0;
      average += fit.average("treated", rule).interval().contains(1) ? 1 : 0;
      rejected += fit.interaction("treated", rule).pValue() < 0.05 ? 1 : 0;
    }
    // Three Monte-Carlo standard errors of 5 percent of 1,000 trials.
    double band = 3 * Math.sqrt(0.05 * 0.95 * TRIALS);
    assertEquals(0.95 * TRIALS, last, band);
    assertEquals(0.95 * TRIALS, average, band);
    assertEquals(0.05 * TRIALS, rejected, band);
  }

  private static RepeatedMeasures trial(
      UniformRandomProvider rng, NormalizedGaussianSampler normal) {
    double[] y = new double[PEOPLE * WAVES];
    double[] treated = new double[y.length];
    double[] baseline = new double[y.length];
    int[] person = new int[y.length];
    int[] wave = new int[y.length];
    int rows = 0;
    for (int i = 0; i < PEOPLE; i++) {
      double before = normal.sample();
      double level = 0.7 * before + normal.sample();
      boolean gone = false;
      for (int t = 0; t < WAVES; t++) {
        double answer = level + (i % 2) + (1 + 0.4 * t) * normal.sample();
        if (!gone) {
          y[rows] = answer;
          treated[rows] = i % 2;
          baseline[rows] = before;
          person[rows] = i;
          wave[rows++] = t;
        }
        gone |= rng.nextDouble() < (answer < 0 ? 0.35 : 0.05);
      }
    }
    return RepeatedMeasures.of(
            Arrays.copyOf(y, rows), Arrays.copyOf(person, rows), Arrays.copyOf(wave, rows), WAVES)
        .constantByWave()
        .byWave("treated", Arrays.copyOf(treated, rows))
        .byWave("baseline", Arrays.copyOf(baseline, rows))
        .build();
  }
}
