package org.equipoise.estimate;

/**
 * A statistic judged against the chi-square distribution.
 *
 * @param statistic not negative
 * @param df degrees of freedom
 * @param pValue upper tail
 */
public record ChiSquareTest(double statistic, int df, double pValue) {

  static ChiSquareTest of(double statistic, int df) {
    return new ChiSquareTest(statistic, df, Tail.chiSquare(statistic, df));
  }
}
