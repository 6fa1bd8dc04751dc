package org.equipoise.estimate;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Two ratings of the same persons on the same ordered scale, compared: a participant's own and a
 * caseworker's. Pairs with a missing rating are left out and counted.
 *
 * <p>Ratings are compared by their values, so that categories nobody used change nothing and
 * unequal steps count as far as they are apart.
 */
public final class Agreement {
  /** The ratings used, in order. */
  private final double[] values;

  /** How often the first rater chose row i and the second column j. */
  private final int[][] table;

  private final double[] differences;
  private final double[] first;
  private final double[] second;
  private final int leftOut;

  private Agreement(double[] first, double[] second, int leftOut) {
    this.first = first;
    this.second = second;
    this.leftOut = leftOut;
    this.values =
        Arrays.stream(new double[][] {first, second})
            .flatMapToDouble(Arrays::stream)
            .sorted()
            .distinct()
            .toArray();
    this.table = new int[values.length][values.length];
    this.differences = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      table[place(first[i])][place(second[i])]++;
      differences[i] = first[i] - second[i];
    }
  }

  /**
   * Two ratings for each person.
   *
   * @param first ratings of one rater; NaN is missing
   * @param second ratings of the other for the same persons; NaN is missing
   * @throws IllegalArgumentException if the lengths differ or a rating is infinite
   * @throws NotEstimableException if fewer than two persons have both ratings
   */
  public static Agreement of(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(first.length + " and " + second.length + " ratings");
    }
    double[] a = new double[first.length];
    double[] b = new double[first.length];
    int n = 0;
    for (int i = 0; i < first.length; i++) {
      if (Double.isInfinite(first[i]) || Double.isInfinite(second[i])) {
        throw new IllegalArgumentException("the ratings of pair " + i + " are not finite");
      }
      if (!Double.isNaN(first[i]) && !Double.isNaN(second[i])) {
        // Adding zero makes -0.0 the same category as 0.0.
        a[n] = first[i] + 0.0;
        b[n] = second[i] + 0.0;
        n++;
      }
    }
    if (n < 2) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TOO_FEW_UNITS,
          "pairs with both ratings: " + n,
          "a comparison of raters needs at least two persons rated by both");
    }
    return new Agreement(Arrays.copyOf(a, n), Arrays.copyOf(b, n), first.length - n);
  }

  /** Persons with both ratings. */
  public int pairs() {
    return first.length;
  }

  /** Persons left out because a rating is missing. */
  public int leftOut() {
    return leftOut;
  }

  /** The ratings that occur, in order: the margins of {@link #table()}. */
  public double[] values() {
    return values.clone();
  }

  /** How often the first rater chose row i and the second column j. */
  public int[][] table() {
    return Arrays.stream(table).map(int[]::clone).toArray(int[][]::new);
  }

  /** Persons whose two ratings are the same. */
  public int exact() {
    int same = 0;
    for (int i = 0; i < values.length; i++) {
      same += table[i][i];
    }
    return same;
  }

  /** Wilson's interval of the share of exact agreement, {@code exact() / pairs()}. */
  public ConfidenceInterval exactInterval(double level) {
    return ProportionInterval.WILSON.of(exact(), pairs(), level);
  }

  /**
   * Cohen's kappa, {@code 1 - D_o / D_e}, with {@code D_o} the mean distance of the two ratings of
   * a person and {@code D_e} that of ratings of different persons. Cohen (1968), Psychological
   * Bulletin 70. The standard error is that of Fleiss, Cohen and Everitt (1969), Psychological
   * Bulletin 72, eq. 8. Agrees with {@code psych::cohen.kappa} and {@code vcd::Kappa}.
   *
   * @throws NotEstimableException if all ratings of both are one and the same value
   */
  public Kappa kappa(KappaWeights weights, double level) {
    ConfidenceInterval.checkLevel(level);
    if (values.length == 1) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_VARIATION,
          "both raters always chose " + values[0],
          "report the share of exact agreement");
    }
    int k = values.length;
    double n = pairs();
    double[] row = new double[k];
    double[] column = new double[k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        row[i] += table[i][j] / n;
        column[j] += table[i][j] / n;
      }
    }
    // Mean distance of category i from the other rater's ratings.
    double[] fromRow = new double[k];
    double[] fromColumn = new double[k];
    double observed = 0;
    double expected = 0;
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        double d = weights.distance(values[i], values[j]);
        fromRow[i] += column[j] * d;
        fromColumn[j] += row[i] * d;
        observed += table[i][j] / n * d;
        expected += row[i] * column[j] * d;
      }
    }
    double kappa = 1 - observed / expected;
    // Eq. 8 by distances: the influence of a pair on kappa is
    // (D_o (a_i + b_j) / D_e - d_ij - D_o) / D_e, with mean zero.
    double variance = 0;
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        double d = weights.distance(values[i], values[j]);
        double influence =
            (observed * (fromRow[i] + fromColumn[j]) / expected - d - observed) / expected;
        variance += table[i][j] / n * influence * influence;
      }
    }
    double se = Math.sqrt(variance / n);
    double margin = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2) * se;
    return new Kappa(
        weights,
        kappa,
        se,
        new ConfidenceInterval(level, Math.max(-1, kappa - margin), Math.min(1, kappa + margin)));
  }

  /**
   * The mean of first minus second, with the interval of the paired t test, in units of the scale.
   *
   * @throws NotEstimableException if the difference is the same for every person
   */
  public Estimate meanDifference(double level) {
    Moments moments = Moments.of(differences);
    double se = moments.sd() / Math.sqrt(pairs());
    return Estimate.of("first - second", moments.mean(), se, pairs() - 1, level);
  }

  /**
   * Pearson's correlation of the two ratings over persons, in [-1, 1].
   *
   * @throws NotEstimableException if one rater gave everybody the same rating
   */
  public double correlation() {
    Moments a = Moments.of(first);
    Moments b = Moments.of(second);
    if (!(a.variance() > 0 && b.variance() > 0)) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_VARIATION,
          "one rater gave all " + pairs() + " persons the same rating",
          "report the mean difference");
    }
    TwoSum products = new TwoSum();
    for (int i = 0; i < first.length; i++) {
      products.addProduct(first[i] - a.mean(), second[i] - b.mean());
    }
    double r = products.value() / (pairs() - 1) / a.sd() / b.sd();
    return Math.max(-1, Math.min(1, r));
  }

  /**
   * The interval of the correlation by Fisher's transformation, {@code tanh(atanh r +- z / sqrt(n -
   * 3))}, as {@code cor.test} of R. Fisher (1921), Metron 1.
   *
   * @throws NotEstimableException if there are fewer than four pairs, or a rater does not vary
   */
  public ConfidenceInterval correlationInterval(double level) {
    ConfidenceInterval.checkLevel(level);
    double r = correlation();
    if (pairs() < 4) {
      throw new NotEstimableException(
          NotEstimableException.Reason.TOO_FEW_UNITS,
          "pairs with both ratings: " + pairs(),
          "an interval of a correlation needs at least four");
    }
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    double margin = z / Math.sqrt(pairs() - 3.0);
    double centre = 0.5 * (Math.log1p(r) - Math.log1p(-r));
    return new ConfidenceInterval(level, Math.tanh(centre - margin), Math.tanh(centre + margin));
  }

  private int place(double value) {
    return Arrays.binarySearch(values, value);
  }
}
