package org.equipoise.disclosure;

import java.util.Arrays;

/**
 * A reader with patience: knows which counts are shown, all sums, and of each hidden count whether
 * it is small (1 to the limit less 1), none (then known) or not small (the limit or more). Tries
 * whole numbers, narrowing the others by every sum after each try. Written for tests, without the
 * simplex method of the gate.
 */
final class Attacker {

  /** Tries after which an attack is broken off; no test may meet it. */
  private static final int PATIENCE = 200_000;

  private final TableOfCounts table;
  private final int[] low;
  private final int[] high;
  private final int[][] sumsOf;
  private int tries;

  Attacker(TableOfCounts table, boolean[] hidden) {
    this.table = table;
    int size = table.size();
    low = new int[size];
    high = new int[size];
    int most = table.values.stream().mapToInt(Integer::intValue).max().orElse(0);
    for (int c = 0; c < size; c++) {
      int value = table.values.get(c);
      low[c] = value;
      high[c] = value;
      if (table.implied(c)) {
        low[c] = 0;
        high[c] = 3 * most + 50;
      } else if (hidden[c] && value > 0) {
        low[c] = table.small(c) ? 1 : TableOfCounts.LIMIT;
        high[c] = table.small(c) ? TableOfCounts.LIMIT - 1 : 3 * most + 50;
      }
    }
    sumsOf = new int[size][0];
    for (int s = 0; s < table.sums.size(); s++) {
      TableOfCounts.Sum sum = table.sums.get(s);
      note(sum.total(), s);
      for (int part : sum.parts()) {
        note(part, s);
      }
    }
    if (!narrow(low, high, allSums())) {
      throw new IllegalStateException("the true table contradicts itself");
    }
  }

  private void note(int count, int sum) {
    sumsOf[count] = Arrays.copyOf(sumsOf[count], sumsOf[count].length + 1);
    sumsOf[count][sumsOf[count].length - 1] = sum;
  }

  private boolean[] allSums() {
    boolean[] all = new boolean[table.sums.size()];
    Arrays.fill(all, true);
    return all;
  }

  /** Whether a count could be this value, for all the reader knows. */
  boolean possible(int count, int value) {
    if (value == table.values.get(count)) {
      return true;
    }
    tries = 0;
    return possible(low, high, count, value);
  }

  /** Whether a count could be anything but what it is. */
  boolean inDoubt(int count) {
    int value = table.values.get(count);
    for (int other = low[count]; other <= Math.min(high[count], value + 60); other++) {
      if (other != value && possible(count, other)) {
        return true;
      }
    }
    return false;
  }

  private boolean possible(int[] fromLow, int[] fromHigh, int count, int value) {
    if (++tries > PATIENCE) {
      throw new IllegalStateException("an attack without end");
    }
    if (value < fromLow[count] || value > fromHigh[count]) {
      return false;
    }
    int[] lower = fromLow.clone();
    int[] upper = fromHigh.clone();
    lower[count] = value;
    upper[count] = value;
    boolean[] touched = new boolean[table.sums.size()];
    for (int sum : sumsOf[count]) {
      touched[sum] = true;
    }
    if (!narrow(lower, upper, touched)) {
      return false;
    }
    int next = narrowest(lower, upper);
    if (next < 0) {
      return true;
    }
    // The true value first, then others by distance: a table near the true one is found soonest.
    int truth = Math.min(Math.max(table.values.get(next), lower[next]), upper[next]);
    for (int distance = 0; distance <= upper[next] - lower[next]; distance++) {
      if (possible(lower, upper, next, truth + distance)
          || (distance > 0 && possible(lower, upper, next, truth - distance))) {
        return true;
      }
    }
    return false;
  }

  private static int narrowest(int[] lower, int[] upper) {
    int best = -1;
    for (int c = 0; c < lower.length; c++) {
      boolean open = upper[c] > lower[c];
      if (open && (best < 0 || upper[c] - lower[c] < upper[best] - lower[best])) {
        best = c;
      }
    }
    return best;
  }

  private boolean narrow(int[] lower, int[] upper, boolean[] touched) {
    boolean again = true;
    while (again) {
      again = false;
      for (int s = 0; s < touched.length; s++) {
        if (touched[s]) {
          touched[s] = false;
          again = true;
          if (!narrow(table.sums.get(s), lower, upper, touched)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private boolean narrow(TableOfCounts.Sum sum, int[] lower, int[] upper, boolean[] touched) {
    int least = 0;
    int most = 0;
    for (int part : sum.parts()) {
      least += lower[part];
      most += upper[part];
    }
    if (!set(sum.total(), least, most, lower, upper, touched)) {
      return false;
    }
    for (int part : sum.parts()) {
      int from = lower[sum.total()] - (most - upper[part]);
      int to = upper[sum.total()] - (least - lower[part]);
      int wasLow = lower[part];
      int wasHigh = upper[part];
      if (!set(part, from, to, lower, upper, touched)) {
        return false;
      }
      least += lower[part] - wasLow;
      most += upper[part] - wasHigh;
    }
    return true;
  }

  private boolean set(int count, int from, int to, int[] lower, int[] upper, boolean[] touched) {
    if (from > lower[count] || to < upper[count]) {
      lower[count] = Math.max(from, lower[count]);
      upper[count] = Math.min(to, upper[count]);
      for (int sum : sumsOf[count]) {
        touched[sum] = true;
      }
    }
    return lower[count] <= upper[count];
  }
}
