package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows a fit uses, ready to be read in blocks: rows of weight zero left out, clusters together,
 * the largest absorbed factor demeaned, the others as dummies, everything scaled by the root of the
 * weight. Columns stand in the order dummies, intercept, named columns, outcome.
 */
final class DesignRows {
  private static final double[] NONE = {};

  private final int n;
  private final int width;
  private final int nuisance;
  private final List<String> names;
  private final Column[] sources;
  private final int @Nullable [] order;
  private final double @Nullable [] weights;
  private final double weightScale;
  private final int @Nullable [] group;
  private final int groups;
  private final double[] groupWeight;
  private final double[][] groupMean;
  private final double[] rawSquares;
  private final int @Nullable [] clusterStart;
  private final boolean hasIntercept;
  private final double outcomeOrigin;

  DesignRows(RegressionSample sample) {
    weights = sample.weights();
    int[] positive = positive(weights);
    n = positive == null ? sample.size() : positive.length;
    weightScale = weights == null ? 1 : n / sum(weights);

    int[] clusters = sample.clusters();
    if (clusters == null) {
      order = positive;
      clusterStart = null;
    } else {
      Coding.Groups byCluster = Coding.of(select(clusters, positive)).groups();
      order = compose(positive, byCluster.order());
      clusterStart = byCluster.start();
    }

    List<Coding> factors = new ArrayList<>();
    for (int[] codes : sample.absorbed()) {
      factors.add(spread(Coding.of(select(codes, positive)), positive, sample.size()));
    }
    // Demeaning the largest factor leaves the fewest dummies.
    factors.sort((a, b) -> Integer.compare(b.levels(), a.levels()));
    group = factors.isEmpty() ? null : atPositions(factors.get(0).index());
    groups = factors.isEmpty() ? 0 : factors.get(0).levels();

    List<Column> all = new ArrayList<>();
    for (int f = 1; f < factors.size(); f++) {
      for (int level = 0; level < factors.get(f).levels(); level++) {
        all.add(new Column.Dummy(factors.get(f).index(), level));
      }
    }
    nuisance = all.size();
    names = new ArrayList<>();
    hasIntercept = sample.intercept();
    if (hasIntercept) {
      names.add(RegressionSample.INTERCEPT);
      all.add(new Column.Ones());
    }
    for (String name : sample.columnNames()) {
      names.add(name);
      all.add(new Column.Dense(sample.column(name)));
    }
    width = all.size();
    outcomeOrigin = hasIntercept || group != null ? exactOrigin(sample.outcome()) : 0;
    all.add(
        outcomeOrigin == 0
            ? new Column.Dense(sample.outcome())
            : new Column.Shifted(new Column.Dense(sample.outcome()), outcomeOrigin));
    sources = all.toArray(new Column[0]);

    groupWeight = group == null ? NONE : groupWeights(group);
    groupMean = new double[group == null ? 0 : width + 1][];
    rawSquares = new double[group == null ? 0 : width + 1];
    if (group != null) {
      int[] g = group;
      int[] first = firstPositions(g, groups);
      Chunks.map(
          width + 1,
          c -> {
            groupMean[c] = means(sources[c], first, g, c);
            return c;
          });
    }
  }

  /** Rows used. */
  int n() {
    return n;
  }

  /** Columns without the outcome. */
  int width() {
    return width;
  }

  /** Leading columns that are dummies of absorbed factors. */
  int nuisance() {
    return nuisance;
  }

  /** Name of a column that is not a nuisance. */
  String name(int column) {
    return names.get(column - nuisance);
  }

  boolean hasIntercept() {
    return hasIntercept;
  }

  /** What was subtracted from the outcome before the fit; the intercept lacks it. */
  double outcomeOrigin() {
    return outcomeOrigin;
  }

  boolean weighted() {
    return weights != null;
  }

  /** Levels of the demeaned factor; 0 without absorbed factors. */
  int groups() {
    return groups;
  }

  /** Total weight of a level of the demeaned factor. */
  double groupWeight(int level) {
    return groupWeight[level];
  }

  /** Number of clusters; 0 without. */
  int clusters() {
    return clusterStart == null ? 0 : clusterStart.length - 1;
  }

  /** First position of a cluster's rows; those of cluster g end where those of g + 1 begin. */
  int clusterStart(int cluster) {
    if (clusterStart == null) {
      throw new IllegalStateException("the sample has no clusters");
    }
    return clusterStart[cluster];
  }

  /** Reads scaled and demeaned rows at positions {@code from … from + count - 1}. */
  void read(int from, int count, double[][] block) {
    double[] root = weights == null ? NONE : new double[count];
    for (int i = 0; i < root.length; i++) {
      root[i] = Math.sqrt(weight(from + i));
    }
    for (int c = 0; c <= width; c++) {
      double[] to = block[c];
      sources[c].copy(order, from, count, to);
      if (group != null) {
        subtractByLevel(to, group, from, count, groupMean[c]);
      }
      if (weights != null) {
        Kernels.multiply(to, to, root, count);
      }
    }
  }

  /**
   * An end of the outcomes' range when all lie within a factor of two of it: subtracting it is
   * exact then (Sterbenz), and keeps the digits of outcomes that vary little far from zero.
   * Otherwise 0.
   */
  private static double exactOrigin(double[] y) {
    double low = y[0];
    double high = y[0];
    for (double value : y) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    if (low > 0) {
      return high <= 2 * low ? low : 0;
    }
    return high < 0 && low >= 2 * high ? high : 0;
  }

