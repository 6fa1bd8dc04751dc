package org.equipoise.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far covariates differ between the arms all together: {@code U'V^-1 U}, U the sums over the
 * treated of the covariates less their block means, V the variance of U when units are permuted
 * within blocks (Hansen and Bowers 2008, Statistical Science 23:219-236, section 3).
 */
final class BalanceDistance implements RedrawnStatistic {
  private static final double RANK = 1e-7;

  private final int[] columns;

  BalanceDistance(
      UnitBlocks cells, boolean[] treated, TreatedSums sums, List<double[]> covariates) {
    List<double[]> whitened = whitened(cells, treated, covariates);
    columns = new int[whitened.size()];
    for (int j = 0; j < columns.length; j++) {
      double[] byUnit = new double[treated.length];
      for (int c = 0; c < cells.cells(); c++) {
        byUnit[cells.units()[c]] += whitened.get(j)[c];
      }
      columns[j] = sums.add(byUnit);
    }
  }

  /** Covariates that count: those that earlier ones do not determine. */
  int covariates() {
    return columns.length;
  }

  /** The centred covariates by cell, turned so that V is the identity. */
  private static List<double[]> whitened(
      UnitBlocks cells, boolean[] treated, List<double[]> covariates) {
    double[] scale = new double[cells.cells()];
    for (int b = 0; b < cells.blocks(); b++) {
      int n = cells.start(b + 1) - cells.start(b);
      double n1 = 0;
      for (int c = cells.start(b); c < cells.start(b + 1); c++) {
        n1 += treated[cells.units()[c]] ? 1 : 0;
      }
      Arrays.fill(
          scale,
          cells.start(b),
          cells.start(b + 1),
          n > 1 ? n1 * (n - n1) / ((double) n * (n - 1)) : 0);
    }
    List<double[]> found = new ArrayList<>();
    for (double[] covariate : covariates) {
      double[] byRow = cells.pick(covariate);
      cells.centre(byRow);
      double[] column = cells.totals(byRow);
      centreUnits(cells, column, scale);
      double before = Math.sqrt(norm(column, column, scale));
      double norm = before;
      for (int pass = 0; pass < 2; pass++) {
        for (double[] earlier : found) {
          double along = norm(column, earlier, scale);
          for (int c = 0; c < column.length; c++) {
            column[c] -= along * earlier[c];
          }
        }
        norm = Math.sqrt(norm(column, column, scale));
      }
      if (norm > RANK * before) {
        for (int c = 0; c < column.length; c++) {
          column[c] /= norm;
        }
        found.add(column);
      }
    }
    return found;
  }

  /** Makes the totals of a block's units average zero. */
  private static void centreUnits(UnitBlocks cells, double[] totals, double[] scale) {
    for (int b = 0; b < cells.blocks(); b++) {
      double sum = 0;
      for (int c = cells.start(b); c < cells.start(b + 1); c++) {
        sum += totals[c];
      }
      for (int c = cells.start(b); c < cells.start(b + 1); c++) {
        // A block that is all in one arm says nothing about balance.
        totals[c] = scale[c] == 0 ? 0 : totals[c] - sum / (cells.start(b + 1) - cells.start(b));
      }
    }
  }

  private static double norm(double[] a, double[] b, double[] scale) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      sum += scale[c] * a[c] * b[c];
    }
    return sum;
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public void evaluate(double[] sums, int stride, int draws, double[][] out, int at) {
    Arrays.fill(out[0], at, at + draws, 0);
    for (int column : columns) {
      for (int b = 0; b < draws; b++) {
        double u = sums[column * stride + b];
        out[0][at + b] += u * u;
      }
    }
  }
}
