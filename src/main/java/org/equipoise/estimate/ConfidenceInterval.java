package org.equipoise.estimate;

/**
 * A two-sided confidence interval.
 *
 * @param level the coverage asked for, in (0, 1)
 * @param low lower end, in the unit of the estimate
 * @param high upper end, in the unit of the estimate
 */
public record ConfidenceInterval(double level, double low, double high) {

  /** The level most reports use. */
  public static final double DEFAULT_LEVEL = 0.95;

  /**
   * Refuses ends that are not in order.
   *
   * @throws IllegalArgumentException if {@code level} is outside (0, 1) or {@code low > high}
   */
  public ConfidenceInterval {
    checkLevel(level);
    if (!(low <= high)) {
      throw new IllegalArgumentException("interval from " + low + " to " + high);
    }
  }

  /** Whether {@code value} lies in the closed interval. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  static double checkLevel(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("confidence level " + level + " is not in (0, 1)");
    }
    return level;
  }
}
