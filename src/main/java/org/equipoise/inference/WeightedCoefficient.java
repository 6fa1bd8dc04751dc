package org.equipoise.inference;

import java.util.ArrayList;
import java.util.List;

/**
 * The coefficient of treatment in least squares where everybody is weighted by the inverse of the
 * chance of the arm that the draw gives, so that the weights change with the draw too. The normal
 * equations are sums over everybody with control's weights plus sums over the treated of what
 * changes. Without covariates it is the difference of weighted means (Hajek).
 */
final class WeightedCoefficient implements RedrawnStatistic {
  private static final double SINGULAR = 1e-12;

  private final int k;
  private final int blocks;
  private final int outcomes;

  /** Columns and constants of X'WX below the diagonal, of z'WX, of X'Wy and of z'Wy. */
  private final int[] crossColumn;

  private final double[] crossConstant;
  private final int[] treatedColumn;
  private final int[][] outcomeColumn;
  private final double[][] outcomeConstant;
  private final int[] treatedOutcome;

  WeightedCoefficient(
      UnitBlocks cells,
      int units,
      TreatedSums sums,
      double[][] values,
      List<double[]> covariates,
      double[] chances) {
    double[] p = cells.pick(chances);
    int n = p.length;
    double[] control = new double[n];
    double[] change = new double[n];
    double[] inverse = new double[n];
    for (int i = 0; i < n; i++) {
      inverse[i] = 1 / p[i];
      control[i] = 1 / (1 - p[i]);
      change[i] = inverse[i] - control[i];
    }
    List<double[]> x = columns(cells, covariates);
    k = x.size();
    blocks = cells.blocks();
    outcomes = values.length;
    crossColumn = new int[k * (k + 1) / 2];
    crossConstant = new double[crossColumn.length];
    treatedColumn = new int[k];
    outcomeColumn = new int[outcomes][k];
    outcomeConstant = new double[outcomes][k];
    treatedOutcome = new int[outcomes];
    for (int a = 0; a < k; a++) {
      for (int b = 0; b <= a; b++) {
        double[] product = times(x.get(a), x.get(b));
        crossColumn[a * (a + 1) / 2 + b] = add(cells, units, sums, product, change);
        crossConstant[a * (a + 1) / 2 + b] = sum(product, control);
      }
      treatedColumn[a] = add(cells, units, sums, x.get(a), inverse);
    }
    for (int o = 0; o < outcomes; o++) {
      double[] y = values[o].clone();
      if (cells.blocks() == 1) {
        cells.centre(y);
      }
      for (int a = 0; a < k; a++) {
        double[] product = times(x.get(a), y);
        outcomeColumn[o][a] = add(cells, units, sums, product, change);
        outcomeConstant[o][a] = sum(product, control);
      }
      treatedOutcome[o] = add(cells, units, sums, y, inverse);
    }
  }

  /** Indicators of the blocks, and the covariates scaled to a common size. */
  private static List<double[]> columns(UnitBlocks cells, List<double[]> covariates) {
    List<double[]> x = new ArrayList<>();
    int[] block = cells.blockOfRow();
    for (int b = 0; b < cells.blocks(); b++) {
      double[] indicator = new double[block.length];
      for (int i = 0; i < block.length; i++) {
        indicator[i] = block[i] == b ? 1 : 0;
      }
      x.add(indicator);
    }
    double scale = Math.sqrt(block.length);
    for (double[] q : AdjustedCoefficient.basis(cells, covariates)) {
      double[] column = q.clone();
      for (int i = 0; i < column.length; i++) {
        column[i] *= scale;
      }
      x.add(column);
    }
    return x;
  }

  private static int add(
      UnitBlocks cells, int units, TreatedSums sums, double[] values, double[] weights) {
    return sums.add(cells.unitTotals(times(values, weights), units));
  }

  private static double[] times(double[] a, double[] b) {
    double[] product = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      product[i] = a[i] * b[i];
    }
    return product;
  }

  private static double sum(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Override
  public int width() {
    return outcomes;
  }

  @Override
  public void evaluate(double[] sums, int stride, int draws, double[][] out, int at) {
    double[] lower = new double[crossColumn.length];
    double[] z = new double[k];
    double[] g = new double[k];
    for (int d = 0; d < draws; d++) {
      for (int c = 0; c < lower.length; c++) {
        lower[c] = crossConstant[c] + sums[crossColumn[c] * stride + d];
      }
      boolean definite = factor(lower);
      double zz = 0;
      for (int a = 0; a < k; a++) {
        z[a] = sums[treatedColumn[a] * stride + d];
      }
      // The block indicators come first and add up to one: z'Wz is the sum of their z'Wx.
      for (int b = 0; b < blocks; b++) {
        zz += z[b];
      }
      double before = zz;
      solve(lower, z);
      for (int a = 0; a < k; a++) {
        zz -= z[a] * z[a];
      }
      for (int o = 0; o < outcomes; o++) {
        for (int a = 0; a < k; a++) {
          g[a] = outcomeConstant[o][a] + sums[outcomeColumn[o][a] * stride + d];
        }
        solve(lower, g);
        double zy = sums[treatedOutcome[o] * stride + d];
        for (int a = 0; a < k; a++) {
          zy -= z[a] * g[a];
        }
        out[o][at + d] = definite && zz > SINGULAR * before ? zy / zz : Double.NaN;
      }
    }
  }

  /** Cholesky's factor in place, by rows of the lower triangle; false if a pivot vanishes. */
  private boolean factor(double[] a) {
    boolean definite = true;
    for (int i = 0; i < k; i++) {
      int row = i * (i + 1) / 2;
      for (int j = 0; j <= i; j++) {
        int other = j * (j + 1) / 2;
        double sum = a[row + j];
        for (int l = 0; l < j; l++) {
          sum -= a[row + l] * a[other + l];
        }
        if (j < i) {
          a[row + j] = sum / a[other + j];
        } else {
          definite &= sum > SINGULAR * a[row + j];
          a[row + j] = Math.sqrt(sum);
        }
      }
    }
    return definite;
  }

  /** Solves L v = b in place. */
  private void solve(double[] lower, double[] b) {
    for (int i = 0; i < k; i++) {
      int row = i * (i + 1) / 2;
      double sum = b[i];
      for (int l = 0; l < i; l++) {
        sum -= lower[row + l] * b[l];
      }
      b[i] = sum / lower[row + i];
    }
  }
}
