package org.equipoise.estimate;

/**
 * How the covariance of a count regression is estimated. Notation: n rows, k the rank of the
 * design, x_i its rows, mu_i the fitted means, a_i the weight of a row in the expected information
 * ({@code mu}; {@code mu theta / (theta + mu)} for the negative binomial), u_i its score with
 * respect to the linear predictor ({@code a_i (y_i - mu_i) / mu_i}), {@code A = sum a_i x_i x_i'},
 * leverages {@code h_i = a_i x_i' A^-1 x_i}, G clusters. All but the first are right when the
 * logarithm of the mean is linear, whatever the spread of the counts.
 */
public enum CountVariance {
  /** The inverse of the expected information, {@code A^-1}: right when the model's spread is. */
  MODEL("model", false),

  /** {@code A^-1 (sum u_i^2 x_i x_i') A^-1}. White (1982), Econometrica 50(1), section 3. */
  HC0("HC0", false),

  /** HC0 times {@code n / (n - k)}. */
  HC1("HC1", false),

  /** HC0 with {@code u_i^2 / (1 - h_i)}. */
  HC2("HC2", false),

  /** HC0 with {@code u_i^2 / (1 - h_i)^2}. */
  HC3("HC3", false),

  /** Scores summed within clusters first. Liang and Zeger (1986), Biometrika 73(1), equation 5. */
  CR0("CR0", true),

  /** CR0 times {@code G / (G - 1)}, as Stata's cluster option for maximum likelihood. */
  CR1("CR1", true);

  private final String label;
  private final boolean clustered;

  CountVariance(String label, boolean clustered) {
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
