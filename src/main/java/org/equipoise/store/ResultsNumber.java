package org.equipoise.store;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Prints a double as the shortest decimal that reads back as the same double. */
final class ResultsNumber {

  /** Any decimal of so many figures survives the way to a double and back. */
  private static final int SURE_FIGURES = 15;

  private static final int MOST_FIGURES = 17;
  private static final int LARGEST_PLAIN = 16;
  private static final int SMALLEST_PLAIN = -5;

  private ResultsNumber() {}

  /** The shortest decimal, the closest among equals: {@code 0.1}, {@code -12}, {@code 1.5E-9}. */
  static String shortest(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("a result is " + number);
    }
    if (number == 0) {
      return "0";
    }
    BigDecimal exact = new BigDecimal(number);
    int figures = SURE_FIGURES;
    BigDecimal rounded = exact.round(new MathContext(figures, RoundingMode.HALF_EVEN));
    while (figures < MOST_FIGURES && rounded.doubleValue() != number) {
      figures++;
      rounded = exact.round(new MathContext(figures, RoundingMode.HALF_EVEN));
    }
    BigDecimal stripped = rounded.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    boolean plain = exponent >= SMALLEST_PLAIN && exponent < LARGEST_PLAIN;
    return plain ? stripped.toPlainString() : scientific(stripped, exponent);
  }

  private static String scientific(BigDecimal number, int exponent) {
    return number.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "E" + exponent;
  }
}
