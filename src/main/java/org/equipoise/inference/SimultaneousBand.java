package org.equipoise.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.equipoise.estimate.OrderStatistic;

/**
 * Intervals for several estimates that all hold at once with the level asked for: {@code b_j +- c
 * se_j}, c the quantile of {@code max over j of |T_j|}, T normal (or t with common degrees of
 * freedom) with the correlations of the estimates. Narrower than Bonferroni's.
 *
 * <p>The quantile is that of simulated draws (Montiel Olea and Plagborg-Moller (2019), Journal of
 * Applied Econometrics 34(1), algorithm 1: the plug-in sup-t band), of a kind with {@code
 * mvtnorm::qmvt(tail = "both.tails")}; with 400,000 draws its Monte-Carlo error is about 0.004 at
 * level 0.95. The result depends on the seed, not on the number of cores.
 */
public final class SimultaneousBand {

  /** Draws enough for two decimals of the band. */
  public static final int DRAWS = 400_000;

  private static final int CHUNK = 8192;

  /** Variances below this share of their estimate's are rounding. */
  private static final double SINGULAR = 1e-12;

  private SimultaneousBand() {}

  /**
   * The number c.
   *
   * @param covariance of the estimates, positive on the diagonal; it may be singular
   * @param df degrees of freedom, infinite for the normal distribution
   * @param level in (0, 1), for all intervals together
   * @param draws how many, at least 1000
   * @throws IllegalArgumentException if an argument is not what it should be
   */
  public static double critical(
      double[][] covariance, double df, double level, int draws, long seed) {
    if (!(level > 0 && level < 1) || draws < 1000 || !(df > 0)) {
      throw new IllegalArgumentException(level + ", " + draws + " draws, " + df + " df");
    }
    double[][] root = root(covariance);
    int chunks = (draws + CHUNK - 1) / CHUNK;
    JumpableUniformRandomProvider source =
        (JumpableUniformRandomProvider) RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    List<UniformRandomProvider> streams = new ArrayList<>();
    for (int c = 0; c < chunks; c++) {
      streams.add(source.jump());
    }
    double[] largest = new double[draws];
    IntStream.range(0, chunks)
        .parallel()
        .forEach(
            c -> {
              int to = Math.min(draws, (c + 1) * CHUNK);
              fill(largest, c * CHUNK, to, root, df, streams.get(c));
            });
    return OrderStatistic.select(largest, (int) Math.ceil(level * draws) - 1);
  }

  private static void fill(
      double[] largest,
      int from,
      int to,
      double[][] root,
      double df,
      UniformRandomProvider stream) {
    SharedStateContinuousSampler normal = ZigguratSampler.NormalizedGaussian.of(stream);
    boolean student = df < Double.POSITIVE_INFINITY;
    // Chi-square over its degrees of freedom: the square of what a normal is divided by.
    SharedStateContinuousSampler spread =
        AhrensDieterMarsagliaTsangGammaSampler.of(
            stream, student ? df / 2 : 1, student ? 2 / df : 1);
    double[] z = new double[root.length];
    for (int draw = from; draw < to; draw++) {
      double max = 0;
      for (int j = 0; j < z.length; j++) {
        z[j] = normal.sample();
        double sum = 0;
        for (int l = 0; l <= j; l++) {
          sum += root[j][l] * z[l];
        }
        max = Math.max(max, Math.abs(sum));
      }
      largest[draw] = student ? max / Math.sqrt(spread.sample()) : max;
    }
  }

  /** L with LL' the correlation matrix; a column of zeros where it is singular. */
  private static double[][] root(double[][] covariance) {
    int k = covariance.length;
    double[][] l = new double[k][k];
    for (int i = 0; i < k; i++) {
      if (!(covariance[i][i] > 0 && covariance[i][i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("estimate " + i + " has variance " + covariance[i][i]);
      }
      for (int j = 0; j <= i; j++) {
        double s = covariance[i][j] / Math.sqrt(covariance[i][i] * covariance[j][j]);
        for (int m = 0; m < j; m++) {
          s -= l[i][m] * l[j][m];
        }
        if (i == j) {
          l[i][i] = s > SINGULAR ? Math.sqrt(s) : 0;
        } else {
          l[i][j] = l[j][j] > 0 ? s / l[j][j] : 0;
        }
      }
    }
    return l;
  }
}
