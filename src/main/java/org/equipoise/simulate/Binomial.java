package org.equipoise.simulate;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;

/**
 * Binomial counts: by inversion of the distribution function while the mean is small, from a
 * rounded normal number beyond, where the two differ less than simulated data are rounded.
 */
final class Binomial {

  /** Beyond this variance the normal distribution does. */
  private static final double LARGE = 100;

  private final UniformRandomProvider stream;
  private final SharedStateContinuousSampler normal;

  Binomial(UniformRandomProvider stream) {
    this.stream = stream;
    this.normal = Gauss.sampler(stream);
  }

  /** A count of {@code n} people, each counted with chance {@code p} from 0 to 1. */
  int sample(int n, double p) {
    if (p > 0.5) {
      return n - sample(n, 1 - p);
    }
    double variance = n * p * (1 - p);
    if (variance > LARGE) {
      double count = Math.rint(n * p + Math.sqrt(variance) * normal.sample());
      return (int) Math.max(0, Math.min(n, count));
    }
    double u = stream.nextDouble();
    double odds = p / (1 - p);
    double mass = Math.exp(n * Math.log1p(-p));
    int count = 0;
    while (u > mass && count < n) {
      u -= mass;
      count++;
      mass *= odds * (n - count + 1) / count;
    }
    return count;
  }
}
