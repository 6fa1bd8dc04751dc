package org.equipoise.estimate;

import java.util.Arrays;

/**
 * The solved normal geometry of a fit: with X the kept columns, {@code X = QR} and {@code z = Q'y}.
 *
 * @param kept the columns kept, ascending
 * @param r upper triangle by columns: {@code r[j][i]}, i at most j
 * @param inverse inverse of R by rows: {@code inverse[i][j]}, j at least i
 * @param z the outcome in the basis Q
 * @param coefficients {@code R^-1 z}
 * @param rss residual sum of squares
 */
record Factor(
    int[] kept, double[][] r, double[][] inverse, double[] z, double[] coefficients, double rss) {

  /**
   * Applies the rank rule to a triangle whose last column is the outcome: a column is dropped when
   * less than {@code tolerance} of its own norm is left after the columns before it, the rule of
   * R's {@code lm}.
   */
  static Factor of(Triangle triangle, DesignRows rows, double tolerance) {
    int m = triangle.columns().length;
    double[][] a = new double[m][];
    for (int j = 0; j < m; j++) {
      a[j] = triangle.columns()[j].clone();
    }
    int[] kept = new int[m - 1];
    int rank = 0;
    for (int j = 0; j < m - 1; j++) {
      double norm = Math.sqrt(Kernels.dot(a[j], a[j], j + 1));
      double left = norm(a[j], rank, j + 1);
      if (left > tolerance * rows.rawNorm(j, norm)) {
        if (rank < j) {
          eliminate(a, j, rank, left);
        }
        kept[rank++] = j;
      }
    }
    kept = Arrays.copyOf(kept, rank);
    double[][] r = new double[rank][];
    for (int j = 0; j < rank; j++) {
      r[j] = Arrays.copyOf(a[kept[j]], j + 1);
    }
    double[] y = a[m - 1];
    double tail = norm(y, rank, m);
    double[] z = Arrays.copyOf(y, rank);
    return new Factor(kept, r, inverse(r), z, coefficients(r, z), tail * tail);
  }

  /** The same solution with residuals of another sum of squares. */
  Factor withRss(double other) {
    return new Factor(kept, r, inverse, z, coefficients, other);
  }

  int rank() {
    return kept.length;
  }

  /** Position among the kept columns of the first that is not a nuisance. */
  int firstTerm(int nuisance) {
    int first = 0;
    while (first < kept.length && kept[first] < nuisance) {
      first++;
    }
    return first;
  }

  /** One-norm condition number of R with columns scaled to norm one. */
  double condition() {
    int k = rank();
    double[] scale = new double[k];
    double norm = 0;
    for (int j = 0; j < k; j++) {
      scale[j] = norm(r[j], 0, j + 1);
      double sum = 0;
      for (double x : r[j]) {
        sum += Math.abs(x);
      }
      norm = Math.max(norm, sum / scale[j]);
    }
    double inverseNorm = 0;
    for (int j = 0; j < k; j++) {
      double sum = 0;
      for (int i = 0; i <= j; i++) {
        sum += Math.abs(inverse[i][j]) * scale[i];
      }
      inverseNorm = Math.max(inverseNorm, sum);
    }
    return norm * inverseNorm;
  }

  private static double norm(double[] x, int from, int to) {
    double s = 0;
    for (int i = from; i < to; i++) {
      s += x[i] * x[i];
    }
    return Math.sqrt(s);
  }

  /** Reflects rows {@code rank … j} so that column j ends at row {@code rank}. */
  private static void eliminate(double[][] a, int j, int rank, double left) {
    double[] u = a[j].clone();
    double beta = u[rank] >= 0 ? -left : left;
    u[rank] -= beta;
    double gamma = -1 / (beta * u[rank]);
    for (int c = j; c < a.length; c++) {
      double dot = 0;
      for (int i = rank; i <= j; i++) {
        dot += u[i] * a[c][i];
      }
      for (int i = rank; i <= j; i++) {
        a[c][i] -= gamma * dot * u[i];
      }
    }
  }

  private static double[][] inverse(double[][] r) {
    int k = r.length;
    double[][] inverse = new double[k][k];
    for (int j = 0; j < k; j++) {
      inverse[j][j] = 1 / r[j][j];
      for (int i = j - 1; i >= 0; i--) {
        double s = 0;
        for (int l = i + 1; l <= j; l++) {
          s -= r[l][i] * inverse[l][j];
        }
        inverse[i][j] = s / r[i][i];
      }
    }
    return inverse;
  }

  private static double[] coefficients(double[][] r, double[] z) {
    int k = r.length;
    double[] b = new double[k];
    for (int i = k - 1; i >= 0; i--) {
      double s = z[i];
      for (int j = i + 1; j < k; j++) {
        s -= r[j][i] * b[j];
      }
      b[i] = s / r[i][i];
    }
    return b;
  }
}
