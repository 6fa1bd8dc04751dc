package org.equipoise.claims;

import java.math.BigDecimal;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * How wide hedges are taken, and how the authors are thought to round. Printed with every check.
 *
 * <p>The hedge words of a report are no promise; these are the widths within which readers take
 * them. A width too narrow accuses the innocent, one too wide lets every slip pass.
 *
 * @param aboutShare what {@code cirka} and {@code drygt} allow at least, as a share of the figure,
 *     in [0, 1) (default 0.05); percentages keep to their units instead
 * @param aboutMost the most that a unit of the last stated place may add to that where zeros follow
 *     it, as a share of the figure, in [0, 1) (default 0.10): {@code knappt 200} begins at 180, not
 *     at 100
 * @param unitsBeyond how many units of the last stated place {@code drygt} and {@code knappt}
 *     reach, above 0 (default 1)
 * @param wordPoints how far a share in words ({@code hälften}) may lie off, and how far {@code
 *     drygt 60 procent} may reach, in percentage points, in [0, 50) (default 5)
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

  /**
   * Checks the widths.
   *
   * @throws IllegalArgumentException naming the one that is outside its domain
   */
  public FigureRules {
    within("aboutShare", aboutShare, BigFraction.ONE);
    within("aboutMost", aboutMost, BigFraction.ONE);
    within("unitsBeyond", unitsBeyond, new BigFraction(Integer.MAX_VALUE));
    within("wordPoints", wordPoints, new BigFraction(50));
  }

  /**
   * The rules for widths as typed on a command line, each as the decimal it prints as.
   *
   * @throws IllegalArgumentException if one is no number or outside its domain
   */
  public static FigureRules of(
      double aboutShare,
      double aboutMost,
      double unitsBeyond,
      double wordPoints,
      Rounding rounding) {
    return new FigureRules(
        decimal("aboutShare", aboutShare),
        decimal("aboutMost", aboutMost),
        decimal("unitsBeyond", unitsBeyond),
        decimal("wordPoints", wordPoints),
        rounding);
  }

  private static void within(String name, BigFraction value, BigFraction below) {
    if (value.compareTo(BigFraction.ZERO) < 0 || value.compareTo(below) >= 0) {
      throw new IllegalArgumentException(
          name + " must be at least 0 and below " + below + ", not " + value);
    }
  }

  private static BigFraction decimal(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " must be a number, not " + value);
    }
    return exact(value);
  }

  /** A double as the decimal it prints as: 0.05 is a twentieth. */
  static BigFraction exact(double value) {
    BigDecimal decimal = BigDecimal.valueOf(value);
    BigFraction digits = new BigFraction(decimal.unscaledValue());
    return digits.multiply(new BigFraction(10).pow(-decimal.scale()));
  }
}
