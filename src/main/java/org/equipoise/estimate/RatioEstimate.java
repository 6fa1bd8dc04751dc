package org.equipoise.estimate;

/**
 * An estimated ratio, judged on the logarithm: a ratio of 2 and one of 1/2 are equally far from 1.
 *
 * @param term what was estimated
 * @param value the ratio, positive
 * @param logStandardError standard error of its logarithm
 * @param df degrees of freedom of the reference t distribution; infinite for the normal one
 * @param statistic {@code log(value) / logStandardError}
 * @param pValue two-sided p value of the hypothesis that the ratio is 1
 * @param interval {@code exp(log(value) +- quantile * logStandardError)}
 */
public record RatioEstimate(
    String term,
    double value,
    double logStandardError,
    double df,
    double statistic,
    double pValue,
    ConfidenceInterval interval) {

  /**
   * A ratio from its logarithm.
   *
   * @throws NotEstimableException if the standard error is not positive and finite, or no degrees
   *     of freedom are left
   */
  public static RatioEstimate ofLog(
      String term, double logarithm, double standardError, double df, double level) {
    return of(term, Math.exp(logarithm), logarithm, standardError, df, level);
  }

  /** A ratio known better than its logarithm gives it back. */
  static RatioEstimate of(
      String term, double value, double logarithm, double standardError, double df, double level) {
    Estimate log = Estimate.of(term, logarithm, standardError, df, level);
    return new RatioEstimate(
        term,
        value,
        standardError,
        df,
        log.statistic(),
        log.pValue(),
        new ConfidenceInterval(
            level, Math.exp(log.interval().low()), Math.exp(log.interval().high())));
  }
}
