package org.equipoise.claims;

/** What arithmetic says of a printed claim. */
public enum Verdict {
  /** The figures as printed give it. */
  EXACT,
  /** Only because the figures it follows from are rounded themselves. */
  ROUNDING_ONLY,
  /** Only because of a hedge such as cirka. */
  HEDGE_ONLY,
  /** No rounding and no hedge can save it. */
  IMPOSSIBLE,
  /** Something it follows from is not printed. */
  UNCHECKABLE
}
