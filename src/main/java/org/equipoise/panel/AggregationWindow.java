package org.equipoise.panel;

import java.util.OptionalInt;

/**
 * Which event times are aggregated.
 *
 * @param from the first event time
 * @param to the last; it also ends the periods that {@link Aggregation#SIMPLE} and {@link
 *     Aggregation#GROUP} and {@link Aggregation#CALENDAR} average over
 * @param balanced if present, only groups seen at least this long after treatment began, and event
 *     times up to it, so that every event time from 0 on has the same groups; {@link
 *     Aggregation#EVENT_TIME} only
 */
public record AggregationWindow(int from, int to, OptionalInt balanced) {

  /**
   * Refuses an empty window.
   *
   * @throws IllegalArgumentException if it ends before it begins, or is balanced at a negative time
   */
  public AggregationWindow {
    if (from > to || balanced.orElse(0) < 0) {
      throw new IllegalArgumentException("from " + from + " to " + to + ", " + balanced);
    }
  }

  /** Every event time seen. */
  public static AggregationWindow all() {
    return new AggregationWindow(Integer.MIN_VALUE, Integer.MAX_VALUE, OptionalInt.empty());
  }

  /** Event times in a range. */
  public static AggregationWindow of(int from, int to) {
    return new AggregationWindow(from, to, OptionalInt.empty());
  }

  /** The same, with the same groups at every event time from 0 to {@code eventTime}. */
  public AggregationWindow balancedAt(int eventTime) {
    return new AggregationWindow(from, to, OptionalInt.of(eventTime));
  }

  boolean holds(int eventTime) {
    return from <= eventTime && eventTime <= to;
  }
}
