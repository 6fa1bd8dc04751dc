package org.equipoise.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Means over groups whose values and weights are known within ranges. */
final class StatMix {

  private StatMix() {}

  /**
   * The weighted means {@code Σ w m / Σ w}, exact for weights that may vary freely in their ranges:
   * the largest mean gives the largest weights to the groups with the largest values, from some
   * group on.
   */
  static StatRange mean(List<StatRange> values, List<StatRange> weights) {
    double[] lows = values.stream().mapToDouble(StatRange::low).toArray();
    double[] highs = values.stream().mapToDouble(StatRange::high).toArray();
    return new StatRange(-largest(negative(lows), weights), largest(highs, weights));
  }

  /** Any weights at all: from the least value to the largest. */
  static StatRange anyMean(List<StatRange> values) {
    double low = values.stream().mapToDouble(StatRange::low).min().orElseThrow();
    double high = values.stream().mapToDouble(StatRange::high).max().orElseThrow();
    return new StatRange(low, high);
  }

  private static double[] negative(double[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> -values[i]).toArray();
  }

  private static double largest(double[] values, List<StatRange> weights) {
    List<Integer> falling = new ArrayList<>(IntStream.range(0, values.length).boxed().toList());
    falling.sort(Comparator.comparingDouble((Integer i) -> values[i]).reversed());
    double best = Double.NEGATIVE_INFINITY;
    for (int heavy = 0; heavy <= values.length; heavy++) {
      double sum = 0;
      double weight = 0;
      for (int place = 0; place < values.length; place++) {
        int group = falling.get(place);
        double w = place < heavy ? weights.get(group).high() : weights.get(group).low();
        sum += w * values[group];
        weight += w;
      }
      if (weight > 0) {
        best = Math.max(best, sum / weight);
      }
    }
    return best;
  }

  /**
   * The sums of squares between groups, {@code Σ n (m - M)²} about the weighted mean M, for cases
   * that are known: convex in the means, so largest at a corner of their ranges, and smallest where
   * every mean lies as near to one common value as it may.
   */
  static StatRange between(List<StatRange> means, double[] cases) {
    double most = 0;
    for (int corner = 0; corner < 1 << means.size(); corner++) {
      double[] at = new double[means.size()];
      for (int group = 0; group < at.length; group++) {
        StatRange mean = means.get(group);
        at[group] = (corner >> group & 1) == 0 ? mean.low() : mean.high();
      }
      most = Math.max(most, squares(at, cases));
    }
    return new StatRange(Math.min(most, least(means, cases)), most);
  }

  private static double squares(double[] means, double[] cases) {
    double total = 0;
    double sum = 0;
    for (int i = 0; i < means.length; i++) {
      total += cases[i];
      sum += cases[i] * means[i];
    }
    double mean = sum / total;
    double squares = 0;
    for (int i = 0; i < means.length; i++) {
      squares += cases[i] * (means[i] - mean) * (means[i] - mean);
    }
    return squares;
  }

  /** Golden-section search of a convex function of the common value. */
  private static double least(List<StatRange> means, double[] cases) {
    StatRange hull = anyMean(means);
    double low = hull.low();
    double high = hull.high();
    for (int step = 0; step < 200 && high > low; step++) {
      double a = low + (high - low) * 0.382;
      double b = low + (high - low) * 0.618;
      if (distance(means, cases, a) <= distance(means, cases, b)) {
        high = b;
      } else {
        low = a;
      }
    }
    return distance(means, cases, (low + high) / 2);
  }

  private static double distance(List<StatRange> means, double[] cases, double common) {
    double squares = 0;
    for (int i = 0; i < cases.length; i++) {
      StatRange mean = means.get(i);
      double off = Math.max(0, Math.max(mean.low() - common, common - mean.high()));
      squares += cases[i] * off * off;
    }
    return squares;
  }
}
