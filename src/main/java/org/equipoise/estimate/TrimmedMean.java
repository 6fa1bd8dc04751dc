package org.equipoise.estimate;

import java.util.Arrays;

/**
 * The mean of the lowest or the highest part of sorted outcomes.
 *
 * @param mean of what is kept
 * @param threshold the value at which outcomes are cut off
 * @param variance of what is kept, with what is kept as denominator unless the rule says otherwise
 * @param mass how many are kept, as {@link LeeBounds} divides by it
 */
record TrimmedMean(double mean, double threshold, double variance, double mass) {

  /**
   * Keeps {@code kept / of} of the outcomes, the lowest or the highest.
   *
   * @param ascending all outcomes of the arm that have one
   */
  static TrimmedMean of(double[] ascending, long kept, long of, boolean upper, Trimming rule) {
    if (!upper) {
      return lowest(ascending, kept, of, false, rule);
    }
    double[] mirrored = new double[ascending.length];
    for (int i = 0; i < mirrored.length; i++) {
      mirrored[i] = -ascending[mirrored.length - 1 - i];
    }
    TrimmedMean mirror = lowest(mirrored, kept, of, true, rule);
    return new TrimmedMean(-mirror.mean, -mirror.threshold, mirror.variance, mirror.mass);
  }

  private static TrimmedMean lowest(double[] y, long kept, long of, boolean upper, Trimming rule) {
    double mass = (double) kept / of;
    int last = (int) ((kept + of - 1) / of) - 1;
    return switch (rule) {
      case FRACTIONAL -> fractional(y, last, kept, of);
      case STATA -> stata(y, last, kept, of);
      case QUANTILE_INCLUSIVE -> {
        int count = last + 1;
        while (count < y.length && y[count] == y[last]) {
          count++;
        }
        yield whole(y, count, mass);
      }
      case FLOOR, ROUND, CEILING -> whole(y, rule.whole(y.length, kept, of, upper), mass);
      case STRICT -> {
        int count = rule.whole(y.length, kept, of, upper);
        yield whole(y, count, count);
      }
    };
  }

  /** The outcomes before {@code last} count whole, that one as what is left of the mass. */
  private static TrimmedMean fractional(double[] y, int last, long kept, long of) {
    double mass = (double) kept / of;
    double rest = (double) (kept - last * of) / of;
    TwoSum sum = new TwoSum();
    for (int i = 0; i < last; i++) {
      sum.add(y[i]);
    }
    sum.addProduct(rest, y[last]);
    double mean = sum.value() / mass;
    double squares = rest * square(y[last] - mean);
    for (int i = 0; i < last; i++) {
      squares += square(y[i] - mean);
    }
    return new TrimmedMean(mean, y[last], squares / mass, mass);
  }

  private static TrimmedMean stata(double[] y, int last, long kept, long of) {
    boolean between = kept % of == 0 && last + 1 < y.length && y[last] != y[last + 1];
    if (!between) {
      return fractional(y, last, kept, of);
    }
    Moments moments = Moments.of(Arrays.copyOf(y, last + 1));
    return new TrimmedMean(
        moments.mean(), (y[last] + y[last + 1]) / 2, moments.variance(), moments.n());
  }

  private static TrimmedMean whole(double[] y, int count, double mass) {
    if (count < 1) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TOO_FEW_UNITS,
          "nobody of " + y.length + " with an outcome is left after trimming",
          "choose the fractional rule, or larger cells");
    }
    Moments moments = Moments.of(Arrays.copyOf(y, count));
    double population = moments.variance() * (count - 1) / count;
    return new TrimmedMean(moments.mean(), y[count - 1], population, mass);
  }

  private static double square(double x) {
    return x * x;
  }
}
