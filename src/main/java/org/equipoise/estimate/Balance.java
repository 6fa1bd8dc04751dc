package org.equipoise.estimate;

/**
 * What the joint balance test found.
 *
 * @param regression F test that every covariate's coefficient is zero in a regression of assignment
 * @param chiSquare permutation statistic {@code d'V^-1 d}
 * @param chiSquareDf its degrees of freedom
 * @param chiSquarePValue upper tail of the chi-square distribution
 */
public record Balance(
    WaldTest regression, double chiSquare, int chiSquareDf, double chiSquarePValue) {}
