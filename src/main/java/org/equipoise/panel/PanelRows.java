package org.equipoise.panel;

import java.util.Arrays;

/**
 * Observations of a panel that a regression uses, unit after unit: for each its period effect, at
 * most one dummy, the outcome, the weight and the covariates.
 *
 * @param start of each unit's rows, and behind the last
 * @param unit of the panel that each of these units is (a unit may serve in several stacks)
 * @param cluster of each unit, numbered through the whole panel
 * @param clusters clusters in the whole panel, used or not
 * @param period effect of each row
 * @param periods number of period effects
 * @param dummy of each row, -1 for none
 * @param dummies number of dummies
 * @param cell of each row in the panel
 * @param y outcome
 * @param w weight
 * @param x covariates
 */
record PanelRows(
    int[] start,
    int[] unit,
    int[] cluster,
    int clusters,
    int[] period,
    int periods,
    int[] dummy,
    int dummies,
    int[] cell,
    double[] y,
    double[] w,
    double[][] x) {

  int units() {
    return unit.length;
  }

  int count() {
    return y.length;
  }

  int clustersUsed() {
    boolean[] used = new boolean[clusters];
    int count = 0;
    for (int c : cluster) {
      if (!used[c]) {
        used[c] = true;
        count++;
      }
    }
    return count;
  }

  /** Weighted mean of a column of row values over one unit's rows. */
  double mean(double[] values, int i) {
    double sum = 0;
    double weight = 0;
    for (int r = start[i]; r < start[i + 1]; r++) {
      sum += w[r] * values[r];
      weight += w[r];
    }
    return sum / weight;
  }

  /** Collects rows unit by unit. */
  static final class Builder {
    private final StaggeredPanel panel;
    private final int[] clusterOf;
    private final int clusters;
    private int[] start = new int[64];
    private int[] unit = new int[64];
    private int units;
    private int[] period = new int[1024];
    private int[] dummy = new int[1024];
    private int[] cell = new int[1024];
    private double[] factor = new double[1024];
    private int rows;
    private int missing;

    Builder(StaggeredPanel panel) {
      this.panel = panel;
      this.clusterOf = numbered(panel);
      this.clusters = Arrays.stream(clusterOf).max().orElse(-1) + 1;
    }

    /** Begins the rows of a unit. */
    void unit(int i) {
      if (units > 0 && start[units - 1] == rows) {
        units--; // the unit before has no rows
      }
      if (units + 1 >= start.length) {
        start = Arrays.copyOf(start, 2 * start.length);
        unit = Arrays.copyOf(unit, 2 * unit.length);
      }
      unit[units] = i;
      start[units++] = rows;
    }

    /** Adds the t-th period of the unit, if it was observed. */
    void row(int t, int periodEffect, int dummyCode, double weightFactor) {
      int at = unit[units - 1] * panel.periods().length + t;
      if (!observed(panel, at)) {
        missing++;
        return;
      }
      if (rows == period.length) {
        period = Arrays.copyOf(period, 2 * rows);
        dummy = Arrays.copyOf(dummy, 2 * rows);
        cell = Arrays.copyOf(cell, 2 * rows);
        factor = Arrays.copyOf(factor, 2 * rows);
      }
      period[rows] = periodEffect;
      dummy[rows] = dummyCode;
      cell[rows] = at;
      factor[rows++] = weightFactor;
    }

    /** Rows added. */
    int rows() {
      return rows;
    }

    /** Rows asked for that were not observed. */
    int missing() {
      return missing;
    }

    /**
     * The rows.
     *
     * @param periods number of period effects
     * @param dummies number of dummies
     * @param keepSingles whether rows alone in their unit or period stay
     */
    PanelRows build(int periods, int dummies, boolean keepSingles) {
      if (units > 0 && start[units - 1] == rows) {
        units--;
      }
      start[units] = rows;
      boolean[] keep = keepSingles ? all() : repeated(periods);
      int n = 0;
      int m = 0;
      int[] newStart = new int[units + 1];
      int[] newUnit = new int[units];
      int[] source = new int[rows];
      for (int i = 0; i < units; i++) {
        int before = n;
        for (int r = start[i]; r < start[i + 1]; r++) {
          if (keep[r]) {
            source[n++] = r;
          }
        }
        if (n > before) {
          newStart[m] = before;
          newUnit[m++] = unit[i];
        }
      }
      newStart[m] = n;
      return gather(
          Arrays.copyOf(newStart, m + 1),
          Arrays.copyOf(newUnit, m),
          Arrays.copyOf(source, n),
          periods,
          dummies);
    }

    private PanelRows gather(int[] starts, int[] unitOf, int[] source, int periods, int dummies) {
      int n = source.length;
      int covariates = panel.covariates().length;
      int[] periodOf = new int[n];
      int[] dummyOf = new int[n];
      int[] cellOf = new int[n];
      double[] y = new double[n];
      double[] w = new double[n];
      double[][] x = new double[covariates][n];
      double[] weights = panel.weights();
      for (int k = 0; k < n; k++) {
        int r = source[k];
        periodOf[k] = period[r];
        dummyOf[k] = dummy[r];
        cellOf[k] = cell[r];
        y[k] = panel.outcome()[cell[r]];
        w[k] = weights == null ? factor[r] : factor[r] * weights[cell[r]];
        for (int c = 0; c < covariates; c++) {
          x[c][k] = panel.covariates()[c][cell[r]];
        }
      }
      int[] clusterIds = Arrays.stream(unitOf).map(i -> clusterOf[i]).toArray();
      return new PanelRows(
          starts,
          unitOf,
          clusterIds,
          clusters,
          periodOf,
          periods,
          dummyOf,
          dummies,
          cellOf,
          y,
          w,
          x);
    }

    private boolean[] all() {
      boolean[] keep = new boolean[rows];
      Arrays.fill(keep, true);
      return keep;
    }

    /** Without rows alone in their unit or period, and those alone once such rows are gone. */
    private boolean[] repeated(int periods) {
      boolean[] keep = all();
      int[] inPeriod = new int[periods];
      for (int r = 0; r < rows; r++) {
        inPeriod[period[r]]++;
      }
      boolean changed = true;
      while (changed) {
        changed = false;
        for (int i = 0; i < units; i++) {
          int last = -1;
          int left = 0;
          for (int r = start[i]; r < start[i + 1]; r++) {
            if (keep[r] && inPeriod[period[r]] == 1) {
              keep[r] = false;
              inPeriod[period[r]] = 0;
              changed = true;
            }
            if (keep[r]) {
              left++;
              last = r;
            }
          }
          if (left == 1) {
            keep[last] = false;
            inPeriod[period[last]]--;
            changed = true;
          }
        }
      }
      return keep;
    }

    private static int[] numbered(StaggeredPanel panel) {
      int[] codes = panel.clusters();
      if (codes == null) {
        int[] own = new int[panel.units()];
        Arrays.setAll(own, i -> i);
        return own;
      }
      return codes;
    }
  }

  /** Whether outcome, covariates and a positive weight are there. */
  static boolean observed(StaggeredPanel panel, int cell) {
    double[] weights = panel.weights();
    if (Double.isNaN(panel.outcome()[cell]) || (weights != null && !(weights[cell] > 0))) {
      return false;
    }
    for (double[] covariate : panel.covariates()) {
      if (Double.isNaN(covariate[cell])) {
        return false;
      }
    }
    return true;
  }
}
