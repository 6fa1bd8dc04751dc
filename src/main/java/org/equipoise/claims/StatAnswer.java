package org.equipoise.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * What a statistical relation says of a printed figure. Its parts are those of a {@link
 * CheckedClaim}, which is made of it unchanged.
 *
 * @param verdict the verdict under the convention that suits the figure best
 * @param doubts why an impossible figure may yet be true; {@link Doubt#OTHER_DEFINITION} when it
 *     holds under a convention that nobody stated, such as a one-sided test
 * @param nominal what the figures read plainly give
 * @param recomputed every value that the figures, with rounding and hedges, can give, widened in
 *     the twelfth digit so that arithmetic in doubles accuses nobody
 * @param shown the calculation with the figures put in
 * @param missing what is not printed, in English; empty when nothing is
 * @param repair the values that could be printed instead, from the first to the last of each run,
 *     in steps of the figure's last place
 * @param holds the conventions under which the figure fits, the most usual first: {@code t(20),
 *     two-sided}
 * @param fails the conventions that were tried and do not fit
 * @param notes what else a reader should know, to be put in words by the page
 */
public record StatAnswer(
    Verdict verdict,
    Set<Doubt> doubts,
    Optional<BigFraction> nominal,
    Optional<Interval> recomputed,
    String shown,
    String missing,
    List<Interval> repair,
    List<String> holds,
    List<String> fails,
    List<StatNote> notes) {

  /** Keeps its own lists. */
  public StatAnswer {
    doubts = Set.copyOf(doubts);
    repair = List.copyOf(repair);
    holds = List.copyOf(holds);
    fails = List.copyOf(fails);
    notes = List.copyOf(notes);
  }

  /** The same with one more note. */
  StatAnswer with(StatNote note) {
    List<StatNote> all = new ArrayList<>(notes);
    all.add(note);
    return new StatAnswer(
        verdict, doubts, nominal, recomputed, shown, missing, repair, holds, fails, all);
  }

  /**
   * The same for a row that prints no figure to set the values against: told in the calculation.
   */
  StatAnswer told() {
    String within =
        recomputed
            .filter(range -> !range.isPoint())
            .map(range -> " " + StatNumber.plain(StatRange.of(range)))
            .orElse("");
    return new StatAnswer(
        verdict,
        doubts,
        Optional.empty(),
        Optional.empty(),
        shown + within,
        missing,
        repair,
        holds,
        fails,
        notes);
  }

  /** Nothing can be said, and why. */
  static StatAnswer uncheckable(String shown, String missing, StatNote... notes) {
    return new StatAnswer(
        Verdict.UNCHECKABLE,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        shown,
        missing,
        List.of(),
        List.of(),
        List.of(),
        List.of(notes));
  }
}
