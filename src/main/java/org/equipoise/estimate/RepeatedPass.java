package org.equipoise.estimate;

import java.util.Arrays;
import java.util.List;

/**
 * One pass over the people of a repeated-measures sample at one covariance of the waves, on all
 * cores and with the same sums for any number of them.
 *
 * @param data the rows
 * @param factors Cholesky factors of the blocks by pattern
 */
record RepeatedPass(WavePatterns data, double[][][] factors) {

  /** RepeatedSums of {@code X'V^-1 X} (lower triangle), {@code X'V^-1 y} and {@code y'V^-1 y}. */
  static final class Normal {
    final double[][] xx;
    final double[] xy;
    double yy;

    private Normal(int p) {
      xx = new double[p][p];
      xy = new double[p];
    }

    private void add(Normal other) {
      OuterProducts.addAll(xx, other.xx);
      Kernels.subtract(xy, -1, other.xy, xy.length);
      yy += other.yy;
    }
  }

  Normal normal() {
    Normal total = new Normal(data.rank());
    parts(this::normal).forEach(total::add);
    WavePairs.mirror(total.xx);
    return total;
  }

  /**
   * The sums of the derivatives.
   *
   * @param information factor of {@code X'V^-1 X}
   * @param coefficients those of generalized least squares
   */
  RepeatedSums sums(Cholesky information, double[] coefficients, boolean withCross) {
    RepeatedSums total = new RepeatedSums(factors.length, data.waveCount(), data.rank(), withCross);
    parts((from, to) -> sums(from, to, information, coefficients, withCross)).forEach(total::add);
    return total;
  }

  /** {@code sum of U_i' K U_i}, K by pattern. */
  double[][] curvature(Cholesky information, double[] coefficients, double[][][] middles) {
    double[][] total = new double[data.rank()][data.rank()];
    parts((from, to) -> curvature(from, to, information, coefficients, middles))
        .forEach(part -> OuterProducts.addAll(total, part));
    WavePairs.mirror(total);
    return total;
  }

  private interface Part<T> {
    T of(int from, int to);
  }

  private <T> List<T> parts(Part<T> part) {
    int[] cuts = data.cuts();
    return Chunks.map(cuts.length - 1, c -> part.of(cuts[c], cuts[c + 1]));
  }

  private Normal normal(int from, int to) {
    int p = data.rank();
    Normal sum = new Normal(p);
    double[][] rows = new double[data.waveCount() + 3][p];
    double[] y = new double[data.waveCount()];
    for (int person = from; person < to; person++) {
      int k = whitenRows(person, rows, y);
      OuterProducts.clear(rows, k);
      for (int t = 0; t < k; t += 4) {
        OuterProducts.addFour(sum.xx, rows, rows, t, p, true);
      }
      for (int t = 0; t < k; t++) {
        Kernels.subtract(sum.xy, -y[t], rows[t], p);
        sum.yy = Math.fma(y[t], y[t], sum.yy);
      }
    }
    return sum;
  }

  /** {@code L^-1 (X_i, y_i)} with L the factor of the person's block; returns how many rows. */
  private int whitenRows(int person, double[][] rows, double[] y) {
    int p = data.rank();
    double[][] l = factors[data.patternOf(person)];
    int k = l.length;
    int at = data.firstRow(person);
    for (int t = 0; t < k; t++) {
      System.arraycopy(data.x(), (at + t) * p, rows[t], 0, p);
      y[t] = data.y()[at + t];
      for (int s = 0; s < t; s++) {
        Kernels.subtract(rows[t], l[t][s], rows[s], p);
        y[t] -= l[t][s] * y[s];
      }
      Kernels.scale(rows[t], 1 / l[t][t], p);
      y[t] /= l[t][t];
    }
    return k;
  }