  private static void subtractByLevel(
      double[] to, int[] level, int from, int count, double[] mean) {
    for (int i = 0; i < count; i++) {
      to[i] -= mean[level[from + i]];
    }
  }

  /** Weight, scaled to mean one, of the row at a position. */
  double weight(int position) {
    return weights == null ? 1 : weights[row(position)] * weightScale;
  }

  /** Mean of the weights as they were given. */
  double meanWeight() {
    return 1 / weightScale;
  }

  /** Level of the demeaned factor of the row at a position. */
  int level(int position) {
    if (group == null) {
      throw new IllegalStateException("nothing is absorbed");
    }
    return group[position];
  }

  /** Norm of a column before demeaning, for the rank rule; {@code reduced} is its norm after. */
  double rawNorm(int column, double reduced) {
    return group == null ? reduced : Math.sqrt(rawSquares[column]);
  }

  /** Weighted sum of squares of the outcome's level means about its grand mean. */
  double outcomeBetweenGroups() {
    if (groups == 0) {
      return 0;
    }
    double total = 0;
    double sum = 0;
    for (int g = 0; g < groups; g++) {
      total += groupWeight[g];
      sum += groupWeight[g] * (groupMean[width][g] - groupMean[width][0]);
    }
    double grand = groupMean[width][0] + sum / total;
    double ss = 0;
    for (int g = 0; g < groups; g++) {
      double d = groupMean[width][g] - grand;
      ss += groupWeight[g] * d * d;
    }
    return ss;
  }

  /** Row of the sample at a position. */
  int row(int position) {
    return order == null ? position : order[position];
  }

  /** Codes of rows as codes of positions. */
  private int[] atPositions(int[] codes) {
    return order == null ? codes : select(codes, order);
  }

  private double[] groupWeights(int[] level) {
    double[] total = new double[groups];
    for (int p = 0; p < n; p++) {
      total[level[p]] += weight(p);
    }
    return total;
  }

  /** Weighted means by level, taken from each level's first value: a large offset is harmless. */
  private double[] means(Column source, int[] first, int[] level, int column) {
    double[] origin = new double[groups];
    double[] one = new double[1];
    for (int g = 0; g < groups; g++) {
      source.copy(order, first[g], 1, one);
      origin[g] = one[0];
    }
    double[] sum = new double[groups];
    double[] values = new double[Chunks.BLOCK];
    double[] weight = new double[Chunks.BLOCK];
    for (int from = 0; from < n; from += Chunks.BLOCK) {
      int count = Math.min(Chunks.BLOCK, n - from);
      source.copy(order, from, count, values);
      if (weights == null) {
        rawSquares[column] += Kernels.dot(values, values, count);
        addByLevel(values, level, from, count, origin, sum);
      } else {
        for (int i = 0; i < count; i++) {
          weight[i] = weight(from + i);
          rawSquares[column] += weight[i] * values[i] * values[i];
        }
        addWeighted(values, weight, level, from, count, origin, sum);
      }
    }
    for (int g = 0; g < groups; g++) {
      sum[g] = origin[g] + sum[g] / groupWeight[g];
    }
    return sum;
  }

  private static void addByLevel(
      double[] values, int[] level, int from, int count, double[] origin, double[] sum) {
    for (int i = 0; i < count; i++) {
      int g = level[from + i];
      sum[g] += values[i] - origin[g];
    }
  }

  private static void addWeighted(
      double[] values,
      double[] weight,
      int[] level,
      int from,
      int count,
      double[] origin,
      double[] sum) {
    for (int i = 0; i < count; i++) {
      int g = level[from + i];
      sum[g] += weight[i] * (values[i] - origin[g]);
    }
  }

  /** First position of every level. */
  private static int[] firstPositions(int[] level, int groups) {
    int[] first = new int[groups];
    for (int p = level.length - 1; p >= 0; p--) {
      first[level[p]] = p;
    }
    return first;
  }

  private static double sum(double[] values) {
    TwoSum sum = new TwoSum();
    for (double value : values) {
      sum.add(value);
    }
    return sum.value();
  }

  /** Rows of positive weight; null when all are. */
  private static int @Nullable [] positive(double @Nullable [] weights) {
    if (weights == null) {
      return null;
    }
    int count = 0;
    for (double w : weights) {
      count += w > 0 ? 1 : 0;
    }
    if (count == weights.length) {
      return null;
    }
    int[] rows = new int[count];
    int next = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        rows[next++] = i;
      }
    }
    return rows;
  }

  private static int[] select(int[] codes, int @Nullable [] rows) {
    return rows == null ? codes : Arrays.stream(rows).map(row -> codes[row]).toArray();
  }

  /** Row numbers in cluster order; null when that is the order they already have. */
  private static int @Nullable [] compose(int @Nullable [] rows, int[] order) {
    boolean identity = rows == null;
    for (int p = 0; p < order.length; p++) {
      identity &= order[p] == p;
      order[p] = rows == null ? order[p] : rows[order[p]];
    }
    return identity ? null : order;
  }

  /** The coding of selected rows, indexed by the original row numbers. */
  private static Coding spread(Coding coding, int @Nullable [] rows, int size) {
    if (rows == null) {
      return coding;
    }
    int[] index = new int[size];
    for (int p = 0; p < rows.length; p++) {
      index[rows[p]] = coding.index()[p];
    }
    return new Coding(index, coding.levels());
  }
}
