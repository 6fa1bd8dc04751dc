package org.equipoise.estimate;

/** Ordinary and weighted least squares with robust variances. */
@SuppressWarnings("DoNotCallSuggester")
public final class LeastSquares {
  private static final double RANK_TOLERANCE = 1e-7;

  private final VarianceEstimator variance;
  private final double level;
  private final double rankTolerance;

  private LeastSquares(VarianceEstimator variance, double level, double rankTolerance) {
    this.variance = variance;
    this.level = level;
    this.rankTolerance = rankTolerance;
  }

  /** Least squares with the given variance and 95 percent intervals. */
  public static LeastSquares with(VarianceEstimator variance) {
    return new LeastSquares(variance, ConfidenceInterval.DEFAULT_LEVEL, RANK_TOLERANCE);
  }

  /** The same with intervals of another level in (0, 1). */
  public LeastSquares withLevel(double newLevel) {
    return new LeastSquares(variance, ConfidenceInterval.checkLevel(newLevel), rankTolerance);
  }

  /** The same with another tolerance of the rank rule. */
  public LeastSquares withRankTolerance(double newTolerance) {
    if (!(newTolerance > 0 && newTolerance < 1)) {
      throw new IllegalArgumentException("rank tolerance " + newTolerance + " is not in (0, 1)");
    }
    return new LeastSquares(variance, level, newTolerance);
  }

  /** Fits the sample. */
  public LinearFit fit(RegressionSample sample) {
    throw new UnsupportedOperationException("fit " + sample.size());
  }
}
