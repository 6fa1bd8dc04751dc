package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.equipoise.disclosure.CountNet.Cell;
import org.equipoise.disclosure.CountNet.Count;
import org.equipoise.disclosure.CountNet.Sum;
import org.jspecify.annotations.Nullable;

/**
 * The counts and sums of a net by number, as equations that are all 0. Where the parts declared do
 * not make the total, the difference is a count of its own that nothing prints: people in no part,
 * or people in several.
 */
final class SumSystem {

  /** A bound that no number of people reaches. */
  static final int UNBOUNDED = 1 << 30;

  private final int limit;
  private final int[] values;
  private final @Nullable Cell[] cells;
  private final boolean[] people;
  private final int[][] terms;
  private final int[][] signs;
  private final int[][] sumsOf;

  SumSystem(int limit, List<Count> counts, List<Sum> sums) {
    this.limit = limit;
    List<SortedMap<Integer, Integer>> equations = new ArrayList<>();
    List<Integer> rests = new ArrayList<>();
    for (Sum sum : sums) {
      SortedMap<Integer, Integer> equation = new TreeMap<>();
      equation.merge(sum.total().number(), 1, Integer::sum);
      int rest = sum.total().value();
      for (Count part : sum.parts()) {
        equation.merge(part.number(), -1, Integer::sum);
        rest -= part.value();
      }
      if (rest != 0) {
        equation.put(counts.size() + rests.size(), rest > 0 ? -1 : 1);
        rests.add(rest);
      }
      equation.values().removeIf(sign -> sign == 0);
      equations.add(equation);
    }
    int size = counts.size() + rests.size();
    values = new int[size];
    cells = new Cell[size];
    people = new boolean[size];
    for (int c = 0; c < size; c++) {
      boolean declared = c < counts.size();
      values[c] = declared ? counts.get(c).value() : Math.abs(rests.get(c - counts.size()));
      cells[c] = declared ? counts.get(c).printedIn() : null;
      people[c] = declared || rests.get(c - counts.size()) > 0;
    }
    terms = new int[equations.size()][];
    signs = new int[equations.size()][];
    List<List<Integer>> uses = new ArrayList<>();
    for (int c = 0; c < size; c++) {
      uses.add(new ArrayList<>());
    }
    for (int s = 0; s < terms.length; s++) {
      Map<Integer, Integer> equation = equations.get(s);
      terms[s] = equation.keySet().stream().mapToInt(Integer::intValue).toArray();
      signs[s] = equation.values().stream().mapToInt(Integer::intValue).toArray();
      for (int c : terms[s]) {
        uses.get(c).add(s);
      }
    }
    sumsOf = new int[size][];
    Arrays.setAll(sumsOf, c -> uses.get(c).stream().mapToInt(Integer::intValue).toArray());
  }

  int size() {
    return values.length;
  }

  int sums() {
    return terms.length;
  }

  int value(int count) {
    return values[count];
  }

  @Nullable Cell cell(int count) {
    return cells[count];
  }

  /** The counts of a sum. */
  int[] terms(int sum) {
    return terms[sum];
  }

  /** Their coefficients, in the same order. */
  int[] signs(int sum) {
    return signs[sum];
  }

  /** The sums a count stands in. */
  int[] sumsOf(int count) {
    return sumsOf[count];
  }

  /**
   * Whether a reader has to work the count out. A hidden 0 is taken as known: its mark says that it
   * is not small, and in most tables that it is not large either.
   */
  boolean open(int count) {
    Cell cell = cells[count];
    return cell == null || (cell.why() != null && values[count] > 0);
  }

  boolean small(int count) {
    return people[count] && values[count] >= 1 && values[count] < limit;
  }

  /** Whether a reader must stay in doubt about the count. */
  boolean secret(int count) {
    return open(count) && (small(count) || cells[count] != null);
  }

  /** The least a reader takes an open count for. */
  int least(int count) {
    if (cells[count] == null) {
      return 0;
    }
    return small(count) ? 1 : limit;
  }

  /** The most a reader takes an open count for. */
  int most(int count) {
    return cells[count] != null && small(count) ? limit - 1 : UNBOUNDED;
  }

  /** By how much a shown count could fall if it were hidden. */
  int shownLess(int count) {
    return values[count] - limit;
  }
}
