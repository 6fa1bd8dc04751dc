package org.equipoise.panel;

/**
 * Columns that some units (or clusters) share: the influence functions of a family are combinations
 * of them, zero outside.
 */
final class InfluenceBlock {
  /** Rows worked on at a time: a few dozen columns of them fit the second-level cache. */
  private static final int TILE = 512;

  private final int[] rows;
  private final double[][] columns;
  private final double[][] products;

  /**
   * A block.
   *
   * @param rows the units or clusters, all different
   * @param columns one number a row
   */
  InfluenceBlock(int[] rows, double[][] columns) {
    this.rows = rows;
    this.columns = columns;
    this.products = crossProducts(columns, rows.length);
  }

  int[] rows() {
    return rows;
  }

  double[][] columns() {
    return columns;
  }

  int width() {
    return columns.length;
  }

  /** Inner products of the columns. */
  double[][] products() {
    return products;
  }

  private static double[][] crossProducts(double[][] columns, int n) {
    int k = columns.length;
    double[][] products = new double[k][k];
    for (int from = 0; from < n; from += TILE) {
      int to = Math.min(n, from + TILE);
      for (int j = 0; j < k; j++) {
        for (int l = 0; l <= j; l++) {
          products[j][l] += dot(columns[j], columns[l], from, to);
        }
      }
    }
    for (int j = 0; j < k; j++) {
      for (int l = 0; l < j; l++) {
        products[l][j] = products[j][l];
      }
    }
    return products;
  }

  private static double dot(double[] a, double[] b, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    for (; i < to - 3; i += 4) {
      s0 = Math.fma(a[i], b[i], s0);
      s1 = Math.fma(a[i + 1], b[i + 1], s1);
      s2 = Math.fma(a[i + 2], b[i + 2], s2);
      s3 = Math.fma(a[i + 3], b[i + 3], s3);
    }
    for (; i < to; i++) {
      s0 = Math.fma(a[i], b[i], s0);
    }
    return (s0 + s1) + (s2 + s3);
  }
}
