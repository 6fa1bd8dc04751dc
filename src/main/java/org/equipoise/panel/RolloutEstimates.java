package org.equipoise.panel;

import java.util.List;

/**
 * Average effects of one rollout, in the order asked for.
 *
 * @param estimates the effects
 * @param covariance of the estimates, by Neyman's variance
 * @param units drawn units compared: clusters where clusters were drawn
 * @param strata how many strata they were drawn in
 * @param leftOut rows left out because a value is missing
 */
public record RolloutEstimates(
    List<RolloutEstimate> estimates, double[][] covariance, int units, int strata, int leftOut) {

  /** Keeps its own list. */
  public RolloutEstimates {
    estimates = List.copyOf(estimates);
  }
}
