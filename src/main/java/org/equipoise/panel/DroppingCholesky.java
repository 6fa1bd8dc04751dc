package org.equipoise.panel;

/**
 * The factor {@code A = LL'} of a small symmetric matrix of cross-products in which columns that
 * earlier ones determine are dropped: their coefficients are 0.
 */
final class DroppingCholesky {

  /** Pivots below this share of the column's own square are rounding. */
  private static final double TOLERANCE = 1e-11;

  private final double[][] lower;
  private final boolean[] kept;

  private DroppingCholesky(double[][] lower, boolean[] kept) {
    this.lower = lower;
    this.kept = kept;
  }

  /**
   * Factors the matrix given by its lower triangle.
   *
   * @param size the squares the columns had before anything was taken out of them
   */
  static DroppingCholesky of(double[][] a, double[] size) {
    int n = a.length;
    double[][] l = new double[n][];
    boolean[] kept = new boolean[n];
    for (int i = 0; i < n; i++) {
      l[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        double s = a[i][j];
        for (int m = 0; m < j; m++) {
          s -= l[i][m] * l[j][m];
        }
        if (j < i) {
          l[i][j] = kept[j] ? s / l[j][j] : 0;
        } else {
          kept[i] = s > TOLERANCE * size[i];
          l[i][i] = kept[i] ? Math.sqrt(s) : 0;
        }
      }
    }
    return new DroppingCholesky(l, kept);
  }

  boolean kept(int column) {
    return kept[column];
  }

  int rank() {
    int rank = 0;
    for (boolean k : kept) {
      rank += k ? 1 : 0;
    }
    return rank;
  }

  /** The x with {@code Ax = b}, 0 at dropped columns. */
  double[] solve(double[] b) {
    return solve(b, b.length);
  }

  /** How the columns kept before it make the dropped one. */
  double[] combination(double[][] a, int dropped) {
    double[] b = new double[a.length];
    System.arraycopy(a[dropped], 0, b, 0, dropped);
    return solve(b, dropped);
  }

  /** Solves with the leading n rows and columns. */
  private double[] solve(double[] b, int n) {
    double[] x = new double[b.length];
    for (int i = 0; i < n; i++) {
      if (kept[i]) {
        double s = b[i];
        for (int j = 0; j < i; j++) {
          s -= lower[i][j] * x[j];
        }
        x[i] = s / lower[i][i];
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      if (kept[i]) {
        x[i] /= lower[i][i];
        for (int j = 0; j < i; j++) {
          x[j] -= lower[i][j] * x[i];
        }
      }
    }
    return x;
  }
}
