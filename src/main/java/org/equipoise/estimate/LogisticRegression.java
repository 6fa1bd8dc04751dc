package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Logistic regression by maximum likelihood: {@code log(p / (1 - p)) = b_0 + b_1 x_1 + ...}.
 *
 * <p>Newton's method, each step a weighted least-squares problem solved by Householder reflections
 * (McCullagh and Nelder (1989), Generalized Linear Models, 2nd ed., 2.5), until no linear predictor
 * moves by more than 1e-6 and the step is below 1e-7 standard errors; the step after that is exact
 * to rounding. A column that earlier ones determine to 1e-7 of its norm is dropped, as in R. Agrees
 * with {@code stats::glm(family = binomial)} run to convergence.
 */
public final class LogisticRegression {
  private static final double RANK_TOLERANCE = 1e-7;
  private static final int STEPS = 60;
  private static final int HALVINGS = 30;

  /** Squared length of a step in standard errors, and largest move of a linear predictor. */
  private static final double SHORT_STEP = 1e-14;

  private static final double SMALL_MOVE = 1e-6;

  /** Linear predictors beyond this that still move are on their way to infinity. */
  private static final double FAR = 12;

  private final double[] y;
  private final double[][] x;
  private final double[] weights;

  private LogisticRegression(double[] y, double[][] x, double[] weights) {
    this.y = y;
    this.x = x;
    this.weights = weights;
  }

  /**
   * Fits the outcome on an intercept and the columns.
   *
   * @param outcome 0 or 1 for each row
   * @param columns the covariates, each with one finite number a row
   * @param weights one positive weight a row, each row counting as that many; null for one each
   * @throws IllegalArgumentException if lengths differ or a number is not what it should be
   * @throws NotEstimableException if the outcome does not vary, or the columns tell the two
   *     outcomes apart for some rows without error, so that a coefficient is infinite
   */
  public static LogisticFit fit(double[] outcome, double[][] columns, double @Nullable [] weights) {
    int n = outcome.length;
    double[] w = weights == null ? ones(n) : weights;
    check(outcome, columns, w);
    double[][] x = new double[columns.length + 1][];
    x[0] = ones(n);
    System.arraycopy(columns, 0, x, 1, columns.length);
    int[] kept = kept(x);
    double[][] used = Arrays.stream(kept).mapToObj(j -> x[j]).toArray(double[][]::new);
    return new LogisticRegression(outcome, used, w).solve(kept, x.length);
  }

