package org.equipoise.panel;

import org.equipoise.estimate.ConfidenceInterval;

/**
 * What the multiplier bootstrap found: intervals that all hold at once with the level asked for.
 *
 * @param level of all intervals together
 * @param draws how many were made
 * @param standardErrors one an estimate, from the interquartile range of its draws; NaN where not
 *     available
 * @param critical how many standard errors the band extends
 * @param pointwise whether {@code critical} is that of a single interval because the drawn one was
 *     smaller, which happens by chance with one estimate
 */
public record MultiplierBand(
    double level, int draws, double[] standardErrors, double critical, boolean pointwise) {

  /** From here on critical values speak of groups too small, not of many intervals. */
  private static final double IMPLAUSIBLE = 7;

  /** Whether the j-th estimate has a standard error, and so an interval. */
  public boolean covers(int j) {
    return !Double.isNaN(standardErrors[j]);
  }

  /**
   * The j-th interval.
   *
   * @param estimate the j-th estimate
   * @throws IllegalStateException if it has no standard error
   */
  public ConfidenceInterval around(int j, double estimate) {
    if (!covers(j)) {
      throw new IllegalStateException("estimate " + j + " has no standard error");
    }
    double margin = critical * standardErrors[j];
    return new ConfidenceInterval(level, estimate - margin, estimate + margin);
  }

  /**
   * Whether the critical value is 7 or more: groups of a few units, or outcomes that hardly vary,
   * make it unreliable.
   */
  public boolean implausible() {
    return critical >= IMPLAUSIBLE;
  }
}
