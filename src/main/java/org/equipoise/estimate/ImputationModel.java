package org.equipoise.estimate;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A linear regression of the known outcomes of one arm, ready to draw the missing ones from. With
 * {@code X = QR} (columns centred and scaled within the arm, collinear ones left out), a draw from
 * the posterior under a flat prior is {@code sigma*^2 = RSS / chi^2(n - k)} and {@code R beta* =
 * Q'y + sigma* g}, g standard normal. Rubin (1987), pp. 166-167.
 */
final class ImputationModel {
  private static final double RANK_TOLERANCE = 1e-7;

  /** How many donors a matched value is drawn from. */
  static final int DONORS = 5;

  private final int[] missing;
  private final double[] known;

  /** Columns kept, the constant first, for the rows with and without an outcome. */
  private final double[][] knownX;

  private final double[][] missingX;
  private final double[][] r;
  private final double[] qy;
  private final double rss;
  private final int df;

  /** Predictions of the known outcomes, ascending, and the outcomes in that order; for matching. */
  private final double[] ordered;

  private final double[] donors;

  /**
   * Fits the arm.
   *
   * @param matched whether donors will be asked for
   * @param arm what the arm is called in a refusal
   */
  ImputationModel(double[] outcome, double[][] columns, int[] rows, boolean matched, String arm) {
    int[] seen = Arrays.stream(rows).filter(i -> !Double.isNaN(outcome[i])).toArray();
    missing = Arrays.stream(rows).filter(i -> Double.isNaN(outcome[i])).toArray();
    known = Arrays.stream(seen).mapToDouble(i -> outcome[i]).toArray();
    int n = seen.length;
    double[][] all = new double[columns.length + 1][];
    double[][] unseen = new double[columns.length + 1][];
    all[0] = ones(n);
    unseen[0] = ones(missing.length);
    for (int j = 0; j < columns.length; j++) {
      double[] x = columns[j];
      all[j + 1] = Arrays.stream(seen).mapToDouble(i -> x[i]).toArray();
      unseen[j + 1] = Arrays.stream(missing).mapToDouble(i -> x[i]).toArray();
      standardize(all[j + 1], unseen[j + 1]);
    }
    int[] kept = kept(all);
    df = n - kept.length;
    if (df < 1) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_DEGREES_OF_FREEDOM,
          n + " outcomes in " + arm + " for an imputation with " + kept.length + " coefficients",
          "impute from fewer columns");
    }
    knownX = Arrays.stream(kept).mapToObj(j -> all[j]).toArray(double[][]::new);
    missingX = Arrays.stream(kept).mapToObj(j -> unseen[j]).toArray(double[][]::new);
    double center = Moments.of(known).mean();
    double[] y = Arrays.stream(known).map(v -> v - center).toArray();
    double[][] triangle = triangle(knownX, y);
    int k = kept.length;
    r = Arrays.copyOf(triangle, k);
    qy = Arrays.copyOf(triangle[k], k);
    rss = triangle[k][k] * triangle[k][k];
    // The constant comes first and the other columns are centred: its coefficient alone moves.
    qy[0] += center * r[0][0];
    double[] predicted = matched ? linear(knownX, backSolve(qy)) : new double[0];
    ordered = predicted.clone();
    Arrays.sort(ordered);
    donors = inOrder(predicted);
  }

  /** The known outcomes in the order of their predictions, ties in their first order. */
  private double[] inOrder(double[] predicted) {
    double[] sorted = new double[predicted.length];
    int[] used = new int[predicted.length];
    for (int i = 0; i < predicted.length; i++) {
      int first = lowerBound(predicted[i]);
      sorted[first + used[first]++] = known[i];
    }
    return sorted;
  }

  /** Whether somebody of the arm has no outcome. */
  boolean needed() {
    return missing.length > 0;
  }

  /** Writes draws for the missing outcomes: from the regression, or of donors matched by it. */
  void draw(UniformRandomProvider random, double[] completed) {
    SharedStateContinuousSampler normal = ZigguratSampler.NormalizedGaussian.of(random);
    double chiSquare = AhrensDieterMarsagliaTsangGammaSampler.of(random, df / 2.0, 2).sample();
    double sigma = Math.sqrt(rss / chiSquare);
    double[] moved = qy.clone();
    for (int j = 0; j < moved.length; j++) {
      moved[j] += sigma * normal.sample();
    }
    double[] mean = linear(missingX, backSolve(moved));
    for (int i = 0; i < missing.length; i++) {
      completed[missing[i]] =
          donors.length > 0 ? donor(mean[i], random) : mean[i] + sigma * normal.sample();
    }
  }

  /**
   * A known outcome, drawn evenly from the {@value #DONORS} whose predictions lie nearest; those
   * that tie for the last places have even chances.
   */
  private double donor(double target, UniformRandomProvider random) {
    int n = ordered.length;
    int wanted = Math.min(DONORS, n);
    int high = lowerBound(target);
    int low = high;
    while (high - low < wanted) {
      boolean down = high == n || (low > 0 && target - ordered[low - 1] <= ordered[high] - target);
      if (down) {
        low--;
      } else {
        high++;
      }
    }
    double radius = Math.max(target - ordered[low], ordered[high - 1] - target);
    int from = low;
    while (from > 0 && target - ordered[from - 1] <= radius) {
      from--;
    }
    int to = high;
    while (to < n && ordered[to] - target <= radius) {
      to++;
    }
    int nearFrom = from;
    while (nearFrom < to && Math.abs(target - ordered[nearFrom]) >= radius) {
      nearFrom++;
    }
    int nearTo = to;
    while (nearTo > nearFrom && Math.abs(ordered[nearTo - 1] - target) >= radius) {
      nearTo--;
    }
    int near = nearTo - nearFrom;
    int pick = random.nextInt(wanted);
    if (pick < near) {
      return donors[nearFrom + pick];
    }
    int tied = random.nextInt(to - from - near);
    int at = from + tied;
    return donors[at < nearFrom ? at : at + near];
  }

  /** Position of the first prediction that is not below the target. */
  private int lowerBound(double target) {
    int low = 0;
    int high = ordered.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ordered[middle] < target) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static void standardize(double[] seen, double[] unseen) {
    Moments moments = Moments.of(seen);
    double scale = moments.sd() > 0 ? moments.sd() : 1;
    for (double[] column : new double[][] {seen, unseen}) {
      for (int i = 0; i < column.length; i++) {
        column[i] = (column[i] - moments.mean()) / scale;
      }
    }
  }

  /** The columns that earlier ones do not determine among those with an outcome. */
  private static int[] kept(double[][] columns) {
    int[] kept = new int[columns.length];
    int rank = 0;
    for (int j = 0; j < columns.length; j++) {
      kept[rank] = j;
      int[] tried = Arrays.copyOf(kept, rank + 1);
      double[][] r =
          triangle(Arrays.stream(tried).mapToObj(c -> columns[c]).toArray(double[][]::new));
      double norm = Math.sqrt(Kernels.dot(r[rank], r[rank], rank + 1));
      double scale = Math.sqrt(Math.max(1, columns[j].length - 1));
      if (Math.abs(r[rank][rank]) > RANK_TOLERANCE * Math.max(norm, scale)) {
        rank++;
      }
    }
    return Arrays.copyOf(kept, rank);
  }

  private static double[][] triangle(double[][] columns, double[] last) {
    double[][] all = Arrays.copyOf(columns, columns.length + 1);
    all[columns.length] = last;
    return triangle(all);
  }

  private static double[][] triangle(double[][] columns) {
    int n = columns[0].length;
    Triangle triangle = new Triangle(columns.length);
    double[][] block = new double[columns.length][Chunks.BLOCK];
    for (int from = 0; from < n; from += Chunks.BLOCK) {
      int count = Math.min(Chunks.BLOCK, n - from);
      for (int j = 0; j < block.length; j++) {
        System.arraycopy(columns[j], from, block[j], 0, count);
      }
      triangle.absorb(block, count);
    }
    return triangle.columns();
  }

  private double[] backSolve(double[] z) {
    int k = z.length;
    double[] b = new double[k];
    for (int i = k - 1; i >= 0; i--) {
      double s = z[i];
      for (int j = i + 1; j < k; j++) {
        s -= r[j][i] * b[j];
      }
      b[i] = s / r[i][i];
    }
    return b;
  }

  private static double[] linear(double[][] x, double[] b) {
    double[] value = new double[x[0].length];
    for (int j = 0; j < b.length; j++) {
      Kernels.subtract(value, -b[j], x[j], value.length);
    }
    return value;
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }
}
