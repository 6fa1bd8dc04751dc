package org.equipoise.estimate;

import java.util.OptionalDouble;

/** Quadratic forms in the inverse of a covariance. */
final class QuadraticForm {
  /** Pivots below this share of their variance are rounding. */
  private static final double SINGULAR = 1e-12;

  private QuadraticForm() {}

  /** {@code b'V^-1 b} by a Cholesky factor of V; empty when V is singular. */
  static OptionalDouble inverse(double[][] v, double[] b) {
    int q = b.length;
    double[][] l = new double[q][q];
    double[] x = new double[q];
    double sum = 0;
    for (int i = 0; i < q; i++) {
      double rest = b[i];
      for (int j = 0; j <= i; j++) {
        double s = v[i][j];
        for (int k = 0; k < j; k++) {
          s -= l[i][k] * l[j][k];
        }
        if (j < i) {
          l[i][j] = s / l[j][j];
          rest -= l[i][j] * x[j];
        } else if (s > SINGULAR * v[i][i]) {
          l[i][i] = Math.sqrt(s);
        } else {
          return OptionalDouble.empty();
        }
      }
      x[i] = rest / l[i][i];
      sum += x[i] * x[i];
    }
    return OptionalDouble.of(sum);
  }
}
