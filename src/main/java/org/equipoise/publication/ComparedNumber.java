package org.equipoise.publication;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A printed number beside the same number made anew.
 *
 * @param printed as printed
 * @param match whether it was reproduced
 * @param ours by the plan, in the printed unit; NaN when there is none
 * @param oursPrinted the same rounded as printed; empty when there is none
 * @param rounding what explains a last digit that differs; of {@link #there} when the number is
 *     only reproduced under another way
 * @param way under which it is reproduced, or which comes nearest; null when that is the plan's own
 * @param there the number by that way; NaN when there is none
 * @param therePrinted the same rounded as printed
 * @param alone whether that way gives this number but not the others of its line, so that it
 *     explains nothing
 * @param reason why it cannot be compared: {@code no-row}, {@code not-estimated}, {@code hidden} by
 *     the disclosure gate, {@code not-in-results}; empty when it can
 * @param chance share of the numbers that could stand there which some way gives: the chance that a
 *     wrong number is "explained"; NaN when there was no search
 */
public record ComparedNumber(
    PrintedNumber printed,
    Match match,
    double ours,
    String oursPrinted,
    Rounding rounding,
    @Nullable Way way,
    double there,
    String therePrinted,
    boolean alone,
    String reason,
    double chance) {

  /** Whether a printed number was reproduced; the best first. */
  public enum Match {
    /** Ours, rounded as printed, gives the printed digits. */
    REPRODUCED,
    /** The last digit is off by one, and rounding explains it. */
    WITHIN_ROUNDING,
    /** Not by the plan, but by one named way that gives its whole line. */
    ONLY_UNDER,
    /** By no way that gives the rest of its line. */
    NOT_REPRODUCED,
    /** There is nothing to compare it with. */
    NOT_COMPARABLE;

    /** Its name in files. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What explains a last digit that is off by one. */
  public enum Rounding {
    /** Nothing has to. */
    NONE,
    /** Further digits were cut off, not rounded. */
    CUT_OFF,
    /** It was rounded to one or two digits more first, and then again. */
    ROUNDED_TWICE,
    /** It follows from other numbers of its line as they are printed. */
    FROM_PRINTED,
    /** Not rounding: it differs by no more than the user tolerates. */
    TOLERATED;

    /** Its name in files. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** How far the printed number lies from the nearest one made anew; NaN when there is none. */
  public double gap() {
    double nearest = Double.isNaN(there) ? ours : there;
    return Math.abs(printed.value().doubleValue() - nearest);
  }
}
