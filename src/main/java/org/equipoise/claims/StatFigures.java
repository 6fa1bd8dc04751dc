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

  private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}]+");

  private static final Pattern THOUSANDS =
      Pattern.compile("(?<![\\d.,])\\d{1,3}(?:[\\s\\p{Z}]\\d{3})+(?![\\d.,])");

  private static final Pattern PERCENT = Pattern.compile("[\\s\\p{Z}]+(?=%)");

  private static final Pattern BARE = Pattern.compile("([<>≤≥]?=?)([-−–+]?\\d*[.,]?\\d+)(%?)");

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

  /**
   * The figures that an argument writes out: bare digits with their signs ({@code 0.05 0.01},
   * {@code <0.001}, {@code 40 %}), else what a reader of printed figures makes of it ({@code cirka
   * 550}), else the digits in it.
   */
  static List<Figure> written(String text, FigureRules rules) {
    String joined =
        THOUSANDS
            .matcher(text.strip())
            .replaceAll(group -> BLANK.matcher(group.group()).replaceAll(""));
    List<Figure> bare = new ArrayList<>();
    for (String token : BLANK.split(PERCENT.matcher(joined).replaceAll("%"), -1)) {
      Matcher digits = BARE.matcher(token);
      if (!digits.matches()) {
        return PrintedFigures.read(text, "", rules)
            .map(List::of)
            .orElseGet(() -> in(text, rules.rounding()));
      }
      bare.add(bare(digits, rules.rounding()));
    }
    return bare;
  }

  private static Figure bare(Matcher digits, FigureRules.Rounding rounding) {
    Figure figure = rounded(digits.group(2), rounding);
    boolean percent = !digits.group(3).isEmpty();
    boolean below = digits.group(1).startsWith("<") || digits.group(1).startsWith("≤");
    boolean above = digits.group(1).startsWith(">") || digits.group(1).startsWith("≥");
    boolean ends = digits.group(1).contains("=") || digits.group(1).matches("[≤≥]");
    Interval allowed =
        below
            ? new Interval(null, false, figure.nominal(), ends)
            : above ? new Interval(figure.nominal(), ends, null, false) : figure.allowed();
    return new Figure(
        digits.group(),
        figure.nominal(),
        figure.step(),
        figure.rounding(),
        allowed,
        below ? Hedge.AT_MOST : above ? Hedge.AT_LEAST : Hedge.NONE,
        percent ? Figure.Unit.PERCENT : Figure.Unit.NUMBER);
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
