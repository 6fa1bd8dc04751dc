package org.equipoise.estimate;

import org.jspecify.annotations.Nullable;

/** Joint test that covariates do not predict assignment. */
@SuppressWarnings("DoNotCallSuggester")
public final class BalanceTest {
  private final VarianceEstimator variance;

  private BalanceTest(VarianceEstimator variance) {
    this.variance = variance;
  }

  /** The test with an HC2 covariance for its F statistic. */
  public static BalanceTest withDefaults() {
    return new BalanceTest(VarianceEstimator.HC2);
  }

  /** The same with another covariance. */
  public BalanceTest with(VarianceEstimator newVariance) {
    return new BalanceTest(newVariance);
  }

  /** Tests the covariates, within strata when given. */
  public Balance test(boolean[] treated, double[][] covariates, int @Nullable [] strata) {
    throw new UnsupportedOperationException(
        variance.label() + treated.length + covariates.length + (strata == null));
  }
}
