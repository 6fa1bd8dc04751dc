package org.equipoise.estimate;

/**
 * One estimated number with its uncertainty, the row every estimator returns.
 *
 * @param term what was estimated, such as a coefficient's name
 * @param value the point estimate
 * @param standardError its standard error, positive and finite
 * @param df degrees of freedom of the reference t distribution; {@link Double#POSITIVE_INFINITY}
 *     for the normal distribution
 * @param statistic {@code value / standardError}
 * @param pValue two-sided p value of the hypothesis that the estimand is zero: twice the upper tail
 *     beyond {@code |statistic|}
 * @param interval two-sided interval {@code value +- quantile * standardError}
 */
public record Estimate(
    String term,
    double value,
    double standardError,
    double df,
    double statistic,
    double pValue,
    ConfidenceInterval interval) {

  /**
   * An estimate judged against the t distribution (the normal one for infinite {@code df}).
   *
   * @throws NotEstimableException if the standard error is not positive and finite, or the degrees
   *     of freedom are not positive: no statement about uncertainty can then be made
   */
  public static Estimate of(
      String term, double value, double standardError, double df, double level) {
    ConfidenceInterval.checkLevel(level);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(term + ": the estimate is " + value);
    }
    if (!(standardError > 0) || standardError == Double.POSITIVE_INFINITY) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_VARIATION,
          "the standard error of '" + term + "' is " + standardError,
          "look for an outcome that does not vary, or for a term that one unit alone decides");
    }
    if (!(df > 0)) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_DEGREES_OF_FREEDOM,
          "'" + term + "' has " + df + " degrees of freedom",
          "use fewer terms or more units");
    }
    double t = value / standardError;
    double margin = Tail.studentQuantile((1 - level) / 2, df) * standardError;
    return new Estimate(
        term,
        value,
        standardError,
        df,
        t,
        Tail.studentTwoSided(t, df),
        new ConfidenceInterval(level, value - margin, value + margin));
  }
}
