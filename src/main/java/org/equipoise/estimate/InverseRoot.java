package org.equipoise.estimate;

/**
 * The symmetric inverse square root of {@code B = I - X}, applied to vectors. Directions in which B
 * has an eigenvalue of at most 1e-12 are sent to zero, as estimatr and clubSandwich do: there the
 * fit leaves no residual to adjust.
 */
final class InverseRoot {
  private static final double NULL_EIGENVALUE = 1e-12;

  /** Below this norm the binomial series is cheaper than eigenvectors and as exact. */
  private static final double SMALL = 0.25;

  private static final double ROUNDING = 0x1p-56;

  private final double[][] matrix;
  private final double norm;
  private final double[] root;

  private InverseRoot(double[][] matrix, double norm, double[] root) {
    this.matrix = matrix;
    this.norm = norm;
    this.root = root;
  }

  /** The inverse root of {@code I - x}; {@code x} may be overwritten. */
  static InverseRoot ofIdentityMinus(double[][] x) {
    double squares = 0;
    for (double[] row : x) {
      for (double value : row) {
        squares += value * value;
      }
    }
    double norm = Math.sqrt(squares);
    return norm <= SMALL ? new InverseRoot(x, norm, new double[0]) : decomposed(x);
  }

  private static InverseRoot decomposed(double[][] x) {
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        x[i][j] = (i == j ? 1 : 0) - x[i][j];
      }
    }
    double[][] vectors = Jacobi.diagonalize(x);
    double[] root = new double[x.length];
    for (int i = 0; i < root.length; i++) {
      root[i] = x[i][i] <= NULL_EIGENVALUE ? 0 : 1 / Math.sqrt(x[i][i]);
    }
    return new InverseRoot(vectors, 1, root);
  }

  /** Whether some direction is sent to zero. */
  boolean singular() {
    for (double r : root) {
      if (r == 0) {
        return true;
      }
    }
    return false;
  }

  double[] apply(double[] v) {
    return norm <= SMALL ? series(v) : spectral(v);
  }

  /** {@code sum over j of c_j X^j v}, c_j the coefficients of (1 - x)^(-1/2). */
  private double[] series(double[] v) {
    double[] sum = v.clone();
    double[] term = v;
    double c = 1;
    double bound = norm;
    for (int j = 1; bound > ROUNDING; j++) {
      term = times(term);
      c *= (2 * j - 1) / (2.0 * j);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += c * term[i];
      }
      bound *= norm;
    }
    return sum;
  }

  private double[] times(double[] v) {
    double[] product = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      product[i] = Kernels.dot(matrix[i], v, v.length);
    }
    return product;
  }

  private double[] spectral(double[] v) {
    double[] sum = new double[v.length];
    for (int j = 0; j < v.length; j++) {
      double weight = root[j] * Kernels.dot(matrix[j], v, v.length);
      for (int i = 0; i < v.length; i++) {
        sum[i] += weight * matrix[j][i];
      }
    }
    return sum;
  }
}
