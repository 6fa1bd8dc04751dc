package org.equipoise.estimate;

/**
 * The inner loops of a fit. Each works on separate column arrays, the shape the compiler turns into
 * vector instructions; four columns at a time so that every load is used more than once. Multiply
 * and add are fused: twice as fast, and rounded once.
 */
final class Kernels {
  private Kernels() {}

  /** Inner product of the first {@code n} entries. */
  static double dot(double[] a, double[] b, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i < n - 3; i += 4) {
      s0 = Math.fma(a[i], b[i], s0);
      s1 = Math.fma(a[i + 1], b[i + 1], s1);
      s2 = Math.fma(a[i + 2], b[i + 2], s2);
      s3 = Math.fma(a[i + 3], b[i + 3], s3);
    }
    for (; i < n; i++) {
      s0 = Math.fma(a[i], b[i], s0);
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Inner products of {@code c} with columns {@code from … from + 3} of {@code a}. */
  static void dot4(double[][] a, int from, double[] c, int n, double[] out) {
    double[] a0 = a[from];
    double[] a1 = a[from + 1];
    double[] a2 = a[from + 2];
    double[] a3 = a[from + 3];
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double t0 = 0;
    double t1 = 0;
    double t2 = 0;
    double t3 = 0;
    int i = 0;
    for (; i < n - 1; i += 2) {
      double x = c[i];
      double y = c[i + 1];
      s0 = Math.fma(a0[i], x, s0);
      s1 = Math.fma(a1[i], x, s1);
      s2 = Math.fma(a2[i], x, s2);
      s3 = Math.fma(a3[i], x, s3);
      t0 = Math.fma(a0[i + 1], y, t0);
      t1 = Math.fma(a1[i + 1], y, t1);
      t2 = Math.fma(a2[i + 1], y, t2);
      t3 = Math.fma(a3[i + 1], y, t3);
    }
    if (i < n) {
      double x = c[i];
      s0 = Math.fma(a0[i], x, s0);
      s1 = Math.fma(a1[i], x, s1);
      s2 = Math.fma(a2[i], x, s2);
      s3 = Math.fma(a3[i], x, s3);
    }
    out[0] = s0 + t0;
    out[1] = s1 + t1;
    out[2] = s2 + t2;
    out[3] = s3 + t3;
  }

  /** {@code out = a * b}, entry by entry. */
  static void multiply(double[] out, double[] a, double[] b, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] * b[i];
    }
  }

  /** {@code a *= f}. */
  static void scale(double[] a, double f, int n) {
    for (int i = 0; i < n; i++) {
      a[i] *= f;
    }
  }

  /** {@code sum += a * a}, entry by entry. */
  static void addSquares(double[] sum, double[] a, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] = Math.fma(a[i], a[i], sum[i]);
    }
  }

  /** {@code c -= f * a} on the first {@code n} entries. */
  static void subtract(double[] c, double f, double[] a, int n) {
    for (int i = 0; i < n; i++) {
      c[i] = Math.fma(-f, a[i], c[i]);
    }
  }

  /** {@code c -= f[0] a[from] + … + f[3] a[from + 3]} on the first {@code n} entries. */
  static void subtract4(double[] c, double[] f, double[][] a, int from, int n) {
    double[] a0 = a[from];
    double[] a1 = a[from + 1];
    double[] a2 = a[from + 2];
    double[] a3 = a[from + 3];
    double f0 = f[0];
    double f1 = f[1];
    double f2 = f[2];
    double f3 = f[3];
    for (int i = 0; i < n; i++) {
      c[i] -= Math.fma(f0, a0[i], f1 * a1[i]) + Math.fma(f2, a2[i], f3 * a3[i]);
    }
  }
}
