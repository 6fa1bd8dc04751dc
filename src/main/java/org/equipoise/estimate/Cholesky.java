package org.equipoise.estimate;

import java.util.Optional;

/**
 * The factor {@code A = LL'} of a small symmetric positive definite matrix. Golub and Van Loan,
 * Matrix Computations, 4th ed., 4.2.
 *
 * @param lower L by rows; above the diagonal zero
 */
record Cholesky(double[][] lower) {

  /** Pivots below this share of their diagonal entry are rounding. */
  private static final double SINGULAR = 1e-13;

  /** The factor; empty when the matrix is not positive definite to working precision. */
  static Optional<Cholesky> of(double[][] a) {
    int n = a.length;
    double[][] l = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double s = a[i][j] - Kernels.dot(l[i], l[j], j);
        if (j < i) {
          l[i][j] = s / l[j][j];
        } else if (s > SINGULAR * a[i][i]) {
          l[i][i] = Math.sqrt(s);
        } else {
          return Optional.empty();
        }
      }
    }
    return Optional.of(new Cholesky(l));
  }

  /** The x with {@code Ax = b}. */
  double[] solve(double[] b) {
    int n = b.length;
    double[] x = b.clone();
    for (int i = 0; i < n; i++) {
      x[i] = (x[i] - Kernels.dot(lower[i], x, i)) / lower[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double s = x[i];
      for (int j = i + 1; j < n; j++) {
        s -= lower[j][i] * x[j];
      }
      x[i] = s / lower[i][i];
    }
    return x;
  }

  /** The inverse of A. */
  double[][] inverse() {
    int n = lower.length;
    double[][] inverse = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] unit = new double[n];
      unit[i] = 1;
      inverse[i] = solve(unit);
    }
    return inverse;
  }

  /** The logarithm of the determinant of A. */
  double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < lower.length; i++) {
      sum += Math.log(lower[i][i]);
    }
    return 2 * sum;
  }
}
