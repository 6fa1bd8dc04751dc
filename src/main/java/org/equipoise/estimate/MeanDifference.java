package org.equipoise.estimate;

/**
 * A difference in means and the counts behind it.
 *
 * @param estimate treated minus control, in the unit of the outcome
 * @param design the declared design that fixed formula and degrees of freedom
 * @param treated treated units
 * @param control control units
 * @param meanTreated plain mean of all treated units
 * @param meanControl plain mean of all control units; under blocks the estimate is a weighted mean
 *     of block differences and need not equal {@code meanTreated - meanControl}
 * @param blocks blocks or pairs; 0 when the design has none
 * @param clusters clusters; 0 when the design has none
 */
public record MeanDifference(
    Estimate estimate,
    Design design,
    int treated,
    int control,
    double meanTreated,
    double meanControl,
    int blocks,
    int clusters) {}
