package org.equipoise.panel;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.estimate.NotEstimableException;

/**
 * Group-time effects aggregated.
 *
 * @param kind how
 * @param overall the one number
 * @param parts the numbers it is a mean of, by key; none for {@link Aggregation#SIMPLE}
 * @param leftOut cells that would have counted but were refused
 * @param influence of the overall number, then of the parts, unit by unit
 * @param clustered the same summed by cluster; the same where units are their own clusters
 */
public record Aggregate(
    Aggregation kind,
    GroupTimeReading overall,
    List<Part> parts,
    int leftOut,
    InfluenceFunctions influence,
    InfluenceFunctions clustered) {

  /**
   * One of the numbers.
   *
   * @param key the group, period or event time
   * @param reading the effect
   * @param cells how many cells it is made of
   */
  public record Part(int key, GroupTimeReading reading, int cells) {}

  /** Copies the list. */
  public Aggregate {
    parts = List.copyOf(parts);
  }

  /** The influence functions of the parts alone, what a simultaneous band is about. */
  public InfluenceFunctions partsClustered() {
    double[][] pick = new double[parts.size()][parts.size() + 1];
    for (int j = 0; j < pick.length; j++) {
      pick[j][j + 1] = 1;
    }
    return clustered.combine(pick);
  }

  /**
   * The effects by event time with their covariance (summed by cluster where the panel has any).
   * Event times without a standard error, such as the reference, are left out.
   *
   * @throws NotEstimableException if no event time has one
   * @throws IllegalStateException if this is another aggregation
   */
  public EventPath path() {
    if (kind != Aggregation.EVENT_TIME) {
      throw new IllegalStateException(kind + " has no event times");
    }
    List<Integer> kept = new ArrayList<>();
    for (int j = 0; j < parts.size(); j++) {
      if (parts.get(j).reading().judged().isPresent()) {
        kept.add(j);
      }
    }
    if (kept.isEmpty()) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_VARIATION,
          "no event time has an effect with a standard error",
          "look at the cells one by one");
    }
    int k = kept.size();
    int[] times = new int[k];
    double[] values = new double[k];
    double[][] pick = new double[k][parts.size() + 1];
    for (int j = 0; j < k; j++) {
      Part part = parts.get(kept.get(j));
      times[j] = part.key();
      values[j] = part.reading().value();
      pick[j][kept.get(j) + 1] = 1;
    }
    return new EventPath(
        times, values, clustered.combine(pick).covariance(), Double.POSITIVE_INFINITY);
  }
}
