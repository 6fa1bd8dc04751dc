package org.equipoise.inference;

import java.util.Arrays;
import java.util.List;
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
 */
public final class InteractionStatistics implements AssignmentStatistics {
  private static final double SINGULAR = 1e-10;

  private final Design design;

  /** The products, less what blocks and covariates explain. */
  private final double[][] z;

  private final double[] mean;

  private final double[] left;
  private final double[] weighted;

  /** The score of every cluster. */
  private final double[][] score;

  /** What stays the same in all assignments. */
  private static final class Design {
    private final int[] unit;
    private final int[] block;
    private final double[] blockSize;
    private final List<double[]> basis;
    private final double[][] modifiers;
    private final double[][][] tests;
    private final double[][] outcomes;

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
      block = cells.blockOfRow();
      blockSize = new double[cells.blocks()];
      for (int b : block) {
        blockSize[b]++;
      }
      basis = AdjustedCoefficient.basis(cells, people.covariates());
      this.modifiers = modifiers.stream().map(cells::pick).toArray(double[][]::new);
      this.tests = tests.toArray(double[][][]::new);
      this.outcomes =
          outcomes.stream()
              .map(y -> AdjustedCoefficient.residuals(cells, basis, cells.pick(y)))
              .toArray(double[][]::new);
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
  }

  private InteractionStatistics(Design design) {
    this.design = design;
    z = new double[design.modifiers.length][design.unit.length];
    left = new double[design.unit.length];
    weighted = new double[design.unit.length];
    score = new double[z.length][design.cluster.length == 0 ? 0 : design.clusters];
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
    for (int j = 0; j < z.length; j++) {
      product(treated, design.modifiers[j], z[j]);
    }
    int k = z.length;
    double[][] cross = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        cross[i][j] = dot(z[i], z[j]);
        cross[j][i] = cross[i][j];
      }
    }
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
    for (double[] y : design.outcomes) {
      double[] b = new double[k];
      for (int j = 0; j < k; j++) {
        b[j] = dot(z[j], y);
      }
      b = times(inverse, b);
      double[][] meat = design.cluster.length == 0 ? meat(y, b) : meatOfClusters(y, b);
      for (double[][] test : design.tests) {
        out[at++] = statistic(test, b, inverse, meat);
      }
    }
  }

  /** The product of treatment and a column, less what blocks and covariates explain. */
  private void product(boolean[] treated, double[] modifier, double[] to) {
    Arrays.fill(mean, 0);
    int[] block = design.block;
    for (int i = 0; i < to.length; i++) {
      to[i] = treated[design.unit[i]] ? modifier[i] : 0;
      mean[block[i]] += to[i];
    }
    for (int b = 0; b < mean.length; b++) {
      mean[b] /= design.blockSize[b];
    }
    for (int i = 0; i < to.length; i++) {
      to[i] -= mean[block[i]];
    }
    for (double[] column : design.basis) {
      subtract(to, dot(column, to), column);
    }
  }

  private double[][] meat(double[] y, double[] b) {
    int k = z.length;
    double[][] meat = new double[k][k];
    residuals(y, b);
    for (int i = 0; i < left.length; i++) {
      left[i] *= left[i];
    }
    for (int r = 0; r < k; r++) {
      double[] of = z[r];
      for (int i = 0; i < left.length; i++) {
        weighted[i] = of[i] * left[i];
      }
      for (int c = 0; c <= r; c++) {
        meat[r][c] = dot(weighted, z[c]);
        meat[c][r] = meat[r][c];
      }
    }
    return meat;
  }

  private double[][] meatOfClusters(double[] y, double[] b) {
    int k = z.length;
    double[][] meat = new double[k][k];
    for (double[] of : score) {
      Arrays.fill(of, 0);
    }
    residuals(y, b);
    for (int j = 0; j < k; j++) {
      for (int i = 0; i < left.length; i++) {
        score[j][design.cluster[i]] += z[j][i] * left[i];
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

  private void residuals(double[] y, double[] b) {
    System.arraycopy(y, 0, left, 0, y.length);
    for (int j = 0; j < b.length; j++) {
      subtract(left, b[j], z[j]);
    }
  }

  private static void subtract(double[] from, double times, double[] column) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= times * column[i];
    }
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

  /** Four sums side by side, because each waits for its last addition. */
  private static double dot(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
