package org.equipoise.inference;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** The law of the number that multiplies a cluster's residuals: mean zero, variance one. */
public enum ClusterWeights {
  /** Plus or minus one, alike likely: keeps symmetry, and exact where 2^G can be enumerated. */
  RADEMACHER(-1, 1),

  /**
   * Six points {@code +-sqrt(1/2), +-1, +-sqrt(3/2)}, alike likely (Webb 2014, Queen's Economics
   * Department Working Paper 1315): many more distinct draws from few clusters.
   */
  WEBB(-Math.sqrt(1.5), -1, -Math.sqrt(0.5), Math.sqrt(0.5), 1, Math.sqrt(1.5)),

  /**
   * Two points {@code -(sqrt(5) - 1)/2} and {@code (sqrt(5) + 1)/2}, third moment one (Mammen 1993,
   * Annals of Statistics 21:255-285).
   */
  MAMMEN((1 - Math.sqrt(5)) / 2, (1 + Math.sqrt(5)) / 2);

  /** From this number of clusters on, the signs alone give draws enough (Webb 2014). */
  private static final int ENOUGH_FOR_SIGNS = 12;

  private static final double MAMMEN_LOW = (1 + Math.sqrt(5)) / (2 * Math.sqrt(5));

  @SuppressWarnings("ImmutableEnumChecker") // Nobody writes to it.
  private final double[] points;

  ClusterWeights(double... points) {
    this.points = points;
  }

  /** Webb's six points below 12 clusters, signs from there on. */
  public static ClusterWeights forClusters(int clusters) {
    return clusters < ENOUGH_FOR_SIGNS ? WEBB : RADEMACHER;
  }

  /** Whether every combination of points for {@code clusters} is at most {@code draws} of them. */
  boolean enumerable(int clusters, int draws) {
    return this != MAMMEN && Math.pow(points.length, clusters) <= draws;
  }

  /**
   * Combinations up to a common change of sign, which leaves |t| as it is; small, as {@link
   * #enumerable} holds.
   */
  int combinations(int clusters) {
    return (int) Math.round(Math.pow(points.length, clusters)) / 2;
  }

  /** Column {@code column} of {@code v} (a row a cluster) becomes combination number {@code at}. */
  void combination(int at, double[][] v, int column) {
    int half = points.length / 2;
    int rest = at;
    v[0][column] = points[half + rest % half];
    rest /= half;
    for (int g = 1; g < v.length; g++) {
      v[g][column] = points[rest % points.length];
      rest /= points.length;
    }
  }

  /** Fills the first {@code count} columns with independent draws. */
  void draw(UniformRandomProvider random, double[][] v, int count) {
    for (double[] row : v) {
      switch (this) {
        case RADEMACHER -> signs(random, row, count);
        case WEBB -> Arrays.setAll(row, i -> i < count ? points[random.nextInt(6)] : row[i]);
        case MAMMEN ->
            Arrays.setAll(
                row, i -> i < count ? points[random.nextDouble() < MAMMEN_LOW ? 0 : 1] : row[i]);
      }
    }
  }

  private static void signs(UniformRandomProvider random, double[] row, int count) {
    for (int from = 0; from < count; from += Long.SIZE) {
      long bits = random.nextLong();
      for (int i = from; i < Math.min(count, from + Long.SIZE); i++) {
        row[i] = 1 - 2 * (bits & 1);
        bits >>>= 1;
      }
    }
  }
}
