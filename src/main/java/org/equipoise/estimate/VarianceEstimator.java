package org.equipoise.estimate;

/**
 * How the covariance of least-squares coefficients is estimated. Notation: n rows, k the rank of
 * the design with every absorbed level counted, e the residuals, h the leverages, G clusters.
 */
public enum VarianceEstimator {
  /** One error variance for all rows: {@code e'e / (n - k)}; df n - k. */
  CLASSICAL("classical", false),

  /** White (1980): squared residuals as they are; df n - k. */
  HC0("HC0", false),

  /** HC0 times {@code n / (n - k)}, "robust" in Stata; df n - k. */
  HC1("HC1", false),

  /** Squared residuals divided by {@code 1 - h}; df n - k. */
  HC2("HC2", false),

  /** Squared residuals divided by {@code (1 - h)^2}; df n - k. */
  HC3("HC3", false),

  /** Liang and Zeger (1986): outer products of the clusters' score sums; df G - 1. */
  CR0("CR0", true),

  /** CR0 times {@code G/(G - 1) * (n - 1)/(n - k)}, "cluster" in Stata; df G - 1. */
  CR1("CR1 (Stata)", true),

  /**
   * Bell and McCaffrey (2002) with an identity working model: unbiased when errors are
   * homoskedastic and independent; Satterthwaite df of its own for every contrast.
   */
  CR2("CR2", true),

  /**
   * The spread of the estimates that leave one cluster out, about the estimate: residuals of a
   * cluster are multiplied by {@code (I - H_gg)^-1}, and there is no factor {@code (G - 1)/G}
   * (clubSandwich's CR3; Bell and McCaffrey 2002); cautious, with df G - 1.
   */
  CR3("CR3", true);

  private final String label;
  private final boolean clustered;

  VarianceEstimator(String label, boolean clustered) {
    this.label = label;
    this.clustered = clustered;
  }

  /** The name as reports print it. */
  public String label() {
    return label;
  }

  /** Whether it needs cluster codes. */
  public boolean clustered() {
    return clustered;
  }
}
