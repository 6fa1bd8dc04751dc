package org.equipoise.estimate;

/**
 * Count, mean and variance of a column.
 *
 * @param n the number of values
 * @param mean arithmetic mean
 * @param variance sample variance with denominator n - 1; 0 when n is 1
 */
@SuppressWarnings("DoNotCallSuggester")
public record Moments(int n, double mean, double variance) {
  /** Moments of the values. */
  public static Moments of(double[] values) {
    throw new UnsupportedOperationException("of " + values.length);
  }

  /** Sample standard deviation. */
  public double sd() {
    return Math.sqrt(variance);
  }
}
