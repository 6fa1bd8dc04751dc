package org.equipoise.estimate;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Two-sided confidence intervals of a binomial proportion. */
public enum ProportionInterval {
  /** Inverts the score test: Wilson (1927), JASA 22(158). Coverage is near the level on average. */
  WILSON("Wilson") {
    @Override
    ConfidenceInterval interval(double x, double n, double level) {
      double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
      double p = x / n;
      double zz = z * z;
      double middle = x + zz / 2;
      double margin = z * Math.sqrt(x * (1 - p) + zz / 4);
      double low = x == 0 ? 0 : (middle - margin) / (n + zz);
      double high = x == n ? 1 : (middle + margin) / (n + zz);
      return new ConfidenceInterval(level, low, high);
    }
  },

  /** Inverts the exact binomial tails: Clopper and Pearson (1934). Coverage never below level. */
  CLOPPER_PEARSON("Clopper-Pearson") {
    @Override
    ConfidenceInterval interval(double x, double n, double level) {
      double tail = (1 - level) / 2;
      double low = x == 0 ? 0 : BetaQuantile.lower(tail, x, n - x + 1.0);
      // By symmetry: the upper end is one minus the lower end for the failures.
      double high = x == n ? 1 : 1 - BetaQuantile.lower(tail, n - x, x + 1.0);
      return new ConfidenceInterval(level, low, high);
    }
  };

  private final String label;

  ProportionInterval(String label) {
    this.label = label;
  }

  /** The name as reports print it. */
  public String label() {
    return label;
  }

  /**
   * The interval for {@code successes} out of {@code n}.
   *
   * @param level coverage in (0, 1)
   * @throws IllegalArgumentException if {@code n} is not positive or {@code successes} is outside
   *     [0, n]
   */
  public ConfidenceInterval of(int successes, int n, double level) {
    ConfidenceInterval.checkLevel(level);
    if (n <= 0 || successes < 0 || successes > n) {
      throw new IllegalArgumentException(successes + " successes out of " + n);
    }
    return interval(successes, n, level);
  }

  /**
   * The same formula where the number of cases is itself an estimate, and so not whole: some of
   * {@code cases} are counted by a share taken as known. The interval leaves out the uncertainty of
   * that share.
   *
   * @param successes a count or estimated count, in [0, cases]
   * @param cases an estimated number of cases, positive
   * @param level coverage in (0, 1)
   * @throws IllegalArgumentException if {@code cases} is not positive and finite, or {@code
   *     successes} is outside [0, cases]
   */
  public ConfidenceInterval ofEstimated(double successes, double cases, double level) {
    ConfidenceInterval.checkLevel(level);
    if (!(cases > 0 && successes >= 0 && successes <= cases) || Double.isInfinite(cases)) {
      throw new IllegalArgumentException(successes + " successes out of " + cases);
    }
    return interval(successes, cases, level);
  }

  abstract ConfidenceInterval interval(double x, double n, double level);

  private static final class BetaQuantile {
    private BetaQuantile() {}

    /** The b with {@code P(B < b) = p}, polished by Newton steps on the library's root. */
    static double lower(double p, double alpha, double beta) {
      BetaDistribution distribution = BetaDistribution.of(alpha, beta);
      double b = distribution.inverseCumulativeProbability(p);
      for (int step = 0; step < 3; step++) {
        double next = b - (distribution.cumulativeProbability(b) - p) / distribution.density(b);
        if (!(next > 0 && next < 1)) {
          return b;
        }
        b = next;
      }
      return b;
    }
  }
}
