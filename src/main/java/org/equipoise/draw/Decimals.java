package org.equipoise.draw;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Decimals as people write them, exact. */
final class Decimals {

  /** Digits with which every double can be told from its neighbours. */
  private static final int ENOUGH = 17;

  private Decimals() {}

  /**
   * The shortest decimal that reads as this double: what stands in the protocol. {@link
   * Double#toString} is not always the shortest before Java 19, and a rule that is frozen for ever
   * must not depend on it.
   */
  static BigDecimal of(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < ENOUGH; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded.stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(ENOUGH, RoundingMode.HALF_EVEN)).stripTrailingZeros();
  }

  /** The same as a fraction in lowest terms. */
  static Chance chance(double value) {
    BigDecimal decimal = of(value);
    int places = Math.max(0, decimal.scale());
    return new Chance(decimal.setScale(places).unscaledValue(), BigInteger.TEN.pow(places));
  }

  /** At most this many significant digits, half to even, without exponent or trailing zeros. */
  static String plain(BigDecimal value, int digits) {
    return value
        .round(new MathContext(digits, RoundingMode.HALF_EVEN))
        .stripTrailingZeros()
        .toPlainString();
  }
}
