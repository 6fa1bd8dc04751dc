package org.equipoise.panel;

import org.equipoise.estimate.Estimate;

/**
 * One average effect of a rollout.
 *
 * @param estimand what is averaged
 * @param value the estimate
 * @param beta how much of the imbalance before the starts was subtracted
 * @param imbalance the same comparison in the last period before each start; 0 on average
 * @param neyman standard error by Neyman's variance: too large on average where effects differ
 *     between units, never too small in large samples
 * @param refined the same less the part of that excess which outcomes before the first start
 *     explain; NaN where there is none to explain it or too few units to see
 * @param df of Neyman's variance by Welch and Satterthwaite: {@code V^2 / sum (V_sg^2 / (n_sg -
 *     1))} over strata s and starts g, each with its part of V
 * @param cells how many effects by start and period are averaged
 * @param before how many periods before the first start the refined error rests on
 */
public record RolloutEstimate(
    RolloutEstimand estimand,
    double value,
    double beta,
    double imbalance,
    double neyman,
    double refined,
    double df,
    int cells,
    int before) {

  /** Judged by Neyman's error against the normal distribution, as in the paper. */
  public Estimate byNeyman(double level) {
    return Estimate.of(term(), value, neyman, Double.POSITIVE_INFINITY, level);
  }

  /**
   * Judged by Neyman's error against the t distribution with {@link #df()}: intervals that hold
   * their level with few units of a start in a stratum too, where normal ones are too short.
   */
  public Estimate byWelch(double level) {
    return Estimate.of(term(), value, neyman, df, level);
  }

  /**
   * Judged by the refined error against the normal distribution, as {@code staggered} does.
   *
   * @throws org.equipoise.estimate.NotEstimableException if there is none
   */
  public Estimate byRefined(double level) {
    return Estimate.of(term(), value, refined, Double.POSITIVE_INFINITY, level);
  }

  private String term() {
    return estimand.average() == RolloutEstimand.Average.EVENT_TIME
        ? "period " + estimand.eventTime() + " since the start"
        : "effect since the start";
  }
}
