package org.equipoise.waves;

import org.equipoise.protocol.Scale;

/** Scores of several items answered by the same persons. */
public final class ScaleScore {

  private ScaleScore() {}

  /**
   * The score of every person.
   *
   * <p>A reversed item counts as {@code lowest + highest - value}. The score is the mean of the
   * items answered, times the number of items for a sum, so that a sum with a missing item is the
   * sum with that item at the person's own mean. With more items missing than the scale allows it
   * is missing.
   *
   * @param scale how items combine, and how many may be missing
   * @param items answers by item and person, in the scale's order of items; NaN is missing
   * @param lowest smallest possible answer
   * @param highest largest possible answer
   * @return one score a person; NaN is missing
   */
  public static double[] of(Scale scale, double[][] items, double lowest, double highest) {
    int people = items.length == 0 ? 0 : items[0].length;
    double[] scores = new double[people];
    boolean[] reversed = new boolean[items.length];
    for (int j = 0; j < items.length; j++) {
      reversed[j] = scale.reversed().contains(scale.items().get(j));
    }
    double factor = scale.score() == Scale.Score.SUM ? items.length : 1;
    for (int i = 0; i < people; i++) {
      double sum = 0;
      int answered = 0;
      for (int j = 0; j < items.length; j++) {
        double value = items[j][i];
        if (!Double.isNaN(value)) {
          sum += reversed[j] ? lowest + highest - value : value;
          answered++;
        }
      }
      boolean enough = answered > 0 && items.length - answered <= scale.maxMissing();
      scores[i] = enough ? factor * (sum / answered) : Double.NaN;
    }
    return scores;
  }
}
