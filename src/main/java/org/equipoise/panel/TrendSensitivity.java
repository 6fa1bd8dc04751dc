package org.equipoise.panel;

/**
 * How an effect after treatment depends on what is assumed about the trend that treated units would
 * have followed without treatment. Estimates are {@code beta = tau + delta}: the effect, zero
 * before treatment, and the difference in trends, zero in the reference period; delta is restricted
 * by a number that the reader may vary instead of being set to zero.
 *
 * <p>Quantiles are normal whatever the degrees of freedom of the path, as in the paper: Rambachan
 * and Roth (2023), A More Credible Approach to Parallel Trends, Review of Economic Studies 90(5).
 */
public sealed interface TrendSensitivity
    permits SmoothnessSensitivity, RelativeMagnitudeSensitivity {

  /**
   * The same with intervals of another level.
   *
   * @throws IllegalArgumentException unless in [0.5, 1)
   */
  TrendSensitivity withLevel(double level);

  /**
   * The robust interval at each of several bounds, and the bound at which the effect breaks down.
   *
   * @param path effects of consecutive periods around the reference -1, which is left out
   * @param contrast the effect asked for
   * @param bounds values of M or Mbar, 0 or more
   * @throws org.equipoise.estimate.NotEstimableException if the path has gaps or no period on one
   *     side, or its covariance does not carry the method
   * @throws IllegalArgumentException if a bound is negative or the contrast is of another path
   */
  SensitivityTable assess(EventPath path, PostContrast contrast, double... bounds);
}
