package org.equipoise.claims;

import org.apache.commons.math3.fraction.BigFraction;

/** How far from its printed value a figure may lie: by rounding, and by its hedge. */
final class FigureSpread {

  private static final BigFraction HALF = new BigFraction(1, 2);
  private static final BigFraction TWENTIETH = new BigFraction(1, 20);
  private static final BigFraction HUNDRED = new BigFraction(100);

  private FigureSpread() {}

  /**
   * The values that are printed as {@code x} when rounded to {@code step}; {@code x} alone for 0.
   */
  static Interval rounding(BigFraction x, BigFraction step, FigureRules.Rounding rule) {
    if (step.equals(BigFraction.ZERO)) {
      return Interval.point(x);
    }
    BigFraction half = step.multiply(HALF);
    int sign = x.getNumerator().signum();
    return switch (rule) {
      case HALF_UP ->
          sign == 0
              ? new Interval(half.negate(), false, half, false)
              : new Interval(x.subtract(half), sign > 0, x.add(half), sign < 0);
      case EITHER -> Interval.closed(x.subtract(half), x.add(half));
      case DOWN ->
          sign == 0
              ? new Interval(step.negate(), false, step, false)
              : sign > 0
                  ? new Interval(x, true, x.add(step), false)
                  : new Interval(x.subtract(step), false, x, true);
    };
  }

  /**
   * How far a hedged figure may reach on the side or sides its hedge names.
   *
   * @param size the figure without its sign, in the unit of the result
   * @param place one unit of its last place that is not 0
   * @param step one unit of its last place
   * @param percent whether it is percent or points
   * @param both whether the hedge allows both sides
   */
  static BigFraction reach(
      BigFraction size,
      BigFraction place,
      BigFraction step,
      boolean percent,
      boolean both,
      FigureRules rules) {
    BigFraction share = size.multiply(rules.aboutShare());
    BigFraction unit = both ? place.multiply(HALF) : place.multiply(rules.unitsBeyond());
    if (percent && !both) {
      return min(unit, rules.wordPoints());
    }
    if (percent && place.compareTo(BigFraction.ONE) <= 0) {
      return max(place, min(BigFraction.ONE, share));
    }
    boolean trailingZeros = place.compareTo(step) > 0;
    return max(share, trailingZeros ? min(unit, size.multiply(rules.aboutMost())) : unit);
  }

  /**
   * How far a share told in words may lie off: {@code wordPoints} at a half, less towards 0 and 1,
   * in proportion to the smaller of the two parts; so a tenth of the smaller part by default. Above
   * a half no less than half of {@code wordPoints}, or a quarter of what is left.
   */
  static BigFraction ofWords(BigFraction part, FigureRules rules) {
    BigFraction other = BigFraction.ONE.subtract(part);
    if (other.getNumerator().signum() < 0) {
      return part.multiply(rules.aboutMost());
    }
    BigFraction smaller = other.getNumerator().signum() == 0 ? TWENTIETH : min(part, other);
    BigFraction told = smaller.multiply(2).multiply(rules.wordPoints()).divide(HUNDRED);
    BigFraction least = rules.wordPoints().divide(new BigFraction(200));
    // nine of ten is told in points of the whole, one in ten in relation to itself
    boolean most = part.compareTo(other) > 0 && other.getNumerator().signum() > 0;
    return most ? max(told, min(least, smaller.divide(4))) : told;
  }

  /** The values a hedge allows around {@code x}, where it reaches so far. */
  static Interval allowed(BigFraction x, BigFraction reach, Hedge hedge, boolean strict) {
    boolean negative = x.getNumerator().signum() < 0;
    BigFraction away = negative ? reach.negate() : reach;
    return switch (hedge) {
      case NONE, RANGE -> Interval.point(x);
      case ABOUT, WORDS -> Interval.closed(x.subtract(reach), x.add(reach));
      case JUST_OVER -> ordered(x, x.add(away));
      case JUST_UNDER -> ordered(x, x.subtract(away));
      case AT_LEAST -> new Interval(x, !strict, null, false);
      case AT_MOST ->
          negative || x.getNumerator().signum() == 0
              ? new Interval(null, false, x, !strict)
              : new Interval(BigFraction.ZERO, true, x, !strict);
    };
  }

  /** The sums of a value of each. */
  static Interval sum(Interval a, Interval b) {
    BigFraction lower = a.lower() == null || b.lower() == null ? null : a.lower().add(b.lower());
    BigFraction upper = a.upper() == null || b.upper() == null ? null : a.upper().add(b.upper());
    return new Interval(lower, a.lowerIn() && b.lowerIn(), upper, a.upperIn() && b.upperIn());
  }

  private static Interval ordered(BigFraction a, BigFraction b) {
    return a.compareTo(b) <= 0 ? Interval.closed(a, b) : Interval.closed(b, a);
  }

  static BigFraction min(BigFraction a, BigFraction b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  static BigFraction max(BigFraction a, BigFraction b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
