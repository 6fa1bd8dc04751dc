package org.equipoise.claims;

import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * The real numbers between two ends, each of which belongs to it or not; exact, because a verdict
 * may hang on whether 16.5 is still printed as 16. Never empty.
 *
 * @param lower the lower end; null when there is none
 * @param lowerIn whether the lower end belongs to it
 * @param upper the upper end; null when there is none
 * @param upperIn whether the upper end belongs to it
 */
public record Interval(
    @Nullable BigFraction lower, boolean lowerIn, @Nullable BigFraction upper, boolean upperIn) {

  /** Every number. */
  public static final Interval ALL = new Interval(null, false, null, false);

  /** Every number from 0. */
  public static final Interval NOT_NEGATIVE = new Interval(BigFraction.ZERO, true, null, false);

  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException if nothing lies between them
   */
  public Interval {
    lowerIn = lowerIn && lower != null;
    upperIn = upperIn && upper != null;
    if (lower != null && upper != null) {
      int order = lower.compareTo(upper);
      if (order > 0 || (order == 0 && !(lowerIn && upperIn))) {
        throw new IllegalArgumentException("nothing lies between " + lower + " and " + upper);
      }
    }
  }

  /** One number. */
  public static Interval point(BigFraction value) {
    return new Interval(value, true, value, true);
  }

  /** From one number to another, both included. */
  public static Interval closed(BigFraction lower, BigFraction upper) {
    return new Interval(lower, true, upper, true);
  }

  /** Whether it is one number. */
  public boolean isPoint() {
    return lower != null && lower.equals(upper);
  }

  /** Whether a number belongs to it. */
  public boolean contains(BigFraction value) {
    int below = lower == null ? -1 : lower.compareTo(value);
    int above = upper == null ? 1 : upper.compareTo(value);
    return (below < 0 || (below == 0 && lowerIn)) && (above > 0 || (above == 0 && upperIn));
  }

  /** What belongs to both; empty when nothing does. */
  public Optional<Interval> meet(Interval other) {
    boolean mineLower = compareLower(this, other) >= 0;
    boolean mineUpper = compareUpper(this, other) <= 0;
    Interval from = mineLower ? this : other;
    Interval to = mineUpper ? this : other;
    if (from.lower != null && to.upper != null) {
      int order = from.lower.compareTo(to.upper);
      if (order > 0 || (order == 0 && !(from.lowerIn && to.upperIn))) {
        return Optional.empty();
      }
    }
    return Optional.of(new Interval(from.lower, from.lowerIn, to.upper, to.upperIn));
  }

  /** The smallest interval that holds both. */
  public Interval hull(Interval other) {
    Interval from = compareLower(this, other) <= 0 ? this : other;
    Interval to = compareUpper(this, other) >= 0 ? this : other;
    return new Interval(from.lower, from.lowerIn, to.upper, to.upperIn);
  }

  private static int compareLower(Interval a, Interval b) {
    if (a.lower == null || b.lower == null) {
      return a.lower == null ? (b.lower == null ? 0 : -1) : 1;
    }
    int order = a.lower.compareTo(b.lower);
    return order != 0 ? order : Boolean.compare(b.lowerIn, a.lowerIn);
  }

  private static int compareUpper(Interval a, Interval b) {
    if (a.upper == null || b.upper == null) {
      return a.upper == null ? (b.upper == null ? 0 : 1) : -1;
    }
    int order = a.upper.compareTo(b.upper);
    return order != 0 ? order : Boolean.compare(a.upperIn, b.upperIn);
  }

  /** The lower end as a decimal; minus infinity when there is none. */
  public double low() {
    return lower == null ? Double.NEGATIVE_INFINITY : lower.doubleValue();
  }

  /** The upper end as a decimal; infinity when there is none. */
  public double high() {
    return upper == null ? Double.POSITIVE_INFINITY : upper.doubleValue();
  }

  /** {@code [0.5, 1.5)}, in decimals; for people use the report's numerals. */
  @Override
  public String toString() {
    return (lowerIn ? "[" : "(") + low() + ", " + high() + (upperIn ? "]" : ")");
  }
}
