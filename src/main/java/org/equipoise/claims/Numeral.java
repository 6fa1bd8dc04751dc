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

  /** How many powers of ten are kept. */
  private static final int KEPT = 12;

  private static final BigFraction[] POWERS = powers();

  /** A whole number told in words. */
  static Numeral spelled(long value) {
    return new Numeral(
        new BigFraction(value), BigFraction.ONE, place(new BigFraction(value), 0), true);
  }

  /** A number of which so many decimals are printed. */
  static Numeral printed(BigFraction value, int decimals) {
    BigFraction step = power(-decimals);
    return new Numeral(value, step, place(value, decimals), false);
  }

  /** The same number in thousands, millions or hundredths. */
  Numeral times(BigFraction scale) {
    return new Numeral(value.multiply(scale), step.multiply(scale), place.multiply(scale), spelled);
  }

  Numeral negated() {
    return new Numeral(value.negate(), step, place, spelled);
  }

  /** Ten to a power. */
  static BigFraction power(int exponent) {
    return Math.abs(exponent) <= KEPT ? POWERS[exponent + KEPT] : new BigFraction(10).pow(exponent);
  }

  private static BigFraction[] powers() {
    BigFraction[] powers = new BigFraction[2 * KEPT + 1];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = new BigFraction(10).pow(i - KEPT);
    }
    return powers;
  }

  /** One unit of the last of its digits that is not 0. */
  private static BigFraction place(BigFraction value, int decimals) {
    BigInteger digits =
        value
            .getNumerator()
            .multiply(power(decimals).getNumerator())
            .divide(value.getDenominator());
    if (digits.signum() == 0) {
      return BigFraction.ONE;
    }
    int zeros = 0;
    BigInteger[] cut = digits.divideAndRemainder(BigInteger.TEN);
    while (cut[1].signum() == 0) {
      zeros++;
      cut = cut[0].divideAndRemainder(BigInteger.TEN);
    }
    return power(zeros - decimals);
  }
}
