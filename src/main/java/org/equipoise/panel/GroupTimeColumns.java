package org.equipoise.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.panel.GroupTimeOptions.Adjustment;
import org.jspecify.annotations.Nullable;

/**
 * Effects with covariates, or with weights that change: every cell is estimated on its own and has
 * its own column in the blocks of the groups it uses.
 *
 * <p>In a balanced panel covariates and weights are those of the earlier of the two periods, and
 * cells with the same group, controls and earlier period share their models (all periods do when
 * nothing changes over time).
 */
final class GroupTimeColumns {
  private final GroupTimeSample sample;
  private final Adjustment adjustment;
  private final List<GroupTimePlan.Cell> cells;
  private final DoublyRobust.@Nullable Contrast[] contrasts;
  private final GroupTimeReading.@Nullable Refused[] refusals;
  private final int[] treated;
  private final int[] controls;

  private GroupTimeColumns(
      GroupTimeSample sample, Adjustment adjustment, List<GroupTimePlan.Cell> cells) {
    this.sample = sample;
    this.adjustment = adjustment;
    this.cells = cells;
    this.contrasts = new DoublyRobust.Contrast[cells.size()];
    this.refusals = new GroupTimeReading.Refused[cells.size()];
    this.treated = new int[cells.size()];
    this.controls = new int[cells.size()];
  }

  static GroupTimeResult of(
      GroupTimeSample sample, Adjustment adjustment, List<GroupTimePlan.Cell> cells) {
    GroupTimeColumns columns = new GroupTimeColumns(sample, adjustment, cells);
    columns.estimate();
    return columns.result();
  }

  /** What cells that share their models have in common. */
  private record Models(int group, List<Integer> controls, int period) {}

  private void estimate() {
    boolean steady = !sample.sections() && sample.steady() && covariatesSteady();
    Map<Models, List<Integer>> shared = new LinkedHashMap<>();
    for (int c = 0; c < cells.size(); c++) {
      GroupTimePlan.Cell cell = cells.get(c);
      if (cell.settled() == null) {
        int period = steady ? 0 : cell.earlier();
        List<Integer> against = Arrays.stream(cell.controls()).boxed().toList();
        shared
            .computeIfAbsent(new Models(cell.group(), against, period), key -> new ArrayList<>())
            .add(c);
      }
    }
    if (sample.sections()) {
      IntStream.range(0, cells.size())
          .parallel()
          .filter(c -> cells.get(c).settled() == null)
          .forEach(this::estimateSections);
    } else {
      List<Map.Entry<Models, List<Integer>>> work = List.copyOf(shared.entrySet());
      IntStream.range(0, work.size())
          .parallel()
          .forEach(w -> estimatePanel(work.get(w).getKey().period(), work.get(w).getValue()));
    }
  }

  private boolean covariatesSteady() {
    int periods = sample.panel().periods().length;
    for (double[] covariate : sample.panel().covariates()) {
      for (int[] units : sample.members()) {
        for (int i : units) {
          for (int t = 1; t < periods; t++) {
            if (covariate[i * periods + t] != covariate[i * periods]) {
              return false;
            }
          }
        }
      }
    }
    return true;
  }

  private void estimatePanel(int period, List<Integer> which) {
    int[] units = units(cells.get(which.get(0)));
    int own = sample.members()[cells.get(which.get(0)).group()].length;
    int[] at = Arrays.stream(units).map(i -> i * periods() + period).toArray();
    for (int c : which) {
      treated[c] = own;
      controls[c] = units.length - own;
    }
    try {
      DoublyRobust models =
          DoublyRobust.of(
              design(at, IntStream.range(0, at.length).mapToDouble(r -> r < own ? 1 : 0).toArray()),
              adjustment);
      double[] y = sample.panel().outcome();
      which.stream()
          .parallel()
          .forEach(
              c -> {
                GroupTimePlan.Cell cell = cells.get(c);
                double[] change = new double[units.length];
                for (int r = 0; r < change.length; r++) {
                  int row = units[r] * periods();
                  change[r] = y[row + cell.period()] - y[row + cell.base()];
                }
                contrasts[c] = models.effect(change, sample.units());
              });
    } catch (NotEstimableException refusal) {
      for (int c : which) {
        refusals[c] = GroupTimeReading.Refused.of(refusal);
      }
    }
  }

