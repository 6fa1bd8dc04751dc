package org.equipoise.inference;

/**
 * A statistic in the assignment that was made and in the assignments that could have been.
 *
 * @param observed in the assignment that was made; its expectation under no effect is zero
 * @param drawn in every draw, or in all assignments; NaN where it is undefined, which counts as
 *     extreme
 * @param listed whether the draws are all assignments, each once
 */
public record RedrawnNumber(double observed, double[] drawn, boolean listed) {

  private static final double ROOT_EPSILON = Math.sqrt(Math.ulp(1.0));

  /**
   * Two-sided p-value of the hypothesis that treatment changes nobody's outcome; NaN where the
   * statistic of the assignment that was made is undefined. Numbers within {@code sqrt(eps)} of
   * each other, relative to their size and spread, count as equal (as in ri2, but independent of
   * the outcome's unit).
   */
  public double pValue(PValueRule rule) {
    if (Double.isNaN(observed)) {
      return Double.NaN;
    }
    double extreme = Math.abs(observed);
    double tolerance = ROOT_EPSILON * (extreme + spread(drawn));
    long atLeast = 0;
    long beyond = 0;
    for (double value : drawn) {
      double size = Double.isNaN(value) ? Double.POSITIVE_INFINITY : Math.abs(value);
      atLeast += size >= extreme - tolerance ? 1 : 0;
      beyond += size > extreme + tolerance ? 1 : 0;
    }
    return rule.of(atLeast, beyond, drawn.length, listed);
  }

  /** Root mean square of what is defined. */
  static double spread(double[] drawn) {
    double squares = 0;
    int count = 0;
    for (double value : drawn) {
      if (!Double.isNaN(value)) {
        squares += value * value;
        count++;
      }
    }
    return count == 0 ? 0 : Math.sqrt(squares / count);
  }

  /** Monte-Carlo standard error of the p-value, {@code sqrt(p(1-p)/B)}; 0 when listed. */
  public double monteCarloError(PValueRule rule) {
    double p = pValue(rule);
    return listed ? 0 : Math.sqrt(p * (1 - p) / drawn.length);
  }
}
