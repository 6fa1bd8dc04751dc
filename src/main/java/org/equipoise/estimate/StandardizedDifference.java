package org.equipoise.estimate;

import org.apache.commons.math3.special.Gamma;

/**
 * Differences in means in units of a standard deviation; the constants differ in whose deviation.
 * Variances have denominator n - 1.
 */
public enum StandardizedDifference {
  /** Difference over the root of the mean of the two variances. */
  AVERAGE_VARIANCE("difference / sqrt((s1^2 + s0^2) / 2)") {
    @Override
    double scale(Moments t, Moments c) {
      return Math.sqrt((t.variance() + c.variance()) / 2);
    }
  },

  /** Glass's delta: difference over the standard deviation of the control arm. */
  CONTROL_SD("difference / control sd (Glass)") {
    @Override
    double scale(Moments t, Moments c) {
      return c.sd();
    }
  },

  /** Cohen's d: difference over the standard deviation pooled within arms. */
  POOLED_SD("difference / pooled sd (Cohen's d)") {
    @Override
    double scale(Moments t, Moments c) {
      double ss = (t.n() - 1) * t.variance() + (c.n() - 1) * c.variance();
      return Math.sqrt(ss / (t.n() + c.n() - 2));
    }
  },

  /**
   * Hedges's g: Cohen's d times the exact factor {@code J(m) = G(m/2) / (sqrt(m/2) G((m-1)/2))}, m
   * = n1 + n0 - 2. Hedges (1981), Journal of Educational Statistics 6(2).
   */
  HEDGES_G("Cohen's d times Hedges's exact factor") {
    @Override
    double scale(Moments t, Moments c) {
      double m = t.n() + c.n() - 2.0;
      double j = Math.exp(Gamma.logGamma(m / 2) - Gamma.logGamma((m - 1) / 2)) / Math.sqrt(m / 2);
      return POOLED_SD.scale(t, c) / j;
    }
  };

  private final String label;

  StandardizedDifference(String label) {
    this.label = label;
  }

  /** The definition as reports print it. */
  public String label() {
    return label;
  }

  /**
   * Treated minus control, in standard deviations.
   *
   * @throws NotEstimableException if an arm has one unit, or the standard deviation is zero
   */
  public double of(Moments treated, Moments control) {
    if (Math.min(treated.n(), control.n()) < 2) {
      throw new NotEstimableException(
          NotEstimableException.Reason.ONE_UNIT_IN_ARM,
          "arms of " + treated.n() + " and " + control.n() + " units",
          "a standard deviation needs two units in each arm");
    }
    double scale = scale(treated, control);
    if (!(scale > 0)) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_VARIATION,
          "the covariate does not vary within the arms",
          "report the raw difference");
    }
    return (treated.mean() - control.mean()) / scale;
  }

  abstract double scale(Moments treated, Moments control);
}
