package org.equipoise.estimate;

import java.util.List;

/**
 * One estimate from several completed data sets. Rubin (1987), Multiple Imputation for Nonresponse
 * in Surveys, 3.1-3.3; degrees of freedom of Barnard and Rubin (1999), Biometrika 86(4), 948-955.
 *
 * <p>With m estimates, mean Q, mean U of their squared standard errors and sample variance B of the
 * estimates, {@code T = U + (1 + 1/m) B} and {@code lambda = (1 + 1/m) B / T}. Rubin's degrees of
 * freedom {@code (m - 1) / lambda^2} presume a large sample; those of Barnard and Rubin, used here,
 * combine them harmonically with {@code (v + 1)/(v + 3) v (1 - lambda)}, v being those that
 * complete data would have, so that they never exceed v. Where the estimates do not differ they are
 * v. Agrees with {@code mice::pool.scalar(rule = "rubin1987")}.
 *
 * @param pooled the estimate Q with standard error {@code sqrt(T)} and Barnard and Rubin's df
 * @param imputations m
 * @param within U
 * @param between B
 * @param total T
 * @param lambda share of the variance that is due to what is missing
 * @param missingInformation fraction of missing information, lambda corrected for finite df: {@code
 *     (r + 2/(df + 3)) / (r + 1)}, r = (1 + 1/m) B / U
 * @param rubinDf degrees of freedom of Rubin (1987); infinite where the estimates do not differ
 * @param completeDf v
 * @param efficiency relative to infinitely many imputations, {@code 1 / (1 + missingInformation/m)}
 */
public record RubinRules(
    Estimate pooled,
    int imputations,
    double within,
    double between,
    double total,
    double lambda,
    double missingInformation,
    double rubinDf,
    double completeDf,
    double efficiency) {

  /** A mean below this share of its standard error is what rounding leaves of zero. */
  private static final double ROUNDING = 1e-13;

  /**
   * Combines estimates.
   *
   * @param term what was estimated
   * @param values the estimates, at least two
   * @param variances their squared standard errors
   * @param completeDf degrees of freedom had nothing been missing, such as n - k or G - 1; may be
   *     infinite
   * @param level of the interval, in (0, 1)
   * @throws IllegalArgumentException if there are fewer than two, or lengths differ
   * @throws NotEstimableException if the total variance is not positive
   */
  public static RubinRules pool(
      String term, double[] values, double[] variances, double completeDf, double level) {
    int m = values.length;
    if (m < 2 || variances.length != m) {
      throw new IllegalArgumentException(m + " estimates with " + variances.length + " variances");
    }
    Moments q = Moments.of(values);
    double within = Moments.of(variances).mean();
    double between = q.variance();
    double extra = (1 + 1.0 / m) * between;
    double total = within + extra;
    double lambda = extra / total;
    // What rounding leaves of estimates that cancel is no effect.
    double mean = Math.abs(q.mean()) < ROUNDING * Math.sqrt(total) ? 0 : q.mean();
    double rubinDf = (m - 1) / (lambda * lambda);
    double df = df(rubinDf, lambda, completeDf);
    double r = extra / within;
    double missing = within > 0 ? (r + 2 / (df + 3)) / (r + 1) : 1;
    return new RubinRules(
        Estimate.of(term, mean, Math.sqrt(total), df, level),
        m,
        within,
        between,
        total,
        lambda,
        missing,
        rubinDf,
        completeDf,
        1 / (1 + missing / m));
  }

  /**
   * Combines estimates from completed data sets; the degrees of freedom that complete data would
   * have are the mean of theirs.
   */
  public static RubinRules pool(List<Estimate> estimates, double level) {
    return pool(
        estimates.get(0).term(),
        estimates.stream().mapToDouble(Estimate::value).toArray(),
        estimates.stream().mapToDouble(e -> e.standardError() * e.standardError()).toArray(),
        estimates.stream().mapToDouble(Estimate::df).average().orElseThrow(),
        level);
  }

  /** Barnard and Rubin (1999), equation (3). */
  static double df(double rubinDf, double lambda, double completeDf) {
    if (completeDf == Double.POSITIVE_INFINITY) {
      return rubinDf;
    }
    double observed = (completeDf + 1) / (completeDf + 3) * completeDf * (1 - lambda);
    if (lambda == 0) {
      return completeDf;
    }
    return 1 / (1 / rubinDf + 1 / observed);
  }
}
