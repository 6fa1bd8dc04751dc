package org.equipoise.estimate;

import java.util.Arrays;

/** The distinct values of two arms and how many units of each arm have them. */
record Ranks(double[] values, int[] treated, int[] control) {

  static Ranks of(double[] treated, double[] control) {
    double[] all = Arrays.copyOf(treated, treated.length + control.length);
    System.arraycopy(control, 0, all, treated.length, control.length);
    Arrays.sort(all);
    int distinct = 0;
    for (int i = 0; i < all.length; i++) {
      // Zeros of either sign are one value.
      if (distinct == 0 || all[i] != all[distinct - 1]) {
        all[distinct++] = all[i];
      }
    }
    double[] values = Arrays.copyOf(all, distinct);
    return new Ranks(values, count(treated, values), count(control, values));
  }

  private static int[] count(double[] arm, double[] values) {
    double[] sorted = arm.clone();
    Arrays.sort(sorted);
    int[] counts = new int[values.length];
    int level = 0;
    for (double y : sorted) {
      while (values[level] != y) {
        level++;
      }
      counts[level]++;
    }
    return counts;
  }

  /** The place of a value of one of the arms. */
  int level(double value) {
    return Arrays.binarySearch(values, value + 0.0);
  }

  int levels() {
    return values.length;
  }

  /** Units of both arms by value. */
  int[] both() {
    int[] both = new int[values.length];
    for (int i = 0; i < both.length; i++) {
      both[i] = treated[i] + control[i];
    }
    return both;
  }

  /** Twice the mid-rank of each value. */
  long[] doubledMidRanks() {
    long[] ranks = new long[values.length];
    long below = 0;
    for (int i = 0; i < ranks.length; i++) {
      int t = treated[i] + control[i];
      ranks[i] = 2 * below + t + 1;
      below += t;
    }
    return ranks;
  }

  /** Twice the number of pairs the treated unit wins, ties as a half. */
  long doubledWins() {
    long wins = 0;
    long below = 0;
    for (int i = 0; i < values.length; i++) {
      wins += treated[i] * (2 * below + control[i]);
      below += control[i];
    }
    return wins;
  }

  /**
   * The tie-corrected variance of the number of wins over all draws: {@code n1 n0/12 (N + 1 - sum
   * (t^3 - t)/(N (N - 1)))}.
   */
  double variance() {
    double n1 = Arrays.stream(treated).asLongStream().sum();
    double n0 = Arrays.stream(control).asLongStream().sum();
    double n = n1 + n0;
    double ties = 0;
    for (double t : both()) {
      ties += (t - 1) * t * (t + 1);
    }
    return n1 * n0 / 12 * (n + 1 - ties / (n * (n - 1)));
  }

  /** Of each value, the share of the control units it beats, ties as a half. */
  double[] sharesOfControl() {
    return sharesBelow(control, 1);
  }

  /** Of each value, the share of the treated units that beat it, ties as a half. */
  double[] sharesOfTreated() {
    return sharesBelow(treated, -1);
  }

  private double[] sharesBelow(int[] counts, int direction) {
    double n = Arrays.stream(counts).asLongStream().sum();
    double[] shares = new double[counts.length];
    double below = 0;
    for (int i = 0; i < counts.length; i++) {
      double share = (below + counts[i] / 2.0) / n;
      shares[i] = direction > 0 ? share : 1 - share;
      below += counts[i];
    }
    return shares;
  }
}
