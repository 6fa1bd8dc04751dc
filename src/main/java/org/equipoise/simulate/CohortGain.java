package org.equipoise.simulate;

/**
 * How much more people gain who come later: a straight line over the intake with mean 1.
 *
 * @param first gain at the very start of the intake
 * @param rise further gain at its very end
 */
record CohortGain(double first, double rise) {

  /**
   * The line on which the middle of the last tenth is {@code ratio} times the middle of the first.
   *
   * @param ratio above 0 and below 19, where the first people would gain nothing
   */
  static CohortGain of(double ratio) {
    double slope = (ratio - 1) / (0.95 - 0.05 * ratio);
    double first = 1 / (1 + slope / 2);
    return new CohortGain(first, first * slope);
  }

  /** Gain at a place in the intake, 0 its start and 1 its end. */
  double at(double position) {
    return first + rise * position;
  }
}
