package org.equipoise.estimate;

import java.util.Arrays;

/** A cumulative logit model, fitted. */
public final class ProportionalOddsFit {
  private final double[] thresholds;
  private final int[] kept;
  private final double[] coefficients;
  private final double[][] covariance;
  private final double logLikelihood;
  private final int steps;
  private final double[] levels;

  ProportionalOddsFit(
      double[] levels,
      double[] thresholds,
      int[] kept,
      double[] coefficients,
      double[][] covariance,
      double logLikelihood,
      int steps) {
    this.levels = levels;
    this.thresholds = thresholds;
    this.kept = kept;
    this.coefficients = coefficients;
    this.covariance = covariance;
    this.logLikelihood = logLikelihood;
    this.steps = steps;
  }

  /** The values of the outcome that occur, ascending. */
  public double[] levels() {
    return levels.clone();
  }

  /** The thresholds between neighbouring levels, ascending, on the scale of log odds. */
  public double[] thresholds() {
    return thresholds.clone();
  }

  /** Columns that were not dropped as determined by earlier ones, ascending from 0. */
  public int[] kept() {
    return kept.clone();
  }

  /** Coefficients of all columns on the scale of log odds; NaN for a dropped one. */
  public double[] coefficients() {
    return coefficients.clone();
  }

  /** The covariance of the thresholds and then the kept coefficients. */
  public double[][] covariance() {
    return Arrays.stream(covariance).map(double[]::clone).toArray(double[][]::new);
  }

  /** The maximum of the log likelihood. */
  public double logLikelihood() {
    return logLikelihood;
  }

  /** How many Newton steps it took. */
  public int steps() {
    return steps;
  }

  /**
   * The odds ratio of a column: how many times the odds of a higher level grow when it grows by
   * one, at whatever level the line is drawn.
   *
   * @param column from 0
   * @param df degrees of freedom of the reference t distribution; infinite for the normal one
   * @throws NotEstimableException if the column was dropped
   */
  public LogRatio oddsRatio(int column, double df, double level) {
    int place = Arrays.binarySearch(kept, column);
    if (place < 0) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TERM_DROPPED,
          "column " + column + " is a combination of earlier ones",
          "leave one of them out");
    }
    int row = thresholds.length + place;
    return new LogRatio(
        Estimate.of(
            "odds ratio of a higher level",
            coefficients[column],
            Math.sqrt(covariance[row][row]),
            df,
            level));
  }
}
