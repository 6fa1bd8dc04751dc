package org.equipoise.estimate;

import java.util.Arrays;

/** A logistic regression, fitted. Terms are numbered from the intercept, 0. */
public final class LogisticFit {
  private final int[] kept;
  private final int terms;
  private final double[] coefficients;
  private final double[][] covariance;
  private final double[][] columns;
  private final double[] fitted;
  private final double deviance;
  private final int steps;

  LogisticFit(
      int[] kept,
      int terms,
      double[] coefficients,
      double[][] covariance,
      double[][] columns,
      double[] fitted,
      double deviance,
      int steps) {
    this.kept = kept;
    this.terms = terms;
    this.coefficients = coefficients;
    this.covariance = covariance;
    this.columns = columns;
    this.fitted = fitted;
    this.deviance = deviance;
    this.steps = steps;
  }

  /** The terms that were not dropped as determined by earlier ones, ascending. */
  public int[] kept() {
    return kept.clone();
  }

  /** Coefficients of all terms, on the scale of log odds; NaN for a dropped term. */
  public double[] coefficients() {
    double[] all = new double[terms];
    Arrays.fill(all, Double.NaN);
    for (int j = 0; j < kept.length; j++) {
      all[kept[j]] = coefficients[j];
    }
    return all;
  }

  /**
   * The covariance of the coefficients by the model, the inverse of the information, in the order
   * of {@link #kept()}.
   */
  public double[][] covariance() {
    return Arrays.stream(covariance).map(double[]::clone).toArray(double[][]::new);
  }

  /** The fitted probability of each row. */
  public double[] fitted() {
    return fitted.clone();
  }

  /** {@code -2 log likelihood}. */
  public double deviance() {
    return deviance;
  }

  /** How many Newton steps it took. */
  public int steps() {
    return steps;
  }

  /** The columns kept, the intercept first; not to be changed. */
  double[][] columns() {
    return columns;
  }
}
