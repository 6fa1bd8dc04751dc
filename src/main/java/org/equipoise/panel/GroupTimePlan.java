package org.equipoise.panel;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.equipoise.panel.GroupTimeOptions.Base;
import org.equipoise.panel.GroupTimeOptions.Comparison;
import org.jspecify.annotations.Nullable;

/** Which cells are estimated, from which period, against whom. */
final class GroupTimePlan {

  /**
   * One cell.
   *
   * @param group place of the group
   * @param period place of the period
   * @param base place of the period the change is taken from
   * @param controls places of the groups it is compared with, ascending
   * @param settled what is known before looking; null when the cell has to be estimated
   */
  record Cell(int group, int period, int base, int[] controls, @Nullable GroupTimeReading settled) {

    int earlier() {
      return Math.min(period, base);
    }

    /** Whether the cell has units of the k-th group. */
    boolean uses(int k) {
      if (settled != null) {
        return false;
      }
      for (int c : controls) {
        if (c == k) {
          return true;
        }
      }
      return k == group;
    }
  }

  private final GroupTimeSample sample;
  private final GroupTimeOptions options;
  private final int[] periods;
  private final int latest;

  private GroupTimePlan(GroupTimeSample sample, GroupTimeOptions options) {
    this.sample = sample;
    this.options = options;
    this.periods = sample.panel().periods();
    int groups = sample.groups().length;
    boolean someNever = groups > 0 && sample.groups()[groups - 1] == StaggeredPanel.NEVER;
    this.latest =
        someNever || options.comparison() == Comparison.NEVER_TREATED ? groups : groups - 1;
  }

  /** The cells by group and period. */
  static List<Cell> of(GroupTimeSample sample, GroupTimeOptions options) {
    return new GroupTimePlan(sample, options).cells();
  }

  private List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (int k = 0; k < sample.groups().length; k++) {
      int g = sample.groups()[k];
      if (g == StaggeredPanel.NEVER) {
        continue;
      }
      int before = lastBefore(g);
      for (int t = options.base() == Base.UNIVERSAL ? 0 : 1; t < periods.length; t++) {
        boolean fixed = options.base() == Base.UNIVERSAL || g <= periods[t];
        cells.add(cell(k, t, fixed ? before : t - 1));
      }
    }
    return cells;
  }

  private Cell cell(int k, int t, int base) {
    if (k == latest) {
      return refused(
          k,
          t,
          base,
          "everybody is treated in the end, and the group of "
              + sample.groups()[k]
              + " last: it serves as comparison only",
          "read the effects on the earlier groups");
    }
    if (t == base) {
      return new Cell(
          k, t, base, new int[0], new GroupTimeReading.Unjudged(0, "the reference period"));
    }
    int[] controls = controls(k, Math.max(periods[t], periods[base]));
    int count = 0;
    for (int c : controls) {
      count += sample.members()[c].length;
    }
    if (sample.members()[k].length == 0) {
      return refused(
          k, t, base, "no unit of the group has every period", "keep units that lack a period");
    }
    if (count == 0) {
      boolean never = options.comparison() == Comparison.NEVER_TREATED;
      return refused(
          k,
          t,
          base,
          never ? "no unit is never treated" : "by then no other unit is still untreated",
          never
              ? "compare with units that are not yet treated"
              : "read the earlier periods, or add units that are never treated");
    }
    return new Cell(k, t, base, controls, null);
  }

  private static Cell refused(int k, int t, int base, String message, String advice) {
    return new Cell(
        k, t, base, new int[0], new GroupTimeReading.Refused(Reason.EMPTY_ARM, message, advice));
  }

  /** The last period before treatment and its anticipation; the sample holds no group without. */
  private int lastBefore(int g) {
    int last = 0;
    while (last + 1 < periods.length && (long) periods[last + 1] + options.anticipation() < g) {
      last++;
    }
    return last;
  }

  private int[] controls(int k, int later) {
    List<Integer> controls = new ArrayList<>();
    for (int c = 0; c < sample.groups().length; c++) {
      int g = sample.groups()[c];
      boolean never = g == StaggeredPanel.NEVER;
      boolean notYet =
          options.comparison() == Comparison.NOT_YET_TREATED
              && c != k
              && g > (long) later + options.anticipation();
      if (never || notYet) {
        controls.add(c);
      }
    }
    return controls.stream().mapToInt(Integer::intValue).toArray();
  }
}
