package org.equipoise.simulate;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The standard normal distribution, in which every latent quantity of a simulated trial is
 * measured.
 */
final class Gauss {

  private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

  private Gauss() {}

  /** Standard normal numbers from a stream. */
  static SharedStateContinuousSampler sampler(UniformRandomProvider stream) {
    return ZigguratSampler.NormalizedGaussian.of(stream);
  }

  /** P(Z &lt;= z). */
  static double below(double z) {
    return STANDARD.cumulativeProbability(z);
  }

  /** P(Z &gt; z): the rank of z from above, uniform on (0, 1) for a standard normal z. */
  static double above(double z) {
    return STANDARD.survivalProbability(z);
  }

  /** The z with P(Z &gt; z) = {@code share}. */
  static double exceededBy(double share) {
    return STANDARD.inverseSurvivalProbability(share);
  }

  static double density(double z) {
    return STANDARD.density(z);
  }
}
