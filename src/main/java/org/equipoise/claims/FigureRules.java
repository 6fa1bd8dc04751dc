package org.equipoise.claims;

import org.apache.commons.math3.fraction.BigFraction;

/**
 * How wide hedges are taken, and how the authors are thought to round. Printed with every check.
 *
 * @param aboutShare what {@code cirka} allows on either side, as a share of the figure (default
 *     0.05)
 * @param aboutMost the most that half a unit of the last place may add to that (default 0.10)
 * @param unitsBeyond how many units of the last stated place {@code drygt} and {@code knappt} reach
 *     (default 1)
 * @param wordPoints how far a share in words ({@code hälften}) may lie off, in percentage points
 *     (default 5)
 * @param rounding how halves are rounded
 */
public record FigureRules(
    BigFraction aboutShare,
    BigFraction aboutMost,
    BigFraction unitsBeyond,
    BigFraction wordPoints,
    Rounding rounding) {

  /** What becomes of a half. */
  public enum Rounding {
    /** Up, away from 0, as taught at school; the default. */
    HALF_UP,
    /** Up or to the even digit: both ends belong to the interval. */
    EITHER,
    /** Cut off. */
    DOWN
  }

  /** What the field takes unless told otherwise. */
  public static final FigureRules DEFAULT =
      new FigureRules(
          new BigFraction(1, 20),
          new BigFraction(1, 10),
          BigFraction.ONE,
          new BigFraction(5),
          Rounding.HALF_UP);
}
