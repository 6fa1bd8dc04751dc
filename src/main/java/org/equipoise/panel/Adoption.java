package org.equipoise.panel;

import java.util.Arrays;
import java.util.TreeSet;

/**
 * When the units of a panel are first treated, as the panel can see it: a unit first treated after
 * the last period is never treated in it.
 */
record Adoption(StaggeredPanel panel, int[] first) {

  static Adoption of(StaggeredPanel panel) {
    int[] periods = panel.periods();
    int last = periods.length == 0 ? Integer.MIN_VALUE : periods[periods.length - 1];
    int[] first =
        Arrays.stream(panel.firstTreated()).map(g -> g > last ? StaggeredPanel.NEVER : g).toArray();
    return new Adoption(panel, first);
  }

  boolean never(int unit) {
    return first[unit] == StaggeredPanel.NEVER;
  }

  /** Treated from the first period on. */
  boolean always(int unit) {
    return first[unit] <= panel.periods()[0];
  }

  boolean treated(int unit, int t) {
    return panel.periods()[t] >= first[unit];
  }

  /** Periods since treatment began; only for units that are treated at some time. */
  int eventTime(int unit, int t) {
    return Math.subtractExact(panel.periods()[t], first[unit]);
  }

  boolean anyNever() {
    return Arrays.stream(first).anyMatch(g -> g == StaggeredPanel.NEVER);
  }

  /** The first treated periods that occur, ascending, without {@link StaggeredPanel#NEVER}. */
  int[] cohorts() {
    TreeSet<Integer> found = new TreeSet<>();
    for (int g : first) {
      if (g != StaggeredPanel.NEVER) {
        found.add(g);
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Units that the panel gives a first treated period after its last one. */
  int treatedLater() {
    int count = 0;
    for (int i = 0; i < first.length; i++) {
      if (never(i) && panel.firstTreated()[i] != StaggeredPanel.NEVER) {
        count++;
      }
    }
    return count;
  }
}
