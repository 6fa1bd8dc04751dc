package org.equipoise.claims;

import java.util.Arrays;
import java.util.List;

/**
 * A remark of a statistical check, put in words by the page from the catalogue {@code
 * claims-statistics}.
 *
 * @param says what it says
 * @param parts what fills the gaps of its words: figures and names of conventions
 */
public record StatNote(Says says, List<String> parts) {

  /** Keeps its own list. */
  public StatNote {
    parts = List.copyOf(parts);
  }

  static StatNote of(Says says, Object... parts) {
    return new StatNote(says, Arrays.stream(parts).map(String::valueOf).toList());
  }

  /** What a remark says. */
  public enum Says {
    /** No relation of this name; {1} are the names there are. */
    UNKNOWN_RELATION,
    /** The relation {0} takes no argument {1}; {2} are those it takes. */
    UNKNOWN_ARGUMENT,
    /** The argument {0} should be {1}. */
    UNREADABLE_ARGUMENT,
    /** The argument {0} is missing; the relation needs {1}. */
    MISSING_ARGUMENT,
    /** The printed figure cannot be read as {0}. */
    NOT_A_FIGURE,
    /** What it rests on, {0}, cannot all be true whatever the printed figure. */
    INPUTS_CLASH,
    /** It fits under {0}, not under {1}. */
    HOLDS_UNDER,
    /** It fits only under {0}, which nobody stated. */
    ONLY_UNDER,
    /** It would fit with degrees of freedom {0}. */
    FITS_WITH_DF,
    /** The figure and the recomputed one lie on different sides of {0}. */
    DECISION_ERROR,
    /** With {0} cases and {1} every value is possible: the check cannot find an error. */
    NO_POWER,
    /** The figure is {0}. */
    WHICH_COUNTS,
    /** It would fit with a number of cases of {0}. */
    FITS_WITH_N,
    /** The signs {0} stand for p-values from {1} to {2}. */
    STANDS_FOR,
    /** The recomputed p-value would bear {0}. */
    WOULD_BEAR,
    /** Between the ends of the scale only some spreads are tested exactly; this one by bounds. */
    BOUNDS_ONLY
  }
}
