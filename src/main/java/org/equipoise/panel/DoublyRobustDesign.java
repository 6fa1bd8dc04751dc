package org.equipoise.panel;

import java.util.Arrays;
import java.util.List;
import org.equipoise.estimate.LogisticFit;
import org.equipoise.estimate.LogisticRegression;
import org.equipoise.estimate.NotEstimableException;

/**
 * Rows that are compared: their covariates, weights and group. Covariates are centred and divided
 * by their spread, which changes no effect.
 *
 * @param names of the covariates
 * @param x the columns, first of them 1
 * @param weight positive
 * @param treated 1 for rows of the group, 0 for controls
 */
record DoublyRobustDesign(List<String> names, double[][] x, double[] weight, double[] treated) {

  /** Propensities are held below this, so that odds stay finite. */
  private static final double CAP = 1 - 1e-6;

  /** Controls as likely to be treated as this are left out. */
  private static final double TRIM = 0.995;

  /** Beyond this the covariates tell the group from its controls. */
  private static final double NO_OVERLAP = 0.999;

  /** A design of covariates as they are. */
  static DoublyRobustDesign of(
      List<String> names, double[][] covariates, double[] weight, double[] treated) {
    double[][] x = new double[covariates.length + 1][];
    x[0] = new double[weight.length];
    Arrays.fill(x[0], 1);
    for (int j = 0; j < covariates.length; j++) {
      x[j + 1] = standardised(covariates[j]);
    }
    return new DoublyRobustDesign(names, x, weight, treated);
  }

  private static double[] standardised(double[] column) {
    double mean = 0;
    for (double value : column) {
      mean += value / column.length;
    }
    double square = 0;
    double size = 0;
    for (double value : column) {
      square += (value - mean) * (value - mean);
      size = Math.max(size, Math.abs(value));
    }
    double spread = Math.sqrt(square / column.length);
    // A spread that is rounding belongs to a constant, which the ranks of the fits must see.
    double unit = spread > 1e-13 * size ? spread : Double.POSITIVE_INFINITY;
    double[] scaled = new double[column.length];
    for (int i = 0; i < column.length; i++) {
      scaled[i] = (column[i] - mean) / unit;
    }
    return scaled;
  }

  int rows() {
    return weight.length;
  }

  String term(int column) {
    return column == 0 ? "the intercept" : "'" + names.get(column - 1) + "'";
  }

  /** The rows of the group (1) or of its controls (0). */
  int[] where(double group) {
    int[] rows = new int[rows()];
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      if (treated[i] == group) {
        rows[count++] = i;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  /** {@code sum u x}, a number a column. */
  double[] moments(double[] u) {
    double[] sums = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      double sum = 0;
      for (int i = 0; i < u.length; i++) {
        sum = Math.fma(u[i], x[j][i], sum);
      }
      sums[j] = sum;
    }
    return sums;
  }

  /** {@code x'b} of every row. */
  double[] predict(double[] b) {
    double[] fitted = new double[rows()];
    for (int j = 0; j < b.length; j++) {
      for (int i = 0; i < fitted.length; i++) {
        fitted[i] = Math.fma(b[j], x[j][i], fitted[i]);
      }
    }
    return fitted;
  }

  /**
   * Propensities by logistic regression.
   *
   * @param odds {@code weight p / (1 - p)} of the controls that are kept, 0 of other rows
   * @param score {@code weight (D - p)} of each row
   * @param covariance of the coefficients: the inverse information
   */
  record Propensity(double[] odds, double[] score, double[][] covariance) {

    /** What moving the coefficients along {@code m} adds: {@code score x' cov m}. */
    double[] influence(DoublyRobustDesign design, double[] m) {
      double[] direction = new double[m.length];
      for (int j = 0; j < m.length; j++) {
        for (int l = 0; l < m.length; l++) {
          direction[j] += covariance[j][l] * m[l];
        }
      }
      double[] along = design.predict(direction);
      for (int i = 0; i < along.length; i++) {
        along[i] *= score[i];
      }
      return along;
    }
  }

  /**
   * Fits the propensities.
   *
   * @throws NotEstimableException if the covariates tell the group from the controls, or a
   *     covariate is a combination of the others
   */
  Propensity propensity() {
    double[][] covariates = Arrays.copyOfRange(x, 1, x.length);
    LogisticFit fit = LogisticRegression.fit(treated, covariates, weight);
    if (fit.kept().length < x.length) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TERM_DROPPED,
          "the covariates " + names + " cannot be told apart or do not vary",
          "leave a covariate out");
    }
    double[] p = fit.fitted();
    double[] odds = new double[p.length];
    double[] score = new double[p.length];
    double largest = 0;
    for (int i = 0; i < p.length; i++) {
      largest = Math.max(largest, p[i]);
      double held = Math.min(p[i], CAP);
      odds[i] = treated[i] == 0 && held < TRIM ? weight[i] * held / (1 - held) : 0;
      score[i] = weight[i] * (treated[i] - held);
    }
    if (largest >= NO_OVERLAP) {
      throw new NotEstimableException(
          NotEstimableException.Reason.SEPARATION,
          "given the covariates some unit is treated with probability "
              + (float) largest
              + ", so that nobody is left to compare it with",
          "use fewer covariates, or regression alone");
    }
    return new Propensity(odds, score, fit.covariance());
  }
}
