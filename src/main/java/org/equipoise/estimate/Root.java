package org.equipoise.estimate;

import java.util.function.DoubleUnaryOperator;

/** Roots of functions of one variable, to the last bit: halving the bracket until it is empty. */
final class Root {
  private static final int STEPS = 2100;

  private Root() {}

  /**
   * Where a function changes its sign between {@code low} and {@code high}; where it does not, the
   * end nearer to a root: the end at which its value is smaller.
   */
  static double between(double low, double high, DoubleUnaryOperator f) {
    double a = low;
    double b = high;
    double atLow = f.applyAsDouble(a);
    double atHigh = f.applyAsDouble(b);
    if (atLow == 0 || atHigh == 0 || atLow > 0 == atHigh > 0) {
      return Math.abs(atLow) <= Math.abs(atHigh) ? a : b;
    }
    for (int step = 0; step < STEPS; step++) {
      double middle = a + (b - a) / 2;
      if (middle == a || middle == b) {
        break;
      }
      double value = f.applyAsDouble(middle);
      if (value == 0) {
        return middle;
      }
      if (value > 0 == atLow > 0) {
        a = middle;
      } else {
        b = middle;
      }
    }
    return a + (b - a) / 2;
  }
}
