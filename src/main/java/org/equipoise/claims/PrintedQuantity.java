package org.equipoise.claims;

import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * A figure found in a text, before the unit stated beside it and the rules have their say.
 *
 * @param low the number; of a range the lower
 * @param high the upper number of a range; null when it is none
 * @param hedge the hedge before or after it
 * @param strict whether the hedge rules the number itself out
 * @param unit the unit printed with it; null when there is none
 * @param scaled whether a scale was printed with it: {@code miljoner}, {@code mkr}
 * @param shape what kind of words told it
 * @param article whether it may be no number at all: the article {@code en}
 * @param bracketed whether it stands in parentheses
 * @param start where it begins in the text
 * @param end where it ends
 */
record PrintedQuantity(
    Numeral low,
    @Nullable Numeral high,
    Hedge hedge,
    boolean strict,
    Figure.@Nullable Unit unit,
    boolean scaled,
    Shape shape,
    boolean article,
    boolean bracketed,
    int start,
    int end) {

  /** What kind of words tell a quantity. */
  enum Shape {
    /** A number. */
    NUMBER,
    /** A part of a whole: {@code hälften}, {@code två av tre}; its number is the part of one. */
    SHARE,
    /** The new size as a ratio of the old: {@code halvering}. */
    RATIO,
    /** Nothing changed; its number is 0. */
    UNCHANGED,
    /** So many of so many, where things are counted: {@code 79 av 82}; its number is the first. */
    COUNT_OF
  }

  PrintedQuantity downward() {
    return new PrintedQuantity(
        high == null ? low.negated() : high.negated(),
        high == null ? null : low.negated(),
        hedge,
        strict,
        unit,
        scaled,
        shape,
        article,
        bracketed,
        start,
        end);
  }

  /** Whether it is a number with nothing said of its unit. */
  boolean bare() {
    return unit == null && !scaled && shape == Shape.NUMBER;
  }

  /** The same number in a unit. */
  PrintedQuantity in(Figure.@Nullable Unit other) {
    return new PrintedQuantity(
        low, high, hedge, strict, other, scaled, shape, article, bracketed, start, end);
  }

  /** Read plainly; of a range its middle. */
  BigFraction nominal() {
    return high == null ? low.value() : low.value().add(high.value()).divide(2);
  }
}
