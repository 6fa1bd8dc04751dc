package org.equipoise.register;

import java.util.Arrays;
import org.equipoise.protocol.Counting;

/**
 * The spells of one person in one register. Of spells of the same state that begin on the same day
 * the latest delivery is right; what is left may overlap and counts once.
 */
final class PersonSpells {

  /** The last day of a spell that goes on. */
  static final int ONGOING = Integer.MAX_VALUE - 1;

  private int size;
  private int[] from = new int[8];
  private int[] to = new int[8];
  private int[] state = new int[8];
  private int[] delivery = new int[8];

  void clear() {
    size = 0;
  }

  /** Adds a spell with its first and last day; one that ends before it begins is left out. */
  void add(int first, int last, int inState, int delivered) {
    if (last < first) {
      return;
    }
    if (size == from.length) {
      from = Arrays.copyOf(from, 2 * size);
      to = Arrays.copyOf(to, 2 * size);
      state = Arrays.copyOf(state, 2 * size);
      delivery = Arrays.copyOf(delivery, 2 * size);
    }
    // Insertion keeps them in order of first day, state, delivery: people have few spells, most of
    // them delivered in order.
    int at = size++;
    while (at > 0 && after(at - 1, first, inState, delivered)) {
      from[at] = from[at - 1];
      to[at] = to[at - 1];
      state[at] = state[at - 1];
      delivery[at] = delivery[at - 1];
      at--;
    }
    from[at] = first;
    to[at] = last;
    state[at] = inState;
    delivery[at] = delivered;
  }

  private boolean after(int at, int first, int inState, int delivered) {
    if (from[at] != first) {
      return from[at] > first;
    }
    return state[at] != inState ? state[at] > inState : delivery[at] > delivered;
  }

  /** Drops what a later delivery tells otherwise. */
  void settle() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      boolean told = false;
      for (int j = i + 1; j < size && from[j] == from[i] && state[j] == state[i]; j++) {
        told |= delivery[j] > delivery[i];
      }
      if (!told) {
        from[kept] = from[i];
        to[kept] = to[i];
        state[kept] = state[i];
        delivery[kept] = delivery[i];
        kept++;
      }
    }
    size = kept;
  }

  /**
   * Counts the days of each period in one of the states.
   *
   * @param counts for each state whether it counts
   * @param into a value for each period; NaN where nothing was seen and not everything could be
   */
  void count(Counting.Spells counting, boolean[] counts, PersonClock clock, double[] into) {
    int first = nextCounting(0, counts);
    for (int at = 0; at < into.length; at++) {
      int start = clock.start(at);
      int end = clock.end(at);
      int days = 0;
      boolean last = false;
      int told = start; // days before it are counted already
      for (int i = first; i < size && from[i] < end; i = nextCounting(i + 1, counts)) {
        int begins = Math.max(from[i], told);
        int ends = Math.min(to[i], end - 1);
        if (ends >= begins) {
          days += ends - begins + 1;
          told = ends + 1;
        }
        last |= from[i] <= end - 1 && to[i] >= end - 1;
      }
      into[at] = value(counting, days, last, clock.isWhole(at, false));
    }
  }

  private int nextCounting(int from, boolean[] counts) {
    int i = from;
    while (i < size && (state[i] < 0 || !counts[state[i]])) {
      i++;
    }
    return i;
  }

  private static double value(Counting.Spells counting, int days, boolean last, boolean whole) {
    return switch (counting.when()) {
      case ANY_DAY -> days > 0 ? 1 : zero(whole);
      case LAST_DAY -> last ? 1 : zero(whole);
      case AT_LEAST -> days >= counting.days() ? 1 : zero(whole);
      case DAYS -> days > 0 ? days : zero(whole);
    };
  }

  private static double zero(boolean whole) {
    return whole ? 0 : Double.NaN;
  }
}
