package org.equipoise.disclosure;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.equipoise.disclosure.CountNet.Count;

/**
 * Times the gate on made nets; run by {@code bench/gate}. Many tables of eight by six with margins,
 * each ten of which share totals, and one table of forty by thirty.
 */
public final class GateBench {

  private static final int RUNS = 3;

  private int sums;
  private final List<Count> counts = new ArrayList<>();
  private final CountNet net = new CountNet(5);
  private final SplittableRandom random = new SplittableRandom(1);

  private GateBench() {}

  /** Prints a line for each net and run: its size, what is hidden, and processor time. */
  public static void main(String[] arguments) {
    for (int run = 0; run < RUNS; run++) {
      GateBench many = new GateBench();
      many.regions(310);
      many.settle("many tables");
      GateBench one = new GateBench();
      one.table(40, 30);
      one.settle("one table");
    }
  }

  private void settle(String name) {
    long begun = processorTime();
    net.settle();
    long settled = processorTime();
    ControlledRounding rounding = net.rounded(5);
    long rounded = processorTime();
    int small = 0;
    int other = 0;
    for (Count count : counts) {
      boolean hidden = count.cell().why() != null;
      small += hidden && net.small(count.value()) ? 1 : 0;
      other += hidden && !net.small(count.value()) ? 1 : 0;
    }
    System.out.printf(
        Locale.ROOT,
        "%-12s %6d counts %5d sums %5d small %5d hidden beside %3d narrowed"
            + "  settle %6.0f ms  round %6.0f ms, %d beyond%s%n",
        name,
        counts.size(),
        sums,
        small,
        other,
        net.exposed().size(),
        (settled - begun) / 1e6,
        (rounded - settled) / 1e6,
        rounding.beyond(),
        rounding.additive() ? "" : ", not additive");
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private int people() {
    int draw = random.nextInt(100);
    return draw < 8 ? 0 : draw < 20 ? 1 + random.nextInt(4) : 5 + random.nextInt(60);
  }

  private Count count(int cost, int value) {
    counts.add(net.printed(cost, value));
    return counts.get(counts.size() - 1);
  }

  private Count total(int cost, List<Count> parts) {
    Count total = count(cost, parts.stream().mapToInt(Count::value).sum());
    sum(total, parts);
    return total;
  }

  private void sum(Count total, List<Count> parts) {
    net.sum(total, parts);
    sums++;
  }

  /** Column totals and the total of all. */
  private List<Count> table(int rows, int columns) {
    Count[][] cells = new Count[rows][columns];
    List<Count> rowTotals = new ArrayList<>();
    List<Count> totals = new ArrayList<>();
    for (Count[] row : cells) {
      Arrays.setAll(row, j -> count(0, people()));
      rowTotals.add(total(1, List.of(row)));
    }
    for (int j = 0; j < columns; j++) {
      int column = j;
      totals.add(total(1, Arrays.stream(cells).map(row -> row[column]).toList()));
    }
    Count all = total(2, rowTotals);
    sum(all, totals);
    totals.add(all);
    return totals;
  }

  private void regions(int regions) {
    List<List<Count>> ten = new ArrayList<>();
    for (int r = 0; r < regions; r++) {
      ten.add(table(8, 6));
      if (ten.size() == 10) {
        for (int k = 0; k < ten.get(0).size(); k++) {
          int position = k;
          total(2, ten.stream().map(totals -> totals.get(position)).toList());
        }
        ten.clear();
      }
    }
  }
}
