package org.equipoise.estimate;

/** The bread of a weighted sandwich, by Householder reflections. */
final class WeightedBread {
  private WeightedBread() {}

  /**
   * A row of {@code (X'WX)^-1}.
   *
   * @param x columns of full rank
   * @param w positive weights, one a row
   * @param term which row
   */
  static double[] row(double[][] x, double[] w, int term) {
    int k = x.length;
    int n = w.length;
    Triangle triangle = new Triangle(k);
    double[][] block = new double[k][Chunks.BLOCK];
    for (int from = 0; from < n; from += Chunks.BLOCK) {
      int count = Math.min(Chunks.BLOCK, n - from);
      for (int i = 0; i < count; i++) {
        double root = Math.sqrt(w[from + i]);
        for (int j = 0; j < k; j++) {
          block[j][i] = root * x[j][from + i];
        }
      }
      triangle.absorb(block, count);
    }
    double[][] r = triangle.columns();
    double[] v = new double[k];
    v[term] = 1;
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < i; j++) {
        v[i] -= r[i][j] * v[j];
      }
      v[i] /= r[i][i];
    }
    for (int i = k - 1; i >= 0; i--) {
      for (int j = i + 1; j < k; j++) {
        v[i] -= r[j][i] * v[j];
      }
      v[i] /= r[i][i];
    }
    return v;
  }
}
