package org.equipoise.document;

/** One typed value of a {@link Table}; it becomes text in a formatter and nowhere else. */
public sealed interface Cell {

  /** Words. */
  record Words(String text) implements Cell {}

  /** A number of people. */
  record Count(int count) implements Cell {}

  /** A number in the unit of an outcome. */
  record Quantity(double number, Scale scale) implements Cell {}

  /** A share in [0, 1]. */
  record Share(double share) implements Cell {}

  /** An interval in the unit of an outcome. */
  record Interval(double low, double high, Scale scale) implements Cell {}

  /** A p-value. */
  record P(double p) implements Cell {}

  /** The same thing in an arm and in the control arm. */
  record Pair(Cell first, Cell second) implements Cell {}

  /**
   * A value that may not be told.
   *
   * @param small whether it is a count below the limit, which is said; other values are not told at
   *     all
   */
  record Hidden(boolean small) implements Cell {}

  /** A short label that stands out. */
  record Badge(Tone tone, String text) implements Cell {}

  /** Nothing to show. */
  record Empty() implements Cell {}

  /** Words. */
  static Cell words(String text) {
    return new Words(text);
  }
}
