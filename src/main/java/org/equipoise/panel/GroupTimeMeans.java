package org.equipoise.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Effects without covariates: every cell is made of the weighted means of groups in periods, and
 * every influence function of the same few columns: {@code w} and {@code w (Y_t - mean of the group
 * in t)}.
 *
 * <p>With means {@code m} and weight totals {@code W}: {@code ATT(g,t) = (m_gt - m_gb) - (m_Ct -
 * m_Cb)}, and a unit moves it by {@code n} times {@code w (Y_t - m_gt) / W_gt - w (Y_b - m_gb) /
 * W_gb} in the group and by minus the like in the control group C.
 */
final class GroupTimeMeans {
  private final GroupTimeSample sample;
  private final int periods;
  private final boolean fixed;
  private final boolean weighted;

  /** By group and period: mean, weight total, units seen. */
  private final double[][] mean;

  private final double[][] total;
  private final int[][] seen;

  private GroupTimeMeans(GroupTimeSample sample) {
    this.sample = sample;
    this.periods = sample.panel().periods().length;
    this.fixed = !sample.sections();
    this.weighted = sample.weights() != null;
    int groups = sample.groups().length;
    this.mean = new double[groups][periods];
    this.total = new double[groups][periods];
    this.seen = new int[groups][periods];
  }

  /** Whether the panel's cells are means: no covariates, and no weights that change. */
  static boolean fits(GroupTimeSample sample) {
    return sample.panel().covariates().length == 0 && (sample.sections() || sample.steady());
  }

  static GroupTimeResult of(GroupTimeSample sample, List<GroupTimePlan.Cell> cells) {
    GroupTimeMeans means = new GroupTimeMeans(sample);
    List<InfluenceBlock> blocks =
        IntStream.range(0, sample.groups().length).parallel().mapToObj(means::block).toList();
    int[] starts = GroupTimeResult.starts(blocks);
    int width = starts[starts.length - 1];
    double[][] loadings = new double[cells.size()][width];
    List<GroupTimeResult.Raw> raw = new ArrayList<>();
    for (int c = 0; c < cells.size(); c++) {
      raw.add(means.cell(cells.get(c), loadings[c], starts));
    }
    return new GroupTimeResult(raw, blocks, loadings);
  }

  /** Column of the weight in a period; one column serves all where nothing is missing. */
  private int weightColumn(int t) {
    if (fixed) {
      return weighted ? 1 : 0;
    }
    return (weighted ? 2 : 1) + t;
  }

  private int deviationColumn(int t) {
    return (weighted ? 2 : 1) + (fixed ? 0 : periods) + t;
  }

  private InfluenceBlock block(int k) {
    int[] units = sample.members()[k];
    double[][] columns = new double[deviationColumn(periods)][units.length];
    Arrays.fill(columns[0], 1);
    double[] own = sample.weights();
    if (own != null) {
      for (int r = 0; r < units.length; r++) {
        columns[1][r] = own[units[r]];
      }
    }
    double[] y = sample.panel().outcome();
    for (int t = 0; t < periods; t++) {
      double[] w = columns[weightColumn(t)];
      double[] z = columns[deviationColumn(t)];
      double sum = 0;
      for (int r = 0; r < units.length; r++) {
        if (!fixed) {
          boolean there = sample.observes(units[r], t);
          w[r] = there ? sample.weight(units[r], t) : 0;
        }
        if (w[r] > 0) {
          total[k][t] += w[r];
          sum += w[r] * y[units[r] * periods + t];
          seen[k][t]++;
        }
      }
      double centre = seen[k][t] == 0 ? 0 : sum / total[k][t];
      double rest = 0;
      for (int r = 0; r < units.length; r++) {
        z[r] = w[r] > 0 ? w[r] * (y[units[r] * periods + t] - centre) : 0;
        rest += z[r];
      }
      // The deviations of a mean that was rounded do not add up to nil; that of the second does.
      double shift = seen[k][t] == 0 ? 0 : rest / total[k][t];
      for (int r = 0; r < units.length; r++) {
        z[r] -= w[r] * shift;
      }
      mean[k][t] = centre + shift;
    }
    return new InfluenceBlock(units, columns);
  }

  private GroupTimeResult.Raw cell(GroupTimePlan.Cell cell, double[] loadings, int[] starts) {
    int k = cell.group();
    int t = cell.period();
    int b = cell.base();
    int treated = Math.min(seen[k][t], seen[k][b]);
    int controls = Math.min(count(cell.controls(), t), count(cell.controls(), b));
    GroupTimeReading settled = cell.settled() == null ? missing(cell) : cell.settled();
    if (settled != null) {
      return new GroupTimeResult.Raw(Double.NaN, treated, controls, settled);
    }
    int n = sample.units();
    loadings[starts[k] + deviationColumn(t)] += n / total[k][t];
    loadings[starts[k] + deviationColumn(b)] -= n / total[k][b];
    double after = control(cell.controls(), t, -n, loadings, starts);
    double before = control(cell.controls(), b, n, loadings, starts);
    double value = (mean[k][t] - mean[k][b]) - (after - before);
    return new GroupTimeResult.Raw(value, treated, controls, null);
  }

  /** The controls' mean in a period; adds {@code factor} times its influence to the loadings. */
  private double control(int[] groups, int t, double factor, double[] loadings, int[] starts) {
    double weight = 0;
    double sum = 0;
    // Means are taken from a mean, so that a large common level costs no digits.
    double level = mean[groups[0]][t];
    for (int c : groups) {
      weight += total[c][t];
      sum += seen[c][t] == 0 ? 0 : total[c][t] * (mean[c][t] - level);
    }
    double pooled = level + sum / weight;
    for (int c : groups) {
      loadings[starts[c] + deviationColumn(t)] += factor / weight;
      if (seen[c][t] > 0) {
        loadings[starts[c] + weightColumn(t)] += factor / weight * (mean[c][t] - pooled);
      }
    }
    return pooled;
  }

  private @Nullable GroupTimeReading missing(GroupTimePlan.Cell cell) {
    for (int t : new int[] {cell.period(), cell.base()}) {
      boolean nobody = seen[cell.group()][t] == 0;
      if (nobody || count(cell.controls(), t) == 0) {
        return new GroupTimeReading.Refused(
            Reason.EMPTY_ARM,
            (nobody ? "no unit of the group" : "no control unit")
                + " has an outcome in "
                + sample.panel().periods()[t],
            "look for the missing outcomes");
      }
    }
    return null;
  }

  private int count(int[] groups, int t) {
    int count = 0;
    for (int c : groups) {
      count += seen[c][t];
    }
    return count;
  }
}
