package org.equipoise.estimate;

/**
 * The probability that a treated unit drawn at random is higher than a control unit drawn at
 * random, ties as a half.
 *
 * @param value in (0, 1); 1/2 means neither arm tends to be higher
 * @param standardError of the probability itself
 * @param df degrees of freedom of the reference t distribution
 * @param statistic {@code logit(value) / se(logit)}
 * @param pValue two-sided p of the hypothesis that it is 1/2
 * @param interval by the logit, so it stays within (0, 1)
 * @param brunnerMunzel {@code (value - 1/2) / standardError}: the test of Brunner and Munzel
 * @param brunnerMunzelP its two-sided p
 * @param strata strata compared; 1 without
 * @param clusters clusters; 0 without
 */
public record Superiority(
    double value,
    double standardError,
    double df,
    double statistic,
    double pValue,
    ConfidenceInterval interval,
    double brunnerMunzel,
    double brunnerMunzelP,
    int strata,
    int clusters) {

  static Superiority of(
      double value, double variance, double df, int strata, int clusters, double level) {
    double se = Math.sqrt(variance);
    Estimate plain = Estimate.of("probability - 1/2", value - 0.5, se, df, level);
    double logit = Math.log(value) - Math.log1p(-value);
    Estimate log = Estimate.of("logit", logit, se / (value * (1 - value)), df, level);
    return new Superiority(
        value,
        se,
        df,
        log.statistic(),
        log.pValue(),
        new ConfidenceInterval(
            level,
            LogisticRegression.probability(log.interval().low()),
            LogisticRegression.probability(log.interval().high())),
        plain.statistic(),
        plain.pValue(),
        strata,
        clusters);
  }
}
