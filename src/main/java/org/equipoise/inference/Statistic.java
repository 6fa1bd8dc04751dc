package org.equipoise.inference;

/** What is compared between the assignment that was made and those that could have been. */
public enum Statistic {
  /**
   * Difference in means; with blocks the differences weighted by block size, as in {@link
   * org.equipoise.estimate.DifferenceInMeans}. A block with an empty arm is left out of a draw.
   */
  DIFFERENCE,
  /**
   * The difference over its Neyman standard error (Welch's, by block when blocked, by cluster
   * totals when clusters are drawn), which keeps the test right on average even when effects differ
   * between people. With covariates it is that of the residuals of the outcome on covariates and
   * block effects (Rosenbaum 2002, Statistical Science 17:286-327).
   */
  STUDENTIZED,
  /**
   * The coefficient of treatment in least squares on treatment, covariates and block effects,
   * fitted anew in every draw.
   */
  COEFFICIENT,
  /**
   * That coefficient over its HC2 standard error, fitted anew in every draw too: the t of the
   * regression of people drawn one by one.
   */
  REGRESSION_T,
  /**
   * Sum of mid-ranks over the treated, less its expectation: Wilcoxon's; with blocks van Elteren's,
   * ranks within block b divided by {@code n_b + 1}.
   */
  RANK_SUM
}
