package org.equipoise.estimate;

import java.util.Arrays;

/** Sums of outer products of short rows, the costly part of a mixed model. */
final class OuterProducts {
  private OuterProducts() {}

  /** {@code sum += a b'}, its lower triangle alone. */
  static void add(double[][] sum, double[] a, double[] b, int p) {
    for (int i = 0; i < p; i++) {
      double[] row = sum[i];
      double ai = a[i];
      for (int j = 0; j <= i; j++) {
        row[j] = Math.fma(ai, b[j], row[j]);
      }
    }
  }

  /** Four outer products at once, of rows {@code from … from + 3}; the lower triangle if asked. */
  static void addFour(double[][] sum, double[][] a, double[][] b, int from, int p, boolean lower) {
    double[] b0 = b[from];
    double[] b1 = b[from + 1];
    double[] b2 = b[from + 2];
    double[] b3 = b[from + 3];
    for (int i = 0; i < p; i++) {
      double a0 = a[from][i];
      double a1 = a[from + 1][i];
      double a2 = a[from + 2][i];
      double a3 = a[from + 3][i];
      double[] row = sum[i];
      int end = lower ? i + 1 : p;
      for (int j = 0; j < end; j++) {
        row[j] += Math.fma(a0, b0[j], a1 * b1[j]) + Math.fma(a2, b2[j], a3 * b3[j]);
      }
    }
  }

  /** Empties the rows after the first {@code used} of a group of four. */
  static void clear(double[][] rows, int used) {
    for (int i = used; i % 4 != 0; i++) {
      Arrays.fill(rows[i], 0);
    }
  }

  /** {@code sum += part}. */
  static void addAll(double[][] sum, double[][] part) {
    for (int i = 0; i < sum.length; i++) {
      Kernels.subtract(sum[i], -1, part[i], sum[i].length);
    }
  }
}
