package org.equipoise.panel;

import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import org.equipoise.estimate.ConfidenceInterval;

/** Where a conclusion falls: the bound up to which intervals that grow with it exclude zero. */
final class Breakdown {

  private static final int SCAN = 16;
  private static final int DOUBLINGS = 200;
  private static final double PRECISION = 1e-5;

  private Breakdown() {}

  /**
   * The largest bound below which no interval contains zero; empty when that at 0 does.
   *
   * <p>Smoothness intervals need not be nested in one another, so the first crossing is looked for
   * on a scan before it is narrowed down.
   *
   * @param start a bound of the size at which zero may come in, positive
   */
  static OptionalDouble of(DoubleFunction<ConfidenceInterval> intervals, double start) {
    if (intervals.apply(0).contains(0)) {
      return OptionalDouble.empty();
    }
    double high = start;
    for (int k = 0; !intervals.apply(high).contains(0); k++) {
      if (k == DOUBLINGS) {
        return OptionalDouble.of(Double.POSITIVE_INFINITY);
      }
      high *= 2;
    }
    double low = 0;
    for (int k = 1; k < SCAN; k++) {
      double bound = high * k / SCAN;
      if (intervals.apply(bound).contains(0)) {
        high = bound;
        break;
      }
      low = bound;
    }
    while (high - low > PRECISION * high) {
      double middle = low + (high - low) / 2;
      if (intervals.apply(middle).contains(0)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return OptionalDouble.of(low);
  }
}
