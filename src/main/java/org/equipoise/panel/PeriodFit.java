package org.equipoise.panel;

import java.util.List;
import java.util.stream.IntStream;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.inference.SimultaneousBand;

/**
 * Effects in each of many periods with their covariance, clustered by person.
 *
 * @param periods each period's effect, or why there is none
 * @param covariance of the effects; NaN where one of the two has none
 * @param level of the intervals
 */
public record PeriodFit(List<Period> periods, double[][] covariance, double level) {

  /**
   * Who has a value in a period.
   *
   * @param treated persons in the arm
   * @param control persons in the control arm
   * @param meanTreated their plain mean; NaN for nobody
   * @param meanControl their plain mean; NaN for nobody
   */
  public record Seen(long treated, long control, double meanTreated, double meanControl) {}

  /** One period. */
  public sealed interface Period {
    /** Who has a value. */
    Seen seen();
  }

  /** A number. */
  public record Estimated(Seen seen, Estimate estimate) implements Period {}

  /**
   * No number, and why.
   *
   * @param reason the kind of refusal
   * @param message what forbids it, with its numbers
   * @param advice what would help; empty when nothing does
   */
  public record Refused(
      Seen seen, NotEstimableException.Reason reason, String message, String advice)
      implements Period {}

  /** Keeps its own copy. */
  public PeriodFit {
    periods = List.copyOf(periods);
  }

  /** The periods with an effect, from 0. */
  public int[] estimated() {
    return IntStream.range(0, periods.size())
        .filter(m -> periods.get(m) instanceof Estimated)
        .toArray();
  }

  /** The effect in a period that has one. */
  public Estimate estimate(int period) {
    if (periods.get(period) instanceof Estimated estimated) {
      return estimated.estimate();
    }
    throw new IllegalArgumentException("period " + period + " has no effect");
  }

  /**
   * The plain mean of the effects in some periods, with the variance of a mean of correlated
   * numbers and the fewest degrees of freedom of them.
   *
   * @param among periods with an effect, at least one
   * @throws NotEstimableException if the mean has no uncertainty
   */
  public Estimate pooled(int[] among) {
    double value = 0;
    double variance = 0;
    for (int m : among) {
      value += estimate(m).value() / among.length;
      for (int j : among) {
        variance += covariance[m][j];
      }
    }
    double error = Math.sqrt(Math.max(variance, 0)) / among.length;
    return Estimate.of("mean", value, error, df(among), level);
  }

  /**
   * What standard errors are multiplied by, so that the intervals of all these periods hold at once
   * with the level ({@link SimultaneousBand}).
   *
   * @param among periods with an effect, at least one
   * @param draws at least 1000
   */
  public double critical(int[] among, int draws, long seed) {
    double[][] part = new double[among.length][among.length];
    for (int i = 0; i < among.length; i++) {
      for (int j = 0; j < among.length; j++) {
        part[i][j] = covariance[among[i]][among[j]];
      }
    }
    return SimultaneousBand.critical(part, df(among), level, draws, seed);
  }

  /** The fewest degrees of freedom among some periods. */
  public double df(int[] among) {
    double df = Double.POSITIVE_INFINITY;
    for (int m : among) {
      df = Math.min(df, estimate(m).df());
    }
    return df;
  }
}
