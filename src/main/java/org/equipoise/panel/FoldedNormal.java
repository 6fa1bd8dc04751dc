package org.equipoise.panel;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The distribution of {@code |b + s Z|}, Z standard normal, b and s fixed: what the error of an
 * estimator with bias b and standard deviation s is worth.
 */
final class FoldedNormal {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final int STEPS = 60;

  private FoldedNormal() {}

  /**
   * The q with {@code P(|b + s Z| > q) = alpha}, to the last digits.
   *
   * @param b bias, 0 or more
   * @param s standard deviation, positive
   * @param alpha in (0, 1)
   */
  static double quantile(double b, double s, double alpha) {
    double t = b / s;
    // One tail alone is a lower limit, both tails of the centred variable moved by t an upper one.
    double z = upper(alpha);
    double low = Math.max(upper(alpha / 2), t + z);
    double high = t + upper(alpha / 2);
    double q = low;
    for (int step = 0; step < STEPS; step++) {
      double excess = tail(q - t) + tail(q + t) - alpha;
      if (excess > 0) {
        low = q;
      } else {
        high = q;
      }
      double next = q + excess / (density(q - t) + density(q + t));
      if (!(next > low && next < high)) {
        next = low + (high - low) / 2;
      }
      if (Math.abs(next - q) <= 2 * Math.ulp(q)) {
        break;
      }
      q = next;
    }
    return q * s;
  }

  /** How fast the quantile q grows with the bias. */
  static double perBias(double q, double b, double s) {
    double right = density((q - b) / s);
    double left = density((q + b) / s);
    return (right - left) / (right + left);
  }

  /** How fast the quantile q grows with the standard deviation. */
  static double perDeviation(double q, double b, double s) {
    double right = density((q - b) / s);
    double left = density((q + b) / s);
    return ((q - b) / s * right + (q + b) / s * left) / (right + left);
  }

  /** {@code P(Z > z)}. */
  static double tail(double z) {
    return NORMAL.survivalProbability(z);
  }

  /** The z with {@code P(Z > z) = p}. */
  static double upper(double p) {
    return NORMAL.inverseSurvivalProbability(p);
  }

  private static double density(double z) {
    return NORMAL.density(z);
  }
}
