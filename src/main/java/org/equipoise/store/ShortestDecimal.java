package org.equipoise.store;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Prints a double as the shortest decimal that reads back as the same double. */
final class ShortestDecimal {

  /** Any decimal of so many figures survives the way to a double and back. */
  private static final int SURE_FIGURES = 15;

  private static final int MOST_FIGURES = 17;
  private static final int LARGEST_PLAIN = 16;
  private static final int SMALLEST_PLAIN = -5;

  /** Whole numbers below this are exact and have at most fifteen figures. */
  private static final double LARGEST_WHOLE = 1e15;

  private ShortestDecimal() {}

  /**
   * The shortest decimal, the closest among equals: {@code 0.1}, {@code -12}, {@code 1.5E-9}.
   *
   * @throws IllegalArgumentException if the number is not finite
   */
  static String of(double number) {
    if (number == Math.rint(number) && Math.abs(number) < LARGEST_WHOLE) {
      return Long.toString((long) number);
    }
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("a number to write is " + number);
    }
    double size = Math.abs(number);
    if (size >= 1e-3 && size < 1e7) {
      // Java prints these without an exponent. Two decimals of at most fifteen figures never read
      // as one double, so a text that short is the shortest; a longer one may not be before JDK 19.
      String plain = Double.toString(number);
      int signs = number < 0 ? 2 : 1;
      if (plain.length() - signs <= SURE_FIGURES) {
        return plain;
      }
    }
    return byTrial(number);
  }

  private static String byTrial(double number) {
    BigDecimal exact = new BigDecimal(number);
    // Numbers below the normal range carry fewer figures than any decimal needs to survive.
    int figures = Math.abs(number) < Double.MIN_NORMAL ? 1 : SURE_FIGURES;
    BigDecimal rounded = rounded(exact, figures, number);
    while (rounded.doubleValue() != number && figures < MOST_FIGURES) {
      figures++;
      rounded = rounded(exact, figures, number);
    }
    BigDecimal stripped = rounded.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    boolean plain = exponent >= SMALLEST_PLAIN && exponent < LARGEST_PLAIN;
    return plain ? stripped.toPlainString() : scientific(stripped, exponent);
  }

  /**
   * The closest decimal of so many figures; one of its neighbours if only that reads back. That
   * happens at powers of two, where doubles lie closer on one side than on the other.
   */
  private static BigDecimal rounded(BigDecimal exact, int figures, double number) {
    BigDecimal closest = exact.round(new MathContext(figures, RoundingMode.HALF_EVEN));
    if (closest.doubleValue() == number) {
      return closest;
    }
    BigDecimal outer = exact.round(new MathContext(figures, RoundingMode.UP));
    if (outer.doubleValue() == number) {
      return outer;
    }
    BigDecimal inner = exact.round(new MathContext(figures, RoundingMode.DOWN));
    return inner.doubleValue() == number ? inner : closest;
  }

  private static String scientific(BigDecimal number, int exponent) {
    return number.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "E" + exponent;
  }
}
