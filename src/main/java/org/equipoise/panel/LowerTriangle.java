package org.equipoise.panel;

import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.NotEstimableException.Reason;

/** L with {@code LL' = V}, V a covariance that must not be singular. */
record LowerTriangle(double[][] l) {

  /** Variances below this share of their estimate's are rounding. */
  private static final double SINGULAR = 1e-12;

  static LowerTriangle of(double[][] v) {
    int n = v.length;
    double[][] l = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double s = v[i][j];
        for (int k = 0; k < j; k++) {
          s -= l[i][k] * l[j][k];
        }
        if (j < i) {
          l[i][j] = s / l[j][j];
        } else if (s > SINGULAR * v[i][i]) {
          l[i][i] = Math.sqrt(s);
        } else {
          throw new NotEstimableException(
              Reason.SINGULAR_COVARIANCE,
              "the covariance of the " + n + " effects before treatment is singular",
              "there must be more clusters than event times before treatment");
        }
      }
    }
    return new LowerTriangle(l);
  }

  int size() {
    return l.length;
  }

  /** L^-1 b. */
  double[] forward(double[] b) {
    double[] z = b.clone();
    for (int i = 0; i < z.length; i++) {
      for (int j = 0; j < i; j++) {
        z[i] -= l[i][j] * z[j];
      }
      z[i] /= l[i][i];
    }
    return z;
  }

  /** L'^-1 b. */
  double[] backward(double[] b) {
    double[] x = b.clone();
    for (int i = x.length - 1; i >= 0; i--) {
      x[i] /= l[i][i];
      for (int j = 0; j < i; j++) {
        x[j] -= l[i][j] * x[i];
      }
    }
    return x;
  }
}
