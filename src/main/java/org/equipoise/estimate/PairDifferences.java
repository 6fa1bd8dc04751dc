package org.equipoise.estimate;

import java.util.Arrays;

/**
 * All differences of a value of one list and a value of another, counted without being formed: rows
 * and columns of the sorted lists rise one way, so a staircase walk counts those up to a bound in
 * n1 + n0 steps, and halving over the doubles finds the one wanted.
 */
record PairDifferences(double[] treated, double[] control) {

  static PairDifferences of(double[] treated, double[] control) {
    double[] a = treated.clone();
    double[] b = control.clone();
    Arrays.sort(a);
    Arrays.sort(b);
    return new PairDifferences(a, b);
  }

  double median() {
    long pairs = (long) treated.length * control.length;
    double upper = smallest(pairs / 2 + 1);
    return pairs % 2 == 1 ? upper : (smallest(pairs / 2) + upper) / 2;
  }

  /** The k-th smallest difference, k from 1. */
  private double smallest(long k) {
    long low = order(treated[0] - control[control.length - 1]);
    long high = order(treated[treated.length - 1] - control[0]);
    while (low < high) {
      // The floor of the mean, which the sum of two such codes would overflow.
      long middle = (low & high) + ((low ^ high) >> 1);
      if (upTo(value(middle)) >= k) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    // A zero of either sign is a zero.
    return value(low) + 0.0;
  }

  private long upTo(double bound) {
    long count = 0;
    int reach = 0;
    for (double c : control) {
      while (reach < treated.length && treated[reach] - c <= bound) {
        reach++;
      }
      count += reach;
    }
    return count;
  }

  /** Whole numbers in the order of the doubles. */
  private static long order(double x) {
    long bits = Double.doubleToLongBits(x);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  private static double value(long order) {
    return Double.longBitsToDouble(order ^ ((order >> 63) & Long.MAX_VALUE));
  }
}
