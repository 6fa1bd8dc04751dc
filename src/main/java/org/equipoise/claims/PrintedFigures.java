package org.equipoise.claims;

import java.util.Optional;

/** Reads figures as they are printed, in Swedish and English. */
public final class PrintedFigures {

  private PrintedFigures() {}

  /**
   * The figure that a text prints; empty when it prints none.
   *
   * @param printed words and digits: {@code drygt 26 000}, {@code 326,50 mkr}, {@code två av tre}
   * @param unit unit and rounding as stated beside it: {@code %, whole percent}; may be empty
   * @param rules how wide hedges are taken
   */
  public static Optional<Figure> read(String printed, String unit, FigureRules rules) {
    throw new UnsupportedOperationException(printed + unit + rules);
  }
}
