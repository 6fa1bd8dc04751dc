package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
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
  private static final int NEAR = 120;

  /** What a step of the secret is worth, more than any change costs. */
  private static final double PRIZE = 1e7;

  private final SumSystem system;
  private final Predicate<Cell> mayHide;
  private final ToDoubleFunction<Cell> price;

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
  }

  /** The cells to hide so that {@code secret} may change by {@code change}; empty if none do. */
  Set<Cell> cheapest(int secret, int change) {
    List<Integer> near = near(secret);
    int[] sums =
        near.stream().flatMapToInt(c -> Arrays.stream(system.sumsOf(c))).distinct().toArray();
    List<int[]> columns = new ArrayList<>();
    for (int count : near) {
      columns.add(new int[] {count, 1});
      if (!system.open(count)) {
        columns.add(new int[] {count, -1});
      }
    }
    Tableau tableau = tableau(sums, columns);
    double[] cost = new double[columns.size()];
    for (int j = 0; j < cost.length; j++) {
      int count = columns.get(j)[0];
      Cell cell = system.cell(count);
      int value = system.value(count);
      if (j == 0) {
        tableau.bound(j, Math.min(0, change), Math.max(0, change));
        cost[j] = change > 0 ? -PRIZE : PRIZE;
      } else if (system.open(count)) {
        tableau.bound(j, system.least(count) - value, system.most(count) - value);
      } else if (cell != null) {
        cost[j] = price.applyAsDouble(cell);
        boolean up = columns.get(j)[1] > 0;
        tableau.bound(j, 0, up ? SumSystem.UNBOUNDED : Math.max(0, system.shownLess(count)));
      }
    }
    Set<Cell> cells = new LinkedHashSet<>();
    if (tableau.minimise(cost, false) && Math.abs(tableau.change(0) - change) < 1e-6) {
      for (int j = 1; j < cost.length; j++) {
        Cell cell = system.cell(columns.get(j)[0]);
        if (cost[j] > 0 && cell != null && tableau.change(j) > 1e-6) {
          cells.add(cell);
        }
      }
    }
    return cells;
  }

  /** The secret, and counts about it that are open or may be hidden, nearest first. */
  private List<Integer> near(int secret) {
    Set<Integer> near = new LinkedHashSet<>(List.of(secret));
    List<Integer> order = new ArrayList<>(near);
    for (int i = 0; i < order.size() && order.size() < NEAR; i++) {
      for (int sum : system.sumsOf(order.get(i))) {
        for (int term : system.terms(sum)) {
          Cell cell = system.cell(term);
          boolean may = cell != null && system.value(term) > 0 && mayHide.test(cell);
          if ((system.open(term) || may) && near.add(term)) {
            order.add(term);
          }
        }
      }
    }
    return order;
  }

  private Tableau tableau(int[] sums, List<int[]> columns) {
    int[][] variables = new int[sums.length][];
    int[][] signs = new int[sums.length][];
    for (int s = 0; s < sums.length; s++) {
      List<Integer> which = new ArrayList<>();
      List<Integer> of = new ArrayList<>();
      int[] terms = system.terms(sums[s]);
      for (int j = 0; j < columns.size(); j++) {
        int at = Arrays.binarySearch(terms, columns.get(j)[0]);
        if (at >= 0) {
          which.add(j);
          of.add(system.signs(sums[s])[at] * columns.get(j)[1]);
        }
      }
      variables[s] = which.stream().mapToInt(Integer::intValue).toArray();
      signs[s] = of.stream().mapToInt(Integer::intValue).toArray();
    }
    return new Tableau(columns.size(), variables, signs, false);
  }
}
