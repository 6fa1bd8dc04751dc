package org.equipoise.inference;

import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tests of how an effect differs along fixed columns m_1 … m_k, in every assignment anew: least
 * squares of the outcome on the products of treatment and those columns, block effects and
 * covariates. With z_j the residual of a product on blocks and covariates, b the coefficients and e
 * the residuals, a contrast c has
 *
 * <pre>
 *   t = c'b / sqrt(c'Vc),   V = (z'z)^-1 (sum over units of s s') (z'z)^-1,   s = sum over people of z e
 * </pre>
 *
 * <p>the variance HC0, or CR0 where people are drawn together; several contrasts at once have
 * Wald's quadratic form in the same variance. Factors for small samples are left out: they are
 * nearly the same in every assignment.
 *
 * <p>People of one block with the same columns and covariates are a cell: their z is one of two
 * numbers, u or u + m for the treated. An assignment is then told by the number treated of each
 * cell, and an outcome by the sums of its deviations from the cell's mean, and of their squares,
 * over the treated. Where all cells are of one person this costs what the people themselves would.
 */
public final class InteractionStatistics implements AssignmentStatistics {
  private static final double SINGULAR = 1e-10;

  private final Design design;

  /** Places of the people treated, and one more. */
  private final int[] chosen;

  /** By cell, how many are treated and how many are not. */
  private final double[] n1;

  private final double[] n0;

  /** By column and cell, the product less what blocks and covariates explain, of the untreated. */
  private final double[][] u;

  /** The same of the treated. */
  private final double[][] v;

  private final double[] mean;

  /** By cell, what the coefficients say of the untreated and of the treated. */
  private final double[] said0;

  private final double[] said1;

  /** By cell, sums over the treated of the outcome's deviations and of their squares. */
  private final double[] d1;

  private final double[] s1;

  /** The score of every cluster. */
  private final double[][] score;

  /** What stays the same in all assignments. */
  private static final class Design {
    private final int[] unit;
    private final int[] cell;
    private final double[] size;

    /** By cell. */
    private final int[] block;

    private final double[] blockSize;

    /** By column and cell. */
    private final double[][] basis;

    private final double[][] modifiers;
    private final double[][][] tests;
    private final List<Outcome> outcomes;

    /** Place of each row's unit among those compared, where units have several people. */
    private final int[] cluster;

    private final int clusters;

    Design(
        TrialOutcome people,
        List<double[]> outcomes,
        List<double[]> modifiers,
        List<double[][]> tests) {
      UnitBlocks cells = new UnitBlocks(people);
      int[] rows = cells.rows();
      unit = Arrays.stream(rows).map(row -> people.units()[row]).toArray();
      cell = new int[rows.length];
      int[] first = alike(people, modifiers, cells, cell);
      size = new double[first.length];
      for (int c : cell) {
        size[c]++;
      }
      block = pick(cells.blockOfRow(), first);
      blockSize = new double[cells.blocks()];
      for (int b : cells.blockOfRow()) {
        blockSize[b]++;
      }
      List<double[]> columns = AdjustedCoefficient.basis(cells, people.covariates());
      basis = columns.stream().map(column -> pick(column, first)).toArray(double[][]::new);
      this.modifiers =
          modifiers.stream()
              .map(column -> pick(cells.pick(column), first))
              .toArray(double[][]::new);
      this.tests = tests.toArray(double[][][]::new);
      this.outcomes =
          outcomes.stream()
              .map(y -> AdjustedCoefficient.residuals(cells, columns, cells.pick(y)))
              .map(y -> new Outcome(y, cell, size))
              .toList();
      int[] seen = new int[Arrays.stream(unit).max().orElse(-1) + 1];
      Arrays.fill(seen, -1);
      int[] places = new int[unit.length];
      int count = 0;
      for (int i = 0; i < unit.length; i++) {
        if (seen[unit[i]] < 0) {
          seen[unit[i]] = count++;
        }
        places[i] = seen[unit[i]];
      }
      clusters = count;
      cluster = count == unit.length ? new int[0] : places;
    }

    /** Fills in the cell of every row; returns a row of each cell. */
    private static int[] alike(
        TrialOutcome people, List<double[]> modifiers, UnitBlocks blocks, int[] cell) {
      Map<DoubleBuffer, Integer> found = new HashMap<>();
      int[] first = new int[cell.length];
      for (int i = 0; i < cell.length; i++) {
        int row = blocks.rows()[i];
        DoubleBuffer key = DoubleBuffer.allocate(1 + people.covariates().size() + modifiers.size());
        key.put(blocks.blockOfRow()[i]);
        people.covariates().forEach(column -> key.put(column[row]));
        modifiers.forEach(column -> key.put(column[row]));
        Integer old = found.putIfAbsent(key.flip(), found.size());
        cell[i] = old == null ? found.size() - 1 : old;
        if (old == null) {
          first[cell[i]] = i;
        }
      }
      return Arrays.copyOf(first, found.size());
    }

    private static int[] pick(int[] byRow, int[] rows) {
      return Arrays.stream(rows).map(row -> byRow[row]).toArray();
    }

    private static double[] pick(double[] byRow, int[] rows) {
      return Arrays.stream(rows).mapToDouble(row -> byRow[row]).toArray();
    }
  }

  /** An outcome less what blocks and covariates explain: cells' means, and deviations from them. */
  private static final class Outcome {
    private final double[] mean;
    private final double[] deviation;

    /** By cell, the sum of their squares. */
    private final double[] squares;

    Outcome(double[] residual, int[] cell, double[] size) {
      mean = new double[size.length];
      for (int i = 0; i < cell.length; i++) {
        mean[cell[i]] += residual[i] / size[cell[i]];
      }
      deviation = new double[cell.length];
      squares = new double[size.length];
      for (int i = 0; i < cell.length; i++) {
        deviation[i] = residual[i] - mean[cell[i]];
        squares[cell[i]] += deviation[i] * deviation[i];
      }
    }
  }

  private InteractionStatistics(Design design) {
    this.design = design;
    int k = design.modifiers.length;
    int cells = design.size.length;
    chosen = new int[design.unit.length + 1];
    n1 = new double[cells];
    n0 = new double[cells];
    u = new double[k][cells];
    v = new double[k][cells];
    said0 = new double[cells];
    said1 = new double[cells];
    d1 = new double[cells];
    s1 = new double[cells];
    score = new double[k][design.cluster.length == 0 ? 0 : design.clusters];
    mean = new double[design.blockSize.length];
  }

  /**
   * Tests of several outcomes of the same people.
   *
   * @param people who is compared (those with a value), with units, blocks and covariates; columns
   *     themselves belong to the covariates too
   * @param outcomes values by person, known for all who are compared
   * @param modifiers the columns, by person
   * @param tests the rows of each test's contrasts, as long as there are columns; one row gives t
   * @return makes an instance for a thread; statistics by outcome, then by test
   */
  public static Supplier<InteractionStatistics> of(
      TrialOutcome people,
      List<double[]> outcomes,
      List<double[]> modifiers,
      List<double[][]> tests) {
    if (people.probabilities() != null) {
      throw new IllegalArgumentException("people are weighted by their chances");
    }
    Design design = new Design(people, outcomes, modifiers, tests);
    return () -> new InteractionStatistics(design);
  }

  @Override
  public void evaluate(boolean[] treated, double[] out) {
    int many = count(treated);
    int k = u.length;
    for (int j = 0; j < k; j++) {
      product(design.modifiers[j], u[j], v[j]);
    }
    double[][] cross = products(n0, n1);
    double[][] inverse = new double[k][];
    boolean defined = true;
    for (int j = 0; j < k; j++) {
      double[] one = new double[k];
      one[j] = 1;
      inverse[j] = solve(cross, one);
      defined &= inverse[j].length == k;
    }
    if (!defined) {
      Arrays.fill(out, Double.NaN);
      return;
    }
    int at = 0;
    for (Outcome y : design.outcomes) {
      addUp(y, many);
      double[] b = new double[k];
      for (int j = 0; j < k; j++) {
        double sum = 0;
        for (int c = 0; c < n1.length; c++) {
          sum += y.mean[c] * (n0[c] * u[j][c] + n1[c] * v[j][c]) + design.modifiers[j][c] * d1[c];
        }
        b[j] = sum;
      }
      b = times(inverse, b);
      combine(u, b, said0);
      combine(v, b, said1);
      double[][] meat = design.cluster.length == 0 ? meat(y) : meatOfClusters(y, treated);
      for (double[][] test : design.tests) {
        out[at++] = statistic(test, b, inverse, meat);
      }
    }
  }

  /** Lists the people treated and counts them by cell; returns how many they are. */
  private int count(boolean[] treated) {
    Arrays.fill(n1, 0);
    int many = 0;
    int[] unit = design.unit;
    int[] cell = design.cell;
    for (int i = 0; i < unit.length; i++) { // without a branch, which nothing could foresee
      int in = treated[unit[i]] ? 1 : 0;
      chosen[many] = i;
      many += in;
      n1[cell[i]] += in;
    }
    for (int c = 0; c < n0.length; c++) {
      n0[c] = design.size[c] - n1[c];
    }
    return many;
  }

  /** The product of treatment and a column, less what blocks and covariates explain. */
  private void product(double[] modifier, double[] untreated, double[] of1) {
    Arrays.fill(mean, 0);
    int[] block = design.block;
    for (int c = 0; c < n1.length; c++) {
      mean[block[c]] += n1[c] * modifier[c];
    }
    for (int b = 0; b < mean.length; b++) {
      mean[b] /= design.blockSize[b];
    }
    for (int c = 0; c < n1.length; c++) {
      untreated[c] = -mean[block[c]];
    }
    for (double[] column : design.basis) {
      double along = 0;
      for (int c = 0; c < n1.length; c++) {
        along += column[c] * (design.size[c] * untreated[c] + n1[c] * modifier[c]);
      }
      for (int c = 0; c < n1.length; c++) {
        untreated[c] -= along * column[c];
      }
    }
    for (int c = 0; c < n1.length; c++) {
      of1[c] = untreated[c] + modifier[c];
    }
  }

  /** The sums of z z' with a weight for the untreated and one for the treated of each cell. */
  private double[][] products(double[] weight0, double[] weight1) {
    int k = u.length;
    double[][] sums = new double[k][k];
    for (int r = 0; r < k; r++) {
      for (int s = 0; s <= r; s++) {
        sums[r][s] = dot(weight0, u[r], u[s]) + dot(weight1, v[r], v[s]);
        sums[s][r] = sums[r][s];
      }
    }
    return sums;
  }

  private void addUp(Outcome y, int many) {
    Arrays.fill(d1, 0);
    Arrays.fill(s1, 0);
    int[] cell = design.cell;
    for (int i = 0; i < many; i++) {
      double deviation = y.deviation[chosen[i]];
      d1[cell[chosen[i]]] += deviation;
      s1[cell[chosen[i]]] += deviation * deviation;
    }
  }

  private static void combine(double[][] columns, double[] b, double[] to) {
    Arrays.fill(to, 0);
    for (int j = 0; j < b.length; j++) {
      for (int c = 0; c < to.length; c++) {
        to[c] += b[j] * columns[j][c];
      }
    }
  }

  /** The squares of what is left, added up over the two arms of each cell, are the weights. */
  private double[][] meat(Outcome y) {
    for (int c = 0; c < n1.length; c++) {
      double off0 = y.mean[c] - said0[c];
      double off1 = y.mean[c] - said1[c];
      said0[c] = Math.max(0, y.squares[c] - s1[c] + off0 * (n0[c] * off0 - 2 * d1[c]));
      said1[c] = Math.max(0, s1[c] + off1 * (n1[c] * off1 + 2 * d1[c]));
    }
    return products(said0, said1);
  }

  private double[][] meatOfClusters(Outcome y, boolean[] treated) {
    int k = u.length;
    double[][] meat = new double[k][k];
    for (double[] of : score) {
      Arrays.fill(of, 0);
    }
    for (int i = 0; i < design.unit.length; i++) {
      int c = design.cell[i];
      boolean in = treated[design.unit[i]];
      double left = y.mean[c] + y.deviation[i] - (in ? said1[c] : said0[c]);
      for (int j = 0; j < k; j++) {
        score[j][design.cluster[i]] += (in ? v[j][c] : u[j][c]) * left;
      }
    }
    for (int r = 0; r < k; r++) {
      for (int c = 0; c <= r; c++) {
        meat[r][c] = dot(score[r], score[c]);
        meat[c][r] = meat[r][c];
      }
    }
    return meat;
  }

  private static double statistic(
      double[][] test, double[] b, double[][] inverse, double[][] meat) {
    int rows = test.length;
    double[] estimate = new double[rows];
    double[][] influence = new double[rows][];
    double[][] variance = new double[rows][rows];
    for (int r = 0; r < rows; r++) {
      estimate[r] = dot(test[r], b);
      influence[r] = times(inverse, test[r]);
      for (int c = 0; c <= r; c++) {
        variance[r][c] = dot(influence[c], times(meat, influence[r]));
        variance[c][r] = variance[r][c];
      }
    }
    if (rows == 1) {
      return variance[0][0] > 0
          ? estimate[0] / Math.sqrt(variance[0][0])
          : estimate[0] == 0 ? 0 : Double.NaN;
    }
    double[] solved = solve(variance, estimate);
    return solved.length == rows ? dot(solved, estimate) : Double.NaN;
  }

  private static double[] times(double[][] symmetric, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = dot(symmetric[i], vector);
    }
    return product;
  }

  /** The solution of a small symmetric positive definite system; empty when it is singular. */
  private static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    double[][] l = new double[n][n];
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = right[i];
      for (int j = 0; j <= i; j++) {
        double rest = matrix[i][j];
        for (int m = 0; m < j; m++) {
          rest -= l[i][m] * l[j][m];
        }
        if (j < i) {
          l[i][j] = rest / l[j][j];
          x[i] -= l[i][j] * x[j];
        } else if (rest > SINGULAR * matrix[i][i]) {
          l[i][i] = Math.sqrt(rest);
        } else {
          return new double[0];
        }
      }
      x[i] /= l[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int m = i + 1; m < n; m++) {
        x[i] -= l[m][i] * x[m];
      }
      x[i] /= l[i][i];
    }
    return x;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double dot(double[] weight, double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    int i = 0;
    for (; i + 1 < a.length; i += 2) { // side by side, because each waits for its last addition
      s0 += weight[i] * a[i] * b[i];
      s1 += weight[i + 1] * a[i + 1] * b[i + 1];
    }
    return i < a.length ? s0 + s1 + weight[i] * a[i] * b[i] : s0 + s1;
  }
}
