package org.equipoise.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.equipoise.estimate.OrderStatistic;

/**
 * Simultaneous bands from influence functions: in each draw the units (or clusters) get independent
 * multipliers v of mean 0 and variance 1, and the estimates move by {@code sum_i v_i psi_i / n}.
 *
 * <p>The standard error of an estimate is the interquartile range of its draws divided by that of
 * the standard normal distribution; the critical value is the quantile, over the draws, of the
 * largest {@code |move / se|}. Quantiles are order statistics, the {@code ceil(B q)}-th of B (type
 * 1 of Hyndman and Fan 1996). A critical value below that of one normal interval is replaced by it.
 * An error below {@code 10 sqrt(epsilon) = 1.5e-7} of the family's largest is not available, and
 * its estimate not part of the band ({@code did} compares with 1.5e-7 itself, which depends on the
 * unit of the outcome).
 *
 * <p>Callaway and Sant'Anna (2021), Journal of Econometrics 225(2), algorithm 1; as {@code
 * did::mboot} 2.5.1 but for the random numbers. The result depends on the seed, not on the number
 * of cores.
 */
public final class MultiplierBootstrap {

  /** The law of the multipliers. */
  public enum Multiplier {
    /** Plus or minus one, alike likely. */
    RADEMACHER,
    /**
     * {@code (1 - sqrt 5)/2} with probability {@code (1 + sqrt 5) / (2 sqrt 5)}, else {@code (1 +
     * sqrt 5)/2}: third moment one (Mammen 1993, Annals of Statistics 21:255-285).
     */
    MAMMEN
  }

  /** Draws of a chunk, the unit of parallel work: the multipliers of a tile stay in the cache. */
  private static final int CHUNK = 128;

  private static final int TILE = 8;
  private static final double TINY = 10 * Math.sqrt(Math.ulp(1.0));
  private static final double MAMMEN_LOW = (1 - Math.sqrt(5)) / 2;
  private static final double MAMMEN_CHANCE = (1 + Math.sqrt(5)) / (2 * Math.sqrt(5));

  /** Eight signs for each byte. */
  private static final double[] SIGNS = signs();

  private final int draws;
  private final long seed;
  private final Multiplier multiplier;
  private final double level;

  private MultiplierBootstrap(int draws, long seed, Multiplier multiplier, double level) {
    this.draws = draws;
    this.seed = seed;
    this.multiplier = multiplier;
    this.level = level;
  }

  /**
   * Rademacher multipliers and a band of 95 percent.
   *
   * @param draws at least 100
   * @throws IllegalArgumentException if there are fewer
   */
  public static MultiplierBootstrap of(int draws, long seed) {
    if (draws < 100) {
      throw new IllegalArgumentException(draws + " draws");
    }
    return new MultiplierBootstrap(draws, seed, Multiplier.RADEMACHER, 0.95);
  }

  /** The same with another law. */
  public MultiplierBootstrap with(Multiplier other) {
    return new MultiplierBootstrap(draws, seed, other, level);
  }

  /**
   * The same with a band of another level.
   *
   * @throws IllegalArgumentException if it is not in (0, 1)
   */
  public MultiplierBootstrap withLevel(double newLevel) {
    if (!(newLevel > 0 && newLevel < 1)) {
      throw new IllegalArgumentException("level " + newLevel);
    }
    return new MultiplierBootstrap(draws, seed, multiplier, newLevel);
  }

  /** The band around the estimates whose influence functions these are. */
  public MultiplierBand band(InfluenceFunctions functions) {
    return bands(List.of(functions)).get(0);
  }

  /**
   * A band for each of several families of the same units, all from the same draws: cheaper than
   * one by one.
   *
   * @throws IllegalArgumentException if the families are not about the same units or clusters
   */
  public List<MultiplierBand> bands(List<InfluenceFunctions> families) {
    InfluenceFunctions all = InfluenceFunctions.concat(families);
    double[][] moves = moves(all);
    List<MultiplierBand> bands = new ArrayList<>();
    int from = 0;
    for (InfluenceFunctions family : families) {
      int to = from + family.size();
      bands.add(band(Arrays.copyOfRange(moves, from, to)));
      from = to;
    }
    return bands;
  }

  private MultiplierBand band(double[][] moves) {
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double range = normal.inverseCumulativeProbability(0.75) * 2;
    int k = moves.length;
    double[] errors = new double[k];
    IntStream.range(0, k)
        .parallel()
        .forEach(
            j -> {
              double[] own = moves[j].clone();
              errors[j] = (quantile(own, 0.75) - quantile(own, 0.25)) / range;
            });
    double largest = Arrays.stream(errors).max().orElse(0);
    double[] farthest = new double[draws];
    boolean some = false;
    for (int j = 0; j < k; j++) {
      if (!(errors[j] > TINY * largest)) {
        errors[j] = Double.NaN;
        continue;
      }
      some = true;
      for (int draw = 0; draw < draws; draw++) {
        farthest[draw] = Math.max(farthest[draw], Math.abs(moves[j][draw] / errors[j]));
      }
    }
    double pointwise = normal.inverseSurvivalProbability((1 - level) / 2);
    double drawn = some ? quantile(farthest, level) : pointwise;
    return new MultiplierBand(level, draws, errors, Math.max(drawn, pointwise), drawn < pointwise);
  }

