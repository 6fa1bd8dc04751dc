package org.equipoise.store;

import java.util.Arrays;
import org.equipoise.frame.TextColumn;
import org.jspecify.annotations.Nullable;

/**
 * Finds a person by a numeric id: a table from id to person where the ids lie close together, else
 * a hash of primitive arrays.
 */
final class PersonNumbers {

  private static final int NOBODY = -1;

  private final long lowest;
  private final long[] keys;
  private final int[] persons;

  private PersonNumbers(long lowest, long[] keys, int[] persons) {
    this.lowest = lowest;
    this.keys = keys;
    this.persons = persons;
  }

  /** An index of ids that are all plain whole numbers; null when some are not. */
  static @Nullable PersonNumbers of(TextColumn ids) {
    long[] numbers = new long[ids.size()];
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    for (int row = 0; row < numbers.length; row++) {
      String id = ids.at(row);
      if (id == null || !isPlain(id)) {
        return null;
      }
      numbers[row] = Long.parseLong(id);
      low = Math.min(low, numbers[row]);
      high = Math.max(high, numbers[row]);
    }
    long span = high - low + 1;
    if (span > 0 && span <= Math.min(8L * numbers.length, Integer.MAX_VALUE - 8)) {
      int[] persons = new int[(int) span];
      Arrays.fill(persons, NOBODY);
      for (int row = 0; row < numbers.length; row++) {
        persons[(int) (numbers[row] - low)] = row;
      }
      return new PersonNumbers(low, new long[0], persons);
    }
    int capacity = Integer.highestOneBit(Math.max(8, numbers.length)) << 1;
    long[] keys = new long[capacity];
    int[] persons = new int[capacity];
    Arrays.fill(persons, NOBODY);
    for (int row = 0; row < numbers.length; row++) {
      int slot = slot(numbers[row], capacity);
      while (persons[slot] != NOBODY) {
        slot = (slot + 1) & (capacity - 1);
      }
      keys[slot] = numbers[row];
      persons[slot] = row;
    }
    return new PersonNumbers(0, keys, persons);
  }

  /** Written as a program writes a whole number: another spelling would be another id. */
  private static boolean isPlain(String id) {
    if (id.isEmpty() || id.length() > 18 || (id.charAt(0) == '0' && id.length() > 1)) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) < '0' || id.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static int slot(long key, int capacity) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & (capacity - 1);
  }

  /** The person; -1 for nobody. */
  int find(long id) {
    if (keys.length == 0) {
      long at = id - lowest;
      return at >= 0 && at < persons.length ? persons[(int) at] : NOBODY;
    }
    int slot = slot(id, keys.length);
    while (persons[slot] != NOBODY) {
      if (keys[slot] == id) {
        return persons[slot];
      }
      slot = (slot + 1) & (keys.length - 1);
    }
    return NOBODY;
  }
}
