package org.equipoise.panel;

import static org.equipoise.estimate.NotEstimableException.Reason;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.equipoise.estimate.NotEstimableException;
import org.jspecify.annotations.Nullable;

/**
 * The drawn units of a rollout: persons, or clusters with the means and the number of their
 * members. Units lie in the order in which they first come.
 */
final class RolloutDesign {
  private final int[] periods;

  /** Start of each cohort, ascending; {@link StaggeredPanel#NEVER} for those never treated. */
  private final int[] starts;

  /** Place of the first treated period of each cohort; the number of periods for none. */
  private final int[] first;

  private final int[] cohort;
  private final int[] stratum;

  /** Members of each unit. */
  private final double[] members;

  /** The first row of each unit. */
  private final int[] firstRow;

  /** Mean of the members, unit by unit. */
  private final double[] outcome;

  /** Units of each stratum and cohort. */
  private final int[][] count;

  /** Share of each stratum among all members. */
  private final double[] share;

  private final int leftOut;

  private RolloutDesign(
      int[] periods, int[] starts, int[] cohort, int[] stratum, Cells cells, int leftOut) {
    this.periods = periods;
    this.starts = starts;
    this.cohort = cohort;
    this.stratum = stratum;
    this.members = cells.members;
    this.outcome = cells.outcome;
    this.firstRow = cells.firstRow;
    this.leftOut = leftOut;
    first = new int[starts.length];
    for (int g = 0; g < starts.length; g++) {
      int at = Arrays.binarySearch(periods, starts[g]);
      first[g] = at < 0 ? -at - 1 : at;
    }
    int strata = Arrays.stream(stratum).max().orElse(-1) + 1;
    count = new int[strata][starts.length];
    share = new double[strata];
    double all = 0;
    for (int u = 0; u < cohort.length; u++) {
      count[stratum[u]][cohort[u]]++;
      share[stratum[u]] += members[u];
      all += members[u];
    }
    for (int s = 0; s < strata; s++) {
      share[s] /= all;
    }
  }

  /** Means and sizes of the units. */
  private record Cells(double[] members, double[] outcome, int[] firstRow) {}

