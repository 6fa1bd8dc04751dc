package org.equipoise.estimate;

import java.util.Arrays;

/**
 * The exact distribution of the sum of m of n scores drawn without replacement, ties included: the
 * permutation distribution of a rank sum. Scores are whole numbers (mid-ranks doubled).
 *
 * <p>Groups of tied scores are taken one after the other: with {@code f(k, s)} the chance that k
 * drawn units sum to s, a group of t units of score a adds j of them with binomial chances of any
 * common rate, which cancels once k is fixed at m (Streitberg and Röhmel 1986).
 */
final class RankSumDistribution {
  /** Products beyond which the distribution takes more than some tenths of a second. */
  static final double MOST_PRODUCTS = 5e8;

  private final double[] chance;
  private final long lowest;
  private final long step;

  private RankSumDistribution(double[] chance, long lowest, long step) {
    this.chance = chance;
    this.lowest = lowest;
    this.step = step;
  }

  /** How many products {@link #of} takes. */
  static double products(long[] scores, int[] counts, int m) {
    long[] reduced = reduced(scores);
    return work(reduced, counts, Math.min(m, Arrays.stream(counts).sum() - m));
  }

  private static double work(long[] scores, int[] counts, int m) {
    double width = width(scores, counts, m);
    double work = 0;
    for (int count : counts) {
      work += (Math.min(count, m) + 1.0) * (m + 1.0) * width;
    }
    return work / 2;
  }

  /**
   * The distribution of the sum of m of the scores.
   *
   * @param scores distinct scores, ascending
   * @param counts how many units have each
   */
  static RankSumDistribution of(long[] scores, int[] counts, int m) {
    int n = Arrays.stream(counts).sum();
    if (m > n - m) {
      return of(scores, counts, n - m).mirrored(total(scores, counts));
    }
    long origin = scores[0];
    long unit = unit(scores);
    long[] a = reduced(scores);
    int width = (int) width(a, counts, m);
    double[][] f = new double[m + 1][width];
    f[0][0] = 1;
    int[] highest = new int[m + 1];
    double rate = (double) m / n;
    int drawn = 0;
    for (int g = 0; g < a.length; g++) {
      double[] take = binomial(counts[g], rate);
      // From many drawn to few, so that what is read has not met this group yet.
      for (int k = Math.min(m, drawn + counts[g]); k >= 0; k--) {
        Kernels.scale(f[k], take[0], highest[k] + 1);
        for (int j = Math.max(1, k - drawn); j <= Math.min(counts[g], k); j++) {
          int shift = (int) (j * a[g]);
          addShifted(f[k], f[k - j], take[j], shift, highest[k - j]);
          highest[k] = Math.max(highest[k], highest[k - j] + shift);
        }
      }
      drawn = Math.min(m, drawn + counts[g]);
    }
    double[] chance = f[m];
    TwoSum all = new TwoSum();
    for (double p : chance) {
      all.add(p);
    }
    Kernels.scale(chance, 1 / all.value(), width);
    return new RankSumDistribution(chance, m * origin, unit);
  }

  /** {@code P(S >= s)}. */
  double upper(long s) {
    double sum = 0;
    for (int i = chance.length - 1; i >= 0 && value(i) >= s; i--) {
      sum += chance[i];
    }
    return Math.min(1, sum);
  }

  /** {@code P(S <= s)}. */
  double lower(long s) {
    double sum = 0;
    for (int i = 0; i < chance.length && value(i) <= s; i++) {
      sum += chance[i];
    }
    return Math.min(1, sum);
  }

  private long value(int i) {
    return lowest + i * step;
  }

  private RankSumDistribution mirrored(long total) {
    double[] reversed = new double[chance.length];
    for (int i = 0; i < reversed.length; i++) {
      reversed[i] = chance[chance.length - 1 - i];
    }
    return new RankSumDistribution(reversed, total - value(chance.length - 1), step);
  }

  private static void addShifted(
      double[] sum, double[] from, double factor, int shift, int highest) {
    for (int s = 0; s <= highest; s++) {
      sum[s + shift] = Math.fma(factor, from[s], sum[s + shift]);
    }
  }

  /** Scores counted from the lowest in their greatest common step. */
  private static long[] reduced(long[] scores) {
    long unit = unit(scores);
    return Arrays.stream(scores).map(score -> (score - scores[0]) / unit).toArray();
  }

  private static long unit(long[] scores) {
    long unit = 0;
    for (long score : scores) {
      long a = score - scores[0];
      while (a != 0) {
        long rest = unit % a;
        unit = a;
        a = rest;
      }
    }
    return Math.max(1, unit);
  }

  /** One more than the largest sum of m scores. */
  private static double width(long[] scores, int[] counts, int m) {
    long sum = 1;
    int left = m;
    for (int g = scores.length - 1; g >= 0 && left > 0; g--) {
      int take = Math.min(left, counts[g]);
      sum += take * scores[g];
      left -= take;
    }
    return sum;
  }

  private static long total(long[] scores, int[] counts) {
    long sum = 0;
    for (int g = 0; g < scores.length; g++) {
      sum += counts[g] * scores[g];
    }
    return sum;
  }

  private static double[] binomial(int t, double rate) {
    double[] p = new double[t + 1];
    int mode = (int) Math.floor((t + 1) * rate);
    p[Math.min(t, mode)] = 1;
    for (int j = Math.min(t, mode); j < t; j++) {
      p[j + 1] = p[j] * (t - j) / (j + 1.0) * rate / (1 - rate);
    }
    for (int j = Math.min(t, mode); j > 0; j--) {
      p[j - 1] = p[j] * j / (t - j + 1.0) * (1 - rate) / rate;
    }
    double sum = Arrays.stream(p).sum();
    Kernels.scale(p, 1 / sum, p.length);
    return p;
  }
}
