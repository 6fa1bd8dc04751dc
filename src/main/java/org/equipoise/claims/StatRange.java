package org.equipoise.claims;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Real numbers from one end to another, in doubles: for roots, logarithms and tails, which no
 * fraction holds. Both ends belong to it, and comparisons forgive one part in 10^10, so that no
 * figure is called impossible by the arithmetic of doubles; no printed digit hangs on that.
 *
 * @param low the lower end; may be minus infinity
 * @param high the upper end; may be infinity
 */
record StatRange(double low, double high) {

  static final StatRange ALL = new StatRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private static final double FORGIVEN = 1e-10;
  private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

  StatRange {
    if (!(low <= high)) {
      throw new IllegalArgumentException("nothing lies from " + low + " to " + high);
    }
  }

  static StatRange of(Interval interval) {
    return new StatRange(interval.low(), interval.high());
  }

  static StatRange point(double value) {
    return new StatRange(value, value);
  }

  /** The range between two ends that may come in either order. */
  static StatRange between(double a, double b) {
    return new StatRange(Math.min(a, b), Math.max(a, b));
  }

  boolean isPoint() {
    return Double.isFinite(low)
        && Double.isFinite(high)
        && high - low <= FORGIVEN * Math.max(Math.abs(low), Math.abs(high));
  }

  double middle() {
    return low / 2 + high / 2;
  }

  /** Whether some number belongs to both, but for the last digits of a double. */
  boolean meets(StatRange other) {
    return notBelow(high, other.low) && notBelow(other.high, low);
  }

  private static boolean notBelow(double a, double b) {
    return a >= b
        || (!Double.isInfinite(a)
            && !Double.isInfinite(b)
            && b - a <= FORGIVEN * Math.max(Math.abs(a), Math.abs(b)));
  }

  StatRange hull(StatRange other) {
    return new StatRange(Math.min(low, other.low), Math.max(high, other.high));
  }

  StatRange plus(StatRange other) {
    return new StatRange(low + other.low, high + other.high);
  }

  StatRange minus(StatRange other) {
    return new StatRange(low - other.high, high - other.low);
  }

  StatRange times(double factor) {
    return between(low * factor, high * factor);
  }

  StatRange times(StatRange other) {
    double a = product(low, other.low);
    double b = product(low, other.high);
    double c = product(high, other.low);
    double d = product(high, other.high);
    return new StatRange(
        Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
  }

  /** The quotients; everything when the divisor may be 0. */
  StatRange over(StatRange other) {
    if (other.low <= 0 && other.high >= 0) {
      return other.low == 0 && other.high > 0 && low >= 0
          ? new StatRange(low / other.high, Double.POSITIVE_INFINITY)
          : ALL;
    }
    return times(new StatRange(1 / other.high, 1 / other.low));
  }

  /** The part from 0 on; 0 alone when there is none. */
  StatRange notNegative() {
    return new StatRange(Math.max(0, low), Math.max(0, high));
  }

  StatRange within(double least, double most) {
    return new StatRange(
        Math.min(most, Math.max(least, low)), Math.max(least, Math.min(most, high)));
  }

  StatRange squared() {
    StatRange size = size();
    return new StatRange(size.low * size.low, size.high * size.high);
  }

  StatRange root() {
    return new StatRange(Math.sqrt(Math.max(0, low)), Math.sqrt(Math.max(0, high)));
  }

  /** The absolute values. */
  StatRange size() {
    double far = Math.max(Math.abs(low), Math.abs(high));
    boolean holdsZero = low <= 0 && high >= 0;
    return new StatRange(holdsZero ? 0 : Math.min(Math.abs(low), Math.abs(high)), far);
  }

  /** Natural logarithms; minus infinity for what is not positive. */
  StatRange log() {
    return new StatRange(
        low <= 0 ? Double.NEGATIVE_INFINITY : Math.log(low),
        high <= 0 ? Double.NEGATIVE_INFINITY : Math.log(high));
  }

  StatRange exp() {
    return new StatRange(Math.exp(low), Math.exp(high));
  }

  /** In fractions of twelve digits. */
  Interval interval() {
    return new Interval(
        Double.isInfinite(low) ? null : fraction(low),
        true,
        Double.isInfinite(high) ? null : fraction(high),
        true);
  }

  /** A double in twelve digits. */
  static BigFraction fraction(double value) {
    BigDecimal decimal = new BigDecimal(value, DIGITS);
    BigFraction digits = new BigFraction(decimal.unscaledValue());
    return decimal.scale() >= 0
        ? digits.divide(BigInteger.TEN.pow(decimal.scale()))
        : digits.multiply(BigInteger.TEN.pow(-decimal.scale()));
  }

  private static double product(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
  }
}
