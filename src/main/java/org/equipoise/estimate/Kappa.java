package org.equipoise.estimate;

/**
 * Agreement of two raters beyond what their habits would give by chance.
 *
 * @param weights how differences were counted
 * @param value 1 for agreement throughout, 0 for as much as by chance
 * @param standardError its standard error in large samples, not assuming that kappa is zero; 0 when
 *     the raters agree throughout
 * @param interval {@code value +- z * standardError}, cut off at -1 and 1
 */
public record Kappa(
    KappaWeights weights, double value, double standardError, ConfidenceInterval interval) {}
