package org.equipoise.claims;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.fraction.BigFraction;

/** Figures from bare digits, as the ends of a printed interval. */
final class StatFigures {

  /** A minus before a digit belongs to it unless a digit stands before: 0.1-0.4 is a range. */
  private static final Pattern DIGITS = Pattern.compile("(?<![\\d%])[-−–]?\\d*[.,]?\\d+");

  private StatFigures() {}

  /** A figure rounded at its last digit, whose zeros count: {@code 0.30}, {@code -0,036}. */
  static Figure rounded(String digits, FigureRules.Rounding rounding) {
    String plain = digits.strip().replace(',', '.').replace('−', '-').replace('–', '-');
    BigDecimal value = new BigDecimal(plain);
    BigFraction step = power(-value.scale());
    BigFraction nominal = new BigFraction(value.unscaledValue()).multiply(step);
    Interval values = roundedTo(nominal, step, value.signum() < 0, rounding);
    return new Figure(
        digits.strip(), nominal, step, values, values, Hedge.NONE, Figure.Unit.NUMBER);
  }

  private static Interval roundedTo(
      BigFraction nominal, BigFraction step, boolean negative, FigureRules.Rounding rounding) {
    BigFraction half = step.divide(2);
    return switch (rounding) {
      case EITHER -> Interval.closed(nominal.subtract(half), nominal.add(half));
      case HALF_UP ->
          nominal.equals(BigFraction.ZERO)
              ? new Interval(half.negate(), false, half, false)
              : new Interval(nominal.subtract(half), !negative, nominal.add(half), negative);
      case DOWN ->
          nominal.equals(BigFraction.ZERO)
              ? new Interval(step.negate(), false, step, false)
              : negative
                  ? new Interval(nominal.subtract(step), false, nominal, true)
                  : new Interval(nominal, true, nominal.add(step), false);
    };
  }

  /** A count. */
  static Figure exact(String digits) {
    BigFraction nominal = new BigFraction(new BigInteger(digits.strip()));
    Interval point = Interval.point(nominal);
    return new Figure(
        digits, nominal, BigFraction.ZERO, point, point, Hedge.NONE, Figure.Unit.NUMBER);
  }

  /** The figures in a text, in their order. */
  static List<Figure> in(String text, FigureRules.Rounding rounding) {
    List<Figure> figures = new ArrayList<>();
    Matcher digits = DIGITS.matcher(text);
    while (digits.find()) {
      figures.add(rounded(digits.group(), rounding));
    }
    return figures;
  }

  private static BigFraction power(int exponent) {
    BigFraction ten = new BigFraction(BigInteger.TEN.pow(Math.abs(exponent)));
    return exponent >= 0 ? ten : ten.reciprocal();
  }
}
