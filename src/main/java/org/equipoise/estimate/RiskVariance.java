package org.equipoise.estimate;

/** How the covariance of two standardised risks is estimated. */
public enum RiskVariance {
  /** The logit model is true: the inverse of its information; normal reference. */
  MODEL("model"),

  /** Squared residuals as they are, the covariates held fixed; normal reference. */
  HC0("HC0"),

  /** HC0 times {@code n / (n - k)}; normal reference. */
  HC1("HC1"),

  /**
   * Outer products of the clusters' score sums times {@code G / (G - 1)}; t with G - 1 degrees of
   * freedom, because few clusters make the normal reference too narrow.
   */
  CLUSTER("CR0 G/(G-1)"),

  /**
   * Ye, Bannick, Yi and Shao (2023), Statistical Theory and Related Fields 7(2): what the draw of
   * the arms and of the people makes uncertain, whether or not the model is true; with blocks, what
   * stratified drawing takes away is subtracted. Normal reference.
   */
  DESIGN("Ye");

  private final String label;

  RiskVariance(String label) {
    this.label = label;
  }

  /** The name as reports print it. */
  public String label() {
    return label;
  }
}
