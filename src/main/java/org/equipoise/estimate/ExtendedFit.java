package org.equipoise.estimate;

/**
 * A small ill-conditioned fit solved again with 32 digits: cross products summed without error, a
 * Cholesky factor of them, rows of Q and residuals from that. Rounding the design to double is then
 * the only error that counts.
 *
 * @param factor the solution
 * @param rows Q and the residuals, rounded to double
 */
record ExtendedFit(Factor factor, OrthogonalRows rows) {
  /** Fits that lose fewer digits than this are good enough in double. */
  private static final double WELL_CONDITIONED = 1e3;

  /** Rows times squared rank beyond which extended precision would be felt. */
  private static final double WORK = 4e6;

  static boolean worthwhile(Factor factor, DesignRows rows) {
    double k = factor.rank();
    return rows.n() * k * k <= WORK && factor.condition() > WELL_CONDITIONED;
  }

  static ExtendedFit of(DesignRows rows, Factor rough) {
    double[][] all = readAll(rows);
    int k = rough.rank();
    double[][] x = new double[k + 1][];
    for (int j = 0; j < k; j++) {
      x[j] = all[rough.kept()[j]];
    }
    x[k] = all[rows.width()];

    DoubleDouble[][] r = cholesky(x);
    double[][] q = new double[k][rows.n()];
    double[] e = new double[rows.n()];
    TwoSum rss = new TwoSum();
    for (int i = 0; i < rows.n(); i++) {
      e[i] = solveRow(x, r, i, q);
      rss.addProduct(e[i], e[i]);
    }
    return new ExtendedFit(
        new Factor(
            rough.kept(),
            rounded(r, k),
            roundedInverse(r, k),
            roundedColumn(r[k], k),
            coefficients(r, k),
            rss.value()),
        OrthogonalRows.kept(q, e));
  }

  private static double[][] readAll(DesignRows rows) {
    int n = rows.n();
    double[][] all = new double[rows.width() + 1][n];
    double[][] block = new double[rows.width() + 1][Chunks.BLOCK];
    for (int from = 0; from < n; from += Chunks.BLOCK) {
      int count = Math.min(Chunks.BLOCK, n - from);
      rows.read(from, count, block);
      for (int c = 0; c < all.length; c++) {
        System.arraycopy(block[c], 0, all[c], from, count);
      }
    }
    return all;
  }

  /** Upper triangle by columns; the last column is z, without its own diagonal entry. */
  private static DoubleDouble[][] cholesky(double[][] x) {
    int m = x.length;
    DoubleDouble[][] r = new DoubleDouble[m][m];
    for (int j = 0; j < m; j++) {
      for (int i = 0; i <= j && i < m - 1; i++) {
        TwoSum product = new TwoSum();
        for (int row = 0; row < x[j].length; row++) {
          product.addProduct(x[i][row], x[j][row]);
        }
        DoubleDouble s = product.pair();
        for (int l = 0; l < i; l++) {
          s = s.minus(r[i][l].times(r[j][l]));
        }
        r[j][i] = i == j ? s.sqrt() : s.dividedBy(r[i][i]);
      }
    }
    return r;
  }

  /** Solves one row of Q and returns the row's residual. */
  private static double solveRow(double[][] x, DoubleDouble[][] r, int row, double[][] q) {
    int k = q.length;
    DoubleDouble[] solved = new DoubleDouble[k];
    for (int j = 0; j <= k; j++) {
      DoubleDouble s = DoubleDouble.of(x[j][row]);
      for (int l = 0; l < j; l++) {
        s = s.minus(solved[l].times(r[j][l]));
      }
      if (j == k) {
        return s.high();
      }
      solved[j] = s.dividedBy(r[j][j]);
      q[j][row] = solved[j].high();
    }
    throw new AssertionError("the last column is the outcome");
  }

  private static double[] coefficients(DoubleDouble[][] r, int k) {
    DoubleDouble[] b = new DoubleDouble[k];
    for (int i = k - 1; i >= 0; i--) {
      DoubleDouble s = r[k][i];
      for (int j = i + 1; j < k; j++) {
        s = s.minus(r[j][i].times(b[j]));
      }
      b[i] = s.dividedBy(r[i][i]);
    }
    return roundedColumn(b, k);
  }

  private static double[][] rounded(DoubleDouble[][] r, int k) {
    double[][] rounded = new double[k][];
    for (int j = 0; j < k; j++) {
      rounded[j] = roundedColumn(r[j], j + 1);
    }
    return rounded;
  }

  private static double[] roundedColumn(DoubleDouble[] column, int length) {
    double[] rounded = new double[length];
    for (int i = 0; i < length; i++) {
      rounded[i] = column[i].high();
    }
    return rounded;
  }

  private static double[][] roundedInverse(DoubleDouble[][] r, int k) {
    DoubleDouble[][] inverse = new DoubleDouble[k][k];
    double[][] rounded = new double[k][k];
    for (int j = 0; j < k; j++) {
      for (int i = j; i >= 0; i--) {
        DoubleDouble s = i == j ? DoubleDouble.of(1) : DoubleDouble.ZERO;
        for (int l = i + 1; l <= j; l++) {
          s = s.minus(r[l][i].times(inverse[l][j]));
        }
        inverse[i][j] = s.dividedBy(r[i][i]);
        rounded[i][j] = inverse[i][j].high();
      }
    }
    return rounded;
  }
}
