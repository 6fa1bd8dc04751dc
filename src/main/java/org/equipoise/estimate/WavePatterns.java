package org.equipoise.estimate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The rows of a repeated-measures sample in the order a mixed model reads them: persons with the
 * same waves answered stand together, a person's rows by wave. The kept columns X are replaced by
 * the orthonormal basis {@code X R^-1} and the outcome by its least-squares residual in units of
 * its root mean square, so that neither offsets nor units cost digits.
 */
final class WavePatterns {
  /** A column is dropped when earlier columns leave less than this share of its norm, as in R. */
  private static final double RANK_TOLERANCE = 1e-7;

  /** Persons worked on at a time by one core, and the most parts of the persons. */
  private static final int CHUNK = 256;

  private static final int PARTS = 64;

  private final int waveCount;
  private final int[][] patterns;
  private final int[] patternOf;
  private final int[] firstRow;
  private final double[] x;
  private final double[] y;
  private final int[] kept;
  private final double[][] triangle;
  private final double[] leastSquares;
  private final double unit;

  private WavePatterns(RepeatedMeasures sample) {
    waveCount = sample.waveCount();
    int[] order = byPersonAndWave(sample);
    int[] starts = starts(sample.persons(), order);
    int persons = starts.length - 1;
    Integer[] byPattern = new Integer[persons];
    Arrays.setAll(byPattern, i -> i);
    String[] masks = new String[persons];
    Arrays.setAll(masks, i -> mask(sample.waves(), order, starts[i], starts[i + 1]));
    Arrays.sort(byPattern, Comparator.comparing(i -> masks[i]));
    int[] rows = new int[sample.size()];
    patternOf = new int[persons];
    firstRow = new int[persons + 1];
    Map<String, Integer> seen = new LinkedHashMap<>();
    int next = 0;
    for (int i = 0; i < persons; i++) {
      int person = byPattern[i];
      patternOf[i] = seen.computeIfAbsent(masks[person], mask -> seen.size());
      firstRow[i] = next;
      for (int j = starts[person]; j < starts[person + 1]; j++) {
        rows[next++] = order[j];
      }
    }
    firstRow[persons] = next;
    patterns = seen.keySet().stream().map(WavePatterns::waves).toArray(int[][]::new);
    List<String> names = sample.columnNames();
    kept = kept(sample, names, rows);
    double[][] r = triangle(sample, names, kept, rows, true);
    int k = kept.length;
    leastSquares = solve(r, k);
    triangle = Arrays.copyOf(r, k);
    x = new double[rows.length * k];
    y = new double[rows.length];
    unit = fill(sample, names, rows, r[k]);
  }

  static WavePatterns of(RepeatedMeasures sample) {
    return new WavePatterns(sample);
  }

  int persons() {
    return patternOf.length;
  }

  int rows() {
    return y.length;
  }

  int waveCount() {
    return waveCount;
  }

  /** Kept columns. */
  int rank() {
    return kept.length;
  }

  /** Positions of the kept columns in the sample, ascending. */
  int[] kept() {
    return kept;
  }

  /** The waves answered by the persons of each pattern, ascending. */
  int[][] patterns() {
    return patterns;
  }

  int patternOf(int person) {
    return patternOf[person];
  }

  int firstRow(int person) {
    return firstRow[person];
  }

  /** The basis by rows. */
  double[] x() {
    return x;
  }

  /** The residual outcome in units of {@link #unit}. */
  double[] y() {
    return y;
  }

  /** Root mean square of the least-squares residuals; 0 when the columns explain everything. */
  double unit() {
    return unit;
  }

  /** Columns of R: the coefficients of the kept columns are {@code b_OLS + unit R^-1 g}. */
  double[][] triangle() {
    return triangle;
  }

  double[] leastSquares() {
    return leastSquares;
  }

  /** Boundaries of the parts of the persons, by the data alone. */
  int[] cuts() {
    int size = Math.max(CHUNK, (persons() + PARTS - 1) / PARTS);
    int parts = (persons() + size - 1) / size;
    return IntStream.rangeClosed(0, parts).map(c -> Math.min(persons(), c * size)).toArray();
  }

  /** How many persons answered both waves, by pair of waves. */
  int[][] together() {
    int[][] together = new int[waveCount][waveCount];
    for (int pattern : patternOf) {
      for (int t : patterns[pattern]) {
        for (int u : patterns[pattern]) {
          together[t][u]++;
        }
      }
    }
    return together;
  }

  /** Rank of the rows of one wave. */
  int rankAt(int wave) {
    int k = rank();
    Triangle triangle = new Triangle(k);
    double[][] block = new double[k][Chunks.BLOCK];
    int count = 0;
    for (int person = 0; person < persons(); person++) {
      int[] answered = patterns[patternOf[person]];
      int place = Arrays.binarySearch(answered, wave);
      if (place >= 0) {
        int at = (firstRow[person] + place) * k;
        for (int j = 0; j < k; j++) {
          block[j][count] = x[at + j];
        }
        count++;
      }
      if (count == Chunks.BLOCK || person == persons() - 1) {
        triangle.absorb(block, count);
        count = 0;
      }
    }
    return rank(triangle.columns());
  }

