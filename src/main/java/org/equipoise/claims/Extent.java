package org.equipoise.claims;

import java.math.BigInteger;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Interval} on its way through a calculation: its ends may coincide and yet not belong to
 * it, because a number that is only approached goes through the same arithmetic as one that is
 * reached.
 *
 * @param lower the lower end; null when there is none
 * @param lowerIn whether it belongs
 * @param upper the upper end; null when there is none
 * @param upperIn whether it belongs
 */
record Extent(
    @Nullable BigFraction lower, boolean lowerIn, @Nullable BigFraction upper, boolean upperIn) {

  static final Extent ALL = new Extent(null, false, null, false);

  static Extent of(Interval interval) {
    return new Extent(interval.lower(), interval.lowerIn(), interval.upper(), interval.upperIn());
  }

  static Extent point(BigFraction value) {
    return new Extent(value, true, value, true);
  }

  /** A number that is approached, and reached only when {@code in}. */
  static Extent near(BigFraction value, boolean in) {
    return new Extent(value, in, value, in);
  }

  boolean isPoint() {
    return lower != null && lower.equals(upper);
  }

  Extent negate() {
    boolean reachesLow = upperIn;
    boolean reachesHigh = lowerIn;
    return new Extent(
        upper == null ? null : upper.negate(),
        reachesLow,
        lower == null ? null : lower.negate(),
        reachesHigh);
  }

  Extent plus(Extent other) {
    BigFraction low = lower == null || other.lower == null ? null : lower.add(other.lower);
    BigFraction high = upper == null || other.upper == null ? null : upper.add(other.upper);
    return new Extent(low, lowerIn && other.lowerIn, high, upperIn && other.upperIn);
  }

  Extent minus(Extent other) {
    return plus(other.negate());
  }

  /** The products of every number of one with every number of the other. */
  Extent times(Extent other) {
    if (isPoint() && other.isPoint() && lower != null && other.lower != null) {
      return near(lower.multiply(other.lower), lowerIn && other.lowerIn);
    }
    End[] mine = {new End(lower, lowerIn, -1), new End(upper, upperIn, 1)};
    End[] theirs = {
      new End(other.lower, other.lowerIn, -1), new End(other.upper, other.upperIn, 1)
    };
    End low = null;
    End high = null;
    for (End a : mine) {
      for (End b : theirs) {
        End product = a.times(b);
        low = low == null || product.isBelow(low) ? product : low;
        high = high == null || high.isBelow(product) ? product : high;
        low = product.sameAs(low) && product.in ? product : low;
        high = product.sameAs(high) && product.in ? product : high;
      }
    }
    if (low == null || high == null) {
      throw new IllegalStateException("an interval has two ends");
    }
    // A factor that is 0 makes the product 0, though the other end be open.
    boolean zero = holdsZero() || other.holdsZero();
    return new Extent(
        low.value,
        low.in || (zero && low.isZero()),
        high.value,
        high.in || (zero && high.isZero()));
  }

  private boolean holdsZero() {
    int below = lower == null ? -1 : sign(lower);
    int above = upper == null ? 1 : sign(upper);
    return (below < 0 || (below == 0 && lowerIn)) && (above > 0 || (above == 0 && upperIn));
  }

  /** The quotients; everything when the divisor may be 0. */
  Extent over(Extent other) {
    boolean positive = other.lower != null && sign(other.lower) > 0;
    boolean negative = other.upper != null && sign(other.upper) < 0;
    if (!positive && !negative) {
      return ALL;
    }
    BigFraction low = other.upper == null ? BigFraction.ZERO : other.upper.reciprocal();
    BigFraction high = other.lower == null ? BigFraction.ZERO : other.lower.reciprocal();
    boolean reachesLow = other.upperIn;
    boolean reachesHigh = other.lowerIn;
    return times(new Extent(low, reachesLow, high, reachesHigh));
  }

  Extent hull(Extent other) {
    int low = compareEnds(lower, other.lower, -1);
    int high = compareEnds(upper, other.upper, 1);
    return new Extent(
        low <= 0 ? lower : other.lower,
        low == 0 ? lowerIn || other.lowerIn : low < 0 ? lowerIn : other.lowerIn,
        high >= 0 ? upper : other.upper,
        high == 0 ? upperIn || other.upperIn : high > 0 ? upperIn : other.upperIn);
  }

  /** Whether a number belongs to both. */
  boolean meets(Interval other) {
    return begins(other.upper(), other.upperIn()) && ends(other.lower(), other.lowerIn());
  }

  private boolean begins(@Nullable BigFraction end, boolean in) {
    if (lower == null || end == null) {
      return true;
    }
    int order = lower.compareTo(end);
    return order < 0 || (order == 0 && lowerIn && in);
  }

  private boolean ends(@Nullable BigFraction begin, boolean in) {
    if (upper == null || begin == null) {
      return true;
    }
    int order = begin.compareTo(upper);
    return order < 0 || (order == 0 && upperIn && in);
  }

  /** Everything up to the upper end. */
  Extent andBelow() {
    return new Extent(null, false, upper, upperIn);
  }

  /** Everything from the lower end. */
  Extent andAbove() {
    return new Extent(lower, lowerIn, null, false);
  }

  /** As it is told; one number, though it be only approached, stays one. */
  Interval interval() {
    boolean point = isPoint();
    return new Interval(lower, lowerIn || point, upper, upperIn || point);
  }

  private static int compareEnds(@Nullable BigFraction a, @Nullable BigFraction b, int infinite) {
    if (a == null || b == null) {
      return a == null ? (b == null ? 0 : infinite) : -infinite;
    }
    return a.compareTo(b);
  }

  /** The sign of a fraction, without a comparison of fractions. */
  static int sign(BigFraction value) {
    return value.getNumerator().signum();
  }

  /** One end: a number, or where that is null, the infinity of its side. */
  private static final class End {

    private final @Nullable BigFraction value;
    private final boolean in;
    private final int side;

    private End(@Nullable BigFraction value, boolean in, int side) {
      this.value = value;
      this.in = in;
      this.side = side;
    }

    private int signum() {
      return value == null ? side : sign(value);
    }

    private boolean isZero() {
      return value != null && value.getNumerator().equals(BigInteger.ZERO);
    }

    private End times(End other) {
      if (isZero() || other.isZero()) {
        return new End(BigFraction.ZERO, in && other.in, 0);
      }
      if (value == null || other.value == null) {
        return new End(null, false, signum() * other.signum());
      }
      return new End(value.multiply(other.value), in && other.in, 0);
    }

    private boolean isBelow(End other) {
      if (value == null || other.value == null) {
        int mine = value == null ? side : 0;
        int theirs = other.value == null ? other.side : 0;
        return mine < theirs;
      }
      return value.compareTo(other.value) < 0;
    }

    private boolean sameAs(End other) {
      return value == null ? other.value == null && side == other.side : value.equals(other.value);
    }
  }
}
