package org.equipoise.panel;

import java.util.Arrays;

/**
 * A weighted mean of imputed effects with each cluster's part in its error.
 *
 * @param value the mean
 * @param clusterSums {@code sum v e} of each cluster; their squares add up to the variance
 */
record ImputationTarget(double value, double[] clusterSums) {

  /** The mean over the observations between two event times. */
  static ImputationTarget of(ImputedCells cells, int from, int to) {
    int n = 0;
    int[] chosen = new int[cells.count()];
    double total = 0;
    for (int k = 0; k < chosen.length; k++) {
      if (cells.eventTime(k) >= from && cells.eventTime(k) <= to) {
        chosen[n++] = k;
        total += cells.weight(k);
      }
    }
    chosen = Arrays.copyOf(chosen, n);
    double[] v = new double[n];
    double value = 0;
    for (int m = 0; m < n; m++) {
      v[m] = cells.weight(chosen[m]) / total;
      value += v[m] * cells.effect(chosen[m]);
    }
    double[] sums = new double[cells.clusters()];
    addTreated(cells, chosen, v, sums);
    addUntreated(cells, chosen, v, sums);
    return new ImputationTarget(value, sums);
  }

  /** Effects about the mean of their cohort and event time. */
  private static void addTreated(ImputedCells cells, int[] chosen, double[] v, double[] sums) {
    int[] cohorts = cells.adoption().cohorts();
    int periods = cells.adoption().panel().periods().length;
    int[] group = new int[chosen.length];
    for (int m = 0; m < group.length; m++) {
      int g = Arrays.binarySearch(cohorts, cells.adoption().first()[cells.unit(chosen[m])]);
      group[m] = g * periods + cells.period(chosen[m]);
    }
    double[] share = clusterShares(cells, chosen, v, group);
    double[] above = new double[cohorts.length * periods];
    double[] below = new double[above.length];
    for (int m = 0; m < group.length; m++) {
      above[group[m]] += share[m] * v[m] * cells.effect(chosen[m]);
      below[group[m]] += share[m] * v[m];
    }
    for (int m = 0; m < group.length; m++) {
      double mean = above[group[m]] / below[group[m]];
      sums[cells.cluster(chosen[m])] += v[m] * (cells.effect(chosen[m]) - mean);
    }
  }

  /** For each observation the sum of v over its cluster within its group. */
  private static double[] clusterShares(ImputedCells cells, int[] chosen, double[] v, int[] group) {
    if (cells.adoption().panel().clusters() == null) {
      return v; // a unit has one observation in a cohort at an event time
    }
    Integer[] order = new Integer[chosen.length];
    Arrays.setAll(order, m -> m);
    Arrays.sort(
        order,
        (a, b) -> {
          int byGroup = Integer.compare(group[a], group[b]);
          return byGroup != 0
              ? byGroup
              : Integer.compare(cells.cluster(chosen[a]), cells.cluster(chosen[b]));
        });
    double[] share = new double[chosen.length];
    int from = 0;
    while (from < order.length) {
      int to = from;
      double sum = 0;
      while (to < order.length
          && group[order[to]] == group[order[from]]
          && cells.cluster(chosen[order[to]]) == cells.cluster(chosen[order[from]])) {
        sum += v[order[to++]];
      }
      for (int m = from; m < to; m++) {
        share[order[m]] = sum;
      }
      from = to;
    }
    return share;
  }

  /** The weights -W Z0 (Z0'W Z0)^-1 Z1'w of untreated observations times their residuals. */
  private static void addUntreated(ImputedCells cells, int[] chosen, double[] v, double[] sums) {
    WithinFit fit = cells.fit();
    PanelRows rows = fit.rows();
    int covariates = rows.x().length;
    double[] byUnit = new double[rows.units()];
    double[] right = new double[fit.controls()];
    for (int m = 0; m < chosen.length; m++) {
      byUnit[cells.fitUnit(chosen[m])] += v[m];
      right[cells.period(chosen[m])] += v[m];
      for (int c = 0; c < covariates; c++) {
        right[rows.periods() + c] +=
            v[m] * cells.adoption().panel().covariates()[c][cells.cell(chosen[m])];
      }
    }
    // Take out of the right side what the unit effects answer for: r_g - N'D^-1 r_u.
    for (int i = 0; i < rows.units(); i++) {
      if (byUnit[i] != 0) {
        double weight = weight(rows, i);
        for (int r = rows.start()[i]; r < rows.start()[i + 1]; r++) {
          double share = byUnit[i] * rows.w()[r] / weight;
          right[rows.period()[r]] -= share;
          for (int c = 0; c < covariates; c++) {
            right[rows.periods() + c] -= share * rows.x()[c][r];
          }
        }
      }
    }
    double[] g = fit.solve(right);
    double[] fitted = new double[rows.count()];
    for (int r = 0; r < fitted.length; r++) {
      fitted[r] = g[rows.period()[r]];
      for (int c = 0; c < covariates; c++) {
        fitted[r] += g[rows.periods() + c] * rows.x()[c][r];
      }
    }
    for (int i = 0; i < rows.units(); i++) {
      double a = byUnit[i] / weight(rows, i) - rows.mean(fitted, i);
      double sum = 0;
      for (int r = rows.start()[i]; r < rows.start()[i + 1]; r++) {
        sum -= rows.w()[r] * (a + fitted[r]) * fit.residuals()[r];
      }
      sums[rows.cluster()[i]] += sum;
    }
  }

  private static double weight(PanelRows rows, int i) {
    double sum = 0;
    for (int r = rows.start()[i]; r < rows.start()[i + 1]; r++) {
      sum += rows.w()[r];
    }
    return sum;
  }
}
