package org.equipoise.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One difference between a protocol as planned and as it was followed.
 *
 * @param path where it stands, from the protocol down
 * @param kind what happened to it
 * @param planned what the plan said: a component of a protocol; null where it said nothing
 * @param done what was followed; null where that says nothing
 * @param weight what it touches
 */
public record PlanChange(
    List<Step> path, Kind kind, @Nullable Object planned, @Nullable Object done, Weight weight) {

  /** Keeps its own copy. */
  public PlanChange {
    path = List.copyOf(path);
  }

  /** What happened. */
  public enum Kind {
    ADDED,
    LEFT_OUT,
    CHANGED,
    /** The same things in another order. */
    REORDERED
  }

  /** What a difference touches, the weightiest first. */
  public enum Weight {
    /** The arms, or how chance decides between them. */
    DRAW,
    /** How a number is made. */
    ESTIMATE,
    /** Who is in it. */
    SAMPLE,
    /** Which numbers are told, and how they are read. */
    TOLD,
    /** How files lie; the same facts give the same numbers. */
    FILES,
    /** Words only. */
    WORDING
  }

  /**
   * One step down.
   *
   * @param owner the record that is stepped into, such as {@code Outcome}
   * @param field its component, such as {@code direction}
   * @param key code of the element within a list or map of elements; empty for the component itself
   * @param element the element as followed, else as planned; null for the component itself
   */
  public record Step(String owner, String field, String key, @Nullable Object element) {

    /** {@code Outcome.direction}. */
    public String name() {
      return owner + "." + field;
    }
  }

  /** Place in the protocol's file, such as {@code /outcomes/works/direction}; codes for places. */
  public String pointer() {
    StringBuilder pointer = new StringBuilder();
    for (Step step : path) {
      pointer.append('/').append(step.field());
      if (!step.key().isEmpty()) {
        pointer.append('/').append(step.key());
      }
    }
    return pointer.toString();
  }
}
