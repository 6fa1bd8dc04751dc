package org.equipoise.trial;

import java.util.List;

/**
 * Whether a person may be drawn now.
 *
 * @param kind the first thing that decides
 * @param reasons codes that say why: of criteria, consents or variables, of a placement, a
 *     withdrawal or a cause, or the name of a kit; empty for {@link Kind#READY} and {@link
 *     Kind#DRAWN}
 */
public record Standing(Kind kind, List<String> reasons) {

  /** Where a person stands on the way to a draw. */
  public enum Kind {
    /** May be drawn. */
    READY,
    /** Chance has decided. */
    DRAWN,
    /** Placed without a draw. */
    OUTSIDE,
    /** Can no longer be followed. */
    LEFT,
    /** Withdrew before the draw. */
    WITHDRAWN,
    /** What was known is erased. */
    ERASED,
    /** An eligibility question was answered otherwise than needed. */
    NOT_ELIGIBLE,
    /** A required consent is not given. */
    NO_CONSENT,
    /** The site draws offline until its kit is back. */
    SITE_AWAY,
    /** A value that the draw rule needs is not known. */
    VALUES_MISSING
  }

  static final Standing READY = new Standing(Kind.READY, List.of());
  static final Standing DRAWN = new Standing(Kind.DRAWN, List.of());

  /** Keeps its own copy. */
  public Standing {
    reasons = List.copyOf(reasons);
  }

  /** Whether the person may be drawn. */
  public boolean ready() {
    return kind == Kind.READY;
  }
}
