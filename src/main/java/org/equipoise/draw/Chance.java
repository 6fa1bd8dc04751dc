package org.equipoise.draw;

import java.math.BigInteger;

/**
 * An exact probability in [0, 1], in lowest terms.
 *
 * @param numerator 0 or more
 * @param denominator 1 or more, no common divisor with the numerator
 */
public record Chance(BigInteger numerator, BigInteger denominator) {

  /** What cannot fail. */
  public static final Chance CERTAIN = of(1, 1);

  /** Reduces to lowest terms. */
  public Chance {
    if (denominator.signum() <= 0
        || numerator.signum() < 0
        || numerator.compareTo(denominator) > 0) {
      throw new IllegalArgumentException("no probability: " + numerator + "/" + denominator);
    }
    BigInteger common = numerator.gcd(denominator);
    numerator = numerator.divide(common);
    denominator = denominator.divide(common);
  }

  /** {@code numerator} out of {@code denominator}. */
  public static Chance of(long numerator, long denominator) {
    return new Chance(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /** Reads {@code 3/8}. */
  public static Chance parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not a fraction: " + text);
    }
    return new Chance(
        new BigInteger(text.substring(0, slash)), new BigInteger(text.substring(slash + 1)));
  }

  /** The nearest double. */
  public double value() {
    return new java.math.BigDecimal(numerator)
        .divide(new java.math.BigDecimal(denominator), java.math.MathContext.DECIMAL128)
        .doubleValue();
  }

  /** {@code 3/8}. */
  @Override
  public String toString() {
    return numerator + "/" + denominator;
  }
}
