package org.equipoise.document;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers as a language prints them: a decimal point and commas between thousands in English, a
 * decimal comma and no-break spaces in Swedish, the real minus sign in both. Rounded to the nearest
 * printed value; the exact value of the {@code double} decides, and a tie goes away from zero.
 */
public final class Numerals {

  /** Minus sign. */
  public static final char MINUS = '\u2212';

  private static final char NO_BREAK_SPACE = '\u00a0';
  private static final double LONGEST = 1e15;

  private final char decimalMark;
  private final char groupMark;
  private final String percent;

  public Numerals(Language language) {
    boolean english = language == Language.ENGLISH;
    decimalMark = english ? '.' : ',';
    groupMark = english ? ',' : NO_BREAK_SPACE;
    percent = english ? "%" : NO_BREAK_SPACE + "%";
  }

  /** A whole number. */
  public String count(int number) {
    return fixed(number, 0);
  }

  /** A number with {@code decimals} digits after the decimal mark. */
  public String fixed(double number, int decimals) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("a number to print is " + number);
    }
    if (Math.abs(number) >= LONGEST) {
      return Double.toString(number).replace('-', MINUS).replace('.', decimalMark);
    }
    BigDecimal rounded = new BigDecimal(number).setScale(decimals, RoundingMode.HALF_UP);
    String digits = rounded.abs().toPlainString();
    int whole = digits.length() - (decimals == 0 ? 0 : decimals + 1);
    StringBuilder text = new StringBuilder(digits.length() + 8);
    if (rounded.signum() < 0) {
      text.append(MINUS);
    }
    for (int i = 0; i < whole; i++) {
      text.append(digits.charAt(i));
      int left = whole - 1 - i;
      if (left > 0 && left % 3 == 0) {
        text.append(groupMark);
      }
    }
    if (decimals > 0) {
      text.append(decimalMark).append(digits, whole + 1, digits.length());
    }
    return text.toString();
  }

  /** A number in the unit of its scale. */
  public String scaled(double number, Scale scale) {
    return fixed(number * scale.factor(), scale.decimals());
  }

  /**
   * A limit of an interval in the unit of its scale. One below 0 that rounds to 0 keeps its sign,
   * so that the printed interval holds 0 where the interval does.
   */
  public String limit(double limit, Scale scale) {
    String text = scaled(limit, scale);
    return limit < 0 && text.charAt(0) != MINUS ? MINUS + text : text;
  }

  /** A share in [0, 1] as a percentage with one decimal. */
  public String share(double share) {
    return fixed(100 * share, 1) + percent;
  }

  /** A level such as 0.95 as a percentage, with no more decimals than it has. */
  public String level(double level) {
    BigDecimal hundredfold = BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros();
    return hundredfold.toPlainString().replace('.', decimalMark) + percent;
  }

  /** A p-value: three decimals, or that it is below 0.001. */
  public String p(double p) {
    return p < 0.001 ? "<" + NO_BREAK_SPACE + fixed(0.001, 3) : fixed(p, 3);
  }

  /** {@code p = 0.032} or {@code p < 0.001}. */
  public String equalsP(double p) {
    String sign = p < 0.001 ? "" : "=" + NO_BREAK_SPACE;
    return "p" + NO_BREAK_SPACE + sign + p(p);
  }

  /** {@code [low, high]}; a semicolon where a comma belongs to a number. */
  public String interval(String low, String high) {
    boolean comma = low.indexOf(',') >= 0 || high.indexOf(',') >= 0;
    return "[" + low + (decimalMark == ',' || comma ? "; " : ", ") + high + "]";
  }

  /** The mark before decimals. */
  public char decimalMark() {
    return decimalMark;
  }
}
