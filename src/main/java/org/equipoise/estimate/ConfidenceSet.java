package org.equipoise.estimate;

/**
 * The values of an effect that a test does not reject. Where a test is inverted that may be told
 * little by the data, they need not form an interval.
 */
public sealed interface ConfidenceSet {

  /** Whether a value is in the set. */
  boolean contains(double value);

  /**
   * All values from one end to the other.
   *
   * @param low lower end; may be negative infinity
   * @param high upper end, not below the lower; may be infinity
   */
  record Interval(double low, double high) implements ConfidenceSet {
    /** Refuses ends that are not in order. */
    public Interval {
      if (!(low <= high)) {
        throw new IllegalArgumentException("interval from " + low + " to " + high);
      }
    }

    @Override
    public boolean contains(double value) {
      return low <= value && value <= high;
    }
  }

  /**
   * All values but those between two: large effects of either sign are possible, small ones are
   * not. It happens when the instrument barely moves what was received.
   *
   * @param high the end of the left ray, which begins at negative infinity
   * @param low the beginning of the right ray, not below {@code high}
   */
  record TwoRays(double high, double low) implements ConfidenceSet {
    /** Refuses ends that are not in order. */
    public TwoRays {
      if (!(high <= low)) {
        throw new IllegalArgumentException("rays up to " + high + " and from " + low);
      }
    }

    @Override
    public boolean contains(double value) {
      return value <= high || low <= value;
    }
  }

  /** Every value: the data say nothing about the effect. */
  record Line() implements ConfidenceSet {
    @Override
    public boolean contains(double value) {
      return true;
    }
  }

  /** No value: every one is rejected, so the instruments contradict each other. */
  record Empty() implements ConfidenceSet {
    @Override
    public boolean contains(double value) {
      return false;
    }
  }
}
