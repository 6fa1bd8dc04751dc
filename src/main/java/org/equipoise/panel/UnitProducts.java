package org.equipoise.panel;

/** The cross-products of period effects, covariates and dummies, less their means in each unit. */
final class UnitProducts {
  private final PanelRows rows;
  private final double[][] xCentred;
  private final int controls;
  private final double[][] a;
  private final double[] mass;
  private final int[] local;

  UnitProducts(PanelRows rows, double[][] xCentred, int q) {
    this.rows = rows;
    this.xCentred = xCentred;
    this.controls = rows.periods() + xCentred.length;
    a = new double[q][];
    for (int j = 0; j < q; j++) {
      a[j] = new double[j + 1];
    }
    mass = new double[q];
    local = new int[q];
  }

  /** Lower triangle of the sums over the units from, ..., to - 1. */
  double[][] sum(int from, int to) {
    for (int i = from; i < to; i++) {
      add(rows.start()[i], rows.start()[i + 1]);
    }
    return a;
  }

  /** For columns z that are 0 or 1: sum w z z' - (sum w z)(sum w z)'/sum w. */
  private void add(int from, int to) {
    int used = 0;
    double weight = 0;
    for (int r = from; r < to; r++) {
      double w = rows.w()[r];
      int p = rows.period()[r];
      int d = rows.dummy()[r];
      weight += w;
      a[p][p] += w;
      used = note(p, w, used);
      if (d >= 0) {
        a[controls + d][controls + d] += w;
        a[controls + d][p] += w;
        used = note(controls + d, w, used);
      }
      addCovariates(r, w, p, d);
    }
    for (int m = 0; m < used; m++) {
      int j = local[m];
      double share = mass[j] / weight;
      double[] row = a[j];
      for (int k = 0; k < used; k++) {
        if (local[k] <= j) {
          row[local[k]] -= share * mass[local[k]];
        }
      }
    }
    for (int m = 0; m < used; m++) {
      mass[local[m]] = 0;
    }
  }

  private int note(int column, double w, int used) {
    int count = used;
    if (mass[column] == 0) {
      local[count++] = column;
    }
    mass[column] += w;
    return count;
  }

  private void addCovariates(int r, double w, int p, int d) {
    int periods = rows.periods();
    for (int c = 0; c < xCentred.length; c++) {
      double wx = w * xCentred[c][r];
      a[periods + c][p] += wx;
      for (int k = 0; k <= c; k++) {
        a[periods + c][periods + k] += wx * xCentred[k][r];
      }
      if (d >= 0) {
        a[controls + d][periods + c] += wx;
      }
    }
  }
}
