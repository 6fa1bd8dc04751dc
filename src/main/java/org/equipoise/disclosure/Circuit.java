package org.equipoise.disclosure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.equipoise.disclosure.CountNet.Cell;

/**
 * The cheapest change of a table that gives a secret another value and keeps all sums, when shown
 * counts may change at a price: the cells it changes are what to hide for the secret. Only counts
 * near the secret take part.
 *
 * <p>Source: the linear programs of Kelly, Golden and Assad, "Cell suppression: disclosure
 * protection for sensitive tabular data", Networks 22 (1992), and of Fischetti and Salazar-González
 * (2000), section 5, for general sums.
 */
final class Circuit {

  /** At most about this many counts take part. */
  private static final int NEAR = 60;

  /** What a step of the secret is worth, more than any change costs. */
  private static final double PRIZE = 1e7;

  private static final double NIL = 1e-6;

  private final SumSystem system;
  private final Predicate<Cell> mayHide;
  private final ToDoubleFunction<Cell> price;

  /** Where a count stands among those near; -1 elsewhere, and between calls. */
  private final int[] place;

  /**
   * A way to look for circuits.
   *
   * @param mayHide which shown cells may be hidden
   * @param price what hiding one costs, far below {@link #PRIZE} in all
   */
  Circuit(SumSystem system, Predicate<Cell> mayHide, ToDoubleFunction<Cell> price) {
    this.system = system;
    this.mayHide = mayHide;
    this.price = price;
    this.place = new int[system.size()];
    Arrays.fill(place, -1);
  }

  /** The cells to hide so that {@code secret} may change by {@code change}; empty if none do. */
  Set<Cell> cheapest(int secret, int change) {
    int[] near = near(secret);
    Tableau tableau = tableau(near);
    double[] cost = new double[2 * near.length];
    for (int i = 0; i < near.length; i++) {
      int count = near[i];
      int value = system.value(count);
      Cell cell = system.cell(count);
      if (i == 0) {
        tableau.bound(0, Math.min(0, change), Math.max(0, change));
        cost[0] = change > 0 ? -PRIZE : PRIZE;
      } else if (system.open(count)) {
        tableau.bound(2 * i, system.least(count) - value, system.most(count) - value);
      } else if (cell != null) {
        cost[2 * i] = price.applyAsDouble(cell);
        cost[2 * i + 1] = cost[2 * i];
        tableau.bound(2 * i, 0, SumSystem.UNBOUNDED);
        tableau.bound(2 * i + 1, 0, Math.max(0, system.shownLess(count)));
      }
    }
    Set<Cell> cells = new LinkedHashSet<>();
    boolean found = tableau.minimise(cost, false) && Math.abs(tableau.change(0) - change) < NIL;
    for (int i = 1; found && i < near.length; i++) {
      Cell cell = system.cell(near[i]);
      boolean changed = tableau.change(2 * i) > NIL || tableau.change(2 * i + 1) > NIL;
      if (cell != null && cost[2 * i] > 0 && changed) {
        cells.add(cell);
      }
    }
    return cells;
  }

  /** Column 2i is the change of count i; for one that is shown, its growth, and 2i+1 its fall. */
  private Tableau tableau(int[] near) {
    Map<Integer, int[]> sums = new LinkedHashMap<>();
    Map<Integer, int[]> signs = new HashMap<>();
    int[] filled = new int[system.sums()];
    for (int i = 0; i < near.length; i++) {
      place[near[i]] = i;
    }
    for (int count : near) {
      for (int sum : system.sumsOf(count)) {
        int[] terms = system.terms(sum);
        int[] columns = sums.computeIfAbsent(sum, s -> new int[2 * terms.length]);
        int[] of = signs.computeIfAbsent(sum, s -> new int[2 * terms.length]);
        int sign = system.signs(sum)[Arrays.binarySearch(terms, count)];
        columns[filled[sum]] = 2 * place[count];
        of[filled[sum]++] = sign;
        if (!system.open(count)) {
          columns[filled[sum]] = 2 * place[count] + 1;
          of[filled[sum]++] = -sign;
        }
      }
    }
    for (int count : near) {
      place[count] = -1;
    }
    int[][] variables = new int[sums.size()][];
    int[][] coefficients = new int[sums.size()][];
    int row = 0;
    for (Map.Entry<Integer, int[]> sum : sums.entrySet()) {
      int terms = filled[sum.getKey()];
      variables[row] = Arrays.copyOf(sum.getValue(), terms);
      int[] of = signs.getOrDefault(sum.getKey(), new int[0]);
      coefficients[row++] = Arrays.copyOf(of, terms);
    }
    return new Tableau(2 * near.length, variables, coefficients, false);
  }

  /** The secret, and counts about it that are open or may be hidden, nearest first. */
  private int[] near(int secret) {
    List<Integer> order = new ArrayList<>(List.of(secret));
    place[secret] = 0;
    for (int i = 0; i < order.size() && order.size() < NEAR; i++) {
      for (int sum : system.sumsOf(order.get(i))) {
        for (int term : system.terms(sum)) {
          if (place[term] < 0 && takesPart(term)) {
            place[term] = 0;
            order.add(term);
          }
        }
      }
    }
    drop(order, secret);
    int[] near = order.stream().filter(c -> place[c] == 0).mapToInt(Integer::intValue).toArray();
    order.forEach(count -> place[count] = -1);
    return near;
  }

  private boolean takesPart(int count) {
    Cell cell = system.cell(count);
    return system.open(count) || (cell != null && system.value(count) > 0 && mayHide.test(cell));
  }

  /** Drops the counts that some sum holds fast, since no other of its terms takes part. */
  private void drop(List<Integer> order, int secret) {
    Deque<Integer> next = new ArrayDeque<>(order);
    while (!next.isEmpty()) {
      int count = next.remove();
      if (count != secret && place[count] == 0 && held(count)) {
        place[count] = -1;
        for (int sum : system.sumsOf(count)) {
          for (int term : system.terms(sum)) {
            if (place[term] == 0) {
              next.add(term);
            }
          }
        }
      }
    }
  }

  private boolean held(int count) {
    for (int sum : system.sumsOf(count)) {
      boolean alone = true;
      for (int term : system.terms(sum)) {
        alone &= term == count || place[term] < 0;
      }
      if (alone) {
        return true;
      }
    }
    return false;
  }
}
