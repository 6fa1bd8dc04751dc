package org.equipoise.estimate;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Tails and quantiles of the reference distributions, always from the side that is small. */
public final class Tail {
  private Tail() {}

  /** {@code 2 P(T > |t|)}, accurate down to the smallest normal double. */
  public static double studentTwoSided(double t, double df) {
    return Math.min(1, 2 * student(df).survivalProbability(Math.abs(t)));
  }

  /** The t with {@code P(T > t) = upperTail}, for a tail in (0, 1/2). */
  public static double studentQuantile(double upperTail, double df) {
    ContinuousDistribution distribution = student(df);
    double t = distribution.inverseSurvivalProbability(upperTail);
    // The library's root finder may stop 1e-9 away; two Newton steps settle the last digits.
    for (int step = 0; step < 2; step++) {
      t += (distribution.survivalProbability(t) - upperTail) / distribution.density(t);
    }
    return t;
  }

  /** {@code P(F > f)} with (q, df) degrees of freedom; df may be infinite. */
  public static double fisher(double f, int q, double df) {
    if (df == Double.POSITIVE_INFINITY) {
      return chiSquare(f * q, q);
    }
    return FDistribution.of(q, df).survivalProbability(f);
  }

  /** The f with {@code P(F > f) = upperTail}; with q = 1 the square of a t quantile. */
  public static double fisherQuantile(double upperTail, int q, double df) {
    if (q == 1) {
      double t = studentQuantile(upperTail / 2, df);
      return t * t;
    }
    ContinuousDistribution distribution = FDistribution.of(q, df);
    double f = distribution.inverseSurvivalProbability(upperTail);
    for (int step = 0; step < 2; step++) {
      f += (distribution.survivalProbability(f) - upperTail) / distribution.density(f);
    }
    return f;
  }

  /** {@code P(X > x)} with q degrees of freedom. */
  public static double chiSquare(double x, int q) {
    return ChiSquaredDistribution.of(q).survivalProbability(x);
  }

  private static ContinuousDistribution student(double df) {
    return df == Double.POSITIVE_INFINITY ? NormalDistribution.of(0, 1) : TDistribution.of(df);
  }
}
