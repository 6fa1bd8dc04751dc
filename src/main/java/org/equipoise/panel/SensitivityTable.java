package org.equipoise.panel;

import java.util.List;
import java.util.OptionalDouble;
import org.equipoise.estimate.ConfidenceInterval;

/**
 * How far an effect stands against violations of parallel trends.
 *
 * @param estimate theta, in the unit of the outcome
 * @param standardError of it
 * @param conventional the interval that takes parallel trends for granted, {@code theta +- z se}
 * @param rows one for each bound asked for, in that order
 * @param breakdown the bound up to which the effect differs from zero, to three digits; empty when
 *     it does not even at bound 0
 */
public record SensitivityTable(
    double estimate,
    double standardError,
    ConfidenceInterval conventional,
    List<SensitivityRow> rows,
    OptionalDouble breakdown) {

  /** Copies the list. */
  public SensitivityTable {
    rows = List.copyOf(rows);
  }

  /** Refuses a level at which the intervals have no meaning. */
  static double checkLevel(double level) {
    if (!(level >= 0.5 && level < 1)) {
      throw new IllegalArgumentException("level " + level + " is not in [0.5, 1)");
    }
    return level;
  }

  /** Refuses bounds that are not numbers from 0 up. */
  static void checkBounds(double... bounds) {
    for (double bound : bounds) {
      if (!(bound >= 0 && bound < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("bound " + bound);
      }
    }
  }

  static SensitivityTable of(
      EventSplit split,
      PostContrast contrast,
      double level,
      List<SensitivityRow> rows,
      OptionalDouble breakdown) {
    double[] l = split.spread(contrast);
    double estimate = split.value(l);
    double se = split.standardError(l);
    double half = FoldedNormal.upper((1 - level) / 2) * se;
    return new SensitivityTable(
        estimate,
        se,
        new ConfidenceInterval(level, estimate - half, estimate + half),
        rows,
        breakdown);
  }
}
