package org.equipoise.disclosure;

import java.util.List;
import org.equipoise.analysis.Results;
import org.equipoise.waves.ParticipantFlow;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one report may be made of, so that the gate can weigh all of it together.
 *
 * @param results what the analysis found
 * @param flow the participant flow counted from the ledger; null where there is no ledger
 * @param earlier what has been published of the same trial before, in any order; readers are taken
 *     to know all of it
 * @param roundTo every count of people is told as a multiple of this number; 0 for exact counts
 */
public record Material(
    Results results, @Nullable ParticipantFlow flow, List<Manifest> earlier, int roundTo) {

  /**
   * Keeps its own copy.
   *
   * @throws IllegalArgumentException if counts are to be rounded to a number that {@link
   *     #mayRoundTo} does not allow, or an earlier release is of another trial
   */
  public Material {
    earlier = List.copyOf(earlier);
    if (!mayRoundTo(roundTo, results.protocol().cells().display())) {
      throw new IllegalArgumentException("rounding to " + roundTo + " shows small counts");
    }
    for (Manifest release : earlier) {
      if (!release.trial().equals(results.protocol().id())) {
        throw new IllegalArgumentException("an earlier release is of trial " + release.trial());
      }
    }
  }

  /** Results alone, with exact counts and nothing published before. */
  public static Material of(Results results) {
    return new Material(results, null, List.of(), 0);
  }

  /**
   * Whether counts may be rounded to multiples of {@code base}: 0 for no rounding, or a number that
   * is no small count itself.
   *
   * @param limit smallest count that is shown
   */
  public static boolean mayRoundTo(int base, int limit) {
    return base == 0 || base >= Math.max(2, limit);
  }
}
