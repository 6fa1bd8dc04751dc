package org.equipoise.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;

/**
 * Families corrected without the design's draws: units (people, or whole clusters) are drawn with
 * replacement within strata and arms, all outcomes of a unit together, and every sample gives
 * {@code t* = |b* - b| / se*} of the difference in means within blocks (Romano and Wolf 2016,
 * Statistics and Probability Letters 113:38-40; the Stata command rwolf).
 */
public final class PairsBootstrap {
  private final boolean[] treated;
  private final int[] strata;
  private final int draws;
  private final long seed;

  private PairsBootstrap(boolean[] treated, int[] strata, int draws, long seed) {
    this.treated = treated;
    this.strata = strata;
    this.draws = draws;
    this.seed = seed;
  }

  /**
   * The bootstrap of a trial.
   *
   * @param strata code of every unit's stratum
   * @param treated the assignment that was made, by unit
   */
  public static PairsBootstrap within(int[] strata, boolean[] treated) {
    if (strata.length != treated.length) {
      throw new IllegalArgumentException(
          strata.length + " strata for " + treated.length + " units");
    }
    return new PairsBootstrap(treated.clone(), strata.clone(), Rerandomization.DRAWS, 1);
  }

  /** The same with another number of samples, at least 1. */
  public PairsBootstrap withDraws(int number) {
    if (number < 1) {
      throw new IllegalArgumentException(number + " draws");
    }
    return new PairsBootstrap(treated, strata, number, seed);
  }

  /** The same from another seed. */
  public PairsBootstrap withSeed(long other) {
    return new PairsBootstrap(treated, strata, draws, other);
  }

  /**
   * The corrected p-values of a family.
   *
   * @param outcomes the outcomes, with their blocks and units; their covariates are taken out of
   *     them beforehand
   */
  public double[] adjust(List<TrialOutcome> outcomes, StepDown rule) {
    List<StudentizedDifference> statistics = new ArrayList<>();
    for (TrialOutcome outcome : outcomes) {
      UnitBlocks cells = new UnitBlocks(outcome);
      double[] values = cells.pick(outcome.values());
      if (!outcome.covariates().isEmpty()) {
        List<double[]> q = AdjustedCoefficient.basis(cells, outcome.covariates());
        values = AdjustedCoefficient.residuals(cells, q, values);
      }
      TreatedSums unused = new TreatedSums(Assignments.identity(treated.length));
      statistics.add(new StudentizedDifference(cells, unused, new double[][] {values}));
    }
    double[] ones = new double[treated.length];
    Arrays.fill(ones, 1);
    double[] effect = new double[statistics.size()];
    double[] observed = new double[statistics.size()];
    for (int o = 0; o < effect.length; o++) {
      double[] found = statistics.get(o).weighted(ones, treated);
      effect[o] = found[0];
      observed[o] = found[0] / Math.sqrt(found[1]);
    }
    return rule.pValues(observed, deviations(statistics, effect), false);
  }

  private double[][] deviations(List<StudentizedDifference> statistics, double[] effect) {
    int[][] cells = cells();
    int blocks = (draws + DrawnBlock.DRAWS - 1) / DrawnBlock.DRAWS;
    UniformRandomProvider[] streams = new UniformRandomProvider[blocks];
    UniformRandomProvider words = new SplitMix64(seed);
    XoShiRo256PlusPlus source =
        new XoShiRo256PlusPlus(
            words.nextLong(), words.nextLong(), words.nextLong(), words.nextLong());
    for (int b = 0; b < blocks; b++) {
      streams[b] = source.jump();
    }
    double[][] drawn = new double[effect.length][draws];
    IntStream.range(0, blocks)
        .parallel()
        .forEach(
            b -> {
              double[] times = new double[treated.length];
              int end = Math.min(draws, (b + 1) * DrawnBlock.DRAWS);
              for (int d = b * DrawnBlock.DRAWS; d < end; d++) {
                resample(cells, streams[b], times);
                for (int o = 0; o < effect.length; o++) {
                  double[] found = statistics.get(o).weighted(times, treated);
                  double off = found[0] - effect[o];
                  drawn[o][d] =
                      found[1] > 0 ? off / Math.sqrt(found[1]) : off == 0 ? 0 : Double.NaN;
                }
              }
            });
    return drawn;
  }

  private static void resample(int[][] cells, UniformRandomProvider random, double[] times) {
    Arrays.fill(times, 0);
    for (int[] cell : cells) {
      for (int i = 0; i < cell.length; i++) {
        times[cell[random.nextInt(cell.length)]]++;
      }
    }
  }

  /** Units of one stratum and arm. */
  private int[][] cells() {
    Map<List<Object>, List<Integer>> cells = new LinkedHashMap<>();
    for (int u = 0; u < strata.length; u++) {
      cells.computeIfAbsent(List.of(strata[u], treated[u]), key -> new ArrayList<>()).add(u);
    }
    return cells.values().stream()
        .map(cell -> cell.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }
}
