package org.equipoise.panel;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.FDistribution;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.WaldTest;
import org.equipoise.inference.SimultaneousBand;

/**
 * Effects in each of many periods with their covariance, clustered by person.
 *
 * @param periods each period's effect, or why there is none
 * @param covariance of the effects; NaN where one of the two has none
 * @param level of the intervals
 */
public record PeriodFit(List<Period> periods, double[][] covariance, double level) {

  /** What is left of a variance below this share of it is rounding. */
  private static final double SINGULAR = 1e-10;

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
   * @param rule short name of the rule that refused, such as one of {@link
   *     NotEstimableException.Reason}
   * @param message what forbids it, with its numbers
   * @param advice what would help; empty when nothing does
   */
  public record Refused(Seen seen, String rule, String message, String advice) implements Period {

    /** As an estimator refused it. */
    public static Refused of(Seen seen, NotEstimableException refusal) {
      String message = String.valueOf(refusal.getMessage());
      return new Refused(seen, refusal.reason().name(), message, refusal.advice());
    }
  }

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

  /**
   * The test that the effects of some periods are all zero, {@code b'V^-1 b / q} against F(q, df).
   *
   * @param among periods with an effect, at least one
   * @throws NotEstimableException if the effects are so nearly dependent that their covariance
   *     cannot be inverted
   */
  public WaldTest joint(int[] among) {
    int q = among.length;
    double[][] l = new double[q][q];
    double[] solved = new double[q];
    double f = 0;
    for (int i = 0; i < q; i++) {
      double own = covariance[among[i]][among[i]];
      double x = estimate(among[i]).value();
      for (int j = 0; j <= i; j++) {
        double rest = covariance[among[i]][among[j]];
        for (int h = 0; h < j; h++) {
          rest -= l[i][h] * l[j][h];
        }
        if (j < i) {
          l[i][j] = rest / l[j][j];
          x -= l[i][j] * solved[j];
        } else if (rest > SINGULAR * own) {
          l[i][i] = Math.sqrt(rest);
        } else {
          throw new NotEstimableException(
              NotEstimableException.Reason.SINGULAR_COVARIANCE,
              "the effects of " + q + " periods are nearly dependent",
              "test fewer periods");
        }
      }
      solved[i] = x / l[i][i];
      f += solved[i] * solved[i] / q;
    }
    double df = df(among);
    return new WaldTest(f, q, df, FDistribution.of(q, df).survivalProbability(f));
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
