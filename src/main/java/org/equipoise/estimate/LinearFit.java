package org.equipoise.estimate;

import java.util.List;

/** A fitted regression. */
@SuppressWarnings("DoNotCallSuggester")
public final class LinearFit {
  LinearFit() {}

  /** The coefficients with their uncertainty, in column order, the intercept first. */
  public List<Estimate> coefficients() {
    throw new UnsupportedOperationException();
  }

  /** One coefficient. */
  public Estimate coefficient(String term) {
    throw new UnsupportedOperationException(term);
  }

  /** Names of the estimated terms, in column order. */
  public List<String> terms() {
    throw new UnsupportedOperationException();
  }

  /** Covariance of the coefficients, in the order of {@link #terms()}; a copy. */
  public double[][] covariance() {
    throw new UnsupportedOperationException();
  }

  /** The variance estimator used. */
  public VarianceEstimator variance() {
    throw new UnsupportedOperationException();
  }

  /** Rows used. */
  public int n() {
    throw new UnsupportedOperationException();
  }

  /** Rank of the design, every absorbed level counted. */
  public int rank() {
    throw new UnsupportedOperationException();
  }

  /** Residual degrees of freedom, {@code n - rank}. */
  public int dfResidual() {
    throw new UnsupportedOperationException();
  }

  /** Clusters with a row of positive weight; 0 when the sample has none. */
  public int clusters() {
    throw new UnsupportedOperationException();
  }

  /** Share of the outcome's variation accounted for. */
  public double rSquared() {
    throw new UnsupportedOperationException();
  }

  /** R squared adjusted for degrees of freedom. */
  public double adjustedRSquared() {
    throw new UnsupportedOperationException();
  }

  /** Residual variance. */
  public double residualVariance() {
    throw new UnsupportedOperationException();
  }

  /** Columns left out because earlier ones determine them. */
  public List<String> dropped() {
    throw new UnsupportedOperationException();
  }

  /** What a careful reader should know about the fit; empty in the ordinary case. */
  public List<String> remarks() {
    throw new UnsupportedOperationException();
  }

  /** The linear combination of the coefficients with its own degrees of freedom. */
  public Estimate contrast(String label, double[] c) {
    throw new UnsupportedOperationException(label + c.length);
  }

  /** Joint test that the named coefficients are all zero. */
  public WaldTest joint(List<String> tested) {
    throw new UnsupportedOperationException(tested.toString());
  }

  /** Joint test that every coefficient but the intercept is zero. */
  public WaldTest modelTest() {
    throw new UnsupportedOperationException();
  }
}