  /** Eigenvalues of the cross product, whose largest is at most one in an orthonormal basis. */
  private static int rank(double[][] r) {
    double[][] g = new double[r.length][r.length];
    for (int i = 0; i < r.length; i++) {
      for (int j = 0; j < r.length; j++) {
        g[i][j] = Kernels.dot(r[i], r[j], r.length);
      }
    }
    Jacobi.diagonalize(g);
    int rank = 0;
    for (int i = 0; i < g.length; i++) {
      rank += g[i][i] > RANK_TOLERANCE * RANK_TOLERANCE ? 1 : 0;
    }
    return rank;
  }

  /** {@code R^-T c}: a contrast of the coefficients as one of the basis. */
  double[] toBasis(double[] contrast) {
    int k = rank();
    double[] c = new double[k];
    for (int j = 0; j < k; j++) {
      double s = contrast[kept[j]];
      for (int i = 0; i < j; i++) {
        s -= triangle[j][i] * c[i];
      }
      c[j] = s / triangle[j][j];
    }
    return c;
  }

  private static int[] byPersonAndWave(RepeatedMeasures sample) {
    int[] persons = sample.persons();
    int[] waves = sample.waves();
    Integer[] order = new Integer[persons.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order, Comparator.<Integer>comparingInt(i -> persons[i]).thenComparingInt(i -> waves[i]));
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }

  private static int[] starts(int[] persons, int[] order) {
    return IntStream.rangeClosed(0, order.length)
        .filter(i -> i == 0 || i == order.length || persons[order[i]] != persons[order[i - 1]])
        .toArray();
  }

  private static String mask(int[] waves, int[] order, int from, int to) {
    char[] mask = new char[to - from];
    for (int i = from; i < to; i++) {
      mask[i - from] = (char) waves[order[i]];
    }
    return new String(mask);
  }

  private static int[] waves(String mask) {
    return mask.chars().toArray();
  }

  /** The columns that earlier ones do not determine, ascending. */
  private static int[] kept(RepeatedMeasures sample, List<String> names, int[] rows) {
    int[] kept = IntStream.range(0, names.size()).toArray();
    int place = 0;
    double[][] r = triangle(sample, names, kept, rows, false);
    while (place < kept.length) {
      double norm = Math.sqrt(Kernels.dot(r[place], r[place], place + 1));
      if (Math.abs(r[place][place]) > RANK_TOLERANCE * norm) {
        place++;
      } else {
        int dropped = place;
        int[] before = kept;
        kept =
            IntStream.range(0, before.length)
                .filter(i -> i != dropped)
                .map(i -> before[i])
                .toArray();
        r = triangle(sample, names, kept, rows, false);
      }
    }
    return kept;
  }

  private static double[][] triangle(
      RepeatedMeasures sample, List<String> names, int[] kept, int[] rows, boolean outcome) {
    int width = kept.length + (outcome ? 1 : 0);
    Triangle triangle = new Triangle(width);
    double[][] block = new double[width][Chunks.BLOCK];
    for (int from = 0; from < rows.length; from += Chunks.BLOCK) {
      int count = Math.min(Chunks.BLOCK, rows.length - from);
      for (int j = 0; j < kept.length; j++) {
        sample.copy(names.get(kept[j]), rows, from, count, block[j]);
      }
      for (int i = 0; outcome && i < count; i++) {
        block[kept.length][i] = sample.outcome()[rows[from + i]];
      }
      triangle.absorb(block, count);
    }
    return triangle.columns();
  }

  /** {@code R^-1 z} for the z in the last column. */
  private static double[] solve(double[][] r, int k) {
    double[] b = new double[k];
    for (int i = k - 1; i >= 0; i--) {
      double s = r[k][i];
      for (int j = i + 1; j < k; j++) {
        s -= r[j][i] * b[j];
      }
      b[i] = s / r[i][i];
    }
    return b;
  }

  /** Writes the basis and the scaled residuals; returns their unit. */
  private double fill(RepeatedMeasures sample, List<String> names, int[] rows, double[] z) {
    int k = kept.length;
    double[][] block = new double[k][Chunks.BLOCK];
    double squares = 0;
    for (int from = 0; from < rows.length; from += Chunks.BLOCK) {
      int count = Math.min(Chunks.BLOCK, rows.length - from);
      for (int j = 0; j < k; j++) {
        sample.copy(names.get(kept[j]), rows, from, count, block[j]);
      }
      for (int i = 0; i < count; i++) {
        int at = (from + i) * k;
        double residual = sample.outcome()[rows[from + i]];
        for (int j = 0; j < k; j++) {
          double s = block[j][i];
          residual -= s * leastSquares[j];
          for (int l = 0; l < j; l++) {
            s -= triangle[j][l] * x[at + l];
          }
          x[at + j] = s / triangle[j][j];
        }
        y[from + i] = residual;
        squares += residual * residual;
      }
    }
    double rms = Math.sqrt(squares / rows.length);
    double size = Math.sqrt((squares + Kernels.dot(z, z, k)) / rows.length);
    if (!(rms > RANK_TOLERANCE * RANK_TOLERANCE * size)) {
      return 0;
    }
    for (int i = 0; i < y.length; i++) {
      y[i] /= rms;
    }
    return rms;
  }
}
