package org.equipoise.estimate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The proportional-odds (cumulative logit) model: {@code logit P(Y <= k) = a_k - x'b}, so that
 * {@code exp(b)} is the ratio of the odds of a higher level wherever the line between low and high
 * is drawn (McCullagh 1980, JRSS B 42:109).
 *
 * <p>Maximum likelihood by Newton's method with the exact gradient and Hessian; the log likelihood
 * is concave (Pratt 1981), and columns are centred and scaled while it runs. Covariance: inverse of
 * the observed information, or that information around the outer products of rows ({@link
 * Covariance#HC0}) or clusters ({@link Covariance#CLUSTER}). Levels are the values that occur: one
 * nobody has changes nothing. Agrees with {@code ordinal::clm} and {@code sandwich::vcovCL}.
 */
public final class ProportionalOdds {
  /** How the covariance is estimated. */
  public enum Covariance {
    /** Inverse of the observed information. */
    MODEL,
    /** Outer products of the rows' scores between two of those. */
    HC0,
    /** Outer products of the clusters' score sums, times {@code G / (G - 1)}. */
    CLUSTER
  }

  private static final int MOST_LEVELS = 100;
  private static final int STEPS = 100;
  private static final int HALVINGS = 40;

  /** Newton decrement below which the next step is exact to rounding. */
  private static final double SHORT_STEP = 1e-14;

  /** Odds beyond {@code exp(30)} are on their way to infinity. */
  private static final double FAR = 30;

  private final int[] level;
  private final int cuts;
  private final double[][] x;
  private final int n;

  private ProportionalOdds(int[] level, int levels, double[][] x) {
    this.level = level;
    this.cuts = levels - 1;
    this.x = x;
    this.n = level.length;
  }

  /**
   * Fits the model.
   *
   * @param outcome a finite number a row; only its order counts
   * @param columns covariates, each with one finite number a row
   * @param clusters codes of the clusters; null unless the covariance needs them
   * @throws IllegalArgumentException if lengths differ, a number is not finite, or clusters are
   *     asked for and missing
   * @throws NotEstimableException if the outcome does not vary or has more than 100 values, a
   *     column tells levels apart without error, or there are fewer than two clusters
   */
  public static ProportionalOddsFit fit(
      double[] outcome, double[][] columns, Covariance covariance, int @Nullable [] clusters) {
    check(outcome, columns);
    double[] levels = Arrays.stream(outcome).map(y -> y + 0.0).sorted().distinct().toArray();
    if (levels.length < 2) {
      throw new NotEstimableException(
          NotEstimableException.Reason.CONSTANT_OUTCOME,
          "the outcome is the same for all " + outcome.length + " rows",
          "there is nothing to explain");
    }
    if (levels.length > MOST_LEVELS) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TOO_LARGE,
          "the outcome has " + levels.length + " values, more than " + MOST_LEVELS,
          "for a number rather than steps use the Mann-Whitney probability");
    }
    int[] level =
        Arrays.stream(outcome).mapToInt(y -> Arrays.binarySearch(levels, y + 0.0)).toArray();
    int[] kept = kept(columns, outcome.length);
    Scaling scaling = Scaling.of(columns, kept);
    ProportionalOdds model = new ProportionalOdds(level, levels.length, scaling.columns());
    double[] start = model.thresholdsWithoutColumns(kept.length);
    Solution solution = model.solve(start);
    double[][] inverse = model.inverseInformation(solution.parameters());
    double[][] v =
        switch (covariance) {
          case MODEL -> inverse;
          case HC0 -> model.sandwich(solution.parameters(), inverse, null);
          case CLUSTER -> {
            if (clusters == null) {
              throw new IllegalArgumentException("a cluster covariance without clusters");
            }
            yield model.sandwich(solution.parameters(), inverse, Coding.of(clusters));
          }
        };
    return scaling.unscaled(levels, kept, columns.length, solution, v);
  }

  private static void check(double[] outcome, double[][] columns) {
    for (double y : outcome) {
      if (!Double.isFinite(y)) {
        throw new IllegalArgumentException("an outcome of " + y);
      }
    }
    for (double[] column : columns) {
      if (column.length != outcome.length) {
        throw new IllegalArgumentException(
            column.length + " values for " + outcome.length + " rows");
      }
      for (double value : column) {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException("a covariate of " + value);
        }
      }
    }
  }

  /** The columns not determined by a constant and earlier columns. */
  private static int[] kept(double[][] columns, int n) {
    double[][] withConstant = new double[columns.length + 1][];
    withConstant[0] = new double[n];
    Arrays.fill(withConstant[0], 1);
    System.arraycopy(columns, 0, withConstant, 1, columns.length);
    return Arrays.stream(LogisticRegression.kept(withConstant))
        .filter(j -> j > 0)
        .map(j -> j - 1)
        .toArray();
  }

  private double[] thresholdsWithoutColumns(int coefficients) {
    double[] start = new double[cuts + coefficients];
    int[] counts = new int[cuts + 1];
    for (int k : level) {
      counts[k]++;
    }
    double below = 0;
    for (int k = 0; k < cuts; k++) {
      below += counts[k];
      start[k] = Math.log(below / (n - below));
    }
    return start;
  }

  private record Solution(double[] parameters, double logLikelihood, int steps) {}

  private Solution solve(double[] start) {
    double[] theta = start;
    double value = logLikelihood(theta);
    for (int step = 1; step <= STEPS; step++) {
      Derivatives derivatives = derivatives(theta, null);
      double[] move =
          Cholesky.of(derivatives.information())
              .orElseThrow(() -> settled(start.length))
              .solve(derivatives.gradient());
      double decrement = Kernels.dot(move, derivatives.gradient(), move.length);
      double length = 1;
      double[] next = plus(theta, length, move);
      double after = logLikelihood(next);
      for (int halving = 0; !(after >= value - 1e-12 * Math.abs(value)); halving++) {
        if (halving == HALVINGS) {
          throw settled(step);
        }
        length /= 2;
        next = plus(theta, length, move);
        after = logLikelihood(next);
      }
      theta = next;
      value = after;
      refuseFar(theta);
      if (decrement < SHORT_STEP) {
        return new Solution(theta, value, step);
      }
    }
    throw settled(STEPS);
  }

  private void refuseFar(double[] theta) {
    for (double parameter : theta) {
      if (Math.abs(parameter) > FAR) {
        throw settled(0);
      }
    }
  }

  private NotEstimableException settled(int steps) {
    return new NotEstimableException(
        NotEstimableException.Reason.SEPARATION,
        "for some of "
            + n
            + " rows the columns settle the level for certain"
            + (steps > 0 ? " (" + steps + " steps)" : ""),
        "merge a category or arm in which all have the same level, or leave a column out");
  }

  private double predictor(double[] theta, int row) {
    double eta = 0;
    for (int j = 0; j < x.length; j++) {
      eta += theta[cuts + j] * x[j][row];
    }
    return eta;
  }

  /** Negative infinity where thresholds are out of order. */
  private double logLikelihood(double[] theta) {
    for (int k = 1; k < cuts; k++) {
      if (!(theta[k] > theta[k - 1])) {
        return Double.NEGATIVE_INFINITY;
      }
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Math.log(probability(theta, i, predictor(theta, i)));
    }
    return sum;
  }

  /** {@code F(a_k - eta) - F(a_(k-1) - eta)} without cancellation in either tail. */
  private double probability(double[] theta, int row, double eta) {
    int k = level[row];
    if (k == 0) {
      return LogisticRegression.probability(theta[0] - eta);
    }
    if (k == cuts) {
      return LogisticRegression.probability(eta - theta[cuts - 1]);
    }
    double upper = theta[k] - eta;
    double lower = theta[k - 1] - eta;
    // F(u) - F(l) = F(u) (1 - F(l)) (1 - exp(l - u)).
    return LogisticRegression.probability(upper)
        * LogisticRegression.probability(-lower)
        * -Math.expm1(lower - upper);
  }

  private record Derivatives(double[] gradient, double[][] information) {}

  /**
   * Gradient and observed information. With {@code f} the logistic density at the two ends of the
   * row's level, {@code d log P = (f_u du - f_l dl)/P}, and {@code f' = f (1 - 2F)}.
   *
   * @param scores filled with every row's gradient when not null, one array a parameter
   */
  private Derivatives derivatives(double[] theta, double @Nullable [][] scores) {
    int p = theta.length;
    double[] gradient = new double[p];
    double[][] information = new double[p][p];
    double[] du = new double[p];
    double[] dl = new double[p];
    double[] score = new double[p];
    for (int i = 0; i < n; i++) {
      int k = level[i];
      double eta = predictor(theta, i);
      double prob = probability(theta, i, eta);
      double fu = 0;
      double fl = 0;
      double su = 0;
      double sl = 0;
      Arrays.fill(du, 0, cuts, 0);
      Arrays.fill(dl, 0, cuts, 0);
      if (k < cuts) {
        double upper = theta[k] - eta;
        fu = LogisticRegression.spread(upper) / prob;
        su = fu * -Math.tanh(upper / 2);
        du[k] = 1;
      }
      if (k > 0) {
        double lower = theta[k - 1] - eta;
        fl = LogisticRegression.spread(lower) / prob;
        sl = fl * -Math.tanh(lower / 2);
        dl[k - 1] = 1;
      }
      for (int j = 0; j < x.length; j++) {
        du[cuts + j] = -x[j][i];
        dl[cuts + j] = -x[j][i];
      }
      for (int a = 0; a < p; a++) {
        score[a] = fu * du[a] - fl * dl[a];
        gradient[a] += score[a];
        if (scores != null) {
          scores[a][i] = score[a];
        }
      }
      for (int a = 0; a < p; a++) {
        if (du[a] == 0 && dl[a] == 0) {
          continue;
        }
        for (int b = 0; b <= a; b++) {
          information[a][b] += score[a] * score[b] - su * du[a] * du[b] + sl * dl[a] * dl[b];
        }
      }
    }
    for (int a = 0; a < p; a++) {
      for (int b = 0; b < a; b++) {
        information[b][a] = information[a][b];
      }
    }
    return new Derivatives(gradient, information);
  }

  private double[][] inverseInformation(double[] theta) {
    return Cholesky.of(derivatives(theta, null).information())
        .orElseThrow(() -> settled(0))
        .inverse();
  }

  private double[][] sandwich(double[] theta, double[][] inverse, @Nullable Coding clusters) {
    int p = theta.length;
    double[][] scores = new double[p][n];
    derivatives(theta, scores);
    double factor = 1;
    if (clusters != null) {
      int g = clusters.levels();
      if (g < 2) {
        throw new NotEstimableException(
            NotEstimableException.Reason.TOO_FEW_CLUSTERS,
            "the " + n + " rows are one cluster",
            "the variance between clusters needs at least two");
      }
      factor = g / (g - 1.0);
      for (int a = 0; a < p; a++) {
        double[] sums = new double[g];
        for (int i = 0; i < n; i++) {
          sums[clusters.index()[i]] += scores[a][i];
        }
        scores[a] = sums;
      }
    }
    double[][] half = new double[p][scores[0].length];
    for (int a = 0; a < p; a++) {
      for (int b = 0; b < p; b++) {
        Kernels.subtract(half[a], -inverse[a][b], scores[b], half[a].length);
      }
    }
    double[][] v = new double[p][p];
    for (int a = 0; a < p; a++) {
      for (int b = 0; b <= a; b++) {
        v[a][b] = factor * Kernels.dot(half[a], half[b], half[a].length);
        v[b][a] = v[a][b];
      }
    }
    return v;
  }

  private static double[] plus(double[] a, double factor, double[] b) {
    double[] sum = a.clone();
    Kernels.subtract(sum, -factor, b, sum.length);
    return sum;
  }

  /** Columns with mean 0 and standard deviation 1, and the way back. */
  private record Scaling(double[][] columns, double[] mean, double[] sd) {

    static Scaling of(double[][] columns, int[] kept) {
      double[][] scaled = new double[kept.length][];
      double[] mean = new double[kept.length];
      double[] sd = new double[kept.length];
      for (int j = 0; j < kept.length; j++) {
        double[] column = columns[kept[j]];
        Moments moments = Moments.of(column);
        mean[j] = moments.mean();
        sd[j] = moments.sd();
        double center = mean[j];
        double scale = sd[j];
        scaled[j] = Arrays.stream(column).map(value -> (value - center) / scale).toArray();
      }
      return new Scaling(scaled, mean, sd);
    }

    /** {@code b = b*}/sd, {@code a = a* + sum b mean}: a linear map, applied to both sides of V. */
    ProportionalOddsFit unscaled(
        double[] levels, int[] kept, int columnCount, Solution solution, double[][] v) {
      double[] theta = solution.parameters();
      int p = theta.length;
      int cuts = p - kept.length;
      double[][] map = new double[p][p];
      for (int k = 0; k < cuts; k++) {
        map[k][k] = 1;
        for (int j = 0; j < kept.length; j++) {
          map[k][cuts + j] = mean[j] / sd[j];
        }
      }
      for (int j = 0; j < kept.length; j++) {
        map[cuts + j][cuts + j] = 1 / sd[j];
      }
      double[] plain = new double[p];
      double[][] half = new double[p][p];
      for (int a = 0; a < p; a++) {
        plain[a] = Kernels.dot(map[a], theta, p);
        for (int b = 0; b < p; b++) {
          half[a][b] = Kernels.dot(map[a], v[b], p);
        }
      }
      double[][] covariance = new double[p][p];
      for (int a = 0; a < p; a++) {
        for (int b = 0; b < p; b++) {
          covariance[a][b] = Kernels.dot(half[a], map[b], p);
        }
      }
      double[] coefficients = new double[columnCount];
      Arrays.fill(coefficients, Double.NaN);
      for (int j = 0; j < kept.length; j++) {
        coefficients[kept[j]] = plain[cuts + j];
      }
      return new ProportionalOddsFit(
          levels,
          Arrays.copyOf(plain, cuts),
          kept,
          coefficients,
          covariance,
          solution.logLikelihood(),
          solution.steps());
    }
  }
}
