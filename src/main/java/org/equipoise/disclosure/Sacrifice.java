package org.equipoise.disclosure;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.equipoise.disclosure.CountNet.Cell;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what to hide for a secret that got stuck: among the shown counts that bear on the
 * combination of sums which gives it away, the one whose loss, with all that it draws after it, is
 * least.
 */
final class Sacrifice {

  private static final double HOPELESS = 1e30;

  private final int limit;
  private final SumSystem system;
  private final Hiding hiding;
  private final List<List<Integer>> countsOf;
  private final double[] worth;
  private final Circuit circuit;
  private final Set<Cell> barred = new HashSet<>();

  Sacrifice(int limit, SumSystem system, Hiding hiding, List<List<Integer>> countsOf) {
    this.limit = limit;
    this.system = system;
    this.hiding = hiding;
    this.countsOf = countsOf;
    this.worth = worth(hiding.cells());
    this.circuit = new Circuit(system, this::mayHide, this::losing);
  }

  /** What hiding a cell costs, with those that rest on it. */
  private double losing(Cell cell) {
    double losing = 0;
    for (Cell lost : hiding.following(cell)) {
      losing += worth(lost);
    }
    return losing;
  }

  /** Does not choose these cells until {@link #allow}. */
  void bar(List<Cell> cells) {
    barred.addAll(cells);
  }

  void allow() {
    barred.clear();
  }

  private boolean mayHide(Cell cell) {
    return Hiding.mayHide(cell) && !barred.contains(cell);
  }

  /**
   * Cells to hide so that a secret may change: one of those chosen already if it helps, else those
   * of the cheapest circuit, else the one that bears on its ties at the least price; none if there
   * is none.
   */
  Set<Cell> choose(
      Component component, Tableau tableau, int secret, int change, Set<Cell> already) {
    int place = component.place(secret);
    Map<Integer, Double> ties = ties(component, tableau.multipliers(place));
    Cell best = null;
    double least = Double.MAX_VALUE;
    for (Map.Entry<Integer, Double> tie : ties.entrySet()) {
      int count = tie.getKey();
      Cell cell = system.cell(count);
      if (cell == null || !helps(count, tie.getValue() * change)) {
        continue;
      }
      if (already.contains(cell)) {
        return Set.of(cell);
      }
      double price = price(cell);
      if (price < least) {
        least = price;
        best = cell;
      }
    }
    best = best == null && !tableau.tight() ? anyOf(component) : best;
    if (best == null) {
      return Set.of();
    }
    Set<Cell> cells = circuit.cheapest(secret, change);
    return cells.isEmpty() ? Set.of(best) : cells;
  }

  /** Shown counts by how much the secret falls when they grow by one. */
  private Map<Integer, Double> ties(Component component, double[] multipliers) {
    Map<Integer, Double> ties = new TreeMap<>();
    int[] sums = component.sums();
    for (int s = 0; s < sums.length; s++) {
      int[] terms = system.terms(sums[s]);
      int[] signs = system.signs(sums[s]);
      for (int t = 0; multipliers[s] != 0 && t < terms.length; t++) {
        Cell cell = system.cell(terms[t]);
        if (cell != null && mayHide(cell)) {
          ties.merge(terms[t], multipliers[s] * signs[t], Double::sum);
        }
      }
    }
    return ties;
  }

  /** Whether a count may go where it must: up if {@code tie} is below 0, else down. */
  private boolean helps(int count, double tie) {
    boolean moves = Math.abs(tie) > 1e-9 && system.value(count) > 0;
    return moves && (tie < 0 || system.value(count) > limit);
  }

  /** Where steps in whole numbers fail though the sums would allow them, any count may help. */
  private @Nullable Cell anyOf(Component component) {
    Cell best = null;
    double least = Double.MAX_VALUE;
    for (int sum : component.sums()) {
      for (int term : system.terms(sum)) {
        Cell cell = system.cell(term);
        if (cell != null && mayHide(cell) && system.value(term) > 0 && price(cell) < least) {
          least = price(cell);
          best = cell;
        }
      }
    }
    return best;
  }

  /** What is lost with a cell, those that rest on it, and those that must be hidden next. */
  private double price(Cell cell) {
    double price = 0;
    for (Cell lost : hiding.following(cell)) {
      price += worth(lost);
      for (int count : countsOf.get(lost.number())) {
        for (int sum : system.sumsOf(count)) {
          price += companion(sum, count, cell);
        }
      }
    }
    return price;
  }

  /** The cheapest cell to hide in a sum where otherwise {@code count} alone would be hidden. */
  private double companion(int sum, int count, Cell cell) {
    double least = HOPELESS;
    for (int term : system.terms(sum)) {
      Cell other = system.cell(term);
      if (term == count || system.value(count) == 0 || (other == cell && other != null)) {
        continue;
      }
      if (system.open(term)) {
        return 0;
      }
      if (other != null && mayHide(other) && system.value(term) > 0) {
        least = Math.min(least, worth(other));
      }
    }
    return system.value(count) == 0 ? 0 : least;
  }

  /** What a cell is worth: cheaper ones go long before dearer, small counts before large ones. */
  double worth(Cell cell) {
    return worth[cell.number()];
  }

  /** Costs tell an order only, so each level met is worth a few cells of the one below. */
  private double[] worth(List<Cell> cells) {
    int[] levels = cells.stream().mapToInt(Cell::cost).sorted().distinct().toArray();
    double[] worth = new double[cells.size()];
    for (Cell cell : cells) {
      double people = 0;
      for (int count : countsOf.get(cell.number())) {
        people += system.value(count);
      }
      int level = Math.min(Arrays.binarySearch(levels, cell.cost()), 8);
      worth[cell.number()] = Math.pow(4, level) * (1 + people / (people + 1000));
    }
    return worth;
  }
}
