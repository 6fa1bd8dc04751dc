package org.equipoise.adoption;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.equipoise.frame.TextColumn;

/** Which unit each row of a table is about; units are numbered in the order of their first row. */
final class UnitRows {

  private final List<String> names;
  private final int[] unit;
  private final int[] first;

  private UnitRows(List<String> names, int[] unit, int[] first) {
    this.names = names;
    this.unit = unit;
    this.first = first;
  }

  static UnitRows of(TextColumn codes) {
    Map<String, Integer> numbers = new HashMap<>();
    List<String> names = new ArrayList<>();
    int[] unit = new int[codes.size()];
    List<Integer> first = new ArrayList<>();
    for (int row = 0; row < unit.length; row++) {
      // A row without a code has been reported; it is nobody's.
      String code = Objects.requireNonNullElse(codes.at(row), "");
      Integer number = numbers.putIfAbsent(code, names.size());
      if (number == null) {
        number = names.size();
        names.add(code);
        first.add(row);
      }
      unit[row] = number;
    }
    return new UnitRows(List.copyOf(names), unit, first.stream().mapToInt(row -> row).toArray());
  }

  List<String> names() {
    return names;
  }

  /** The unit of a row. */
  int of(int row) {
    return unit[row];
  }

  /** The first row of a unit. */
  int first(int number) {
    return first[number];
  }

  /** Two rows of one unit. */
  interface Pair {
    void differ(int row, int firstRow);
  }

  /** Tells every row whose value differs from that of the unit's first row. */
  void constant(IntFunction<?> value, Pair pair) {
    for (int row = 0; row < unit.length; row++) {
      int start = first[unit[row]];
      if (row != start && !value.apply(row).equals(value.apply(start))) {
        pair.differ(row, start);
      }
    }
  }
}