  private static void check(double[] y, double[][] columns, double[] w) {
    if (w.length != y.length) {
      throw new IllegalArgumentException(w.length + " weights for " + y.length + " rows");
    }
    double ones = 0;
    for (int i = 0; i < y.length; i++) {
      if (!(y[i] == 0 || y[i] == 1)) {
        throw new IllegalArgumentException("outcome " + y[i] + " in row " + i + " is not 0 or 1");
      }
      if (!(w[i] > 0 && w[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("weight " + w[i] + " in row " + i);
      }
      ones += y[i];
    }
    for (double[] column : columns) {
      if (column.length != y.length) {
        throw new IllegalArgumentException(column.length + " values for " + y.length + " rows");
      }
      for (double value : column) {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException("a covariate of " + value);
        }
      }
    }
    if (ones == 0 || ones == y.length) {
      throw new NotEstimableException(
          NotEstimableException.Reason.CONSTANT_OUTCOME,
          "the outcome is the same for all " + y.length + " rows",
          "there is nothing to explain");
    }
  }

  /** The columns that earlier ones do not determine, ascending. */
  static int[] kept(double[][] x) {
    List<Integer> kept = new ArrayList<>();
    for (int j = 0; j < x.length; j++) {
      kept.add(j);
    }
    int place = 0;
    double[][] r = triangle(x, kept);
    while (place < kept.size()) {
      double norm = Math.sqrt(Kernels.dot(r[place], r[place], place + 1));
      if (Math.abs(r[place][place]) > RANK_TOLERANCE * norm) {
        place++;
      } else {
        kept.remove(place);
        r = triangle(x, kept);
      }
    }
    return kept.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double[][] triangle(double[][] x, List<Integer> columns) {
    int n = x[0].length;
    Triangle triangle = new Triangle(columns.size());
    double[][] block = new double[columns.size()][Chunks.BLOCK];
    for (int from = 0; from < n; from += Chunks.BLOCK) {
      int count = Math.min(Chunks.BLOCK, n - from);
      for (int j = 0; j < block.length; j++) {
        System.arraycopy(x[columns.get(j)], from, block[j], 0, count);
      }
      triangle.absorb(block, count);
    }
    return triangle.columns();
  }

  private LogisticFit solve(int[] kept, int terms) {
    double mean = Kernels.dot(y, weights, y.length) / sum(weights);
    double[] b = new double[x.length];
    b[0] = Math.log(mean / (1 - mean));
    double[] eta = predictor(b);
    double deviance = deviance(eta);
    for (int step = 1; step <= STEPS; step++) {
      double[][] r = newton(eta);
      double[] move = backSolve(r);
      double[] shift = predictor(move);
      double length = 1;
      double[] next = plus(eta, length, shift);
      double after = deviance(next);
      for (int halving = 0; !(after <= deviance * (1 + 1e-12)); halving++) {
        if (halving == HALVINGS) {
          throw unsolved(eta, step);
        }
        length /= 2;
        next = plus(eta, length, shift);
        after = deviance(next);
      }
      b = plus(b, length, move);
      eta = next;
      deviance = after;
      double[] z = r[x.length];
      if (Kernels.dot(z, z, x.length) < SHORT_STEP && largest(shift) < SMALL_MOVE) {
        return new LogisticFit(
            kept, terms, b, inverse(newton(eta)), x, probabilities(eta), deviance, step);
      }
    }
    throw unsolved(eta, STEPS);
  }

  /**
   * The triangle of the rows {@code sqrt(w p q) (x, (y - p) / (p q))}: its last column is the
   * Newton step in the basis of the others.
   */
  private double[][] newton(double[] eta) {
    int k = x.length;
    Triangle triangle = new Triangle(k + 1);
    double[][] block = new double[k + 1][Chunks.BLOCK];
    for (int from = 0; from < eta.length; from += Chunks.BLOCK) {
      int count = Math.min(Chunks.BLOCK, eta.length - from);
      for (int i = 0; i < count; i++) {
        int row = from + i;
        double root = Math.sqrt(weights[row] * spread(eta[row]));
        for (int j = 0; j < k; j++) {
          block[j][i] = root * x[j][row];
        }
        block[k][i] = weights[row] * residual(y[row], eta[row]) / root;
      }
      triangle.absorb(block, count);
    }
    return triangle.columns();
  }

  private double[] backSolve(double[][] r) {
    int k = x.length;
    double[] b = new double[k];
    for (int i = k - 1; i >= 0; i--) {
      double s = r[k][i];
      for (int j = i + 1; j < k; j++) {
        s -= r[j][i] * b[j];
      }
      b[i] = s / r[i][i];
    }
    return b;
  }

  /** {@code (R'R)^-1}. */
  private double[][] inverse(double[][] r) {
    int k = x.length;
    double[][] root = new double[k][k];
    for (int j = 0; j < k; j++) {
      root[j][j] = 1 / r[j][j];
      for (int i = j - 1; i >= 0; i--) {
        double s = 0;
        for (int l = i + 1; l <= j; l++) {
          s -= r[l][i] * root[l][j];
        }
        root[i][j] = s / r[i][i];
      }
    }
    double[][] inverse = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        inverse[i][j] = Kernels.dot(root[i], root[j], k);
      }
    }
    return inverse;
  }

  private NotEstimableException unsolved(double[] eta, int steps) {
    int far = 0;
    for (double value : eta) {
      far += Math.abs(value) > FAR || Double.isNaN(value) ? 1 : 0;
    }
    if (far > 0) {
      return new NotEstimableException(
          NotEstimableException.Reason.SEPARATION,
          "for " + far + " of " + eta.length + " rows the columns settle the outcome for certain",
          "merge a category in which all or none have the outcome, or leave a column out");
    }
    return new NotEstimableException(
        NotEstimableException.Reason.NO_SOLUTION,
        "no maximum of the likelihood was found in " + steps + " steps",
        "rescale the columns or use fewer");
  }

  private double[] predictor(double[] b) {
    double[] eta = new double[y.length];
    for (int j = 0; j < b.length; j++) {
      Kernels.subtract(eta, -b[j], x[j], eta.length);
    }
    return eta;
  }

  /** {@code -2 log likelihood}, without cancellation where p is near 0 or 1. */
  private double deviance(double[] eta) {
    double sum = 0;
    for (int i = 0; i < eta.length; i++) {
      double against = y[i] == 1 ? -eta[i] : eta[i];
      double loss =
          against > 0 ? against + Math.log1p(Math.exp(-against)) : Math.log1p(Math.exp(against));
      sum += weights[i] * loss;
    }
    return 2 * sum;
  }

  private static double[] probabilities(double[] eta) {
    return Arrays.stream(eta).map(LogisticRegression::probability).toArray();
  }

  static double probability(double eta) {
    return eta >= 0 ? 1 / (1 + Math.exp(-eta)) : Math.exp(eta) / (1 + Math.exp(eta));
  }

  /** {@code p (1 - p)}. */
  static double spread(double eta) {
    double tail = Math.exp(-Math.abs(eta));
    return tail / ((1 + tail) * (1 + tail));
  }

  /** {@code y - p}, exact in the tails. */
  private static double residual(double y, double eta) {
    return y == 1 ? probability(-eta) : -probability(eta);
  }

  private static double[] plus(double[] a, double factor, double[] b) {
    double[] sum = a.clone();
    Kernels.subtract(sum, -factor, b, sum.length);
    return sum;
  }

  private static double largest(double[] a) {
    double largest = 0;
    for (double value : a) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static double sum(double[] a) {
    double sum = 0;
    for (double value : a) {
      sum += value;
    }
    return sum;
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }
}