  /**
   * The units of a panel.
   *
   * @param strata code of each row's stratum, any numbers; null for one stratum
   * @param completeOnly whether rows with a missing value are left out rather than refused
   */
  static RolloutDesign of(StaggeredPanel panel, int @Nullable [] strata, boolean completeOnly) {
    if (panel.weights() != null || !panel.covariateNames().isEmpty()) {
      throw new IllegalArgumentException("a rollout takes neither weights nor covariates");
    }
    int[] rows = complete(panel, completeOnly);
    int[] periods = panel.periods();
    int[] start = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int own = panel.firstTreated()[rows[i]];
      boolean seen = periods.length > 0 && own <= periods[periods.length - 1];
      start[i] = seen ? own : StaggeredPanel.NEVER;
    }
    int[] unit = units(rows, panel.clusters());
    int units = Arrays.stream(unit).max().orElse(-1) + 1;
    int[] ofRow = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      ofRow[i] = strata == null ? 0 : strata[rows[i]];
    }
    int[] startOfUnit = alike(unit, units, start, Reason.CLUSTER_IN_BOTH_ARMS, "start");
    int[] dense = dense(ofRow);
    int[] stratum = alike(unit, units, dense, Reason.CLUSTER_IN_SEVERAL_BLOCKS, "stratum");
    int[] starts =
        new TreeSet<>(Arrays.stream(startOfUnit).boxed().toList())
            .stream().mapToInt(Integer::intValue).toArray();
    int[] cohort = Arrays.stream(startOfUnit).map(g -> Arrays.binarySearch(starts, g)).toArray();
    Cells cells = means(panel, rows, unit, units);
    RolloutDesign design =
        new RolloutDesign(periods, starts, cohort, stratum, cells, panel.units() - rows.length);
    design.check();
    return design;
  }

  private static int[] complete(StaggeredPanel panel, boolean completeOnly) {
    int length = panel.periods().length;
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < panel.units(); i++) {
      boolean whole = true;
      for (int t = 0; t < length; t++) {
        whole &= !Double.isNaN(panel.outcome()[i * length + t]);
      }
      if (whole) {
        rows.add(i);
      }
    }
    int missing = panel.units() - rows.size();
    if (missing > 0 && !completeOnly) {
      throw new NotEstimableException(
          Reason.INCOMPLETE_UNITS,
          missing + " of " + panel.units() + " units lack a value in some period",
          "leave out whoever is not followed throughout, or fewer periods");
    }
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[] units(int[] rows, int @Nullable [] clusters) {
    int[] codes = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      codes[i] = clusters == null ? i : clusters[rows[i]];
    }
    return dense(codes);
  }

  /** Codes from 0 in the order in which they first come. */
  private static int[] dense(int[] codes) {
    Map<Integer, Integer> seen = new LinkedHashMap<>();
    int[] dense = new int[codes.length];
    for (int i = 0; i < codes.length; i++) {
      Integer known = seen.putIfAbsent(codes[i], seen.size());
      dense[i] = known == null ? seen.size() - 1 : known;
    }
    return dense;
  }

  private static int[] alike(int[] unit, int units, int[] of, Reason reason, String what) {
    int[] byUnit = new int[units];
    boolean[] known = new boolean[units];
    for (int i = 0; i < unit.length; i++) {
      if (known[unit[i]] && byUnit[unit[i]] != of[i]) {
        throw new NotEstimableException(
            reason,
            "a cluster has members with more than one " + what,
            "check the codes of the clusters that were drawn");
      }
      byUnit[unit[i]] = of[i];
      known[unit[i]] = true;
    }
    return byUnit;
  }

  private static Cells means(StaggeredPanel panel, int[] rows, int[] unit, int units) {
    int length = panel.periods().length;
    double[] members = new double[units];
    double[] outcome = new double[units * length];
    int[] firstRow = new int[units];
    for (int i = rows.length - 1; i >= 0; i--) {
      firstRow[unit[i]] = rows[i];
    }
    for (int i = 0; i < rows.length; i++) {
      members[unit[i]]++;
      for (int t = 0; t < length; t++) {
        outcome[unit[i] * length + t] += panel.outcome()[rows[i] * length + t];
      }
    }
    for (int u = 0; u < units; u++) {
      for (int t = 0; t < length; t++) {
        outcome[u * length + t] /= members[u];
      }
    }
    return new Cells(members, outcome, firstRow);
  }

  /** Two units of every start in every stratum, so that chance can be seen everywhere. */
  private void check() {
    if (starts.length < 2) {
      throw new NotEstimableException(
          Reason.EMPTY_ARM,
          starts.length == 0 ? "there are no units" : "all units have the same start",
          "two starts or more are compared with each other");
    }
    int thin = 0;
    int least = Integer.MAX_VALUE;
    int where = -1;
    int whose = -1;
    for (int s = 0; s < count.length; s++) {
      int[] fewest = {0};
      for (int g = 1; g < starts.length; g++) {
        fewest[0] = count[s][g] < count[s][fewest[0]] ? g : fewest[0];
      }
      int found = count[s][fewest[0]];
      thin += found < 2 ? 1 : 0;
      if (found < least) {
        least = found;
        where = s;
        whose = fewest[0];
      }
    }
    if (least >= 2) {
      return;
    }
    String start =
        starts[whose] == StaggeredPanel.NEVER ? "no start" : "a start in period " + starts[whose];
    if (count.length == 1) {
      throw new NotEstimableException(
          Reason.ONE_UNIT_IN_ARM,
          "one unit has " + start + ": its variance cannot be seen",
          "join the start with the one that comes next");
    }
    throw new NotEstimableException(
        least == 0 ? Reason.BLOCK_WITHOUT_ARM : Reason.BLOCK_TOO_SMALL,
        thin
            + " of "
            + count.length
            + " strata have fewer than two units of some start; in block "
            + where
            + (least == 0 ? " no unit has " : " one unit has ")
            + start,
        "wider strata, if starts were drawn with the same chances in them, or fewer starts");
  }

  int[] periods() {
    return periods;
  }

  int cohorts() {
    return starts.length;
  }

  int start(int cohort) {
    return starts[cohort];
  }

  /** Place of the first treated period; the number of periods for none. */
  int first(int cohort) {
    return first[cohort];
  }

  /** Number of periods in which somebody who starts later is a control. */
  int comparable() {
    return first[starts.length - 1];
  }

  int units() {
    return cohort.length;
  }

  int strata() {
    return count.length;
  }

  int[] cohort() {
    return cohort;
  }

  int[] stratum() {
    return stratum;
  }

  double[] members() {
    return members;
  }

  int count(int stratum, int cohort) {
    return count[stratum][cohort];
  }

  /** Units of a cohort in all strata. */
  int count(int cohort) {
    int sum = 0;
    for (int[] stratum : count) {
      sum += stratum[cohort];
    }
    return sum;
  }

  /** Units of a stratum. */
  int size(int stratum) {
    return Arrays.stream(count[stratum]).sum();
  }

  double share(int stratum) {
    return share[stratum];
  }

  int[] firstRows() {
    return firstRow.clone();
  }

  /** Rows left out because a value is missing. */
  int leftOut() {
    return leftOut;
  }

  double outcome(int unit, int period) {
    return outcome[unit * periods.length + period];
  }

  /** The sum over periods of weights times the outcome of a unit. */
  double along(int unit, double[] weights) {
    double sum = 0;
    int at = unit * periods.length;
    for (int t = 0; t < weights.length; t++) {
      sum += weights[t] * outcome[at + t];
    }
    return sum;
  }
}
