package org.equipoise.estimate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts to be explained by columns: {@code log(mean) = log(exposure) + b_0 + b_1 x_1 + ...}.
 * Arrays are held, not copied.
 *
 * @param counts a number of events for each row: whole numbers from 0
 * @param columns the covariates, each with one finite number a row; the intercept is added
 * @param exposure the time or size each row was exposed for, positive; null for the same for all
 * @param weights one positive weight a row, each row counting as that many; null for one each
 * @param clusters arbitrary codes of the clusters that rows belong to; null for none
 */
public record CountSample(
    double[] counts,
    double[][] columns,
    double @Nullable [] exposure,
    double @Nullable [] weights,
    int @Nullable [] clusters) {

  /** Counts beyond this are amounts: their spread is not a matter of chance events. */
  static final double LARGEST_COUNT = 1e6;

  /**
   * Refuses what cannot be a sample.
   *
   * @throws IllegalArgumentException if lengths differ or a number is not what it should be
   */
  public CountSample {
    int n = counts.length;
    for (int i = 0; i < n; i++) {
      if (!(counts[i] >= 0 && counts[i] <= LARGEST_COUNT && counts[i] == Math.rint(counts[i]))) {
        throw new IllegalArgumentException(
            "row " + i + ": " + counts[i] + " is not a whole number from 0 to a million");
      }
    }
    for (double[] column : columns) {
      checkLength("column", column.length, n);
      for (double value : column) {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException("a covariate of " + value);
        }
      }
    }
    if (exposure != null) {
      checkPositive("exposure", exposure, n);
    }
    if (weights != null) {
      checkPositive("weight", weights, n);
    }
    if (clusters != null) {
      checkLength("clusters", clusters.length, n);
    }
  }

  /** Counts and columns alone: the same exposure and weight for every row, no clusters. */
  public static CountSample of(double[] counts, double[]... columns) {
    return new CountSample(counts, columns, null, null, null);
  }

  /** The same with an exposure for each row, positive, in any unit. */
  public CountSample withExposure(double[] newExposure) {
    return new CountSample(counts, columns, newExposure, weights, clusters);
  }

  /** The same with a positive weight for each row. */
  public CountSample withWeights(double[] newWeights) {
    return new CountSample(counts, columns, exposure, newWeights, clusters);
  }

  /** The same with a cluster code for each row. */
  public CountSample withClusters(int[] newClusters) {
    return new CountSample(counts, columns, exposure, weights, newClusters);
  }

  int size() {
    return counts.length;
  }

  double weight(int row) {
    return weights == null ? 1 : weights[row];
  }

  /** {@code log(exposure)} of each row; zeros without an exposure. */
  double[] offset() {
    return exposure == null
        ? new double[counts.length]
        : Arrays.stream(exposure).map(Math::log).toArray();
  }

  /** The intercept and the columns. */
  double[][] design() {
    double[][] x = new double[columns.length + 1][];
    x[0] = new double[counts.length];
    Arrays.fill(x[0], 1);
    System.arraycopy(columns, 0, x, 1, columns.length);
    return x;
  }

  private static void checkPositive(String name, double[] values, int n) {
    checkLength(name, values.length, n);
    for (int i = 0; i < n; i++) {
      if (!(values[i] > 0 && values[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(name + " " + values[i] + " in row " + i);
      }
    }
  }

  private static void checkLength(String name, int length, int n) {
    if (length != n) {
      throw new IllegalArgumentException(name + ": " + length + " values for " + n + " rows");
    }
  }
}
