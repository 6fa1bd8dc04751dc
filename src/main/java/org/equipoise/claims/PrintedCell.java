package org.equipoise.claims;

import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/** What a cell of a printed table of estimates holds. */
public sealed interface PrintedCell {

  /** The cell as printed. */
  String printed();

  /** How a printed number stands to the true one. */
  enum Bound {
    /** {@code 0.12}, {@code = .03}: rounded. */
    EQUAL,
    /** {@code <0.001}. */
    BELOW,
    /** {@code ≤ 0.05}. */
    AT_MOST,
    /** {@code > .10}. */
    ABOVE,
    /** {@code ≥ 10}. */
    AT_LEAST
  }

  /**
   * A number.
   *
   * @param printed the cell
   * @param value the number read plainly; {@code 12 %} is 12
   * @param decimals how many decimals are printed, zeros kept: 2 for {@code 0.10}; below 0 for {@code
   *     1e3}
   * @param rounding the values that are printed so; for {@code <0.001} those below it
   * @param bound whether it is the rounded value or a bound
   * @param marks the marks of significance behind it, {@code **} or {@code †}; empty for none
   * @param bracketed whether it stands in brackets, as standard errors do
   * @param percent whether a percent sign follows it
   * @param remark where reading had to choose, in words; empty when it had not
   */
  record Value(
      String printed,
      BigFraction value,
      int decimals,
      Interval rounding,
      Bound bound,
      String marks,
      boolean bracketed,
      boolean percent,
      String remark)
      implements PrintedCell {

    /** One unit of the last decimal printed. */
    public BigFraction step() {
      return new BigFraction(10).pow(-decimals);
    }

    /** How many stars follow it. */
    public int stars() {
      return (int) marks.chars().filter(c -> c == '*').count();
    }

    Value with(String otherMarks) {
      return new Value(
          printed, value, decimals, rounding, bound, otherMarks, bracketed, percent, remark);
    }
  }

  /**
   * An interval: {@code [−0,2; 0,4]}, {@code 95% CI 0.1–0.4}.
   *
   * @param printed the cell
   * @param lower its lower end
   * @param upper its upper end
   * @param level its level where it is printed, 95 for {@code 95 %}
   */
  record Limits(String printed, Value lower, Value upper, @Nullable BigFraction level)
      implements PrintedCell {}

  /**
   * A number and what stands in brackets behind it: {@code −0.036 (0.158)}.
   *
   * @param printed the cell
   * @param first the number, with the marks that stand behind either
   * @param second what stands in the brackets: a {@link Value} or {@link Limits}
   */
  record Pair(String printed, Value first, PrintedCell second) implements PrintedCell {}

  /** {@code n.s.}: not significant, and no number. */
  record NotSignificant(String printed) implements PrintedCell {}

  /** Nothing is printed: an empty cell, a dash, {@code NA}, {@code ref.} */
  record Absent(String printed) implements PrintedCell {}

  /**
   * Something else.
   *
   * @param printed the cell
   * @param expected what can be read, in words for the reader
   */
  record Unreadable(String printed, String expected) implements PrintedCell {}
}
