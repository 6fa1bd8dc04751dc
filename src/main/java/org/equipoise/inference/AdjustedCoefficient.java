package org.equipoise.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The coefficient of treatment in least squares on treatment, covariates and block effects, exactly
 * and without a fit in every draw: with e the residuals of the outcome on the nuisance columns and
 * Q an orthonormal basis of them, {@code z'e / (z'z - |Q'z|^2)} (Frisch and Waugh 1933,
 * Econometrica 1:387-401). All of it consists of sums over the treated.
 */
final class AdjustedCoefficient implements RedrawnStatistic {
  /** A column whose residual has less than this share of its norm is one of the earlier ones. */
  private static final double RANK = 1e-7;

  private final int[] residual;
  private final int count;
  private final int[] blockCount;
  private final double[] blockSize;
  private final int[] basis;

  /** People treated less what block effects explain, when that is the same in every draw. */
  private final double fixed;

  AdjustedCoefficient(
      UnitBlocks cells,
      Assignments assignments,
      boolean[] treated,
      TreatedSums sums,
      double[][] outcomes,
      List<double[]> covariates) {
    List<double[]> q = basis(cells, covariates);
    residual = new int[outcomes.length];
    for (int y = 0; y < outcomes.length; y++) {
      residual[y] =
          sums.add(cells.unitTotals(residuals(cells, q, outcomes[y]), assignments.units()));
    }
    basis = new int[q.size()];
    for (int j = 0; j < basis.length; j++) {
      basis[j] = sums.add(cells.unitTotals(q.get(j), assignments.units()));
    }
    double[] n = cells.counts();
    boolean same = cells.fixedBy(assignments);
    double constant = 0;
    blockCount = new int[same ? 0 : cells.blocks()];
    blockSize = new double[cells.blocks()];
    for (int b = 0; b < cells.blocks(); b++) {
      double n1 = 0;
      for (int c = cells.start(b); c < cells.start(b + 1); c++) {
        blockSize[b] += n[c];
        n1 += treated[cells.units()[c]] ? n[c] : 0;
      }
      constant += n1 - n1 * n1 / blockSize[b];
      if (!same) {
        blockCount[b] =
            sums.add(cells.units(b), Arrays.copyOfRange(n, cells.start(b), cells.start(b + 1)));
      }
    }
    fixed = same ? constant : Double.NaN;
    count = cells.rows().length;
  }

  /** An orthonormal basis of the covariates within blocks, by twice repeated Gram-Schmidt. */
  static List<double[]> basis(UnitBlocks cells, List<double[]> covariates) {
    List<double[]> q = new ArrayList<>();
    for (double[] covariate : covariates) {
      double[] column = cells.pick(covariate);
      double before = Math.sqrt(dot(column, column));
      cells.centre(column);
      double norm = before;
      for (int pass = 0; pass < 2; pass++) {
        for (double[] earlier : q) {
          subtract(column, earlier);
        }
        norm = Math.sqrt(dot(column, column));
      }
      if (norm > RANK * before) {
        for (int i = 0; i < column.length; i++) {
          column[i] /= norm;
        }
        q.add(column);
      }
    }
    return q;
  }

  /** The outcome less its block means and what the basis explains. */
  static double[] residuals(UnitBlocks cells, List<double[]> q, double[] outcome) {
    double[] e = outcome.clone();
    cells.centre(e);
    for (int pass = 0; pass < 2; pass++) {
      for (double[] column : q) {
        subtract(e, column);
      }
    }
    return e;
  }

  private static void subtract(double[] from, double[] unit) {
    double along = dot(from, unit);
    for (int i = 0; i < from.length; i++) {
      from[i] -= along * unit[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Override
  public int width() {
    return residual.length;
  }

  @Override
  public void evaluate(double[] sums, int stride, int draws, double[][] out, int at) {
    double[] left = new double[draws];
    Arrays.fill(left, blockCount.length == 0 ? fixed : 0);
    for (int b = 0; b < blockCount.length; b++) {
      for (int d = 0; d < draws; d++) {
        double n1 = sums[blockCount[b] * stride + d];
        left[d] += n1 * (1 - n1 / blockSize[b]);
      }
    }
    for (int column : basis) {
      for (int d = 0; d < draws; d++) {
        double along = sums[column * stride + d];
        left[d] -= along * along;
      }
    }
    for (int y = 0; y < residual.length; y++) {
      for (int d = 0; d < draws; d++) {
        // Rounding alone is left where the nuisance columns explain the assignment.
        out[y][at + d] =
            left[d] > 1e-10 * count ? sums[residual[y] * stride + d] / left[d] : Double.NaN;
      }
    }
  }
}
