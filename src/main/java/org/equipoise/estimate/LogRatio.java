package org.equipoise.estimate;

/**
 * A ratio judged on its logarithm: {@code exp(l)} with the interval {@code exp(l +- quantile *
 * se)}. The test and the standard error are those of the logarithm, where the normal or t
 * distribution is a better guide; the interval is therefore not symmetric about the ratio.
 *
 * @param log the logarithm of the ratio with its standard error; p value of a ratio of one
 */
public record LogRatio(Estimate log) {

  /** The ratio, positive; one is no effect. */
  public double ratio() {
    return Math.exp(log.value());
  }

  /** The interval of the ratio, with the level of the logarithm's. */
  public ConfidenceInterval interval() {
    ConfidenceInterval interval = log.interval();
    return new ConfidenceInterval(
        interval.level(), Math.exp(interval.low()), Math.exp(interval.high()));
  }
}