  private RepeatedSums sums(
      int from, int to, Cholesky information, double[] coefficients, boolean withCross) {
    int p = data.rank();
    RepeatedSums sum = new RepeatedSums(factors.length, data.waveCount(), p, withCross);
    // u[t][i] is row t of the i-th of four persons with the same waves, e[i] the residuals.
    double[][][] u = new double[data.waveCount()][4][p];
    double[][] rows = new double[data.waveCount()][];
    double[][] e = new double[4][data.waveCount()];
    int together;
    for (int person = from; person < to; person += together) {
      int pattern = data.patternOf(person);
      together = 0;
      while (together < 4
          && person + together < to
          && data.patternOf(person + together) == pattern) {
        row(u, together, rows);
        solveRows(person + together, information, coefficients, rows, e[together]);
        addPerson(sum, pattern, rows, e[together]);
        together++;
      }
      if (withCross) {
        addCross(sum, data.patterns()[pattern], u, together);
      }
    }
    return sum;
  }

  private static void row(double[][][] u, int i, double[][] rows) {
    for (int t = 0; t < rows.length; t++) {
      rows[t] = u[t][i];
    }
  }

  private void addPerson(RepeatedSums sum, int pattern, double[][] u, double[] e) {
    int p = data.rank();
    int[] waves = data.patterns()[pattern];
    sum.open(pattern);
    double[][] leverage = sum.leverage[pattern];
    double[][] residual = sum.residual[pattern];
    for (int t = 0; t < waves.length; t++) {
      for (int s = 0; s < waves.length; s++) {
        if (s <= t) {
          leverage[waves[t]][waves[s]] += Kernels.dot(u[t], u[s], p);
          residual[waves[t]][waves[s]] += e[t] * e[s];
        }
        Kernels.subtract(sum.score[waves[t]][waves[s]], -e[s], u[t], p);
      }
    }
  }

  private void addCross(RepeatedSums sum, int[] waves, double[][][] u, int together) {
    for (int t = 0; t < waves.length; t++) {
      OuterProducts.clear(u[t], together);
      for (int s = 0; s <= t; s++) {
        OuterProducts.addFour(sum.cross[waves[t]][waves[s]], u[t], u[s], 0, data.rank(), s == t);
      }
    }
  }

  /** The person's U and e of {@link RepeatedSums}. */
  private int solveRows(
      int person, Cholesky information, double[] coefficients, double[][] u, double[] e) {
    int p = data.rank();
    double[][] l = factors[data.patternOf(person)];
    int k = whitenRows(person, u, e);
    for (int t = 0; t < k; t++) {
      e[t] -= Kernels.dot(u[t], coefficients, p);
      lowerSolve(information.lower(), u[t]);
    }
    for (int t = k - 1; t >= 0; t--) {
      for (int s = t + 1; s < k; s++) {
        Kernels.subtract(u[t], l[s][t], u[s], p);
        e[t] -= l[s][t] * e[s];
      }
      Kernels.scale(u[t], 1 / l[t][t], p);
      e[t] /= l[t][t];
    }
    return k;
  }

  private double[][] curvature(
      int from, int to, Cholesky information, double[] coefficients, double[][][] middles) {
    int p = data.rank();
    double[][] sum = new double[p][p];
    double[][] u = new double[data.waveCount()][p];
    double[] e = new double[data.waveCount()];
    double[] row = new double[p];
    for (int person = from; person < to; person++) {
      double[][] middle = middles[data.patternOf(person)];
      int k = solveRows(person, information, coefficients, u, e);
      for (int t = 0; t < k; t++) {
        Arrays.fill(row, 0);
        for (int s = 0; s < k; s++) {
          Kernels.subtract(row, -middle[t][s], u[s], p);
        }
        OuterProducts.add(sum, u[t], row, p);
      }
    }
    return sum;
  }

  /** {@code L^-1 x} in place. */
  static void lowerSolve(double[][] l, double[] x) {
    for (int i = 0; i < l.length; i++) {
      x[i] = (x[i] - Kernels.dot(l[i], x, i)) / l[i][i];
    }
  }
}
