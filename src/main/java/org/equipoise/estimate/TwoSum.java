package org.equipoise.estimate;

/**
 * A running sum kept as an unevaluated pair {@code high + low}, about 32 digits (Knuth's two-sum;
 * Dekker's product by a fused multiply-add).
 */
final class TwoSum {
  private double high;
  private double low;

  void add(double x) {
    double s = high + x;
    double z = s - high;
    low += (high - (s - z)) + (x - z);
    high = s;
  }

  void addProduct(double a, double b) {
    double p = a * b;
    add(p);
    low += Math.fma(a, b, -p);
  }

  DoubleDouble pair() {
    return DoubleDouble.sum(high, low);
  }

  double value() {
    return high + low;
  }

  /** {@code (sum - quotient * n) / n}: what a rounded mean leaves out. */
  double remainderOf(double quotient, int n) {
    double p = quotient * n;
    double error = Math.fma(quotient, n, -p);
    return ((high - p) - error + low) / n;
  }
}
