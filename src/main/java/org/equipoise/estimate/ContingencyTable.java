package org.equipoise.estimate;

import java.util.Arrays;

/**
 * Tests that rows and columns of a table of counts are independent. Rows or columns without a count
 * say nothing and are left out. Agrees with {@code stats::chisq.test} and {@code
 * stats::fisher.test}.
 */
public final class ContingencyTable {
  /** Probabilities this close count as equal, as in R. */
  private static final double EQUALLY_LIKELY = 1 + 1e-7;

  /** Paths of the exact test looked at before giving up: about ten seconds. */
  private static final long MOST_PATHS = 1_000_000_000L;

  private final int[][] counts;
  private final long[] rowSums;
  private final long[] columnSums;
  private final long total;

  private ContingencyTable(int[][] counts) {
    this.counts = counts;
    rowSums = new long[counts.length];
    columnSums = new long[counts[0].length];
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts[i].length; j++) {
        rowSums[i] += counts[i][j];
        columnSums[j] += counts[i][j];
      }
    }
    total = Arrays.stream(rowSums).sum();
  }

  /**
   * A table by rows.
   *
   * @throws IllegalArgumentException if it is not rectangular or a count is negative
   * @throws NotEstimableException if fewer than two rows or two columns have counts
   */
  public static ContingencyTable of(int[][] counts) {
    int columns = counts.length == 0 ? 0 : counts[0].length;
    boolean[] used = new boolean[columns];
    for (int[] row : counts) {
      if (row.length != columns) {
        throw new IllegalArgumentException("rows of " + row.length + " and " + columns + " counts");
      }
      for (int j = 0; j < columns; j++) {
        if (row[j] < 0) {
          throw new IllegalArgumentException("a count of " + row[j]);
        }
        used[j] |= row[j] > 0;
      }
    }
    int[][] kept =
        Arrays.stream(counts)
            .filter(row -> Arrays.stream(row).anyMatch(c -> c > 0))
            .map(row -> keep(row, used))
            .toArray(int[][]::new);
    if (kept.length < 2 || kept[0].length < 2) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_VARIATION,
          "the table has counts in "
              + kept.length
              + " rows and "
              + (kept.length == 0 ? 0 : kept[0].length)
              + " columns",
          "a test needs two of each");
    }
    return new ContingencyTable(kept);
  }

  /** Pearson's statistic {@code sum (o - e)^2 / e}. */
  public ChiSquareTest pearson() {
    TwoSum sum = new TwoSum();
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts[i].length; j++) {
        double e = expected(i, j);
        sum.add((counts[i][j] - e) * (counts[i][j] - e) / e);
      }
    }
    return ChiSquareTest.of(sum.value(), df());
  }

  /** The likelihood ratio statistic {@code G = 2 sum o log(o / e)}. */
  public ChiSquareTest likelihoodRatio() {
    TwoSum sum = new TwoSum();
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts[i].length; j++) {
        double o = counts[i][j];
        if (o > 0) {
          double e = expected(i, j);
          // Deviations add to zero; taking them off leaves small terms to add, not large ones.
          sum.add(o * Math.log1p((o - e) / e) - (o - e));
        }
      }
    }
    double missing = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts[i].length; j++) {
        missing += counts[i][j] == 0 ? expected(i, j) : 0;
      }
    }
    return ChiSquareTest.of(Math.max(0, 2 * (sum.value() + missing)), df());
  }

  /**
   * Pearson's statistic of a 2 x 2 table with every distance shortened by one half, but not past
   * zero (Yates 1934).
   *
   * @throws IllegalArgumentException if the table is not 2 x 2
   */
  public ChiSquareTest yates() {
    if (counts.length != 2 || counts[0].length != 2) {
      throw new IllegalArgumentException(
          "Yates's correction of a table of " + counts.length + " x " + counts[0].length);
    }
    double distance = Math.abs(counts[0][0] - expected(0, 0));
    double shortened = Math.max(0, distance - 0.5);
    double sum = 0;
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        sum += 1 / expected(i, j);
      }
    }
    return ChiSquareTest.of(shortened * shortened * sum, 1);
  }

  /** The smallest expected count; below 5 the chi-square distribution is a poor guide. */
  public double smallestExpected() {
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts[i].length; j++) {
        smallest = Math.min(smallest, expected(i, j));
      }
    }
    return smallest;
  }

  /**
   * The exact test of a table with two rows (or two columns): the probability, given all sums, of
   * every table no likelier than the observed one (Freeman and Halton 1951). Whole branches of
   * tables are counted or passed over by bounds on their probabilities (Mehta and Patel 1983, JASA
   * 78:427).
   *
   * @throws IllegalArgumentException if the table has more than two rows and columns
   * @throws NotEstimableException if the bounds leave more than 1e9 branches
   */
  public double fisher() {
    if (counts.length == 2) {
      return new TwoRows(columnSums, counts[0]).pValue();
    }
    if (counts[0].length == 2) {
      int[] first = Arrays.stream(counts).mapToInt(row -> row[0]).toArray();
      return new TwoRows(rowSums, first).pValue();
    }
    throw new IllegalArgumentException(
        "the exact test of a table of " + counts.length + " x " + counts[0].length);
  }

  private double expected(int i, int j) {
    return (double) rowSums[i] * columnSums[j] / total;
  }

  private int df() {
    return (counts.length - 1) * (counts[0].length - 1);
  }

  private static int[] keep(int[] row, boolean[] used) {
    int[] kept = new int[row.length];
    int next = 0;
    for (int j = 0; j < row.length; j++) {
      if (used[j]) {
        kept[next++] = row[j];
      }
    }
    return Arrays.copyOf(kept, next);
  }

  /**
   * Ways to take {@code m} units, the first row, out of the columns. Taking x of n units has a
   * binomial coefficient as its weight; a path's weight is the product over the columns. All
   * weights are logarithms; {@code best} and {@code worst} bound the weight of what is left when
   * some units are still to be taken from column j on, and Vandermonde's identity adds it up.
   */
  private static final class TwoRows {
    private final int[] n;
    private final int m;
    private final int[] left;
    private final double[] logFactorial;
    private final double[][] best;
    private final double[][] worst;
    private final double threshold;
    private final TwoSum found = new TwoSum();
    private long paths;

    TwoRows(long[] columns, int[] taken) {
      int k = columns.length;
      n = Arrays.stream(columns).mapToInt(Math::toIntExact).toArray();
      m = Arrays.stream(taken).sum();
      left = new int[k + 1];
      for (int j = k - 1; j >= 0; j--) {
        left[j] = left[j + 1] + n[j];
      }
      logFactorial = new double[left[0] + 1];
      for (int i = 1; i < logFactorial.length; i++) {
        logFactorial[i] = logFactorial[i - 1] + Math.log(i);
      }
      best = new double[k + 1][m + 1];
      worst = new double[k + 1][m + 1];
      fillBounds();
      double observed = 0;
      for (int j = 0; j < k; j++) {
        observed += choose(n[j], taken[j]);
      }
      threshold = observed + Math.log(EQUALLY_LIKELY);
    }

    double pValue() {
      walk(0, m, 0);
      return Math.min(1, found.value());
    }

    private double choose(int a, int b) {
      return logFactorial[a] - logFactorial[b] - logFactorial[a - b];
    }

    private void fillBounds() {
      int k = n.length;
      Arrays.fill(best[k], Double.NEGATIVE_INFINITY);
      Arrays.fill(worst[k], Double.POSITIVE_INFINITY);
      best[k][0] = 0;
      worst[k][0] = 0;
      for (int j = k - 1; j >= 0; j--) {
        for (int take = 0; take <= m; take++) {
          double high = Double.NEGATIVE_INFINITY;
          double low = Double.POSITIVE_INFINITY;
          for (int x = fewest(j, take); x <= Math.min(n[j], take); x++) {
            double weight = choose(n[j], x);
            high = Math.max(high, weight + best[j + 1][take - x]);
            low = Math.min(low, weight + worst[j + 1][take - x]);
          }
          best[j][take] = high;
          worst[j][take] = low;
        }
      }
    }

    private int fewest(int j, int take) {
      return Math.max(0, take - left[j + 1]);
    }

    private void walk(int j, int take, double past) {
      if (past + best[j][take] <= threshold) {
        found.add(Math.exp(past + choose(left[j], take) - choose(left[0], m)));
        return;
      }
      if (past + worst[j][take] > threshold) {
        return;
      }
      if (++paths > MOST_PATHS) {
        throw new NotEstimableException(
            NotEstimableException.Reason.TOO_LARGE,
            "the exact test of a table of "
                + n.length
                + " columns and "
                + left[0]
                + " units looks at more than "
                + MOST_PATHS
                + " branches",
            "with that many units the chi-square test is as good");
      }
      for (int x = fewest(j, take); x <= Math.min(n[j], take); x++) {
        walk(j + 1, take - x, past + choose(n[j], x));
      }
    }
  }
}
