package org.equipoise.claims;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A claim and what arithmetic says of it.
 *
 * @param claim the claim
 * @param figure what it prints; empty when it prints words without a size
 * @param verdict the verdict
 * @param doubts why an impossible claim may yet be true; empty for a hard contradiction
 * @param nominal what the figures read plainly give
 * @param recomputed every value that the figures, with rounding and hedges, can give
 * @param shown the calculation with the figures put in, {@code 296 / 586 × 100}
 * @param missing what is not printed, in the claim file's words; empty when nothing is
 * @param repair the printed values, at its own rounding, that would fit: each as an interval of
 *     what could be printed; empty when the verdict is not {@link Verdict#IMPOSSIBLE}
 * @param notes what else a statistical relation tells: under which convention it holds, which
 *     counts lie behind a share, why nothing can be said
 */
public record CheckedClaim(
    Claim claim,
    Optional<Figure> figure,
    Verdict verdict,
    Set<Doubt> doubts,
    Optional<BigFraction> nominal,
    Optional<Interval> recomputed,
    String shown,
    String missing,
    List<Interval> repair,
    List<StatNote> notes) {

  /** A claim of which nothing else is told. */
  public CheckedClaim(
      Claim claim,
      Optional<Figure> figure,
      Verdict verdict,
      Set<Doubt> doubts,
      Optional<BigFraction> nominal,
      Optional<Interval> recomputed,
      String shown,
      String missing,
      List<Interval> repair) {
    this(claim, figure, verdict, doubts, nominal, recomputed, shown, missing, repair, List.of());
  }
}
