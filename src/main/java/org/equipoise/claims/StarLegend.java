package org.equipoise.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * What marks of significance promise: {@code * p < 0.05, ** p < 0.01, *** p < 0.001}.
 *
 * @param marks every mark and the p value below which it is printed, the largest p first; the first
 *     mark of two with the same p is dropped
 */
public record StarLegend(List<Mark> marks) {

  /** A mark and the p value below which it is printed. */
  public record Mark(String sign, BigFraction below) {}

  /** One star below .05, two below .01, three below .001: medicine, psychology, sociology. */
  public static final StarLegend USUAL = stars(50, 10, 1);

  /** One star below .10, two below .05, three below .01: economics. */
  public static final StarLegend ECONOMISTS = stars(100, 50, 10);

  private static final Pattern ENTRY =
      Pattern.compile(
          "([*†‡+]+)\\s*(?:indicates|means|anger|betyder|:)?\\s*(?:[pP]\\b)?[- ]*(?:value|värde)?\\s*"
              + "[<≤=]?\\s*(\\d*[.,]?\\d+)\\s*(%?)");

  /** Sorts the marks, the largest p first. */
  public StarLegend {
    marks =
        marks.stream()
            .sorted(Comparator.comparing(Mark::below, Comparator.reverseOrder()))
            .toList();
  }

  private static StarLegend stars(int one, int two, int three) {
    return new StarLegend(
        List.of(
            new Mark("*", new BigFraction(one, 1000)),
            new Mark("**", new BigFraction(two, 1000)),
            new Mark("***", new BigFraction(three, 1000))));
  }

  /**
   * The legend under a table; empty when no mark with its p value is found.
   *
   * @param text {@code * p<0.10, ** p<0.05, *** p<0.01}, {@code *** 0,1 %}; stars and daggers, with a
   *     decimal comma or point
   */
  public static Optional<StarLegend> read(String text) {
    String plain = text.replace('\u2217', '*').replace('\u204E', '*').replace('\uFF0A', '*');
    Matcher entry = ENTRY.matcher(plain);
    List<Mark> found = new ArrayList<>();
    while (entry.find()) {
      String digits = entry.group(2).replace(',', '.');
      BigFraction level =
          FigureRules.exact(Double.parseDouble(digits.startsWith(".") ? "0" + digits : digits));
      BigFraction below = entry.group(3).isEmpty() ? level : level.divide(100);
      String sign = entry.group(1);
      boolean usable =
          below.compareTo(BigFraction.ZERO) > 0
              && below.compareTo(BigFraction.ONE) < 0
              && found.stream().noneMatch(m -> m.sign().equals(sign) || m.below().equals(below));
      if (usable) {
        found.add(new Mark(sign, below));
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(new StarLegend(found));
  }

  /**
   * The p values that are printed with a mark; with none, those that get no mark. Empty when the
   * legend does not know the mark.
   */
  public Optional<Interval> p(String sign) {
    BigFraction above = BigFraction.ONE;
    if (sign.isEmpty()) {
      return Optional.of(new Interval(marks.get(0).below(), true, above, true));
    }
    for (int i = 0; i < marks.size(); i++) {
      if (marks.get(i).sign().equals(sign)) {
        BigFraction from = i + 1 < marks.size() ? marks.get(i + 1).below() : BigFraction.ZERO;
        return Optional.of(new Interval(from, true, marks.get(i).below(), false));
      }
    }
    return Optional.empty();
  }

  /** The mark that a p value is printed with; empty for none. */
  public String mark(double p) {
    String sign = "";
    for (Mark mark : marks) {
      if (p < mark.below().doubleValue()) {
        sign = mark.sign();
      }
    }
    return sign;
  }

  /** {@code * p < 0.05, ** p < 0.01}, in the digits of the program. */
  @Override
  public String toString() {
    return marks.stream()
        .map(m -> m.sign() + " p < " + m.below().bigDecimalValue().toPlainString())
        .collect(Collectors.joining(", "));
  }
}
