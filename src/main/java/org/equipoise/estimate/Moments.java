package org.equipoise.estimate;

/**
 * Count, mean and variance of a column, by a two-pass algorithm with error-free sums, so that data
 * with a large mean and a small spread keep their digits.
 *
 * @param n the number of values
 * @param mean arithmetic mean
 * @param variance sample variance with denominator n - 1; 0 when n is 1
 */
public record Moments(int n, double mean, double variance) {

  /**
   * Moments of the values.
   *
   * @throws IllegalArgumentException if there are none, or one is not finite
   */
  public static Moments of(double... values) {
    int n = values.length;
    if (n == 0) {
      throw new IllegalArgumentException("moments of no values");
    }
    TwoSum total = new TwoSum();
    for (double value : values) {
      total.add(value);
    }
    if (!Double.isFinite(total.value())) {
      throw new IllegalArgumentException("a value is not finite, or the sum overflows");
    }
    // The mean is kept in two parts: its rounding alone would cost digits of a tiny variance.
    double mean = total.value() / n;
    double rest = total.remainderOf(mean, n);
    TwoSum squares = new TwoSum();
    for (double value : values) {
      double d = (value - mean) - rest;
      squares.addProduct(d, d);
    }
    return new Moments(n, mean + rest, n == 1 ? 0 : squares.value() / (n - 1));
  }

  /** Sample standard deviation. */
  public double sd() {
    return Math.sqrt(variance);
  }
}
