package org.equipoise.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums of columns over the treated units of many assignments: the product of the matrix of
 * assignments with the columns. Every statistic of re-randomization is a function of such sums.
 *
 * <p>The 256 possible sums of eight units are tabled once for a block of draws, so that a draw
 * costs one look-up for eight units (the method of four Russians).
 */
final class TreatedSums {
  private static final int GROUPS = 4;
  private static final int TABLE = 256;

  private final int[] position;
  private final List<Column> columns = new ArrayList<>();
  private final Map<Column, Integer> known = new HashMap<>();

  /** Values at consecutive positions, from a multiple of eight on. */
  private record Column(int firstGroup, double[] values) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Column column
          && firstGroup == column.firstGroup
          && Arrays.equals(values, column.values);
    }

    @Override
    public int hashCode() {
      return 31 * firstGroup + Arrays.hashCode(values);
    }
  }

  TreatedSums(int[] order) {
    position = new int[order.length];
    for (int p = 0; p < order.length; p++) {
      position[order[p]] = p;
    }
  }

  /**
   * Adds a column with a value for every unit; returns its number, an earlier one if it is known.
   */
  int add(double[] byUnit) {
    return add(Assignments.identity(byUnit.length), byUnit);
  }

  /** Adds a column that is zero but for these units. */
  int add(int[] units, double[] values) {
    int first = Integer.MAX_VALUE;
    int last = -1;
    for (int i = 0; i < units.length; i++) {
      if (values[i] != 0) {
        first = Math.min(first, position[units[i]]);
        last = Math.max(last, position[units[i]]);
      }
    }
    int firstGroup = last < 0 ? 0 : first >>> 3;
    double[] dense = new double[last < 0 ? 0 : ((last >>> 3) + 1 - firstGroup) * 8];
    for (int i = 0; i < units.length; i++) {
      if (values[i] != 0) {
        dense[position[units[i]] - 8 * firstGroup] = values[i];
      }
    }
    Column column = new Column(firstGroup, dense);
    Integer old = known.putIfAbsent(column, columns.size());
    if (old != null) {
      return old;
    }
    columns.add(column);
    return columns.size() - 1;
  }

  int size() {
    return columns.size();
  }

  /**
   * The sums for some draws of a block.
   *
   * @param out the sum of column c in draw {@code from + b} is put at {@code c * stride + b}
   */
  void sum(DrawnBlock block, int from, int count, double[] out, int stride) {
    double[] table = new double[GROUPS * TABLE];
    for (int c = 0; c < columns.size(); c++) {
      sum(columns.get(c), block, from, count, out, c * stride, table);
    }
  }

  private static void sum(
      Column column, DrawnBlock block, int from, int count, double[] out, int at, double[] table) {
    Arrays.fill(out, at, at + count, 0);
    double[] values = column.values();
    int step = block.stride();
    int groups = values.length / 8;
    int first = column.firstGroup() * step + from;
    int g = 0;
    for (; g + GROUPS <= groups; g += GROUPS) {
      if (tabulate(values, 8 * g, GROUPS, table)) {
        addFour(table, block.codes(), first + g * step, step, count, out, at);
      }
    }
    for (; g < groups; g++) {
      if (tabulate(values, 8 * g, 1, table)) {
        addOne(table, block.codes(), first + g * step, count, out, at);
      }
    }
  }

  /** The sums of every subset of eight values, for some groups; false if all are zero. */
  private static boolean tabulate(double[] values, int from, int groups, double[] table) {
    boolean any = false;
    for (int i = from; i < from + 8 * groups; i++) {
      any |= values[i] != 0;
    }
    if (any) {
      for (int g = 0; g < groups; g++) {
        int base = g * TABLE;
        table[base] = 0;
        for (int bit = 0; bit < 8; bit++) {
          double value = values[from + 8 * g + bit];
          int size = 1 << bit;
          for (int j = 0; j < size; j++) {
            table[base + size + j] = table[base + j] + value;
          }
        }
      }
    }
    return any;
  }

  private static void addFour(
      double[] table, byte[] codes, int first, int step, int count, double[] out, int at) {
    int second = first + step;
    int third = second + step;
    int fourth = third + step;
    for (int b = 0; b < count; b++) {
      out[at + b] +=
          table[codes[first + b] & 255]
              + table[256 + (codes[second + b] & 255)]
              + (table[512 + (codes[third + b] & 255)] + table[768 + (codes[fourth + b] & 255)]);
    }
  }

  private static void addOne(
      double[] table, byte[] codes, int first, int count, double[] out, int at) {
    for (int b = 0; b < count; b++) {
      out[at + b] += table[codes[first + b] & 255];
    }
  }
}
