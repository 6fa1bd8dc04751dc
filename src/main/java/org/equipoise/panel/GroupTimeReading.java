package org.equipoise.panel;

import java.util.Optional;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.NotEstimableException;

/** What can be said about one effect: an estimate, a number without its error, or why nothing. */
public sealed interface GroupTimeReading {

  /** An effect with its standard error. */
  record Estimated(Estimate estimate) implements GroupTimeReading {}

  /**
   * A number whose standard error is not available.
   *
   * @param value the number
   * @param why a clause: the reference cell, or outcomes that do not vary
   */
  record Unjudged(double value, String why) implements GroupTimeReading {}

  /**
   * Nothing, and why.
   *
   * @param reason the kind of refusal
   * @param message the numbers that forbid it
   * @param advice what would help; a clause without a full stop
   */
  record Refused(NotEstimableException.Reason reason, String message, String advice)
      implements GroupTimeReading {

    static Refused of(NotEstimableException refusal) {
      return new Refused(refusal.reason(), String.valueOf(refusal.getMessage()), refusal.advice());
    }
  }

  /** The effect; NaN when it was refused. */
  default double value() {
    if (this instanceof Estimated estimated) {
      return estimated.estimate().value();
    }
    return this instanceof Unjudged unjudged ? unjudged.value() : Double.NaN;
  }

  /** The standard error; NaN when there is none. */
  default double standardError() {
    return this instanceof Estimated estimated ? estimated.estimate().standardError() : Double.NaN;
  }

  /** The estimate, where there is one with its error. */
  default Optional<Estimate> judged() {
    return this instanceof Estimated estimated
        ? Optional.of(estimated.estimate())
        : Optional.empty();
  }

  /** Whether there is a number at all. */
  default boolean known() {
    return !(this instanceof Refused);
  }
}
