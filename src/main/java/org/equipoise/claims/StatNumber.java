package org.equipoise.claims;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.apache.commons.math3.fraction.BigFraction;

/** Numbers in the text of a calculation: plain, with a decimal point, four digits that count. */
final class StatNumber {

  private static final MathContext SHOWN = new MathContext(4, RoundingMode.HALF_EVEN);

  private StatNumber() {}

  static String plain(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return value > 0 ? "∞" : value < 0 ? "-∞" : "?";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    BigDecimal decimal = whole ? new BigDecimal(value) : new BigDecimal(value).round(SHOWN);
    return text(decimal);
  }

  static String plain(BigFraction value) {
    return value.getDenominator().equals(BigInteger.ONE)
        ? value.getNumerator().toString()
        : plain(value.doubleValue());
  }

  static String plain(StatRange range) {
    return range.isPoint()
        ? plain(range.middle())
        : "[" + plain(range.low()) + "; " + plain(range.high()) + "]";
  }

  private static String text(BigDecimal decimal) {
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }
}
