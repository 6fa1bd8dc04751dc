package org.equipoise.estimate;

import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Twenty-four units given by formulas, so that any tool can be asked about them. */
final class SmallExample {
  static final int N = 24;
  private static final int[] CLUSTER_SIZES = {2, 3, 4, 3, 2, 4, 3, 3};

  private SmallExample() {}

  static boolean[] z() {
    return flags(i -> i % 2 == 0);
  }

  static double[] x() {
    return column(i -> (7 * i % 11) / 3.0);
  }

  static double[] w() {
    return column(i -> 1 + (3 * i % 5) / 4.0);
  }

  private static double[] u() {
    return column(i -> (5 * i * i % 13) / 7.0);
  }

  static double[] y() {
    return outcome(z(), 0.5, 0.8);
  }

  /** Outcome of the clustered design. */
  static double[] yc() {
    return outcome(zc(), 0.7, 0.5);
  }

  static int[] cluster() {
    int[] codes = new int[N];
    int row = 0;
    for (int g = 0; g < CLUSTER_SIZES.length; g++) {
      for (int i = 0; i < CLUSTER_SIZES[g]; i++) {
        codes[row++] = g + 1;
      }
    }
    return codes;
  }

  /** Assignment of whole clusters. */
  static boolean[] zc() {
    int[] cluster = cluster();
    return flags(i -> IntStream.of(1, 3, 6, 8).anyMatch(treated -> treated == cluster[i - 1]));
  }

  static int[] block() {
    return IntStream.rangeClosed(1, N).map(i -> (i + 5) / 6).toArray();
  }

  static int[] pair() {
    return IntStream.rangeClosed(1, N).map(i -> (i + 1) / 2).toArray();
  }

  static double[] numbers(boolean[] flags) {
    return column(i -> flags[i - 1] ? 1 : 0);
  }

  private static double[] outcome(boolean[] treated, double effect, double slope) {
    double[] x = x();
    double[] u = u();
    return column(i -> 1 + (treated[i - 1] ? effect : 0) + slope * x[i - 1] + u[i - 1]);
  }

  private static double[] column(IntToDoubleFunction formula) {
    return IntStream.rangeClosed(1, N).mapToDouble(formula).toArray();
  }

  private static boolean[] flags(IntPredicate rule) {
    boolean[] flags = new boolean[N];
    for (int i = 1; i <= N; i++) {
      flags[i - 1] = rule.test(i);
    }
    return flags;
  }
}
