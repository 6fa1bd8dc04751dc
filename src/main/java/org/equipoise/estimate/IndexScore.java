package org.equipoise.estimate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * One index of several outcomes that measure the same thing, in standard deviations of a reference
 * group (the controls).
 *
 * <p>Every component must already be turned so that more is better. It is standardized by the mean
 * and the standard deviation (n - 1) of the reference group's known values: {@code z_j = (x_j -
 * m_j) / s_j}. A person's index is {@code sum_j a_j z_j / sum_j a_j} over the components known of
 * that person, and missing when none is known; it is not standardized again.
 *
 * <ul>
 *   <li>{@link #EQUAL}: {@code a_j = 1}, the mean of the known z (Kling, Liebman and Katz 2007,
 *       Econometrica 75:83-119, section 4.1). They fill in a missing component with the mean of the
 *       person's arm instead; with complete data the two agree.
 *   <li>{@link #INVERSE_COVARIANCE}: a = row sums of the inverse of the covariance of the known
 *       components over everybody, the generalized-least-squares mean (Anderson 2008, Journal of
 *       the American Statistical Association 103:1481-1495, section 3.1): components that say the
 *       same share their weight. Each covariance is taken over the persons with both components.
 *       For a person with some components missing the matrix is that of the known ones; programs
 *       that keep the row sums of the whole inverse agree with complete data only.
 * </ul>
 */
public enum IndexScore {
  /** The mean of the standardized components. */
  EQUAL,

  /** Standardized components weighed by the inverse of their covariance. */
  INVERSE_COVARIANCE;

  /** Patterns of missing components are numbered by the bits of a long. */
  private static final int MOST_COMPONENTS = 62;

  /**
   * The index of every person; NaN where no component is known.
   *
   * @param components a row for each component, an entry for each person, NaN for missing
   * @param reference who the components are standardized by
   * @throws IllegalArgumentException if there is no component, more than 62, or lengths differ
   * @throws NotEstimableException if a component is known of fewer than two of the reference group
   *     or has one value there, or the covariance is singular
   */
  public double[] of(double[][] components, boolean[] reference) {
    if (components.length == 0 || components.length > MOST_COMPONENTS) {
      throw new IllegalArgumentException(components.length + " components");
    }
    double[][] z = new double[components.length][];
    for (int j = 0; j < z.length; j++) {
      if (components[j].length != reference.length) {
        throw new IllegalArgumentException(
            components[j].length + " values of component " + j + " for " + reference.length);
      }
      z[j] = standardized(components[j], reference, j);
    }
    return this == EQUAL ? mean(z) : weighted(z);
  }

  private static double[] standardized(double[] x, boolean[] reference, int component) {
    Moments moments = known(x, i -> reference[i]);
    if (moments == null || moments.n() < 2 || !(moments.variance() > 0)) {
      throw new NotEstimableException(
          Reason.NO_VARIATION,
          "component "
              + (component + 1)
              + " of the index has "
              + (moments == null ? "no value" : moments.n() < 2 ? "one value" : "no variation")
              + " in the reference group",
          "leave the component out of the index, or wait until more of the group have answered");
    }
    double sd = moments.sd();
    return Arrays.stream(x).map(value -> (value - moments.mean()) / sd).toArray();
  }

  private static double[] mean(double[][] z) {
    double[] index = new double[z[0].length];
    for (int i = 0; i < index.length; i++) {
      double sum = 0;
      int count = 0;
      for (double[] component : z) {
        if (!Double.isNaN(component[i])) {
          sum += component[i];
          count++;
        }
      }
      index[i] = count == 0 ? Double.NaN : sum / count;
    }
    return index;
  }

  private static double[] weighted(double[][] z) {
    double[][] covariance = covariance(z);
    Map<Long, double[]> byPattern = new HashMap<>();
    double[] index = new double[z[0].length];
    for (int i = 0; i < index.length; i++) {
      long pattern = 0;
      for (int j = 0; j < z.length; j++) {
        pattern |= Double.isNaN(z[j][i]) ? 0 : 1L << j;
      }
      if (pattern == 0) {
        index[i] = Double.NaN;
        continue;
      }
      double[] a = byPattern.computeIfAbsent(pattern, known -> weights(covariance, known));
      double sum = 0;
      double total = 0;
      for (int j = 0; j < z.length; j++) {
        if ((pattern >> j & 1) == 1) {
          sum += a[j] * z[j][i];
          total += a[j];
        }
      }
      index[i] = sum / total;
    }
    return index;
  }

  /** Covariances over the persons with both components. */
  private static double[][] covariance(double[][] z) {
    double[][] covariance = new double[z.length][z.length];
    for (int a = 0; a < z.length; a++) {
      for (int b = 0; b <= a; b++) {
        covariance[a][b] = covariance(z[a], z[b]);
        covariance[b][a] = covariance[a][b];
      }
    }
    return covariance;
  }

  private static double covariance(double[] x, double[] y) {
    Moments ofX = known(x, i -> !Double.isNaN(y[i]));
    Moments ofY = known(y, i -> !Double.isNaN(x[i]));
    if (ofX == null || ofY == null || ofX.n() < 2) {
      throw new NotEstimableException(
          Reason.TOO_FEW_UNITS,
          "two components of the index are known together of fewer than two persons",
          "weigh the components alike, or leave one of them out");
    }
    TwoSum sum = new TwoSum();
    for (int i = 0; i < x.length; i++) {
      if (!Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
        sum.addProduct(x[i] - ofX.mean(), y[i] - ofY.mean());
      }
    }
    return sum.value() / (ofX.n() - 1);
  }

  /** Row sums of the inverse of the covariance of the known components; 0 for the others. */
  private static double[] weights(double[][] covariance, long known) {
    int[] at = IntStream.range(0, covariance.length).filter(j -> (known >> j & 1) == 1).toArray();
    double[][] part = new double[at.length][at.length];
    double[] ones = new double[at.length];
    Arrays.fill(ones, 1);
    for (int a = 0; a < at.length; a++) {
      for (int b = 0; b < at.length; b++) {
        part[a][b] = covariance[at[a]][at[b]];
      }
    }
    double[] solved = Cholesky.of(part).orElseThrow(IndexScore::singular).solve(ones);
    double[] weights = new double[covariance.length];
    for (int a = 0; a < at.length; a++) {
      weights[at[a]] = solved[a];
    }
    return weights;
  }

  private static NotEstimableException singular() {
    return new NotEstimableException(
        Reason.SINGULAR_COVARIANCE,
        "the covariance of the index's components is singular: one repeats the others",
        "leave a repeated component out, or weigh the components alike");
  }

  /** Moments of the values that are known and wanted; null when there are none. */
  private static @Nullable Moments known(double[] x, IntPredicate wanted) {
    double[] values =
        IntStream.range(0, x.length)
            .filter(i -> !Double.isNaN(x[i]) && wanted.test(i))
            .mapToDouble(i -> x[i])
            .toArray();
    return values.length == 0 ? null : Moments.of(values);
  }
}
