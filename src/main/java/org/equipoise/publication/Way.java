package org.equipoise.publication;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One way to come from the same data to a number: what the plan does, but for the choices listed.
 * The way without choices is the plan's own.
 *
 * @param choices what differs from the plan, in the order of {@link Part}
 * @param programs programs that do so unless told otherwise, with the version read; may be empty
 */
public record Way(List<Choice> choices, String programs) {

  /** The plan's own. */
  public static final Way PLANNED = new Way(List.of(), "");

  /** What is chosen. */
  public enum Part {
    /** Which estimator of a study of adoption. */
    ESTIMATOR,
    /** Whom units that adopt are compared with. */
    CONTROLS,
    /** Which period an effect is a change from. */
    BASE,
    /** What the comparison is adjusted for, and how. */
    ADJUSTMENT,
    /** Whose values are in it. */
    PEOPLE,
    /** How the standard error is estimated. */
    SPREAD,
    /** Which distribution judges it. */
    REFERENCE,
    /** One- or two-sided p-values. */
    SIDE,
    /** Level of the interval. */
    LEVEL,
    /** Whether an effect is the arm less the control, or the other way round. */
    SIGN;

    /** Its name in files. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One choice.
   *
   * @param part what is chosen
   * @param code which, in kebab case: its words are in the catalogue as {@code way.PART.CODE}
   */
  public record Choice(Part part, String code) {}

  /** Keeps its own copy. */
  public Way {
    choices = List.copyOf(choices);
  }

  /** Whether it is the plan's own. */
  public boolean planned() {
    return choices.isEmpty();
  }

  /**
   * A name for files: {@code spread=hc0 reference=residual}; {@code planned} for the plan's own.
   */
  public String code() {
    return planned()
        ? "planned"
        : choices.stream()
            .map(choice -> choice.part().code() + "=" + choice.code())
            .collect(Collectors.joining(" "));
  }
}
