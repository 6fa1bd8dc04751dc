package org.equipoise.claims;

import org.apache.commons.math3.fraction.BigFraction;

/**
 * A printed figure and the true values that it may stand for.
 *
 * @param printed the words and digits as printed
 * @param nominal the value read plainly, in units of one: {@code cirka 1,2 miljoner} is 1200000,
 *     {@code 55 procent} is 55; of a range its middle
 * @param step one unit of the last place printed: 100000 for {@code 1,2 miljoner}, 1 for {@code 55
 *     procent}, 0 when the figure is exact (a count)
 * @param rounding the values that rounding alone would print so: half a step on either side; the
 *     nominal value alone when it is exact
 * @param allowed the values that the hedge, if any, allows besides; equal to {@code rounding} when
 *     there is none
 * @param hedge the hedge
 * @param unit what it counts
 */
public record Figure(
    String printed,
    BigFraction nominal,
    BigFraction step,
    Interval rounding,
    Interval allowed,
    Hedge hedge,
    Unit unit) {

  /** What a figure counts. */
  public enum Unit {
    /** A number of things, or no unit at all. */
    NUMBER,
    /** Of a hundred: {@code %}, {@code procent}, percent. */
    PERCENT,
    /** Points between two percentages: {@code procentenheter}, pp. */
    POINTS,
    /** A part of one: {@code hälften}, {@code en fjärdedel} where no percent is meant. */
    FRACTION,
    /** Money, in units of the currency. */
    MONEY,
    /** A year or a date. */
    DATE,
    /** A name, as the number of a statute or a table. */
    IDENTIFIER
  }

  /** Whether its interval comes from a word and not from rounding. */
  public boolean hedged() {
    return hedge != Hedge.NONE;
  }
}
