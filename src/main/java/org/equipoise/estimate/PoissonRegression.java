package org.equipoise.estimate;

import java.util.Arrays;

/**
 * Poisson regression by maximum likelihood: {@code log(mean) = log(exposure) + b_0 + b_1 x_1 +
 * ...}; {@code exp(b)} of an arm's column is the rate ratio.
 *
 * <p>The coefficients are right for any counts whose mean has this form; with {@link
 * CountVariance#HC0} and its kin or the clustered ones so are their standard errors, so the counts
 * need not be Poisson (Wooldridge (2010), Econometric Analysis, 2nd ed., 18.2). Newton's method in
 * an orthonormal basis (McCullagh and Nelder (1989), Generalized Linear Models, 2nd ed., 2.5),
 * until no linear predictor moves by more than 1e-6 and the step is below 1e-7 standard errors; the
 * step after that is exact to rounding. Agrees with {@code stats::glm(family = poisson)} run to
 * convergence, and with {@code sandwich}.
 */
public final class PoissonRegression {
  private static final int STEPS = 100;
  private static final int HALVINGS = 40;

  /** Squared length of a step in standard errors, and largest move of a linear predictor. */
  static final double SHORT_STEP = 1e-14;

  static final double SMALL_MOVE = 1e-6;

  /** Fitted means below this that still fall are on their way to zero. */
  private static final double NEAR_ZERO = 1e-6;

  private PoissonRegression() {}

  /**
   * Fits the sample.
   *
   * @throws NotEstimableException if there are no events at all, or the columns tell some rows
   *     without events apart without error (an arm without a single event), so that a coefficient
   *     is infinite, or there are no more rows than coefficients
   */
  public static CountFit fit(CountSample sample) {
    requireEvents(sample);
    OrthonormalColumns columns = OrthonormalColumns.of(sample.design());
    requireRows(sample, columns);
    double[] offset = sample.offset();
    double[] g = columns.transposeTimes(shifted(offset, logRate(sample, offset)));
    // The intercept comes first, so that constants lie in the span of Q and nothing else moves.
    for (int j = 1; j < g.length; j++) {
      g[j] = 0;
    }
    double[] eta = plus(offset, columns.times(g));
    double loss = loss(sample, eta);
    for (int step = 1; step <= STEPS; step++) {
      double[] mean = new double[eta.length];
      double[] score = new double[eta.length];
      for (int i = 0; i < eta.length; i++) {
        double mu = Math.exp(eta[i]);
        mean[i] = sample.weight(i) * mu;
        score[i] = sample.weight(i) * (sample.counts()[i] - mu);
      }
      var factor = Cholesky.of(columns.gram(mean));
      if (factor.isEmpty()) {
        throw unsolved(sample, eta, step);
      }
      double[] gradient = columns.transposeTimes(score);
      double[] move = factor.get().solve(gradient);
      double[] shift = columns.times(move);
      double length = 1;
      double[] next = plus(eta, shift);
      double after = loss(sample, next);
      double slack = 1e-12 * (1 + Math.abs(loss));
      for (int halving = 0; !(after <= loss + slack); halving++) {
        if (halving == HALVINGS) {
          throw unsolved(sample, eta, step);
        }
        length /= 2;
        next = plus(eta, scaled(shift, length));
        after = loss(sample, next);
      }
      g = plus(g, scaled(move, length));
      eta = next;
      loss = after;
      if (Kernels.dot(gradient, move, move.length) < SHORT_STEP && largest(shift) < SMALL_MOVE) {
        return new CountFit(sample, columns, g, eta, Double.POSITIVE_INFINITY, Double.NaN, step);
      }
    }
    throw unsolved(sample, eta, STEPS);
  }

  private static void requireEvents(CountSample sample) {
    double events = 0;
    for (double count : sample.counts()) {
      events += count;
    }
    if (events == 0) {
      throw new NotEstimableException(
          NotEstimableException.Reason.CONSTANT_OUTCOME,
          "none of " + sample.size() + " rows has an event",
          "a rate of zero has no ratio: give the counts, or follow for longer");
    }
  }

  private static void requireRows(CountSample sample, OrthonormalColumns columns) {
    if (sample.size() <= columns.rank()) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_DEGREES_OF_FREEDOM,
          sample.size() + " rows for " + columns.rank() + " coefficients",
          "use fewer columns or more rows");
    }
  }

  /** The logarithm of the common rate: events over exposure. */
  private static double logRate(CountSample sample, double[] offset) {
    double events = 0;
    double exposed = 0;
    for (int i = 0; i < offset.length; i++) {
      events += sample.weight(i) * sample.counts()[i];
      exposed += sample.weight(i) * Math.exp(offset[i]);
    }
    return Math.log(events / exposed);
  }

  /** A column of the constant. */
  private static double[] shifted(double[] like, double constant) {
    double[] column = new double[like.length];
    Arrays.fill(column, constant);
    return column;
  }

  /** Minus the log likelihood, without the part that no coefficient changes. */
  private static double loss(CountSample sample, double[] eta) {
    double sum = 0;
    for (int i = 0; i < eta.length; i++) {
      sum += sample.weight(i) * (Math.exp(eta[i]) - sample.counts()[i] * eta[i]);
    }
    return sum;
  }

  private static NotEstimableException unsolved(CountSample sample, double[] eta, int steps) {
    int vanishing = 0;
    double[] offset = sample.offset();
    double common = Math.exp(logRate(sample, offset));
    for (int i = 0; i < eta.length; i++) {
      boolean none = sample.counts()[i] == 0;
      vanishing += none && Math.exp(eta[i] - offset[i]) < NEAR_ZERO * common ? 1 : 0;
    }
    if (vanishing > 0) {
      return new NotEstimableException(
          NotEstimableException.Reason.SEPARATION,
          "the columns set apart " + vanishing + " of " + eta.length + " rows without any event",
          "an arm or category without events has a rate of zero and no ratio: merge categories,"
              + " leave a column out, or follow for longer");
    }
    return new NotEstimableException(
        NotEstimableException.Reason.NO_SOLUTION,
        "no maximum of the likelihood was found in " + steps + " steps",
        "rescale the columns or use fewer");
  }

  static double[] plus(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  static double[] scaled(double[] a, double factor) {
    double[] product = a.clone();
    Kernels.scale(product, factor, product.length);
    return product;
  }

  static double largest(double[] a) {
    double largest = 0;
    for (double value : a) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
