package org.equipoise.disclosure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.equipoise.disclosure.CountNet.Count;
import org.junit.jupiter.api.Test;

/** How much more the gate hides than the least that keeps the same promise, found by trying all. */
class EagernessTest {

  private static final int TABLES = 400;
  private static final int CELLS = 30;

  private static TableOfCounts table(int number) {
    SplittableRandom random = new SplittableRandom(41_000_000L + number);
    return switch (number % 4) {
      case 0 -> TableOfCounts.twoWay(random, 3, 3, 0);
      case 1 -> TableOfCounts.twoWay(random, 3, 4, 0);
      case 2 -> TableOfCounts.twoWay(random, 4, 4, 0);
      default -> TableOfCounts.random(number % 8 == 3 ? 2 : 3, random);
    };
  }

  /** Finds the fewest cells to hide beside the small ones; costs play no part. */
  private static final class Least {
    private final TableOfCounts table;
    private final boolean[] hidden;
    private final boolean[][] promised;
    private final int[] candidates;

    Least(TableOfCounts table) {
      this.table = table;
      hidden = new boolean[table.size()];
      boolean[] all = new boolean[table.size()];
      List<Integer> may = new ArrayList<>();
      for (int c = 0; c < all.length; c++) {
        all[c] = table.hideable(c);
        hidden[c] = all[c] && table.small(c);
        if (all[c] && !hidden[c] && table.values.get(c) > 0) {
          may.add(c);
        }
      }
      candidates = may.stream().mapToInt(Integer::intValue).toArray();
      Attacker attacker = new Attacker(table, all);
      promised = new boolean[table.size()][TableOfCounts.LIMIT];
      for (int c = 0; c < all.length; c++) {
        for (int value = 1; value < TableOfCounts.LIMIT && table.small(c); value++) {
          promised[c][value] = attacker.possible(c, value);
        }
      }
    }

    /** The least number below {@code most} that does, or {@code most}. */
    int below(int most) {
      for (int size = 0; size < most; size++) {
        if (some(size, 0)) {
          return size;
        }
      }
      return most;
    }

    private boolean some(int size, int from) {
      if (size == 0) {
        return safe();
      }
      for (int i = from; i + size <= candidates.length; i++) {
        hidden[candidates[i]] = true;
        boolean found = some(size - 1, i + 1);
        hidden[candidates[i]] = false;
        if (found) {
          return true;
        }
      }
      return false;
    }

    private boolean safe() {
      for (TableOfCounts.Sum sum : table.sums) {
        if (unknown(sum) == 1) {
          return false;
        }
      }
      Attacker attacker = new Attacker(table, hidden);
      for (int c = 0; c < hidden.length; c++) {
        for (int value = 1; value < TableOfCounts.LIMIT; value++) {
          if (promised[c][value] && !attacker.possible(c, value)) {
            return false;
          }
        }
      }
      return true;
    }

    private int unknown(TableOfCounts.Sum sum) {
      int unknown = open(sum.total()) ? 1 : 0;
      for (int part : sum.parts()) {
        unknown += open(part) ? 1 : 0;
      }
      return unknown;
    }

    private boolean open(int count) {
      return hidden[count] || table.implied(count);
    }
  }

  @Test
  void settle_hidesLittleMoreThanTheLeast() {
    int tables = 0;
    int cells = 0;
    int primary = 0;
    int chosen = 0;
    int needed = 0;
    int optimal = 0;
    int worst = 0;
    for (int number = 0; number < TABLES; number++) {
      TableOfCounts table = table(number);
      CountNet net = new CountNet(TableOfCounts.LIMIT);
      List<Count> counts = table.declare(net);
      net.settle();
      boolean known = net.exposed().stream().anyMatch(CountNet.Exposed::known);
      if (table.size() > CELLS || known) {
        continue;
      }
      boolean[] hidden = TableOfCounts.hidden(counts);
      int small = 0;
      int second = 0;
      for (int c = 0; c < hidden.length; c++) {
        small += table.small(c) ? 1 : 0;
        second += hidden[c] && !table.small(c) ? 1 : 0;
      }
      int least = new Least(table).below(second);
      tables++;
      cells += table.size();
      primary += small;
      chosen += second;
      needed += least;
      optimal += second == least ? 1 : 0;
      worst = Math.max(worst, second - least);
    }
    assertTrue(tables >= 300, tables + " tables");
    // Of 7810 cells 979 are small; 1385 more must be hidden, and the gate hides 1664.
    assertTrue(needed > tables, needed + " needed");
    assertTrue(chosen <= 1.25 * needed, chosen + " hidden where " + needed + " would do");
    assertTrue(primary + chosen <= cells * 0.36, primary + chosen + " of " + cells);
    assertTrue(optimal >= 0.55 * tables, optimal + " of " + tables + " at the least");
    assertTrue(worst <= 6, worst + " too many in one table");
  }
}
