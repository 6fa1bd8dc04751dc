package org.equipoise.report;

import org.equipoise.claims.CheckedClaim;
import org.equipoise.claims.Doubt;

/** What became of a printed figure, as readers are told it; the gravest first. */
enum ClaimsSort {
  /** It cannot be right. */
  WRONG,
  /** It does not agree, but may if something else is meant. */
  DOUBTFUL,
  /** It cannot be checked, and looks odd. */
  ODD,
  /** It agrees only because of a word such as cirka. */
  HEDGE,
  /** It agrees only because figures are rounded. */
  ROUNDING,
  /** It agrees as printed. */
  EXACT,
  /** What it follows from is not printed. */
  UNCHECKABLE;

  static ClaimsSort of(CheckedClaim claim) {
    return switch (claim.verdict()) {
      case EXACT -> EXACT;
      case ROUNDING_ONLY -> ROUNDING;
      case HEDGE_ONLY -> HEDGE;
      case IMPOSSIBLE -> claim.doubts().isEmpty() ? WRONG : DOUBTFUL;
      case UNCHECKABLE -> claim.doubts().contains(Doubt.TENSION) ? ODD : UNCHECKABLE;
    };
  }

  /** Whether something about it should be looked at. */
  boolean problem() {
    return this == WRONG || this == DOUBTFUL || this == ODD;
  }

  /** Whether it was recomputed. */
  boolean checked() {
    return this != UNCHECKABLE && this != ODD;
  }
}