  /** The order statistic of a share of the values, whose order is changed. */
  private static double quantile(double[] values, double share) {
    // Guards against shares such as 0.95 whose product with the draws lies just above a whole one.
    int place = (int) Math.ceil(share * values.length - 1e-9 * values.length);
    return OrderStatistic.select(values, Math.max(1, place) - 1);
  }

  /** How far each draw moves each estimate, a row an estimate. */
  double[][] moves(InfluenceFunctions functions) {
    double[][] moves = new double[functions.size()][draws];
    int chunks = (draws + CHUNK - 1) / CHUNK;
    JumpableUniformRandomProvider source =
        (JumpableUniformRandomProvider) RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
    List<UniformRandomProvider> streams = new ArrayList<>();
    for (int c = 0; c < chunks; c++) {
      streams.add(source.jump());
    }
    IntStream.range(0, chunks)
        .parallel()
        .forEach(c -> fill(functions, streams.get(c), moves, c * CHUNK));
    return moves;
  }

  private void fill(
      InfluenceFunctions functions, UniformRandomProvider stream, double[][] moves, int from) {
    int count = Math.min(CHUNK, draws - from);
    double[][] multipliers = new double[TILE][CHUNK];
    int start = 0;
    double[][] all = new double[functions.size()][CHUNK];
    for (InfluenceBlock block : functions.blocks()) {
      double[][] sums = sums(block, stream, multipliers);
      for (int k = 0; k < all.length; k++) {
        double[] factors = functions.loadings(k);
        for (int j = 0; j < sums.length; j++) {
          double factor = factors[start + j];
          if (factor != 0) {
            add(all[k], factor, sums[j]);
          }
        }
      }
      start += block.width();
    }
    for (int k = 0; k < all.length; k++) {
      for (int d = 0; d < count; d++) {
        moves[k][from + d] = all[k][d] / functions.units();
      }
    }
  }

  /** {@code sum_r v_r column_r} for each column and draw. */
  private double[][] sums(
      InfluenceBlock block, UniformRandomProvider stream, double[][] multipliers) {
    double[][] columns = block.columns();
    double[][] sums = new double[columns.length][CHUNK];
    int rows = block.rows().length;
    for (int r = 0; r < rows; r += TILE) {
      int tile = Math.min(TILE, rows - r);
      for (int i = 0; i < tile; i++) {
        draw(multipliers[i], stream);
      }
      for (int j = 0; j < columns.length; j++) {
        if (tile == TILE) {
          addTile(sums[j], columns[j], r, multipliers);
        } else {
          for (int i = 0; i < tile; i++) {
            add(sums[j], columns[j][r + i], multipliers[i]);
          }
        }
      }
    }
    return sums;
  }

  private void draw(double[] v, UniformRandomProvider stream) {
    if (multiplier == Multiplier.RADEMACHER) {
      for (int at = 0; at < CHUNK; at += 64) {
        long bits = stream.nextLong();
        for (int b = 0; b < 64; b += 8) {
          int from = (int) ((bits >>> b) & 255) * 8;
          for (int i = 0; i < 8; i++) {
            v[at + b + i] = SIGNS[from + i];
          }
        }
      }
    } else {
      for (int at = 0; at < CHUNK; at++) {
        v[at] = stream.nextDouble() < MAMMEN_CHANCE ? MAMMEN_LOW : 1 - MAMMEN_LOW;
      }
    }
  }

  /** Adds eight rows of a column; one chain of fused products is what the compiler vectorizes. */
  private static void addTile(double[] sum, double[] column, int r, double[][] v) {
    double c0 = column[r];
    double c1 = column[r + 1];
    double c2 = column[r + 2];
    double c3 = column[r + 3];
    double c4 = column[r + 4];
    double c5 = column[r + 5];
    double c6 = column[r + 6];
    double c7 = column[r + 7];
    double[] v0 = v[0];
    double[] v1 = v[1];
    double[] v2 = v[2];
    double[] v3 = v[3];
    double[] v4 = v[4];
    double[] v5 = v[5];
    double[] v6 = v[6];
    double[] v7 = v[7];
    for (int d = 0; d < CHUNK; d++) {
      double low =
          Math.fma(
              c3, v3[d], Math.fma(c2, v2[d], Math.fma(c1, v1[d], Math.fma(c0, v0[d], sum[d]))));
      sum[d] =
          Math.fma(c7, v7[d], Math.fma(c6, v6[d], Math.fma(c5, v5[d], Math.fma(c4, v4[d], low))));
    }
  }

  private static void add(double[] sum, double factor, double[] v) {
    for (int d = 0; d < CHUNK; d++) {
      sum[d] = Math.fma(factor, v[d], sum[d]);
    }
  }

  private static double[] signs() {
    double[] signs = new double[256 * 8];
    for (int at = 0; at < signs.length; at++) {
      signs[at] = ((at / 8) >>> (at % 8) & 1) == 0 ? -1 : 1;
    }
    return signs;
  }
}
