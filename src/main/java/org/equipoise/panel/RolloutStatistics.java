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
    double[] sums = new double[design.strata() * design.cohorts() * SUMS];
    for (int e = 0; e < theta.length; e++) {
      Arrays.fill(sums, 0);
      if (sized) {
        addSized(groups, theta[e], before[e], sums);
      } else {
        add(groups, theta[e], before[e], sums);
      }
      out[e] = studentized(sums, e);
    }
  }

  /** Units of one size count as one member each. */
  private void add(int[] groups, double[] a, double[] x, double[] sums) {
    int units = groups.length;
    for (int u = 0; u < units; u++) {
      int at = (cell[u] + groups[u]) * SUMS;
      double av = a[groups[u] * units + u];
      sums[at]++;
      sums[at + 2] += av;
      sums[at + 7] += av * av;
      if (x.length > 0) {
        double xv = x[groups[u] * units + u];
        sums[at + 3] += xv;
        sums[at + 8] += av * xv;
        sums[at + 9] += xv * xv;
      }
    }
    for (int at = 0; at < sums.length; at += SUMS) {
      sums[at + 1] = sums[at];
      sums[at + 4] = sums[at];
      sums[at + 5] = sums[at + 2];
      sums[at + 6] = sums[at + 3];
    }
  }

  private void addSized(int[] groups, double[] a, double[] x, double[] sums) {
    int units = groups.length;
    for (int u = 0; u < units; u++) {
      int at = (cell[u] + groups[u]) * SUMS;
      double m = members[u];
      double av = m * a[groups[u] * units + u];
      double xv = x.length == 0 ? 0 : m * x[groups[u] * units + u];
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
