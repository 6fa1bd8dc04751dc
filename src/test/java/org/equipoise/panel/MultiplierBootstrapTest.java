package org.equipoise.panel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.equipoise.inference.SimultaneousBand;
import org.equipoise.panel.MultiplierBootstrap.Multiplier;
import org.junit.jupiter.api.Test;

/** Bands against closed forms, exact enumeration and simulated truth. */
class MultiplierBootstrapTest {

  private static double[][] functions(int k, int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] f = new double[k][n];
    for (int i = 0; i < n; i++) {
      double shared = random.nextDouble() - 0.5;
      for (double[] row : f) {
        row[i] = shared + random.nextDouble() - 0.5;
      }
    }
    return f;
  }

  @Test
  void moves_areSignedSumsOfTheInfluenceFunctions() {
    // Three units: each move is (+-1 +-2 +-4)/3, so every one of eight values appears, and the
    // second family is minus twice the first.
    InfluenceFunctions functions = InfluenceFunctions.of(new double[][] {{1, 2, 4}, {-2, -4, -8}});
    double[][] moves = MultiplierBootstrap.of(1000, 5).moves(functions);
    long[] counts = new long[8];
    for (int b = 0; b < 1000; b++) {
      double sum = moves[0][b] * 3;
      int place = (int) Math.round((sum + 7) / 2);
      assertEquals(2 * place - 7, sum, 1e-12);
      assertEquals(-2 * moves[0][b], moves[1][b], 1e-12);
      counts[place]++;
    }
    // Each has probability 1/8: 125 of 1000, give or take four standard deviations.
    for (long count : counts) {
      assertEquals(125, count, 42);
    }
  }

  @Test
  void moves_ofMammen_haveMeanNilVarianceOneAndThirdMomentOne() {
    InfluenceFunctions one = InfluenceFunctions.of(new double[][] {{1}});
    double[] v = MultiplierBootstrap.of(100_000, 6).with(Multiplier.MAMMEN).moves(one)[0];
    assertEquals(0, Arrays.stream(v).average().orElseThrow(), 0.015);
    assertEquals(1, Arrays.stream(v).map(x -> x * x).average().orElseThrow(), 0.015);
    assertEquals(1, Arrays.stream(v).map(x -> x * x * x).average().orElseThrow(), 0.04);
    assertEquals(2, Arrays.stream(v).distinct().count());
  }

  @Test
  void band_ofManyUnits_isTheNormalOne() {
    InfluenceFunctions functions = InfluenceFunctions.of(functions(6, 400, 7));
    MultiplierBand band = MultiplierBootstrap.of(40_000, 8).band(functions);
    double normal =
        SimultaneousBand.critical(
            functions.covariance(), Double.POSITIVE_INFINITY, 0.95, 400_000, 9);
    // The 0.95 quantile of 40,000 draws has a standard error of about 0.01.
    assertEquals(normal, band.critical(), 0.04);
    double[] exact = functions.standardErrors();
    for (int k = 0; k < 6; k++) {
      assertEquals(1, band.standardErrors()[k] / exact[k], 0.03);
    }
    assertFalse(band.pointwise());
    assertFalse(band.implausible());
  }

  @Test
  void band_readsOrderStatistics() {
    InfluenceFunctions functions = InfluenceFunctions.of(functions(3, 50, 10));
    MultiplierBootstrap bootstrap = MultiplierBootstrap.of(1000, 11).withLevel(0.9);
    double[][] moves = bootstrap.moves(functions);
    double[] errors = new double[3];
    for (int k = 0; k < 3; k++) {
      double[] sorted = moves[k].clone();
      Arrays.sort(sorted);
      // The 250th and 750th of 1000; 2 qnorm(0.75) = 1.3489795003921634 in R 4.2.2.
      errors[k] = (sorted[749] - sorted[249]) / 1.3489795003921634;
    }
    double[] farthest =
        IntStream.range(0, 1000)
            .mapToDouble(
                b ->
                    IntStream.range(0, 3)
                        .mapToDouble(k -> Math.abs(moves[k][b] / errors[k]))
                        .max()
                        .orElseThrow())
            .sorted()
            .toArray();
    MultiplierBand band = bootstrap.band(functions);
    assertArrayEquals(errors, band.standardErrors(), 1e-14);
    assertEquals(farthest[899], band.critical(), 1e-14);
    assertEquals(2 * farthest[899] * errors[1], width(band, 1), 1e-14);
  }

  private static double width(MultiplierBand band, int k) {
    return band.around(k, 5).high() - band.around(k, 5).low();
  }

  @Test
  void band_ofOneFunction_isNeverNarrowerThanPointwise() {
    int fallen = 0;
    for (int seed = 0; seed < 40; seed++) {
      MultiplierBand band =
          MultiplierBootstrap.of(200, seed).band(InfluenceFunctions.of(functions(1, 80, 12)));
      assertTrue(band.critical() > 1.9599639);
      fallen += band.pointwise() ? 1 : 0;
    }
    assertTrue(fallen > 5 && fallen < 35, fallen + " of 40");
  }

  @Test
  void band_ofFunctionsWithoutSpread_leavesThemOut() {
    double[][] f = functions(3, 50, 13);
    Arrays.fill(f[1], 0);
    MultiplierBootstrap bootstrap = MultiplierBootstrap.of(1000, 14);
    MultiplierBand band = bootstrap.band(InfluenceFunctions.of(f));
    assertFalse(band.covers(1));
    assertThrows(IllegalStateException.class, () -> band.around(1, 0));
    MultiplierBand rest = bootstrap.band(InfluenceFunctions.of(new double[][] {f[0], f[2]}));
    assertEquals(rest.critical(), band.critical(), 1e-13);
    MultiplierBand none = bootstrap.band(InfluenceFunctions.of(new double[2][50]));
    assertTrue(none.pointwise() || none.critical() >= 1.95);
    assertFalse(none.covers(0));
  }

  @Test
  void bands_ofSeveralFamilies_areThoseOfEach() {
    InfluenceFunctions functions = InfluenceFunctions.of(functions(4, 60, 15));
    InfluenceFunctions mean = functions.combine(new double[][] {{0.25, 0.25, 0.25, 0.25}});
    MultiplierBootstrap bootstrap = MultiplierBootstrap.of(500, 16);
    List<MultiplierBand> bands = bootstrap.bands(List.of(functions, mean));
    assertEquals(bootstrap.band(functions).critical(), bands.get(0).critical());
    assertEquals(bootstrap.band(mean).critical(), bands.get(1).critical());
    InfluenceFunctions other = InfluenceFunctions.of(functions(1, 60, 17));
    assertThrows(IllegalArgumentException.class, () -> bootstrap.bands(List.of(functions, other)));
  }

  @Test
  void band_isTheSameForAnyNumberOfThreads() throws Exception {
    InfluenceFunctions functions = InfluenceFunctions.of(functions(5, 333, 18));
    MultiplierBootstrap bootstrap = MultiplierBootstrap.of(1000, 19);
    double[][] here = bootstrap.moves(functions);
    ForkJoinPool one = new ForkJoinPool(1);
    ForkJoinPool seven = new ForkJoinPool(7);
    try {
      assertArrayEquals(here, one.submit(() -> bootstrap.moves(functions)).get());
      assertArrayEquals(here, seven.submit(() -> bootstrap.moves(functions)).get());
    } finally {
      one.shutdown();
      seven.shutdown();
    }
  }

  @Test
  void band_byCluster_movesClustersTogether() {
    double[][] f = functions(2, 40, 20);
    int[] codes = IntStream.range(0, 40).map(i -> i % 8).toArray();
    double[][] sums = new double[2][8];
    for (int k = 0; k < 2; k++) {
      for (int i = 0; i < 40; i++) {
        // Of 8 units each is worth 5 of 40.
        sums[k][codes[i]] += f[k][i] / 5;
      }
    }
    InfluenceFunctions clustered = InfluenceFunctions.of(f).byCluster(codes);
    InfluenceFunctions direct = InfluenceFunctions.of(sums);
    assertArrayEquals(direct.standardErrors(), clustered.standardErrors(), 1e-14);
    MultiplierBootstrap bootstrap = MultiplierBootstrap.of(1000, 21);
    assertEquals(bootstrap.band(direct).critical(), bootstrap.band(clustered).critical(), 1e-12);
  }

  /**
   * Staggered adoption among 160 units over 6 years with effects that grow: the band over all cells
   * should hold all truths in 95 of 100 trials. 400 trials: three standard deviations of chance are
   * 3.3 percentage points, and population variances cost about 1.5 at this size.
   */
  @Test
  void bands_coverAllTruthsAtOnce() {
    int trials = 400;
    boolean[][] held =
        IntStream.range(0, trials)
            .parallel()
            .mapToObj(MultiplierBootstrapTest::trial)
            .toArray(boolean[][]::new);
    double cells = 0;
    double events = 0;
    double naive = 0;
    for (boolean[] trial : held) {
      cells += trial[0] ? 1.0 / trials : 0;
      events += trial[1] ? 1.0 / trials : 0;
      naive += trial[2] ? 1.0 / trials : 0;
    }
    assertTrue(cells > 0.90 && cells < 0.985, "cells: " + cells);
    assertTrue(events > 0.90 && events < 0.985, "event times: " + events);
    assertTrue(naive < 0.85, "pointwise intervals should not hold at once: " + naive);
  }

  private static boolean[] trial(int seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(77_000L + seed);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    int n = 160;
    int[] years = {1, 2, 3, 4, 5, 6};
    int[] first = new int[n];
    double[] y = new double[n * 6];
    for (int i = 0; i < n; i++) {
      first[i] = new int[] {3, 5, StaggeredPanel.NEVER, StaggeredPanel.NEVER}[i % 4];
      double own = normal.sample();
      for (int t = 0; t < 6; t++) {
        double effect = years[t] >= first[i] ? 0.2 * (years[t] - first[i] + 1) : 0;
        y[i * 6 + t] = own + 0.3 * t + effect + normal.sample();
      }
    }
    GroupTimeFit fit =
        GroupTimeEffects.of(GroupTimeOptions.defaults())
            .estimate(StaggeredPanel.of(years, first, y));
    Aggregate path = fit.aggregate(Aggregation.EVENT_TIME);
    List<MultiplierBand> bands =
        MultiplierBootstrap.of(500, seed).bands(List.of(fit.clustered(), path.partsClustered()));
    boolean cells = true;
    boolean naive = true;
    for (int c = 0; c < fit.cells().size(); c++) {
      GroupTimeCell cell = fit.cells().get(c);
      double truth = truth(cell.eventTime());
      cells &= bands.get(0).around(c, cell.reading().value()).contains(truth);
      naive &= cell.reading().judged().orElseThrow().interval().contains(truth);
    }
    boolean events = true;
    for (int j = 0; j < path.parts().size(); j++) {
      Aggregate.Part part = path.parts().get(j);
      events &= bands.get(1).around(j, part.reading().value()).contains(truth(part.key()));
    }
    return new boolean[] {cells, events, naive};
  }

  private static double truth(int eventTime) {
    return eventTime >= 0 ? 0.2 * (eventTime + 1) : 0;
  }
}
