package org.equipoise.protocol;

import java.util.OptionalDouble;

/**
 * The closed interval of values that make sense.
 *
 * @param min smallest value, empty when there is no lower bound
 * @param max largest value, empty when there is no upper bound
 */
public record Range(OptionalDouble min, OptionalDouble max) {

  /** Every value. */
  public static final Range ANY = new Range(OptionalDouble.empty(), OptionalDouble.empty());

  /** Whether {@code value} lies in the interval; false for NaN. */
  public boolean contains(double value) {
    return value >= min.orElse(Double.NEGATIVE_INFINITY)
        && value <= max.orElse(Double.POSITIVE_INFINITY);
  }
}
