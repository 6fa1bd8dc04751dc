package org.equipoise.estimate;

import org.jspecify.annotations.Nullable;

/**
 * The effect of having received the service by one period, or why it cannot be told there.
 *
 * @see PeriodEffects
 */
public sealed interface PeriodEffect {

  /** The period, as the caller named it. */
  String period();

  /** How much more of the arm than of the later arm had received the service by the period. */
  double contrast();

  /**
   * The effect among those whom the draw moved by the period.
   *
   * @param period the period
   * @param contrast share of the arm that had received the service by then, less that of the later
   *     arm, with whatever is adjusted for
   * @param firstStage the contrast with its uncertainty; null when it has none, as when everybody
   *     received what was drawn
   * @param effectiveF how strongly the draw moved who had received it
   * @param effect two-stage least squares
   * @param set the Anderson-Rubin test of every effect, and the values it does not reject
   */
  record Identified(
      String period,
      double contrast,
      @Nullable Estimate firstStage,
      double effectiveF,
      Estimate effect,
      AndersonRubinSet set)
      implements PeriodEffect {}

  /**
   * No effect.
   *
   * @param period the period
   * @param contrast as in {@link Identified}; NaN when it cannot be estimated
   * @param rule which rule refused it
   * @param message the numbers that forbid it
   * @param advice what would help; a clause without a full stop
   */
  record Refused(String period, double contrast, Rule rule, String message, String advice)
      implements PeriodEffect {}

  /** Why a period is refused. */
  enum Rule {
    /** By the period the later arm had received as much as the arm, or more. */
    OVERTAKEN,
    /** The difference between the arms cannot be told from none: the later arm caught up. */
    CONTRAST_GONE,
    /** An estimator refused the period's data. */
    NOT_ESTIMABLE
  }
}
