package org.equipoise.disclosure;

/**
 * Means told so coarsely that they do not tell of how many persons they are. A mean of whole
 * numbers is one of {@code total / n}; when it is rounded to a step of at least {@code 2 / n}, each
 * n near the true one has two totals at least that round to it.
 */
final class Coarse {

  private static final double[] STEPS = {1, 2, 5};

  private Coarse() {}

  /**
   * The smallest of 1, 2 and 5 times a power of ten that leaves every number of persons from {@code
   * people} to {@code limit} fewer possible.
   *
   * @param people how many the mean is of
   * @param limit smallest count that is shown
   */
  static double step(int people, int limit) {
    double least = 2.0 / Math.max(2, people - limit);
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double step : STEPS) {
      if (step * power >= least * (1 - 1e-9)) {
        return step * power;
      }
    }
    return 10 * power;
  }

  /** The multiple of {@code step} nearest to {@code value}; NaN stays. */
  static double to(double step, double value) {
    if (!Double.isFinite(value)) {
      return value;
    }
    // Dividing by the inverse gives 0.37 where multiplying gives 0.37000000000000005.
    double inverse = 1 / step;
    double whole = Math.rint(inverse);
    boolean decimal = Math.abs(inverse - whole) < 1e-6 * inverse;
    return decimal ? Math.rint(value * whole) / whole : Math.rint(value / step) * step;
  }
}
