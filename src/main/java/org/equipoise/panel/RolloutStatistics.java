package org.equipoise.panel;

import java.util.Arrays;
import java.util.List;
import org.equipoise.inference.PermutedGroups;
import org.equipoise.panel.Rollout.Adjustment;

/**
 * Studentized estimates as functions of who is in which cohort. What a unit adds to theta and X in
 * each cohort it could be in is worked out once; an assignment then costs a few sums a unit.
 *
 * <p>The numbers of units of a stratum and cohort are those of the draw that was made, which
 * permutations keep. With two cohorts the weights do not depend on them.
 */
final class RolloutStatistics implements PermutedGroups.Statistics {
  /**
   * Sums in a stratum and cohort: of units; of members m; of m a and m x; of m^2, m^2 a, m^2 x; of
   * m^2 a^2, m^2 a x and m^2 x^2.
   */
  private static final int SUMS = 10;

  private final RolloutDesign design;
  private final Adjustment adjustment;
  private final int[] cell;
  private final double[] members;
  private final double[] share;

  /** Whether units differ in how many members they have. */
  private final boolean sized;

  /** By estimand, at {@code cohort * units + unit}, less the stratum's mean in that cohort. */
  private final double[][] theta;

  private final double[][] before;

  /** What the means that were subtracted add up to, of theta and X. */
  private final double[][] offset;

  private RolloutStatistics(
      RolloutDesign design, List<RolloutWeights> weights, Adjustment adjustment) {
    this.design = design;
    this.adjustment = adjustment;
    int units = design.units();
    int cohorts = design.cohorts();
    cell = Arrays.stream(design.stratum()).map(s -> s * cohorts).toArray();
    members = design.members();
    sized = Arrays.stream(members).anyMatch(m -> m != members[0]);
    share = new double[design.strata()];
    Arrays.setAll(share, design::share);
    theta = new double[weights.size()][cohorts * units];
    before = new double[weights.size()][];
    offset = new double[weights.size()][2];
    for (int e = 0; e < theta.length; e++) {
      offset[e][0] = fill(weights.get(e).outcome(), theta[e]);
      // Without a period before the starts there is nothing to sum.
      before[e] = new double[weights.get(e).alone() ? 0 : cohorts * units];
      offset[e][1] = before[e].length == 0 ? 0 : fill(weights.get(e).before(), before[e]);
    }
  }

  static RolloutStatistics of(
      RolloutDesign design, List<RolloutWeights> weights, Adjustment adjustment) {
    return new RolloutStatistics(design, weights, adjustment);
  }

  private double fill(double[][][] weights, double[] values) {
    int units = design.units();
    int[] stratum = design.stratum();
    double all = 0;
    for (int g = 0; g < design.cohorts(); g++) {
      double[] mean = new double[design.strata()];
      for (int u = 0; u < units; u++) {
        values[g * units + u] = design.along(u, weights[stratum[u]][g]);
        mean[stratum[u]] += values[g * units + u] / design.size(stratum[u]);
      }
      for (int u = 0; u < units; u++) {
        values[g * units + u] -= mean[stratum[u]];
      }
      for (int s = 0; s < mean.length; s++) {
        all += share[s] * mean[s];
      }
    }
    return all;
  }

  @Override
  public void evaluate(int[] groups, double[] out) {
    int cells = design.strata() * design.cohorts();
    int[] start = new int[cells + 1];
    for (int u = 0; u < groups.length; u++) {
      start[cell[u] + groups[u] + 1]++;
    }
    for (int c = 0; c < cells; c++) {
      start[c + 1] += start[c];
    }
    // Units cell by cell, so that sums stay in registers.
    int[] order = new int[groups.length];
    int[] next = start.clone();
    for (int u = 0; u < groups.length; u++) {
      order[next[cell[u] + groups[u]]++] = u;
    }
    double[] sums = new double[cells * SUMS];
    for (int e = 0; e < theta.length; e++) {
      for (int c = 0; c < cells; c++) {
        int from = c % design.cohorts() * groups.length;
        if (sized) {
          addSized(order, start[c], start[c + 1], from, e, sums, c * SUMS);
        } else {
          add(order, start[c], start[c + 1], from, e, sums, c * SUMS);
        }
      }
      out[e] = studentized(sums, e);
    }
  }

  /** Units of one size count as one member each. */
  private void add(int[] order, int first, int last, int from, int e, double[] sums, int at) {
    double[] a = theta[e];
    double[] x = before[e];
    double sa = 0;
    double aa = 0;
    double sx = 0;
    double ax = 0;
    double xx = 0;
    for (int i = first; i < last; i++) {
      double av = a[from + order[i]];
      sa += av;
      aa += av * av;
    }
    for (int i = first; x.length > 0 && i < last; i++) {
      double xv = x[from + order[i]];
      sx += xv;
      ax += a[from + order[i]] * xv;
      xx += xv * xv;
    }
    int n = last - first;
    sums[at] = n;
    sums[at + 1] = n;
    sums[at + 2] = sa;
    sums[at + 3] = sx;
    sums[at + 4] = n;
    sums[at + 5] = sa;
    sums[at + 6] = sx;
    sums[at + 7] = aa;
    sums[at + 8] = ax;
    sums[at + 9] = xx;
  }

  private void addSized(int[] order, int first, int last, int from, int e, double[] sums, int at) {
    double[] a = theta[e];
    double[] x = before[e];
    Arrays.fill(sums, at, at + SUMS, 0);
    for (int i = first; i < last; i++) {
      double m = members[order[i]];
      double av = m * a[from + order[i]];
      double xv = x.length == 0 ? 0 : m * x[from + order[i]];
      sums[at]++;
      sums[at + 1] += m;
      sums[at + 2] += av;
      sums[at + 3] += xv;
      sums[at + 4] += m * m;
      sums[at + 5] += m * av;
      sums[at + 6] += m * xv;
      sums[at + 7] += av * av;
      sums[at + 8] += av * xv;
      sums[at + 9] += xv * xv;
    }
  }

  private double studentized(double[] sums, int e) {
    double value = offset[e][0];
    double imbalance = offset[e][1];
    double aa = 0;
    double ax = 0;
    double xx = 0;
    for (int c = 0; c < sums.length / SUMS; c++) {
      int at = c * SUMS;
      double n = sums[at];
      if (n < 2) {
        return Double.NaN;
      }
      double w = share[c / design.cohorts()];
      double a = sums[at + 2] / sums[at + 1];
      double x = sums[at + 3] / sums[at + 1];
      value += w * a;
      imbalance += w * x;
      double size = sums[at + 1] / n;
      double scale = w * w / (n * (n - 1) * size * size);
      aa += scale * (sums[at + 7] - 2 * a * sums[at + 5] + a * a * sums[at + 4]);
      ax += scale * (sums[at + 8] - a * sums[at + 6] - x * sums[at + 5] + a * x * sums[at + 4]);
      xx += scale * (sums[at + 9] - 2 * x * sums[at + 6] + x * x * sums[at + 4]);
    }
    double beta =
        switch (adjustment) {
          case NONE -> 0;
          case DIFFERENCE -> 1;
          case EFFICIENT -> xx > 0 ? ax / xx : 0;
        };
    double variance = aa - 2 * beta * ax + beta * beta * xx;
    double effect = value - beta * imbalance;
    return variance > 0 ? effect / Math.sqrt(variance) : effect == 0 ? 0 : Double.NaN;
  }
}
