package org.equipoise.panel;

/**
 * One of the comparisons of two groups over two spans of time that two-way fixed effects average.
 *
 * @param kind who is compared with whom
 * @param treated first treated period of the group whose treatment changes
 * @param control that of the group it is compared with; {@link StaggeredPanel#NEVER} for units
 *     never treated, for units always treated the first period of the panel
 * @param weight its share in the coefficient; all are positive and add up to 1
 * @param estimate the difference in differences, in the unit of the outcome
 */
public record BaconComparison(Kind kind, int treated, int control, double weight, double estimate) {

  /** Who is compared with whom. */
  public enum Kind {
    /** A cohort with units never treated, before and after the cohort's first treated period. */
    TREATED_AGAINST_NEVER,
    /** A cohort with one treated later, until that one is treated. */
    EARLIER_AGAINST_LATER,
    /**
     * A cohort with one treated already: the change of the control's own effect is subtracted, so
     * effects that grow with time pull the coefficient towards or past zero.
     */
    LATER_AGAINST_EARLIER,
    /** A cohort with units treated from the first period on; as the kind before. */
    TREATED_AGAINST_ALWAYS
  }
}
