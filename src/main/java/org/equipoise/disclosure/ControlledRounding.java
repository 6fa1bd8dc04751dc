package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equipoise.disclosure.CountNet.Count;
import org.jspecify.annotations.Nullable;

/**
 * Counts as multiples of a base, so that all sums stay sums: instead of hiding some counts, every
 * count is told a little wrong. A count that is a multiple stays; another becomes one of its two
 * neighbours, with the least total deviation. Where no such table exists (some of three or more
 * classifications have none), counts of the part concerned may go one multiple further, and {@link
 * #beyond} tells which did; where even that fails, {@link #additive} is false and the part is
 * rounded count by count.
 *
 * <p>The published table is itself a possible truth to readers who know no count otherwise, and
 * none of its counts is small when the base is not below the limit: so nobody can conclude that a
 * count is small.
 *
 * <p>Method: linear programming in each connected part, from the true table in fractions of the
 * base, then branch and bound on what is not whole. Sources: Cox, "A constructive procedure for
 * unbiased controlled rounding", JASA 82 (1987); Salazar-González, "Controlled rounding and cell
 * perturbation: statistical disclosure limitation methods for tabular data", Mathematical
 * Programming 105 (2006).
 */
final class ControlledRounding {

  /** Steps of branch and bound in one part after which the best table met is taken. */
  private static final int NODES = 400;

  private static final double NIL = 1e-6;

  private final SumSystem system;
  private final int base;
  private final int[] multiples;
  private final List<Integer> beyond = new ArrayList<>();
  private boolean additive = true;

  private ControlledRounding(SumSystem system, int base) {
    this.system = system;
    this.base = base;
    this.multiples = new int[system.size()];
  }

  /** Rounds every count of a system, printed or not. */
  static ControlledRounding of(SumSystem system, int base) {
    ControlledRounding rounding = new ControlledRounding(system, base);
    int[] place = new int[system.size()];
    Arrays.fill(place, -1);
    boolean[] seen = new boolean[system.sums()];
    for (int count = 0; count < system.size(); count++) {
      if (place[count] < 0) {
        rounding.round(Component.around(system, count, place, seen, c -> true));
      }
    }
    return rounding;
  }

  /** What is published for a count. */
  int value(Count count) {
    return multiples[count.number()] * base;
  }

  /** Whether every declared sum is the sum of its published parts. */
  boolean additive() {
    return additive;
  }

  /** Whether a count is published as a multiple other than its neighbours (or itself). */
  boolean beyond(Count count) {
    return beyond.contains(count.number());
  }

  /** How many counts are. */
  int beyond() {
    return beyond.size();
  }

  private void round(Component part) {
    int[] found = new Search(part, 0).best();
    if (found == null) {
      found = new Search(part, 1).best();
    }
    int[] counts = part.counts();
    for (int i = 0; i < counts.length; i++) {
      int value = system.value(counts[i]);
      if (found == null) {
        additive = false;
        multiples[counts[i]] = (value + base / 2) / base;
      } else {
        multiples[counts[i]] = found[i];
        if (found[i] * base <= value - base || found[i] * base >= value + base) {
          beyond.add(counts[i]);
        }
      }
    }
  }

  /** Branch and bound in one part: changes in multiples from the true table. */
  private final class Search {
    private final int[] counts;
    private final Tableau tableau;
    private final double[] low;
    private final double[] high;
    private final double[] cost;
    private int nodes;
    private double least = Double.MAX_VALUE;
    private int @Nullable [] best;

    /**
     * A search.
     *
     * @param slack how many multiples beyond the neighbours are allowed
     */
    Search(Component part, int slack) {
      counts = part.counts();
      tableau = part.tableau(false, c -> true);
      low = new double[counts.length];
      high = new double[counts.length];
      cost = new double[counts.length];
      for (int i = 0; i < counts.length; i++) {
        double share = system.value(counts[i]) / (double) base;
        low[i] = Math.max(0, Math.floor(share) - slack) - share;
        high[i] = Math.ceil(share) + slack - share;
        // Within the neighbours the deviation is linear in the multiple chosen.
        double rest = share - Math.floor(share);
        cost[i] = slack == 0 ? 1 - 2 * rest : 0;
      }
    }

    int @Nullable [] best() {
      bounds();
      tableau.rest();
      visit();
      return best;
    }

    private void bounds() {
      for (int i = 0; i < counts.length; i++) {
        tableau.bound(i, low[i], high[i]);
      }
    }

    private double share(int i) {
      return system.value(counts[i]) / (double) base + tableau.change(i);
    }

    /** From where the tableau is, which obeys the bounds. */
    private void visit() {
      if (++nodes > NODES || !tableau.minimise(cost, true)) {
        return;
      }
      double total = 0;
      int branch = -1;
      double most = NIL;
      for (int i = 0; i < counts.length; i++) {
        total += cost[i] * tableau.change(i);
        double off = Math.abs(share(i) - Math.rint(share(i)));
        if (off > most) {
          most = off;
          branch = i;
        }
      }
      if (total > least - NIL) {
        return;
      }
      if (branch < 0) {
        least = total;
        best = new int[counts.length];
        for (int i = 0; i < counts.length; i++) {
          best[i] = (int) Math.rint(share(i));
        }
        return;
      }
      double[] here = tableau.changes();
      boolean nearUp = share(branch) - Math.floor(share(branch)) > 0.5;
      side(branch, nearUp, here);
      side(branch, !nearUp, here);
    }

    /** Continues where one count is at least its upper, or at most its lower neighbour. */
    private void side(int count, boolean up, double[] from) {
      if (best != null && nodes > NODES) {
        return;
      }
      tableau.go(from);
      double was = up ? low[count] : high[count];
      double share = share(count);
      double wanted = (up ? Math.ceil(share) : Math.floor(share)) - (share - from[count]);
      double[] only = new double[counts.length];
      only[count] = up ? -1 : 1;
      // Go just to the wanted side, so that the other bound is still obeyed on the way.
      tableau.bound(count, up ? low[count] : wanted, up ? wanted : high[count]);
      boolean there = tableau.minimise(only, false);
      there = there && Math.abs(tableau.change(count) - wanted) < NIL;
      if (up) {
        low[count] = wanted;
      } else {
        high[count] = wanted;
      }
      tableau.bound(count, low[count], high[count]);
      if (there) {
        visit();
      }
      if (up) {
        low[count] = was;
      } else {
        high[count] = was;
      }
      tableau.bound(count, low[count], high[count]);
    }
  }
}
