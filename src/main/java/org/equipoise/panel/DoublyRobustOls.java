package org.equipoise.panel;

import org.equipoise.estimate.NotEstimableException;

/**
 * Weighted least squares of several outcomes on the same columns, by Gram-Schmidt done twice:
 * {@code sqrt(W) X = QR}.
 */
final class DoublyRobustOls {
  /** What is left of a column below this share of its length is rounding. */
  private static final double RANK = 1e-7;

  private final int[] rows;
  private final double[] roots;
  private final double[][] q;
  private final double[][] r;

  private DoublyRobustOls(int[] rows, double[] roots, double[][] q, double[][] r) {
    this.rows = rows;
    this.roots = roots;
    this.q = q;
    this.r = r;
  }

  /**
   * Prepares the columns on some rows.
   *
   * @throws NotEstimableException if the rows do not tell the columns apart
   */
  static DoublyRobustOls of(DoublyRobustDesign design, int[] rows, String whose) {
    int k = design.x().length;
    double[] roots = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      roots[i] = Math.sqrt(design.weight()[rows[i]]);
    }
    double[][] q = new double[k][rows.length];
    double[][] r = new double[k][k];
    for (int j = 0; j < k; j++) {
      for (int i = 0; i < rows.length; i++) {
        q[j][i] = roots[i] * design.x()[j][rows[i]];
      }
      double length = Math.sqrt(dot(q[j], q[j]));
      for (int pass = 0; pass < 2; pass++) {
        for (int l = 0; l < j; l++) {
          double along = dot(q[l], q[j]);
          r[l][j] += along;
          for (int i = 0; i < rows.length; i++) {
            q[j][i] -= along * q[l][i];
          }
        }
      }
      r[j][j] = Math.sqrt(dot(q[j], q[j]));
      if (!(r[j][j] > RANK * length)) {
        throw new NotEstimableException(
            NotEstimableException.Reason.TERM_DROPPED,
            "among the "
                + rows.length
                + " "
                + whose
                + " the covariates cannot be told apart or do not vary ("
                + design.term(j)
                + ")",
            "leave a covariate out, or compare with more units");
      }
      for (int i = 0; i < rows.length; i++) {
        q[j][i] /= r[j][j];
      }
    }
    return new DoublyRobustOls(rows, roots, q, r);
  }

  /** Coefficients of an outcome, of which the rows' values are used. */
  double[] coefficients(double[] y) {
    double[] rotated = new double[q.length];
    for (int j = 0; j < q.length; j++) {
      double sum = 0;
      for (int i = 0; i < rows.length; i++) {
        sum += q[j][i] * roots[i] * y[rows[i]];
      }
      rotated[j] = sum;
    }
    return back(rotated);
  }

  /** {@code (X'WX)^-1 m}. */
  double[] solve(double[] m) {
    double[] z = m.clone();
    for (int j = 0; j < z.length; j++) {
      for (int l = 0; l < j; l++) {
        z[j] -= r[l][j] * z[l];
      }
      z[j] /= r[j][j];
    }
    return back(z);
  }

  private double[] back(double[] z) {
    double[] b = z.clone();
    for (int j = b.length - 1; j >= 0; j--) {
      for (int l = j + 1; l < b.length; l++) {
        b[j] -= r[j][l] * b[l];
      }
      b[j] /= r[j][j];
    }
    return b;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum = Math.fma(a[i], b[i], sum);
    }
    return sum;
  }
}
