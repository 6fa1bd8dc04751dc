package org.equipoise.estimate;

/**
 * A number held as the unevaluated sum of two doubles, about 32 digits. Dekker (1971), Numerische
 * Mathematik 18; products are made exact by a fused multiply-add.
 *
 * @param high the number rounded to double
 * @param low what the rounding left out
 */
record DoubleDouble(double high, double low) {
  static final DoubleDouble ZERO = new DoubleDouble(0, 0);

  static DoubleDouble of(double x) {
    return new DoubleDouble(x, 0);
  }

  DoubleDouble minus(DoubleDouble b) {
    double s = high - b.high;
    double z = s - high;
    double error = (high - (s - z)) - (b.high + z);
    return sum(s, error + low - b.low);
  }

  DoubleDouble times(DoubleDouble b) {
    double p = high * b.high;
    double error = Math.fma(high, b.high, -p);
    return sum(p, error + (high * b.low + low * b.high));
  }

  DoubleDouble dividedBy(DoubleDouble b) {
    double quotient = high / b.high;
    DoubleDouble rest = minus(b.times(of(quotient)));
    return sum(quotient, rest.high / b.high);
  }

  /** Square root of a positive number, by one Newton step on the rounded root. */
  DoubleDouble sqrt() {
    double root = Math.sqrt(high);
    DoubleDouble rest = minus(of(root).times(of(root)));
    return sum(root, rest.high / (2 * root));
  }

  static DoubleDouble sum(double a, double b) {
    double s = a + b;
    return new DoubleDouble(s, b - (s - a));
  }
}
