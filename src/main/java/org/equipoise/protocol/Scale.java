package org.equipoise.protocol;

import java.util.List;

/**
 * Several items that make one score.
 *
 * @param id the code
 * @param title what people read
 * @param items the items, all with the same range
 * @param reversed those whose high values mean little: scored lowest + highest - value
 * @param score how items combine
 * @param maxMissing how many items may be missing; with more the score is missing. The score of a
 *     sum is the mean of the answered items times the number of items
 */
public record Scale(
    Id id, Text title, List<Item.Id> items, List<Item.Id> reversed, Score score, int maxMissing) {

  /** Code of a scale. */
  public record Id(String value) {
    @Override
    public String toString() {
      return value;
    }
  }

  /** How items combine. */
  public enum Score {
    MEAN,
    SUM
  }

  /** Keeps its own copies. */
  public Scale {
    items = List.copyOf(items);
    reversed = List.copyOf(reversed);
  }
}
