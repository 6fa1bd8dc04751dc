package org.equipoise.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts the months from one printed month to another, both included. */
final class MonthSpan {

  private MonthSpan() {}

  /**
   * 22 for {@code mars 2018 till och med december 2019} where months are counted; empty for texts
   * that do not name two months with their years.
   */
  static Optional<Integer> months(List<FigureToken> tokens, String unit) {
    String kind = unit.toLowerCase(Locale.ROOT);
    if (!kind.contains("month") && !kind.contains("månad")) {
      return Optional.empty();
    }
    List<Integer> counted = new ArrayList<>();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      Integer month = month(tokens.get(i));
      Integer year = year(tokens.get(i + 1));
      if (month != null && year != null) {
        counted.add(year * 12 + month);
      }
    }
    if (counted.size() != 2 || counted.get(1) < counted.get(0)) {
      return Optional.empty();
    }
    return Optional.of(counted.get(1) - counted.get(0) + 1);
  }

  private static @Nullable Integer month(FigureToken token) {
    return token instanceof FigureToken.Word word ? FigureWords.month(word.text()) : null;
  }

  private static @Nullable Integer year(FigureToken token) {
    return token instanceof FigureToken.Digits digits
            && PrintedFigures.isYear(digits.numeral().value())
        ? Integer.valueOf(digits.numeral().value().intValue())
        : null;
  }
}
