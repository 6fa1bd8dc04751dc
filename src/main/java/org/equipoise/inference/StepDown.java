package org.equipoise.inference;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Corrects a family of tests by their joint distribution over the same draws, so that correlated
 * outcomes cost less than with Holm. The hypotheses are ordered from the most to the least extreme;
 * each is compared with the most extreme of itself and those after it, and no corrected p-value is
 * below an earlier one.
 *
 * <p>A hypothesis that could not be tested (a NaN statistic) still counts: as nothing is known of
 * its distribution, each of them adds the hypothesis's own p-value once more, as in Bonferroni's
 * bound.
 */
public enum StepDown {
  /**
   * The largest absolute statistic (Romano and Wolf 2005, Econometrica 73:1237-1282; 2016,
   * Statistics and Probability Letters 113:38-40): {@code (1 + #{max_{j>=s} |t*_j| >= |t_(s)|}) /
   * (B + 1)}. The statistics should be studentized, to be of one size.
   */
  MAX_T {
    @Override
    double[] adjust(double[] observed, double[][] drawn, boolean listed) {
      return step(observed, drawn, listed, singles(observed, drawn, listed));
    }
  },
  /**
   * The smallest p-value (Westfall and Young 1993, Resampling-Based Multiple Testing, algorithm
   * 2.8), every draw's own p-value taken from all draws: fair to outcomes of different shape.
   */
  MIN_P {
    @Override
    double[] adjust(double[] observed, double[][] drawn, boolean listed) {
      double[] own = new double[observed.length];
      double[][] scores = new double[observed.length][];
      for (int j = 0; j < observed.length; j++) {
        if (!Double.isNaN(observed[j])) {
          double[] ranks = ranks(observed[j], drawn[j]);
          scores[j] = Arrays.copyOf(ranks, drawn[j].length);
          own[j] = ranks[drawn[j].length];
        } else {
          own[j] = Double.NaN;
          scores[j] = new double[drawn[j].length];
        }
      }
      return step(own, scores, listed, singles(observed, drawn, listed));
    }
  };

  private static final double EQUAL = 1e-9;

  /**
   * The corrected p-values.
   *
   * @param observed the statistics of the assignment made, by hypothesis; NaN when refused
   * @param drawn the statistics of every draw, {@code [hypothesis][draw]}; their sign is ignored
   *     and NaN counts as extreme
   * @param listed whether the draws are all assignments, each once; then {@code c / all}
   * @return p-values in the order given; NaN where refused
   */
  public double[] pValues(double[] observed, double[][] drawn, boolean listed) {
    if (observed.length != drawn.length) {
      throw new IllegalArgumentException(
          observed.length + " statistics but draws of " + drawn.length);
    }
    double[] sizes = new double[observed.length];
    double[][] drawnSizes = new double[observed.length][];
    for (int j = 0; j < sizes.length; j++) {
      sizes[j] = Math.abs(observed[j]);
      drawnSizes[j] = new double[drawn[j].length];
      for (int d = 0; d < drawn[j].length; d++) {
        double size = Math.abs(drawn[j][d]);
        drawnSizes[j][d] = Double.isNaN(size) ? Double.POSITIVE_INFINITY : size;
      }
      if (!Double.isNaN(sizes[j]) && drawn[j].length != drawn[first(observed)].length) {
        throw new IllegalArgumentException("hypothesis " + j + " has its own number of draws");
      }
    }
    return adjust(sizes, drawnSizes, listed);
  }

  abstract double[] adjust(double[] observed, double[][] drawn, boolean listed);

  private static int first(double[] observed) {
    return IntStream.range(0, observed.length)
        .filter(j -> !Double.isNaN(observed[j]))
        .findFirst()
        .orElse(0);
  }

  private static double[] step(
      double[] observed, double[][] drawn, boolean listed, double[] single) {
    int[] order =
        IntStream.range(0, observed.length)
            .filter(j -> !Double.isNaN(observed[j]))
            .boxed()
            .sorted((a, b) -> Double.compare(observed[b], observed[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[observed.length];
    Arrays.fill(adjusted, Double.NaN);
    if (order.length == 0) {
      return adjusted;
    }
    int refused = observed.length - order.length;
    double[] largest = new double[drawn[order[0]].length];
    double[] stepped = new double[order.length];
    for (int s = order.length - 1; s >= 0; s--) {
      double[] own = drawn[order[s]];
      double extreme = threshold(observed[order[s]]);
      long count = 0;
      for (int d = 0; d < largest.length; d++) {
        largest[d] = Math.max(largest[d], own[d]);
        count += largest[d] >= extreme ? 1 : 0;
      }
      stepped[s] = share(count, largest.length, listed) + refused * single[order[s]];
    }
    double running = 0;
    for (int s = 0; s < order.length; s++) {
      running = Math.max(running, Math.min(1, stepped[s]));
      adjusted[order[s]] = running;
    }
    return adjusted;
  }

  private static double threshold(double size) {
    return size * (1 - EQUAL);
  }

  private static double share(long count, int draws, boolean listed) {
    return listed ? (double) count / draws : (1.0 + count) / (1.0 + draws);
  }

  /** Every hypothesis by itself. */
  private static double[] singles(double[] observed, double[][] drawn, boolean listed) {
    double[] p = new double[observed.length];
    for (int j = 0; j < p.length; j++) {
      double extreme = threshold(observed[j]);
      p[j] =
          Double.isNaN(extreme)
              ? Double.NaN
              : share(
                  Arrays.stream(drawn[j]).filter(t -> t >= extreme).count(),
                  drawn[j].length,
                  listed);
    }
    return p;
  }

  /**
   * One less the share of draws at least as extreme, of every draw and, last, of the observed
   * statistic: large means extreme.
   */
  private static double[] ranks(double observed, double[] drawn) {
    double[] sorted = drawn.clone();
    Arrays.sort(sorted);
    double[] ranks = new double[drawn.length + 1];
    for (int d = 0; d <= drawn.length; d++) {
      double size = d < drawn.length ? drawn[d] : observed;
      ranks[d] = below(sorted, threshold(size)) / (double) drawn.length;
    }
    return ranks;
  }

  /** How many sorted values are below a bound. */
  private static int below(double[] sorted, double bound) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
