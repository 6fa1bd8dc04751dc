package org.equipoise.claims;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.Figure.Unit;
import org.equipoise.claims.FigureRules.Rounding;

/** Numbers that stand in a formula, as figures. */
final class Literals {

  private static final BigFraction TWO = new BigFraction(2);

  /** Commas before three digits each, as in 12,053; but 0,125 is a decimal. */
  private static final Pattern THOUSANDS = Pattern.compile("[1-9]\\d{0,2}(,\\d{3})+(\\.\\d+)?");

  private Literals() {}

  /**
   * A number without hedge.
   *
   * @param digits as written, blanks and commas included
   * @param scale what the word after it multiplies it with, 1 for none
   * @param rounded whether a whole number is rounded too; decimals always are
   */
  static Figure of(
      String shown,
      String digits,
      BigFraction scale,
      Unit unit,
      boolean rounded,
      FigureRules rules) {
    String plain = plain(digits);
    int point = plain.indexOf('.');
    int decimals = point < 0 ? 0 : plain.length() - point - 1;
    BigFraction one = new BigFraction(BigInteger.ONE, BigInteger.TEN.pow(decimals));
    BigFraction value =
        new BigFraction(new BigInteger(plain.replace(".", ""))).multiply(one).multiply(scale);
    boolean exact = decimals == 0 && !rounded && scale.equals(BigFraction.ONE);
    BigFraction step = exact ? BigFraction.ZERO : one.multiply(scale);
    return rounded(shown, value, step, unit, rules);
  }

  /** A figure that rounding to a step alone keeps from being exact. */
  static Figure rounded(
      String shown, BigFraction value, BigFraction step, Unit unit, FigureRules rules) {
    Interval interval = interval(value, step, rules.rounding());
    return new Figure(shown, value, step, interval, interval, Hedge.NONE, unit);
  }

  /** From one number to another: any of them is as printed. */
  static Figure range(String shown, Figure from, Figure to) {
    BigFraction middle = from.nominal().add(to.nominal()).divide(TWO);
    Interval all = Interval.closed(from.nominal(), to.nominal());
    Unit unit = to.unit();
    return new Figure(shown, middle, to.step(), all, all, Hedge.RANGE, unit);
  }

  /** A number and how far off it may be. */
  static Figure within(String shown, Figure middle, BigFraction off) {
    BigFraction value = middle.nominal();
    Interval all = Interval.closed(value.subtract(off), value.add(off));
    return new Figure(shown, value, off.multiply(TWO), all, all, Hedge.NONE, middle.unit());
  }

  /** What would be printed as the value when rounded to the step. */
  static Interval interval(BigFraction value, BigFraction step, Rounding rounding) {
    if (step.equals(BigFraction.ZERO)) {
      return Interval.point(value);
    }
    BigFraction half = step.divide(TWO);
    boolean negative = Extent.sign(value) < 0;
    BigFraction away = rounding == Rounding.DOWN ? step : half;
    BigFraction towards = rounding == Rounding.DOWN ? BigFraction.ZERO : half;
    BigFraction below = value.subtract(negative ? away : towards);
    BigFraction above = value.add(negative ? towards : away);
    boolean both = rounding == Rounding.EITHER;
    boolean zero = Extent.sign(value) == 0;
    if (zero) {
      // Whatever is rounded to 0 may lie on either side of it.
      boolean in = rounding == Rounding.EITHER;
      return new Interval(away.negate(), in, away, in);
    }
    return new Interval(below, both || !negative, above, both || negative);
  }

  /** The digits with a decimal point and nothing else. */
  static String plain(String digits) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (Character.isDigit(c) || c == '.' || c == ',') {
        plain.append(c);
      }
    }
    String text = plain.toString();
    if (text.indexOf(',') >= 0 && THOUSANDS.matcher(text).matches()) {
      return text.replace(",", "");
    }
    return text.replace(',', '.');
  }

  /** Whether a word says that what follows is exact. */
  static boolean isExact(Figure figure) {
    return figure.printed().toLowerCase(Locale.ROOT).startsWith("exa");
  }
}
