package org.equipoise.analysis;

import org.equipoise.protocol.EstimatorChoice;
import org.jspecify.annotations.Nullable;

/**
 * One planned comparison with the persons behind it, those without an outcome included. Arrays are
 * shared: nobody changes them.
 *
 * @param effect the comparison and its number
 * @param choice estimator and variance
 * @param covariates what is adjusted for, by person of the data
 * @param people everybody drawn to the two arms, in the group, to whom the outcome applies, by
 *     position in the data
 * @param treated whether each of {@code people} was drawn to the arm
 * @param values the outcome of each of {@code people}; NaN is missing
 * @param sample those in the estimate, as the estimator saw them; null when nobody was
 * @param cluster code of the cluster or team of each person of the data; null when persons stand
 *     alone
 */
record Compared(
    Effect effect,
    EstimatorChoice choice,
    Covariates covariates,
    int[] people,
    boolean[] treated,
    double[] values,
    ArmComparison.@Nullable Sample sample,
    int @Nullable [] cluster) {

  /** The same with another number. */
  Compared with(Comparison comparison) {
    return new Compared(
        effect.with(comparison), choice, covariates, people, treated, values, sample, cluster);
  }

  /**
   * Codes of the strata, or of the pairs, that enter the estimate; null when none do.
   *
   * @param rows persons by position in the data
   */
  int @Nullable [] blocks(TrialData data, int[] rows) {
    int[] codes =
        choice.pairEffects()
            ? data.design().pair()
            : choice.strataEffects() ? data.design().stratum() : null;
    return codes == null ? null : Rows.pick(codes, rows);
  }

  /** Codes of the clusters or teams; null when persons stand alone. */
  int @Nullable [] clusters(int[] rows) {
    return cluster == null ? null : Rows.pick(cluster, rows);
  }
}
