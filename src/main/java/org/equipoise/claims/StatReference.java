package org.equipoise.claims;

import org.equipoise.estimate.Tail;

/**
 * The distribution a statistic is judged against: the standard normal, or Student's t with degrees
 * of freedom that may be printed with rounding.
 *
 * @param df degrees of freedom; infinite for the normal distribution
 */
record StatReference(StatRange df) {

  /** Stands for an infinite statistic where a finite one is needed: p printed as 0. */
  private static final double HUGE = 1e100;

  /** The standard normal distribution. */
  static final StatReference NORMAL =
      new StatReference(StatRange.point(Double.POSITIVE_INFINITY));

  /** Two-sided or one-sided. */
  enum Tails {
    TWO(2),
    ONE(1);

    private final int count;

    Tails(int count) {
      this.count = count;
    }
  }

  static StatReference student(double df) {
    return new StatReference(StatRange.point(df));
  }

  boolean normal() {
    return df.low() == Double.POSITIVE_INFINITY;
  }

  /** {@code z}, {@code t(20)}. */
  String named() {
    return normal() ? "z" : "t(" + StatNumber.plain(df.middle()) + ")";
  }

  /**
   * The factor between standard error and half-width of an interval of a level. For z it runs to
   * the three decimals in which tables print it: 1.96 stands for 1.95996.
   */
  StatRange critical(double level) {
    double tail = (1 - level) / 2;
    double least = Tail.studentQuantile(tail, df.high());
    double most = Tail.studentQuantile(tail, df.low());
    if (normal()) {
      double printed = Math.round(least * 1000) / 1000.0;
      return new StatRange(Math.min(least, printed), Math.max(most, printed));
    }
    return new StatRange(least, most);
  }

  /** The p-values of statistics of these sizes, from 0. */
  StatRange pValues(StatRange sizes, Tails tails) {
    double least = p(sizes.high(), df.high());
    double most = p(sizes.low(), df.low());
    return new StatRange(least, most).times(tails.count / 2.0);
  }

  /** The sizes of statistics that have these p-values; infinity where p may be 0. */
  StatRange sizes(StatRange pValues, Tails tails) {
    StatRange half = pValues.within(0, tails.count / 2.0).times(1.0 / tails.count);
    double least = quantile(half.high(), df.high());
    double most = quantile(half.low(), df.low());
    return new StatRange(Math.min(least, HUGE), Math.max(least, most));
  }

  /** The same with degrees of freedom as they stand. */
  StatReference plainly() {
    return normal() ? this : student(df.middle());
  }

  /** The factor as it is, for degrees of freedom as they stand. */
  StatRange exactCritical(double level) {
    return StatRange.point(Tail.studentQuantile((1 - level) / 2, plainly().df().low()));
  }

  private static double p(double size, double df) {
    return Double.isInfinite(size) ? 0 : Tail.studentTwoSided(size, df);
  }

  private static double quantile(double tail, double df) {
    if (tail >= 0.5) {
      return 0;
    }
    return tail <= 0 ? Double.POSITIVE_INFINITY : Tail.studentQuantile(tail, df);
  }
}
