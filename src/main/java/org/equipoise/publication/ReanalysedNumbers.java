package org.equipoise.publication;

import org.equipoise.estimate.Estimate;

/**
 * The numbers of one row; NaN wherever there is none.
 *
 * @param estimate the effect
 * @param standardError its standard error
 * @param statistic estimate over standard error
 * @param df degrees of freedom, infinite for the normal distribution
 * @param p the p-value
 * @param low lower limit
 * @param high upper limit
 * @param treated persons of the arm
 * @param control persons of the control arm
 * @param meanTreated plain mean of the arm
 * @param meanControl plain mean of the control arm
 */
public record ReanalysedNumbers(
    double estimate,
    double standardError,
    double statistic,
    double df,
    double p,
    double low,
    double high,
    double treated,
    double control,
    double meanTreated,
    double meanControl) {

  /** An estimate with those behind it. */
  public static ReanalysedNumbers of(
      Estimate estimate, double treated, double control, double meanTreated, double meanControl) {
    return new ReanalysedNumbers(
        estimate.value(),
        estimate.standardError(),
        estimate.statistic(),
        estimate.df(),
        estimate.pValue(),
        estimate.interval().low(),
        estimate.interval().high(),
        treated,
        control,
        meanTreated,
        meanControl);
  }

  /** The number that a quantity asks for; NaN for stars, which follow from the p-value. */
  public double of(PrintedQuantity quantity) {
    return switch (quantity) {
      case ESTIMATE -> estimate;
      case STANDARD_ERROR -> standardError;
      case STATISTIC -> statistic;
      case DF -> df;
      case P -> p;
      case STARS -> Double.NaN;
      case LOW -> low;
      case HIGH -> high;
      case N -> treated + control;
      case N_TREATED -> treated;
      case N_CONTROL -> control;
      case MEAN_TREATED -> meanTreated;
      case MEAN_CONTROL -> meanControl;
    };
  }
}
