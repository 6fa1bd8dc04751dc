package org.equipoise.analysis;

import org.equipoise.estimate.Estimate;

/** An arm compared with the control: a number, or the reason there is none. */
public sealed interface Comparison {

  /**
   * A number.
   *
   * @param estimate arm minus control, with its uncertainty
   * @param meanArm unadjusted mean in the arm, of those analysed
   * @param meanControl unadjusted mean in the control arm, of those analysed
   * @param method how it was made
   * @param adjustedP p-value corrected within the outcome's family; NaN where the plan corrects
   *     nothing
   */
  record Estimated(
      Estimate estimate, double meanArm, double meanControl, Method method, double adjustedP)
      implements Comparison {}

  /**
   * No number, and why. It still counts in its family.
   *
   * @param rule short name of the rule that refused, the same in every language
   * @param reason what was found, in English, with its numbers
   * @param advice what could be done; empty when nothing can
   */
  record Refused(String rule, String reason, String advice) implements Comparison {}
}
