package org.equipoise.claims;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.Figure.Unit;
import org.jspecify.annotations.Nullable;

/**
 * The figures that a document prints with a hedge or rounded, to be known again where a formula
 * repeats their digits alone: {@code 100 - 75 - 8} where the document says {@code cirka 75
 * procent}.
 */
final class DocumentFigures {

  private static final BigFraction LEAST = new BigFraction(20);
  private static final BigFraction HUNDRED = new BigFraction(100);

  /** A figure and the claim that prints it. */
  private record Printed(String id, Figure figure) {}

  private final Map<BigFraction, List<Printed>> byValue = new HashMap<>();

  /** Adds what a claim prints. */
  void add(String id, Figure figure) {
    byValue
        .computeIfAbsent(figure.nominal(), any -> new ArrayList<>())
        .add(new Printed(id, figure));
  }

  /**
   * How loose a bare number is elsewhere; null when nobody prints it, when it is exact there, or
   * when two claims print it differently.
   *
   * @param percent whether the number is a percentage; else it is a count
   * @param own the id of the claim that asks
   */
  @Nullable Figure loose(Figure bare, boolean percent, String own) {
    boolean told = bare.nominal().compareTo(LEAST) >= 0 && !bare.nominal().equals(HUNDRED);
    Figure found = null;
    for (Printed printed :
        told ? byValue.getOrDefault(bare.nominal(), List.of()) : List.<Printed>of()) {
      Figure figure = printed.figure();
      boolean alike = percent ? figure.unit() == Unit.PERCENT : figure.unit() == Unit.NUMBER;
      if (printed.id().equals(own) || !alike) {
        continue;
      }
      boolean differs = found != null && !found.allowed().equals(figure.allowed());
      if (differs || !isLoose(figure, percent)) {
        return null;
      }
      found = figure;
    }
    return found;
  }

  /** Percentages are rounded anyway; only a hedge makes them looser. */
  private static boolean isLoose(Figure figure, boolean percent) {
    return switch (figure.hedge()) {
      case ABOUT, JUST_OVER, JUST_UNDER -> true;
      case NONE -> !percent && Extent.sign(figure.step()) > 0;
      case AT_LEAST, AT_MOST, WORDS, RANGE -> false;
    };
  }
}
