package org.equipoise.claims;

import java.util.List;

/** Checks the claims of a file against each other. */
public final class ClaimCheck {

  private ClaimCheck() {}

  /**
   * What arithmetic says of every claim, and which cannot stand together.
   *
   * @param claims the claims; their ids differ
   * @param rules how hedges and rounding are taken
   */
  public static ClaimVerdicts of(List<Claim> claims, FigureRules rules) {
    throw new UnsupportedOperationException(claims.toString() + rules);
  }
}
