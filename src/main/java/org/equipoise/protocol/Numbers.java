package org.equipoise.protocol;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers in messages. */
final class Numbers {

  private Numbers() {}

  /** At most ten digits, without rounding noise, exponent or trailing zeros. */
  static String plain(double value) {
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(10));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
