package org.equipoise.estimate;

/** How a mixed model allows for the covariance being estimated from few people. */
public enum SmallSample {
  /**
   * The model's covariance of the coefficients; degrees of freedom from the variance of a
   * contrast's variance (Giesbrecht and Burns 1985), for several contrasts from their mean F (Fai
   * and Cornelius 1996).
   */
  SATTERTHWAITE("Satterthwaite"),
  /**
   * The covariance enlarged for the bias of the model's, and degrees of freedom and scale that
   * match two moments of F (Kenward and Roger 1997), in the linear parametrisation: the parameters
   * are the variances and covariances themselves, whose second derivatives vanish, and their own
   * covariance is the inverse observed information, as SAS and mmrm have it.
   */
  KENWARD_ROGER("Kenward-Roger, linear parametrisation");

  private final String label;

  SmallSample(String label) {
    this.label = label;
  }

  /** The name reports print. */
  public String label() {
    return label;
  }
}
