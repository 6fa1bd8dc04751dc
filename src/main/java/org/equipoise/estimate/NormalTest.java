package org.equipoise.estimate;

/**
 * A statistic judged against the standard normal distribution.
 *
 * @param z the statistic
 * @param pValue two-sided
 */
public record NormalTest(double z, double pValue) {

  static NormalTest of(double z) {
    return new NormalTest(z, Tail.studentTwoSided(z, Double.POSITIVE_INFINITY));
  }
}
