package org.equipoise.claims;

import java.math.BigInteger;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A number as digits or words spell it, before its scale and unit are known.
 *
 * @param value what it is
 * @param step one unit of the last place printed: 1 for {@code 26 000}, 0.1 for {@code 1,2}
 * @param place one unit of the last place that is not 0: 1000 for {@code 26 000}; 1 for 0 itself
 * @param spelled whether it stands in words
 */
record Numeral(BigFraction value, BigFraction step, BigFraction place, boolean spelled) {

  private static final BigFraction TEN = new BigFraction(10);

  /** A whole number told in words. */
  static Numeral spelled(long value) {
    return new Numeral(
        new BigFraction(value), BigFraction.ONE, place(new BigFraction(value), 0), true);
  }

  /** A number of which so many decimals are printed. */
  static Numeral printed(BigFraction value, int decimals) {
    BigFraction step = TEN.pow(-decimals);
    return new Numeral(value, step, place(value, decimals), false);
  }

  /** The same number in thousands, millions or hundredths. */
  Numeral times(BigFraction scale) {
    return new Numeral(value.multiply(scale), step.multiply(scale), place.multiply(scale), spelled);
  }

  Numeral negated() {
    return new Numeral(value.negate(), step, place, spelled);
  }

  private static BigFraction place(BigFraction value, int decimals) {
    BigFraction place = TEN.pow(-decimals);
    if (value.equals(BigFraction.ZERO)) {
      return BigFraction.ONE;
    }
    while (value.divide(place.multiply(TEN)).getDenominator().equals(BigInteger.ONE)) {
      place = place.multiply(TEN);
    }
    return place;
  }
}
