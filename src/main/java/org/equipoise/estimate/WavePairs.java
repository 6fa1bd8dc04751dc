package org.equipoise.estimate;

/**
 * The elements of a symmetric matrix over waves as parameters: pair a = (t, u), t at least u,
 * stands for the matrix {@code V_a} that is one at (t, u) and (u, t). A covariance is linear in
 * these parameters, so its second derivatives vanish.
 */
record WavePairs(int waves, int[] first, int[] second) {

  static WavePairs of(int waves) {
    int count = waves * (waves + 1) / 2;
    int[] first = new int[count];
    int[] second = new int[count];
    int a = 0;
    for (int t = 0; t < waves; t++) {
      for (int u = 0; u <= t; u++) {
        first[a] = t;
        second[a++] = u;
      }
    }
    return new WavePairs(waves, first, second);
  }

  int count() {
    return first.length;
  }

  /** {@code tr(D V_a)} for every pair. */
  double[] traces(double[][] d) {
    double[] traces = new double[count()];
    for (int a = 0; a < traces.length; a++) {
      double s = d[first[a]][second[a]];
      traces[a] = first[a] == second[a] ? s : 2 * s;
    }
    return traces;
  }

  /** {@code sum_a x_a V_a}. */
  double[][] matrix(double[] x) {
    double[][] m = new double[waves][waves];
    for (int a = 0; a < x.length; a++) {
      m[first[a]][second[a]] = x[a];
      m[second[a]][first[a]] = x[a];
    }
    return m;
  }

  /** Adds {@code tr(A V_a B V_b)} for symmetric A and B to the lower triangle of {@code sum}. */
  void addProducts(double[][] left, double[][] right, double[][] sum) {
    for (int a = 0; a < count(); a++) {
      for (int b = 0; b <= a; b++) {
        sum[a][b] += product(left, right, a, b);
      }
    }
  }

  private double product(double[][] left, double[][] right, int a, int b) {
    int t = first[a];
    int u = second[a];
    int v = first[b];
    int w = second[b];
    double s = left[w][t] * right[u][v];
    if (t != u) {
      s += left[w][u] * right[t][v];
    }
    if (v != w) {
      s += left[v][t] * right[u][w];
      if (t != u) {
        s += left[v][u] * right[t][w];
      }
    }
    return s;
  }

  /** {@code sum_ab W_ab V_a M V_b} for symmetric W and M; symmetric. */
  double[][] sandwich(double[][] weights, double[][] m) {
    double[][] k = new double[waves][waves];
    for (int a = 0; a < count(); a++) {
      for (int b = 0; b < count(); b++) {
        int t = first[a];
        int u = second[a];
        int v = first[b];
        int w = second[b];
        double weight = weights[a][b];
        k[t][w] += weight * m[u][v];
        if (t != u) {
          k[u][w] += weight * m[t][v];
        }
        if (v != w) {
          k[t][v] += weight * m[u][w];
          if (t != u) {
            k[u][v] += weight * m[t][w];
          }
        }
      }
    }
    return k;
  }

  /** Copies the lower triangle into the upper. */
  static void mirror(double[][] m) {
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < i; j++) {
        m[j][i] = m[i][j];
      }
    }
  }
}
