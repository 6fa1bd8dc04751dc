package org.equipoise.estimate;

/**
 * Eigenvalues and vectors of small symmetric matrices by cyclic Jacobi rotations, exact to rounding
 * even for tiny eigenvalues. Golub and Van Loan, Matrix Computations, 4th ed., 8.5.
 */
final class Jacobi {
  private static final int SWEEPS = 60;
  private static final double ROUNDING = 0x1p-54;

  private Jacobi() {}

  /** Leaves the eigenvalues on the diagonal of {@code a}; returns the eigenvectors as rows. */
  static double[][] diagonalize(double[][] a) {
    int n = a.length;
    double[][] vectors = new double[n][n];
    for (int i = 0; i < n; i++) {
      vectors[i][i] = 1;
    }
    double limit = ROUNDING * norm(a);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean rotated = false;
      for (int p = 0; p < n - 1; p++) {
        for (int q = p + 1; q < n; q++) {
          if (Math.abs(a[p][q]) > limit / n) {
            rotate(a, vectors, p, q);
            rotated = true;
          }
        }
      }
      if (!rotated) {
        return vectors;
      }
    }
    throw new IllegalStateException("Jacobi rotations did not settle for a matrix of size " + n);
  }

  private static double norm(double[][] a) {
    double sum = 0;
    for (double[] row : a) {
      for (double x : row) {
        sum += x * x;
      }
    }
    return Math.sqrt(sum);
  }

  /** One rotation that annihilates a_pq; rows are rotated in full, columns through symmetry. */
  private static void rotate(double[][] a, double[][] vectors, int p, int q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    double shift = t * a[p][q];
    double app = a[p][p] - shift;
    double aqq = a[q][q] + shift;
    turn(a[p], a[q], c, s);
    for (int i = 0; i < a.length; i++) {
      a[i][p] = a[p][i];
      a[i][q] = a[q][i];
    }
    a[p][p] = app;
    a[q][q] = aqq;
    a[p][q] = 0;
    a[q][p] = 0;
    turn(vectors[p], vectors[q], c, s);
  }

  private static void turn(double[] x, double[] y, double c, double s) {
    for (int i = 0; i < x.length; i++) {
      double xi = x[i];
      double yi = y[i];
      x[i] = c * xi - s * yi;
      y[i] = s * xi + c * yi;
    }
  }
}
