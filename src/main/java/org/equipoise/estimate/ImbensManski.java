package org.equipoise.estimate;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The interval for a parameter of which only bounds are known. It covers the parameter itself, not
 * the whole range between the bounds, with the stated probability, so it is shorter than the two
 * one-sided limits of the range. Imbens and Manski (2004), Econometrica 72(6), pp. 1848-1850.
 */
public final class ImbensManski {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final int STEPS = 60;

  private ImbensManski() {}

  /**
   * The c that solves {@code Phi(c + width / se) - Phi(-c) = level}: between the one-sided quantile
   * (bounds far apart) and the two-sided one (bounds that coincide).
   *
   * @param width upper minus lower bound; below zero counts as zero
   * @param standardError the larger of the two standard errors, positive
   * @param level coverage, in (0, 1)
   * @throws IllegalArgumentException if the standard error is not positive and finite
   */
  public static double criticalValue(double width, double standardError, double level) {
    ConfidenceInterval.checkLevel(level);
    if (!(standardError > 0 && standardError < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a standard error of " + standardError);
    }
    double w = Math.max(0, width) / standardError;
    double low = NORMAL.inverseSurvivalProbability(1 - level);
    double high = NORMAL.inverseSurvivalProbability((1 - level) / 2);
    double c = high;
    // Uncovered tails beyond both ends: decreasing and convex in c, so Newton's method from the
    // right goes too far left at most once; bisection catches that.
    for (int step = 0; step < STEPS; step++) {
      double excess =
          NORMAL.survivalProbability(c + w) + NORMAL.survivalProbability(c) - (1 - level);
      if (excess > 0) {
        low = c;
      } else {
        high = c;
      }
      double next = c + excess / (NORMAL.density(c + w) + NORMAL.density(c));
      if (!(next >= low && next <= high)) {
        next = (low + high) / 2;
      }
      if (Math.abs(next - c) <= Math.ulp(c)) {
        return next;
      }
      c = next;
    }
    return c;
  }

  /**
   * {@code [lower - c se_lower, upper + c se_upper]}.
   *
   * @throws NotEstimableException if a standard error is not positive and finite
   */
  public static ConfidenceInterval interval(
      double lower, double upper, double seLower, double seUpper, double level) {
    double larger = Math.max(seLower, seUpper);
    if (!(Math.min(seLower, seUpper) > 0 && larger < Double.POSITIVE_INFINITY)) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_VARIATION,
          "the standard errors of the bounds are " + seLower + " and " + seUpper,
          "look for an outcome that does not vary");
    }
    double c = criticalValue(upper - lower, larger, level);
    return new ConfidenceInterval(level, lower - c * seLower, upper + c * seUpper);
  }
}
