package org.equipoise.publication;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a sealed results file and the same analysis made again tell differently.
 *
 * @param place where
 * @param kind in what way
 * @param sealed what the sealed file says; null where it says nothing
 * @param again what the analysis says now; null where it says nothing
 * @param relative size of the difference against what the two are held to, most often the larger of
 *     them; NaN when they are not both numbers
 */
public record NumberDifference(
    ResultPlace place,
    Kind kind,
    @Nullable String sealed,
    @Nullable String again,
    double relative) {

  /** Significant digits of a binary64 number. */
  private static final int DIGITS = 16;

  /** In what way two results differ. */
  public enum Kind {
    /** Two numbers further apart than the tolerance. */
    NUMBER,
    /** Two whole numbers, which are counts and must be the same. */
    COUNT,
    /** A code, a word or a reason. */
    WORD,
    /** A number that the sealed file shows, and the disclosure rules hide. */
    SHOWN_THOUGH_HIDDEN,
    /** A number that the sealed file hides or lacks, and the analysis shows. */
    HIDDEN_THOUGH_SHOWN,
    /** A row or value that the analysis makes and the sealed file lacks. */
    MISSING,
    /** A row or value that is in the sealed file, and that the analysis does not make. */
    ADDED
  }

  /**
   * How many of the sixteen digits of a number are lost; 0 for what is no number. Two numbers that
   * do not even agree in their first digit lose all.
   */
  public int digitsLost() {
    if (Double.isNaN(relative) || relative <= 0) {
      return 0;
    }
    double agreeing = Math.floor(-Math.log10(relative));
    return (int) Math.max(0, Math.min(DIGITS, DIGITS - agreeing));
  }
}
