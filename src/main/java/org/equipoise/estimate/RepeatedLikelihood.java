package org.equipoise.estimate;

import java.util.Arrays;
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
  private final RepeatedPass pass;
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
      RepeatedPass pass,
      WavePairs pairs,
      boolean restricted,
      double[][] sigma,
      Cholesky information,
      RepeatedPass.Normal normal) {
    this.pass = pass;
    data = pass.data();
    factors = pass.factors();
    this.pairs = pairs;
    this.restricted = restricted;
    this.sigma = sigma;
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
    RepeatedPass pass = new RepeatedPass(data, factors);
    RepeatedPass.Normal normal = pass.normal();
    return Cholesky.of(normal.xx)
        .map(
            information ->
                new RepeatedLikelihood(pass, pairs, restricted, sigma, information, normal));
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

  WavePairs pairs() {
    return pairs;
  }

  /** {@code L^-1 c}: a contrast in the basis in which Phi is the identity. */
  double[] whiten(double[] contrast) {
    double[] c = contrast.clone();
    RepeatedPass.lowerSolve(information.lower(), c);
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

  /** The sums of the derivatives; those of {@link RepeatedSums#cross} cost the most. */
  RepeatedSums sums(boolean withCross) {
    return pass.sums(information, coefficients, withCross);
  }

  /** D, symmetric, with the gradient {@code tr(D V_a)}. */
  double[][] slope(RepeatedSums sums) {
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
  double[][] doubleAverage(RepeatedSums sums) {
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
  double[][] expected(RepeatedSums sums, double[][][] slopes) {
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
  double[][][] informationSlopes(RepeatedSums sums) {
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
    double[][][] middles = new double[factors.length][][];
    for (int i = 0; i < middles.length; i++) {
      middles[i] = block(pairs.sandwich(weights, inverses[i]), data.patterns()[i]);
    }
    return pass.curvature(information, coefficients, middles);
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

  private static double trace(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Kernels.dot(a[i], b[i], a.length);
    }
    return sum;
  }
}
