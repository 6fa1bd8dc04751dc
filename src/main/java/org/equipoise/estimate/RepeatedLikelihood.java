package org.equipoise.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The Gaussian likelihood of repeated measures at one covariance of the waves, with its derivatives
 * in the elements of that covariance.
 *
 * <p>With V the block-diagonal covariance of all rows, {@code Phi = (X'V^-1 X)^-1}, {@code P = V^-1
 * - V^-1 X Phi X'V^-1} and {@code V_a} the derivative of V in element a: the restricted log
 * likelihood is {@code -(log|V| + log|X'V^-1 X| + y'Py)/2}; its gradient {@code -(tr(P V_a) - y'P
 * V_a P y)/2}; the expected information {@code tr(P V_a P V_b)/2} and the observed {@code y'P V_a P
 * V_b P y - tr(P V_a P V_b)/2}, whose mean is the average information {@code y'P V_a P V_b P y/2}.
 * Under maximum likelihood the terms with X in the traces are left out. Gilmour, Thompson and
 * Cullis (1995), Biometrics 51:1440-1450; Kenward and Roger (1997), Biometrics 53:983-997.
 *
 * <p>Every sum is over persons; the inverse of a person's block depends on which waves are answered
 * only and is found once for each such pattern. Rows are those of {@link WavePatterns}, and the
 * basis is turned further so that Phi is the identity.
 */
final class RepeatedLikelihood {
  private final WavePatterns data;
  private final WavePairs pairs;
  private final boolean restricted;
  private final double[][] sigma;

  /** Cholesky factors of the blocks by pattern. */
  private final double[][][] factors;

  /** Inverses of the blocks by pattern, zero at waves not answered. */
  private final double[][][] inverses;

  /** Persons by pattern. */
  private final int[] counts;

  /** Factor of {@code X'V^-1 X} in the basis. */
  private final Cholesky information;

  /** GLS coefficients in the basis. */
  private final double[] coefficients;

  private final double value;

  private RepeatedLikelihood(
      WavePatterns data,
      WavePairs pairs,
      boolean restricted,
      double[][] sigma,
      double[][][] factors,
      Cholesky information,
      Normal normal) {
    this.data = data;
    this.pairs = pairs;
    this.restricted = restricted;
    this.sigma = sigma;
    this.factors = factors;
    this.information = information;
    coefficients = information.solve(normal.xy);
    inverses = new double[factors.length][][];
    Arrays.setAll(inverses, this::inverse);
    counts = new int[factors.length];
    double quadratic = normal.yy - Kernels.dot(normal.xy, coefficients, coefficients.length);
    double sum = quadratic + (restricted ? information.logDeterminant() : 0);
    for (int person = 0; person < data.persons(); person++) {
      counts[data.patternOf(person)]++;
    }
    for (int s = 0; s < factors.length; s++) {
      sum += counts[s] * new Cholesky(factors[s]).logDeterminant();
    }
    value = -sum / 2;
  }

  /** The likelihood; empty when a block or {@code X'V^-1 X} is singular to working precision. */
  static Optional<RepeatedLikelihood> at(
      WavePatterns data, WavePairs pairs, boolean restricted, double[][] sigma) {
    int[][] patterns = data.patterns();
    double[][][] factors = new double[patterns.length][][];
    for (int s = 0; s < patterns.length; s++) {
      Optional<Cholesky> factor = Cholesky.of(block(sigma, patterns[s]));
      if (factor.isEmpty()) {
        return Optional.empty();
      }
      factors[s] = factor.get().lower();
    }
    Normal normal = new Normal(data.rank());
    for (Normal part : parts(data, (from, to) -> normal(data, factors, from, to))) {
      normal.add(part);
    }
    WavePairs.mirror(normal.xx);
    return Cholesky.of(normal.xx)
        .map(
            information ->
                new RepeatedLikelihood(
                    data, pairs, restricted, sigma, factors, information, normal));
  }

  /** The log likelihood without its constant {@code -(n - p) log(2 pi) / 2}. */
  double value() {
    return value;
  }

  double[][] sigma() {
    return sigma;
  }

  double[] coefficients() {
    return coefficients;
  }

  /** Factor of {@code X'V^-1 X} in the basis. */
  Cholesky information() {
    return information;
  }

  WavePairs pairs() {
    return pairs;
  }

  /** {@code L^-1 c}: a contrast in the basis in which Phi is the identity. */
  double[] whiten(double[] contrast) {
    double[] c = contrast.clone();
    lowerSolve(information.lower(), c);
    return c;
  }

  private static double[][] block(double[][] sigma, int[] waves) {
    double[][] block = new double[waves.length][waves.length];
    for (int i = 0; i < waves.length; i++) {
      for (int j = 0; j < waves.length; j++) {
        block[i][j] = sigma[waves[i]][waves[j]];
      }
    }
    return block;
  }

  private interface Part<T> {
    T of(int from, int to);
  }

  private static <T> List<T> parts(WavePatterns data, Part<T> part) {
    int[] cuts = data.cuts();
    return Chunks.map(cuts.length - 1, c -> part.of(cuts[c], cuts[c + 1]));
  }

  /** Sums of {@code X'V^-1 X} (lower triangle), {@code X'V^-1 y} and {@code y'V^-1 y}. */
  private static final class Normal {
    private final double[][] xx;
    private final double[] xy;
    private double yy;

    private Normal(int p) {
      xx = new double[p][p];
      xy = new double[p];
    }

    private void add(Normal other) {
      addTo(xx, other.xx);
      Kernels.subtract(xy, -1, other.xy, xy.length);
      yy += other.yy;
    }
  }

  private static Normal normal(WavePatterns data, double[][][] factors, int from, int to) {
    int p = data.rank();
    Normal sum = new Normal(p);
    double[][] rows = new double[data.waveCount() + 3][p];
    double[] y = new double[data.waveCount()];
    for (int person = from; person < to; person++) {
      int k = whitenRows(data, factors, person, rows, y);
      clear(rows, k);
      for (int t = 0; t < k; t += 4) {
        addOuters(sum.xx, rows, rows, t, p, true);
      }
      for (int t = 0; t < k; t++) {
        Kernels.subtract(sum.xy, -y[t], rows[t], p);
        sum.yy = Math.fma(y[t], y[t], sum.yy);
      }
    }
    return sum;
  }

  /** {@code L^-1 (X_i, y_i)} with L the factor of the person's block; returns how many rows. */
  private static int whitenRows(
      WavePatterns data, double[][][] factors, int person, double[][] rows, double[] y) {
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

  /**
   * The sums that carry the derivatives, with U the rows {@code V_i^-1 X_i} in the basis of
   * identity Phi and e the rows {@code V_i^-1 (y_i - X_i b)}.
   */
  static final class Sums {
    /** {@code sum of U U'} by pattern, waves by waves. */
    final double[][][] leverage;

    /** {@code sum of e e'} by pattern. */
    final double[][][] residual;

    /** {@code sum of u_t e_s}, by wave t and s. */
    final double[][][] score;

    /** {@code sum of u_t u_s'}, t at least s; empty unless asked for. */
    final double[][][][] cross;

    private Sums(int patterns, int waves, int p, boolean withCross) {
      leverage = new double[patterns][][];
      residual = new double[patterns][][];
      score = new double[waves][waves][p];
      cross = new double[withCross ? waves : 0][][][];
      for (int t = 0; t < cross.length; t++) {
        cross[t] = new double[t + 1][p][p];
      }
    }

    /** Makes room for a pattern; a part of the persons meets few of them. */
    private void open(int pattern) {
      if (leverage[pattern] == null) {
        leverage[pattern] = new double[score.length][score.length];
        residual[pattern] = new double[score.length][score.length];
      }
    }

    private void add(Sums other) {
      for (int s = 0; s < leverage.length; s++) {
        if (other.leverage[s] != null) {
          open(s);
          addTo(leverage[s], other.leverage[s]);
          addTo(residual[s], other.residual[s]);
        }
      }
      for (int t = 0; t < score.length; t++) {
        addTo(score[t], other.score[t]);
      }
      for (int t = 0; t < cross.length; t++) {
        for (int s = 0; s <= t; s++) {
          addTo(cross[t][s], other.cross[t][s]);
        }
      }
    }
  }

  /** The sums of the derivatives; those of {@link Sums#cross} cost the most. */
  Sums sums(boolean withCross) {
    Sums total = new Sums(factors.length, data.waveCount(), data.rank(), withCross);
    for (Sums part : parts(data, (from, to) -> sums(from, to, withCross))) {
      total.add(part);
    }
    return total;
  }

  private Sums sums(int from, int to, boolean withCross) {
    int p = data.rank();
    Sums sum = new Sums(factors.length, data.waveCount(), p, withCross);
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
        solveRows(person + together, rows, e[together]);
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

  private void addPerson(Sums sum, int pattern, double[][] u, double[] e) {
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

  private void addCross(Sums sum, int[] waves, double[][][] u, int together) {
    for (int t = 0; t < waves.length; t++) {
      clear(u[t], together);
      for (int s = 0; s <= t; s++) {
        addOuters(sum.cross[waves[t]][waves[s]], u[t], u[s], 0, data.rank(), s == t);
      }
    }
  }

  /** The person's U and e of {@link Sums}. */
  private int solveRows(int person, double[][] u, double[] e) {
    int p = data.rank();
    double[][] l = factors[data.patternOf(person)];
    int k = whitenRows(data, factors, person, u, e);
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

  /** D, symmetric, with the gradient {@code tr(D V_a)}. */
  double[][] slope(Sums sums) {
    int waves = data.waveCount();
    double[][] d = new double[waves][waves];
    for (int s = 0; s < factors.length; s++) {
      double[][] m = inverses[s];
      for (int t = 0; t < waves; t++) {
        for (int w = 0; w <= t; w++) {
          double fitted = restricted ? sums.leverage[s][t][w] : 0;
          d[t][w] -= (counts[s] * m[t][w] - fitted - sums.residual[s][t][w]) / 2;
        }
      }
    }
    WavePairs.mirror(d);
    return d;
  }

  /** {@code y'P V_a P V_b P y}: the sum of the observed and the expected information. */
  double[][] doubleAverage(Sums sums) {
    double[][] sum = new double[pairs.count()][pairs.count()];
    for (int s = 0; s < factors.length; s++) {
      double[][] residual = sums.residual[s];
      WavePairs.mirror(residual);
      pairs.addProducts(residual, inverses[s], sum);
    }
    double[][] f = new double[pairs.count()][];
    for (int a = 0; a < f.length; a++) {
      int t = pairs.first()[a];
      int u = pairs.second()[a];
      f[a] = sums.score[t][u].clone();
      if (t != u) {
        Kernels.subtract(f[a], -1, sums.score[u][t], f[a].length);
      }
      for (int b = 0; b <= a; b++) {
        sum[a][b] -= Kernels.dot(f[a], f[b], f[a].length);
      }
    }
    WavePairs.mirror(sum);
    return sum;
  }

  /** {@code tr(P V_a P V_b) / 2}, or {@code tr(V^-1 V_a V^-1 V_b) / 2} under full likelihood. */
  double[][] expected(Sums sums, double[][][] slopes) {
    int q = pairs.count();
    double[][] sum = new double[q][q];
    for (int s = 0; s < factors.length; s++) {
      double[][] m = inverses[s];
      double[][] left = new double[m.length][m.length];
      for (int t = 0; t < m.length; t++) {
        for (int w = 0; w <= t; w++) {
          left[t][w] = counts[s] * m[t][w] - (restricted ? 2 * sums.leverage[s][t][w] : 0);
        }
      }
      WavePairs.mirror(left);
      pairs.addProducts(left, m, sum);
    }
    for (int a = 0; a < q; a++) {
      for (int b = 0; b <= a; b++) {
        sum[a][b] = (sum[a][b] + (restricted ? trace(slopes[a], slopes[b]) : 0)) / 2;
      }
    }
    WavePairs.mirror(sum);
    return sum;
  }

  /** {@code P_a = -X'V^-1 V_a V^-1 X} by pair, in the basis in which Phi is the identity. */
  double[][][] informationSlopes(Sums sums) {
    double[][][] slopes = new double[pairs.count()][][];
    for (int a = 0; a < slopes.length; a++) {
      int t = pairs.first()[a];
      int u = pairs.second()[a];
      double[][] g = sums.cross[t][u];
      int p = g.length;
      double[][] slope = new double[p][p];
      for (int i = 0; i < p; i++) {
        for (int j = 0; j <= i; j++) {
          slope[i][j] = t == u ? -g[i][j] : -(g[i][j] + g[j][i]);
          slope[j][i] = slope[i][j];
        }
      }
      slopes[a] = slope;
    }
    return slopes;
  }

  /** {@code sum_ab W_ab X'V^-1 V_a V^-1 V_b V^-1 X} in the basis in which Phi is the identity. */
  double[][] curvature(double[][] weights) {
    int p = data.rank();
    double[][][] middles = new double[factors.length][][];
    for (int s = 0; s < middles.length; s++) {
      middles[s] = block(pairs.sandwich(weights, inverses[s]), data.patterns()[s]);
    }
    double[][] sum = new double[p][p];
    for (double[][] part : parts(data, (from, to) -> curvature(middles, from, to))) {
      addTo(sum, part);
    }
    WavePairs.mirror(sum);
    return sum;
  }

  private double[][] curvature(double[][][] middles, int from, int to) {
    int p = data.rank();
    double[][] sum = new double[p][p];
    double[][] u = new double[data.waveCount()][p];
    double[] e = new double[data.waveCount()];
    double[] row = new double[p];
    for (int person = from; person < to; person++) {
      double[][] middle = middles[data.patternOf(person)];
      int k = solveRows(person, u, e);
      for (int t = 0; t < k; t++) {
        Arrays.fill(row, 0);
        for (int s = 0; s < k; s++) {
          Kernels.subtract(row, -middle[t][s], u[s], p);
        }
        addOuter(sum, u[t], row, p, true);
      }
    }
    return sum;
  }

  /** The inverse of a pattern's block, zero at waves not answered. */
  private double[][] inverse(int pattern) {
    int[] waves = data.patterns()[pattern];
    double[][] small = new Cholesky(factors[pattern]).inverse();
    double[][] m = new double[data.waveCount()][data.waveCount()];
    for (int t = 0; t < waves.length; t++) {
      for (int s = 0; s < waves.length; s++) {
        m[waves[t]][waves[s]] = small[t][s];
      }
    }
    return m;
  }

  /** {@code L^-1 x} in place. */
  private static void lowerSolve(double[][] l, double[] x) {
    for (int i = 0; i < l.length; i++) {
      x[i] = (x[i] - Kernels.dot(l[i], x, i)) / l[i][i];
    }
  }

  private static double trace(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Kernels.dot(a[i], b[i], a.length);
    }
    return sum;
  }

  /** {@code sum += a b'}, its lower triangle alone if asked. */
  private static void addOuter(double[][] sum, double[] a, double[] b, int p, boolean lower) {
    for (int i = 0; i < p; i++) {
      double[] row = sum[i];
      double ai = a[i];
      int end = lower ? i + 1 : p;
      for (int j = 0; j < end; j++) {
        row[j] = Math.fma(ai, b[j], row[j]);
      }
    }
  }

  /** Four outer products at once, of rows {@code from … from + 3}. */
  private static void addOuters(
      double[][] sum, double[][] a, double[][] b, int from, int p, boolean lower) {
    double[] b0 = b[from];
    double[] b1 = b[from + 1];
    double[] b2 = b[from + 2];
    double[] b3 = b[from + 3];
    for (int i = 0; i < p; i++) {
      double a0 = a[from][i];
      double a1 = a[from + 1][i];
      double a2 = a[from + 2][i];
      double a3 = a[from + 3][i];
      double[] row = sum[i];
      int end = lower ? i + 1 : p;
      for (int j = 0; j < end; j++) {
        row[j] += Math.fma(a0, b0[j], a1 * b1[j]) + Math.fma(a2, b2[j], a3 * b3[j]);
      }
    }
  }

  /** Empties the rows after the first {@code used} of a group of four. */
  private static void clear(double[][] rows, int used) {
    for (int i = used; i % 4 != 0; i++) {
      Arrays.fill(rows[i], 0);
    }
  }

  private static void addTo(double[][] sum, double[][] part) {
    for (int i = 0; i < sum.length; i++) {
      Kernels.subtract(sum[i], -1, part[i], sum[i].length);
    }
  }
}
