package org.equipoise.panel;

/**
 * A linear difference in trends that a test of the periods before treatment detects with a given
 * probability only, and what it would do to the estimates after it. All in the unit of the outcome.
 *
 * @param rule the test
 * @param power probability that the test rejects under the trend
 * @param slope of the trend per period, positive; its mirror image is as detectable
 * @param eventTimes those of treatment, ascending
 * @param bias of the estimate at each: slope times the distance from the reference period
 * @param biasIfPassed expected bias at each when the test has not rejected: what publishing only
 *     after a passed test leaves (larger than {@code bias} where errors before and after are
 *     correlated as usual)
 * @param bayesFactor probability of passing under the trend, over that with parallel trends
 * @param likelihoodRatio likelihood of the estimates before treatment under the trend, over that
 *     with parallel trends
 * @param likelihoodRatioDown the same for the mirror image, of slope {@code -slope}
 */
public record DetectableTrend(
    Rule rule,
    double power,
    double slope,
    int[] eventTimes,
    double[] bias,
    double[] biasIfPassed,
    double bayesFactor,
    double likelihoodRatio,
    double likelihoodRatioDown) {

  /** When a test of the periods before treatment rejects. */
  public enum Rule {
    /** Some estimate before treatment lies further from 0 than its pointwise interval reaches. */
    ANY_SIGNIFICANT,
    /** The Wald statistic of all of them exceeds its chi-square quantile. */
    JOINT
  }
}
