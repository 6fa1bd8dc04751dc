package org.equipoise.claims;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/** Whole numbers behind printed shares and means, in exact arithmetic. */
final class SmallCounts {

  private SmallCounts() {}

  /**
   * Whole numbers from one to another.
   *
   * @param first the least
   * @param last the largest, not below the least
   */
  record Run(long first, long last) {}

  /** The whole numbers of an interval, from {@code least} on; empty when it holds none. */
  static Optional<Run> within(Interval interval, long least) {
    BigInteger first = BigInteger.valueOf(least);
    BigFraction lower = interval.lower();
    if (lower != null) {
      BigInteger up = ceiling(lower);
      boolean cut = !interval.lowerIn() && whole(lower);
      first = first.max(cut ? up.add(BigInteger.ONE) : up);
    }
    BigFraction upper = interval.upper();
    if (upper == null) {
      return Optional.of(new Run(first.longValueExact(), Long.MAX_VALUE));
    }
    BigInteger down = ceiling(upper.negate()).negate();
    BigInteger last = !interval.upperIn() && whole(upper) ? down.subtract(BigInteger.ONE) : down;
    return first.compareTo(last) <= 0 && last.bitLength() < 63
        ? Optional.of(new Run(first.longValueExact(), last.longValueExact()))
        : Optional.empty();
  }

  /** An interval with both its ends: what any rounding of halves prints so. */
  static Interval closed(Interval interval) {
    return new Interval(interval.lower(), true, interval.upper(), true);
  }

  static Interval times(Interval interval, BigFraction positive) {
    return new Interval(
        product(interval.lower(), positive),
        interval.lowerIn(),
        product(interval.upper(), positive),
        interval.upperIn());
  }

  private static @Nullable BigFraction product(@Nullable BigFraction end, BigFraction factor) {
    return end == null ? null : end.multiply(factor);
  }

  static Interval plus(Interval a, Interval b) {
    return new Interval(
        sum(a.lower(), b.lower()),
        a.lowerIn() && b.lowerIn(),
        sum(a.upper(), b.upper()),
        a.upperIn() && b.upperIn());
  }

  static Interval negate(Interval a) {
    boolean reachesLow = a.upperIn();
    boolean reachesHigh = a.lowerIn();
    return new Interval(
        product(a.upper(), BigFraction.MINUS_ONE),
        reachesLow,
        product(a.lower(), BigFraction.MINUS_ONE),
        reachesHigh);
  }

  /** The quotients of two intervals that do not go below 0; the divisor stays above it. */
  static Interval over(Interval a, Interval b) {
    BigFraction low = a.lower();
    BigFraction high = a.upper();
    BigFraction least = b.lower();
    BigFraction most = b.upper();
    return new Interval(
        low == null || most == null ? BigFraction.ZERO : low.divide(most),
        low == null || most == null || (a.lowerIn() && b.upperIn()),
        high == null || least == null || least.equals(BigFraction.ZERO) ? null : high.divide(least),
        a.upperIn() && b.lowerIn());
  }

  /** The values, in whole steps, whose rounding by half a step meets an interval. */
  static List<Interval> printable(Interval values, BigFraction step) {
    boolean exact = step.equals(BigFraction.ZERO);
    BigFraction unit = exact ? BigFraction.ONE : step;
    Interval counted = times(values, unit.reciprocal());
    BigFraction half = new BigFraction(1, 2);
    Interval widened =
        exact ? counted : plus(closed(counted), Interval.closed(half.negate(), half));
    BigFraction lower = widened.lower();
    BigFraction upper = widened.upper();
    if (lower == null || upper == null) {
      return List.of(values);
    }
    List<Interval> repairs = new ArrayList<>();
    within(widened, ceiling(lower).longValue())
        .ifPresent(
            run ->
                repairs.add(
                    Interval.closed(
                        unit.multiply(new BigFraction(BigInteger.valueOf(run.first()))),
                        unit.multiply(new BigFraction(BigInteger.valueOf(run.last()))))));
    return repairs;
  }

  static BigFraction fraction(long value) {
    return new BigFraction(BigInteger.valueOf(value));
  }

  static BigInteger ceiling(BigFraction value) {
    BigInteger[] parts = value.getNumerator().divideAndRemainder(value.getDenominator());
    return parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
  }

  private static boolean whole(BigFraction value) {
    return value.getDenominator().equals(BigInteger.ONE);
  }

  private static @Nullable BigFraction sum(@Nullable BigFraction a, @Nullable BigFraction b) {
    return a == null || b == null ? null : a.add(b);
  }
}