  private void estimateSections(int c) {
    GroupTimePlan.Cell cell = cells.get(c);
    int[] units = units(cell);
    int own = sample.members()[cell.group()].length;
    int[] place = new int[2 * units.length];
    int[] at = new int[2 * units.length];
    boolean[] after = new boolean[2 * units.length];
    double[] group = new double[2 * units.length];
    int[][] seen = new int[2][2];
    int rows = 0;
    for (int late = 0; late < 2; late++) {
      int t = late == 1 ? cell.period() : cell.base();
      for (int u = 0; u < units.length; u++) {
        if (sample.observes(units[u], t)) {
          place[rows] = u;
          at[rows] = units[u] * periods() + t;
          after[rows] = late == 1;
          group[rows] = u < own ? 1 : 0;
          seen[late][u < own ? 1 : 0]++;
          rows++;
        }
      }
    }
    treated[c] = Math.min(seen[0][1], seen[1][1]);
    controls[c] = Math.min(seen[0][0], seen[1][0]);
    if (treated[c] == 0 || controls[c] == 0) {
      refusals[c] =
          new GroupTimeReading.Refused(
              NotEstimableException.Reason.EMPTY_ARM,
              (treated[c] == 0 ? "no unit of the group" : "no control unit")
                  + " has an outcome in one of the two periods",
              "look for the missing outcomes");
      return;
    }
    int[] used = Arrays.copyOf(at, rows);
    double[] y = Arrays.stream(used).mapToDouble(i -> sample.panel().outcome()[i]).toArray();
    try {
      DoublyRobust.Contrast stacked =
          DoublyRobustSections.effect(
              design(used, Arrays.copyOf(group, rows)),
              Arrays.copyOf(after, rows),
              y,
              adjustment,
              sample.units());
      double[] influence = new double[units.length];
      for (int r = 0; r < rows; r++) {
        influence[place[r]] += stacked.influence()[r];
      }
      contrasts[c] = new DoublyRobust.Contrast(stacked.value(), influence);
    } catch (NotEstimableException refusal) {
      refusals[c] = GroupTimeReading.Refused.of(refusal);
    }
  }

  private DoublyRobustDesign design(int[] at, double[] group) {
    double[] cellWeights = sample.panel().weights();
    double[] weight = new double[at.length];
    for (int r = 0; r < at.length; r++) {
      weight[r] = cellWeights == null ? 1 : cellWeights[at[r]];
    }
    double[][] all = sample.panel().covariates();
    double[][] covariates = new double[all.length][at.length];
    for (int j = 0; j < all.length; j++) {
      for (int r = 0; r < at.length; r++) {
        covariates[j][r] = all[j][at[r]];
      }
    }
    return DoublyRobustDesign.of(sample.panel().covariateNames(), covariates, weight, group);
  }

  private int periods() {
    return sample.panel().periods().length;
  }

  /** The group's units, then the controls'. */
  private int[] units(GroupTimePlan.Cell cell) {
    IntStream units = Arrays.stream(sample.members()[cell.group()]);
    for (int c : cell.controls()) {
      units = IntStream.concat(units, Arrays.stream(sample.members()[c]));
    }
    return units.toArray();
  }

  private GroupTimeResult result() {
    List<InfluenceBlock> blocks =
        IntStream.range(0, sample.groups().length).parallel().mapToObj(this::block).toList();
    int[] starts = GroupTimeResult.starts(blocks);
    double[][] loadings = new double[cells.size()][starts[starts.length - 1]];
    int[] next = new int[blocks.size()];
    Arrays.fill(next, sample.weights() == null ? 1 : 2);
    List<GroupTimeResult.Raw> raw = new ArrayList<>();
    for (int c = 0; c < cells.size(); c++) {
      DoublyRobust.Contrast contrast = contrasts[c];
      if (contrast == null) {
        GroupTimeReading settled = cells.get(c).settled();
        GroupTimeReading none = settled != null ? settled : refusals[c];
        raw.add(new GroupTimeResult.Raw(Double.NaN, treated[c], controls[c], none));
        continue;
      }
      for (int k = 0; k < blocks.size(); k++) {
        if (cells.get(c).uses(k)) {
          loadings[c][starts[k] + next[k]++] = 1;
        }
      }
      raw.add(new GroupTimeResult.Raw(contrast.value(), treated[c], controls[c], null));
    }
    return new GroupTimeResult(raw, blocks, loadings);
  }

  private InfluenceBlock block(int k) {
    int[] units = sample.members()[k];
    List<double[]> columns = new ArrayList<>();
    double[] one = new double[units.length];
    Arrays.fill(one, 1);
    columns.add(one);
    double[] own = sample.weights();
    if (own != null) {
      columns.add(Arrays.stream(units).mapToDouble(i -> own[i]).toArray());
    }
    for (int c = 0; c < cells.size(); c++) {
      DoublyRobust.Contrast contrast = contrasts[c];
      GroupTimePlan.Cell cell = cells.get(c);
      if (contrast == null || !cell.uses(k)) {
        continue;
      }
      int from = 0;
      if (k != cell.group()) {
        from = sample.members()[cell.group()].length;
        for (int other : cell.controls()) {
          if (other == k) {
            break;
          }
          from += sample.members()[other].length;
        }
      }
      columns.add(Arrays.copyOfRange(contrast.influence(), from, from + units.length));
    }
    return new InfluenceBlock(units, columns.toArray(double[][]::new));
  }
}
