package org.equipoise.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stars, or words on significance, say of a p-value.
 *
 * @param limits the limits below which p earns one more star, falling: 0.05, 0.01, 0.001
 */
record StatLegend(List<Double> limits) {

  /** Psychology and medicine. */
  static final StatLegend USUAL = new StatLegend(List.of(0.05, 0.01, 0.001));

  /** Economics. */
  static final StatLegend ECONOMICS = new StatLegend(List.of(0.10, 0.05, 0.01));

  /** What is tried when no legend is stated. */
  static final List<StatLegend> SEARCHED = List.of(USUAL, ECONOMICS);

  private static final Pattern NOT =
      Pattern.compile("\\b(inte|ej|icke|utan|not|non|no|insign\\w*)\\b|\\bn\\.?\\s?s\\b");
  private static final Pattern PERCENT_LEVEL =
      Pattern.compile("(\\d+(?:[.,]\\d+)?)\\s*-?\\s*(?:%|procent|percent|per cent)");
  private static final Pattern LIMIT = Pattern.compile("0?[.,]\\d+");

  StatLegend {
    limits = limits.stream().sorted((a, b) -> Double.compare(b, a)).toList();
  }

  /** How many stars a text bears. */
  static int stars(String text) {
    return (int) text.chars().filter(c -> c == '*' || c == '∗' || c == '★').count();
  }

  /** The p-values that a number of stars stands for; empty when the legend has no such sign. */
  Optional<StatTarget> of(String printed) {
    int stars = stars(printed);
    boolean dagger = printed.contains("†") || printed.contains("+");
    if (dagger && stars == 0) {
      return Optional.of(StatTarget.between(limits.get(0), 2 * limits.get(0)));
    }
    if (stars > limits.size()) {
      return Optional.empty();
    }
    return Optional.of(
        StatTarget.between(
            stars == limits.size() ? 0 : limits.get(stars),
            stars == 0 ? 1 : limits.get(stars - 1)));
  }

  /** The signs that p-values of a range may bear: {@code *}, {@code none}. */
  String signs(StatRange pValues) {
    List<String> signs = new ArrayList<>();
    for (int stars = 0; stars <= limits.size(); stars++) {
      String sign = "*".repeat(stars);
      if (of(sign).orElseThrow().allowed().meets(pValues)) {
        signs.add(stars == 0 ? "none" : sign);
      }
    }
    return String.join(", ", signs);
  }

  /** The p-values that words on significance stand for. */
  static StatTarget significance(String words, double alpha) {
    return NOT.matcher(words).find() ? StatTarget.between(alpha, 1) : StatTarget.between(0, alpha);
  }

  /** The level that words name, {@code på 5-procentsnivån}; 0.05 when they name none. */
  static double level(String words) {
    Matcher percent = PERCENT_LEVEL.matcher(words);
    if (percent.find()) {
      return Double.parseDouble(percent.group(1).replace(',', '.')) / 100;
    }
    Matcher limit = LIMIT.matcher(words);
    return limit.find() ? Double.parseDouble(limit.group().replace(',', '.')) : 0.05;
  }

  /** {@code * 0.05 ** 0.01 *** 0.001}. */
  String named() {
    List<String> signs = new ArrayList<>();
    for (int i = 0; i < limits.size(); i++) {
      signs.add("*".repeat(i + 1) + " " + StatNumber.plain(limits.get(i)));
    }
    return String.join(" ", signs);
  }
}
