package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.List;

/**
 * A design as {@code X = QR}, Q with orthonormal columns: likelihoods maximised over {@code g = Rb}
 * keep their digits however the columns are scaled, because Newton's matrices are then as well
 * conditioned as the weights allow. Gram and Schmidt's method, each column twice: Golub and Van
 * Loan, Matrix Computations, 4th ed., 5.2.8. A column that earlier ones determine to 1e-7 of its
 * norm is dropped, as in R.
 *
 * @param q the columns of Q
 * @param r the columns of R, upper triangular
 * @param kept which columns of X were kept, ascending
 */
record OrthonormalColumns(double[][] q, double[][] r, int[] kept) {
  private static final double RANK_TOLERANCE = 1e-7;

  static OrthonormalColumns of(double[][] x) {
    int n = x[0].length;
    List<double[]> q = new ArrayList<>();
    List<double[]> r = new ArrayList<>();
    List<Integer> kept = new ArrayList<>();
    for (int j = 0; j < x.length; j++) {
      double[] rest = x[j].clone();
      double norm = norm(rest);
      double[] projected = new double[x.length];
      for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < q.size(); i++) {
          double along = Kernels.dot(q.get(i), rest, n);
          Kernels.subtract(rest, along, q.get(i), n);
          projected[i] += along;
        }
      }
      double left = norm(rest);
      if (left > RANK_TOLERANCE * norm) {
        Kernels.scale(rest, 1 / left, n);
        projected[q.size()] = left;
        q.add(rest);
        r.add(projected);
        kept.add(j);
      }
    }
    return new OrthonormalColumns(
        q.toArray(double[][]::new),
        r.toArray(double[][]::new),
        kept.stream().mapToInt(Integer::intValue).toArray());
  }

  int rank() {
    return q.length;
  }

  /** {@code Qg}. */
  double[] times(double[] g) {
    double[] eta = new double[q[0].length];
    for (int j = 0; j < rank(); j++) {
      Kernels.subtract(eta, -g[j], q[j], eta.length);
    }
    return eta;
  }

  /** {@code Q'u}. */
  double[] transposeTimes(double[] u) {
    double[] g = new double[rank()];
    for (int j = 0; j < g.length; j++) {
      g[j] = Kernels.dot(q[j], u, u.length);
    }
    return g;
  }

  /** {@code Q' diag(a) Q}. */
  double[][] gram(double[] a) {
    int k = rank();
    double[][] gram = new double[k][k];
    double[] scaled = new double[a.length];
    for (int i = 0; i < k; i++) {
      Kernels.multiply(scaled, a, q[i], a.length);
      for (int j = 0; j <= i; j++) {
        gram[i][j] = Kernels.dot(scaled, q[j], a.length);
        gram[j][i] = gram[i][j];
      }
    }
    return gram;
  }

  /** {@code b = R^-1 g}. */
  double[] coefficients(double[] g) {
    int k = rank();
    double[] b = new double[k];
    for (int i = k - 1; i >= 0; i--) {
      double s = g[i];
      for (int j = i + 1; j < k; j++) {
        s -= r[j][i] * b[j];
      }
      b[i] = s / r[i][i];
    }
    return b;
  }

  /** {@code R^-1 V R^-T}: the covariance of b when V is that of g. */
  double[][] covariance(double[][] v) {
    int k = rank();
    double[][] half = new double[k][];
    for (int i = 0; i < k; i++) {
      half[i] = coefficients(v[i]);
    }
    double[][] covariance = new double[k][];
    for (int i = 0; i < k; i++) {
      double[] row = new double[k];
      for (int j = 0; j < k; j++) {
        row[j] = half[j][i];
      }
      covariance[i] = coefficients(row);
    }
    return covariance;
  }

  private static double norm(double[] a) {
    double largest = 0;
    for (double value : a) {
      largest = Math.max(largest, Math.abs(value));
    }
    if (largest == 0) {
      return 0;
    }
    double sum = 0;
    for (double value : a) {
      sum += value / largest * (value / largest);
    }
    return largest * Math.sqrt(sum);
  }
}
