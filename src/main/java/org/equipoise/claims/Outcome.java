package org.equipoise.claims;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * What one statement about a claim comes to.
 *
 * @param verdict the verdict
 * @param doubts why it may yet be otherwise
 * @param nominal what the figures read plainly give
 * @param recomputed every value they can give
 * @param shown the calculation
 * @param missing what is not printed
 * @param repair printed values that would fit
 * @param relations what the statement says, for all claims together
 * @param notes what else a statistical relation tells
 */
record Outcome(
    Verdict verdict,
    Set<Doubt> doubts,
    Optional<BigFraction> nominal,
    Optional<Interval> recomputed,
    String shown,
    String missing,
    List<Interval> repair,
    List<Relation> relations,
    List<StatNote> notes) {

  Outcome(
      Verdict verdict,
      Set<Doubt> doubts,
      Optional<BigFraction> nominal,
      Optional<Interval> recomputed,
      String shown,
      String missing,
      List<Interval> repair,
      List<Relation> relations) {
    this(verdict, doubts, nominal, recomputed, shown, missing, repair, relations, List.of());
  }

  static Outcome uncheckable(String missing) {
    return new Outcome(
        Verdict.UNCHECKABLE,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        "",
        missing,
        List.of(),
        List.of());
  }

  Outcome uncheckableFor(String reason) {
    return new Outcome(
        Verdict.UNCHECKABLE,
        Set.of(),
        nominal,
        recomputed,
        shown,
        reason,
        List.of(),
        List.of(),
        notes);
  }

  Outcome with(Set<Doubt> others) {
    if (verdict != Verdict.IMPOSSIBLE || others.isEmpty()) {
      return this;
    }
    Set<Doubt> all = EnumSet.copyOf(others);
    all.addAll(doubts);
    return new Outcome(verdict, all, nominal, recomputed, shown, missing, repair, relations, notes);
  }

  /** The graver of two, both of which must hold. */
  Outcome and(Outcome other) {
    return rank() >= other.rank() ? this : other;
  }

  /** The better of two, either of which may hold. */
  Outcome or(Outcome other) {
    return rank() <= other.rank() ? this : other;
  }

  /** Impossible is graver than unknown, which is graver than everything that may be true. */
  private int rank() {
    return switch (verdict) {
      case EXACT -> 0;
      case ROUNDING_ONLY -> 1;
      case HEDGE_ONLY -> 2;
      case UNCHECKABLE -> 3;
      case IMPOSSIBLE -> 4;
    };
  }
}
