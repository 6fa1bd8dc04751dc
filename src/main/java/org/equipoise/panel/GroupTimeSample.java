package org.equipoise.panel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The units of a panel that a study of group-time effects uses, by group, and what was left out.
 *
 * @param panel all of it
 * @param groups the first treated periods, ascending; never-treated units last
 * @param members the units of each group, by their place in the panel
 * @param sections whether each period is read as a sample of its own
 * @param weights one weight a unit with mean one, what groups are weighed by; null when all are 1
 * @param steady whether no unit's weight changes
 * @param alreadyTreated units left out because no period lies before their treatment
 * @param incomplete units left out because they lack a period
 */
record GroupTimeSample(
    StaggeredPanel panel,
    int[] groups,
    int[][] members,
    boolean sections,
    double @Nullable [] weights,
    boolean steady,
    int alreadyTreated,
    int incomplete) {

  static GroupTimeSample of(StaggeredPanel panel, GroupTimeOptions options) {
    int[] periods = panel.periods();
    if (periods.length < 2) {
      throw new IllegalArgumentException(periods.length + " periods; a change needs two");
    }
    int n = panel.units();
    int first = periods[0];
    long last = (long) periods[periods.length - 1] + options.anticipation();
    TreeMap<Integer, List<Integer>> byGroup = new TreeMap<>();
    int early = 0;
    boolean gaps = false;
    boolean[] whole = new boolean[n];
    boolean[] seen = new boolean[n];
    for (int i = 0; i < n; i++) {
      int g = panel.firstTreated()[i];
      if (g <= (long) first + options.anticipation()) {
        early++;
        continue;
      }
      int observed = observed(panel, i);
      whole[i] = observed == periods.length;
      seen[i] = observed > 0;
      gaps |= !whole[i];
      byGroup.computeIfAbsent(g > last ? StaggeredPanel.NEVER : g, key -> new ArrayList<>()).add(i);
    }
    boolean sections = gaps && options.incomplete() == GroupTimeOptions.Incomplete.AS_SECTIONS;
    boolean[] keep = sections ? seen : whole;
    int[] groups = byGroup.keySet().stream().mapToInt(Integer::intValue).toArray();
    int[][] members = new int[groups.length][];
    int left = 0;
    for (int k = 0; k < groups.length; k++) {
      List<Integer> all = byGroup.getOrDefault(groups[k], List.of());
      members[k] = all.stream().mapToInt(Integer::intValue).filter(i -> keep[i]).toArray();
      left += all.size() - members[k].length;
    }
    int[] used = Arrays.stream(members).flatMapToInt(Arrays::stream).toArray();
    return new GroupTimeSample(
        panel,
        groups,
        members,
        sections,
        unitWeights(panel, used, sections),
        steady(panel, used),
        early,
        left);
  }

  /** Number of units used. */
  int units() {
    int sum = 0;
    for (int[] group : members) {
      sum += group.length;
    }
    return sum;
  }

  /** Whether the t-th period of a unit is complete. */
  boolean observes(int unit, int t) {
    return observed(panel, unit * panel.periods().length + t, 1) == 1;
  }

  /** The weight of a unit in the t-th period. */
  double weight(int unit, int t) {
    double[] cells = panel.weights();
    return cells == null ? 1 : cells[unit * panel.periods().length + t];
  }

  private static int observed(StaggeredPanel panel, int unit) {
    int periods = panel.periods().length;
    return observed(panel, unit * periods, periods);
  }

  /** How many of {@code count} cells from one on have outcome, covariates and weight. */
  private static int observed(StaggeredPanel panel, int from, int count) {
    double[] weights = panel.weights();
    int observed = 0;
    for (int cell = from; cell < from + count; cell++) {
      boolean complete = !Double.isNaN(panel.outcome()[cell]);
      for (double[] covariate : panel.covariates()) {
        complete &= !Double.isNaN(covariate[cell]);
      }
      if (complete && weights != null && !Double.isNaN(weights[cell])) {
        if (!(weights[cell] > 0 && weights[cell] < Double.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException("weight " + weights[cell] + " in cell " + cell);
        }
      }
      observed += complete && (weights == null || !Double.isNaN(weights[cell])) ? 1 : 0;
    }
    return observed;
  }

  /** The first period's weights, or the mean over a unit's periods where some are missing. */
  private static double @Nullable [] unitWeights(
      StaggeredPanel panel, int[] used, boolean sections) {
    double[] cells = panel.weights();
    if (cells == null) {
      return null;
    }
    int periods = panel.periods().length;
    double[] weights = new double[panel.units()];
    double total = 0;
    for (int i : used) {
      if (sections) {
        int count = 0;
        for (int t = 0; t < periods; t++) {
          if (observed(panel, i * periods + t, 1) == 1) {
            weights[i] += cells[i * periods + t];
            count++;
          }
        }
        weights[i] /= count;
      } else {
        weights[i] = cells[i * periods];
      }
      total += weights[i];
    }
    for (int i : used) {
      weights[i] *= used.length / total;
    }
    return weights;
  }

  private static boolean steady(StaggeredPanel panel, int[] used) {
    double[] cells = panel.weights();
    int periods = panel.periods().length;
    if (cells != null) {
      for (int i : used) {
        for (int t = 1; t < periods; t++) {
          if (cells[i * periods + t] != cells[i * periods]) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
