package org.equipoise.trial;

import java.util.Set;

/**
 * What became of an answered form.
 *
 * @param sheet the form
 * @param how what was done with it
 * @param flags what somebody should know about it
 * @param why why it was set aside, in a few words; else empty
 * @param line the line of the ledger that holds it, or for {@link How#UNCHANGED} and {@link
 *     How#DUPLICATE} the one that stands; 0 when it was set aside
 */
public record Filed(AnswerSheet sheet, How how, Set<Flag> flags, String why, long line) {

  /** What was done. */
  public enum How {
    /** The first answer of this person, wave and respondent. */
    NEW,
    /** It says what stands there, of the same day; nothing was written. */
    UNCHANGED,
    /** It adds answers to those that stand there and changes none, or counts where they do not. */
    CONTINUED,
    /** It differs from what stands there, and was asked to replace it. */
    REPLACED,
    /** It differs from what stands there, which stays. */
    DUPLICATE,
    /** It may not be used: no consent, withdrawn, erased, not in the trial. */
    SET_ASIDE
  }

  /** What somebody should know. */
  public enum Flag {
    /** Given before the window opened. */
    EARLY,
    /** Given after the window had closed, or the wave was closed. */
    LATE,
    /** Of the wave before the draw, given after the arm was told: not adjusted for. */
    AFTER_DRAW,
    /** From somebody who, as the ledger tells, had died, left, withdrawn or refused, or is lost. */
    CONTRADICTS,
    /** Fewer answers than a complete one. */
    PARTIAL,
    /** Too few answers to count. */
    BREAK_OFF
  }

  /** Keeps its own copy. */
  public Filed {
    flags = Set.copyOf(flags);
  }
}
