package org.equipoise.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Codes for the spellings met in one part of a column. Raw bytes are looked up in an open-addressed
 * table, so a spelling is decoded and judged once, not once per row.
 */
final class CategoryDictionary {

  /** What {@link #find} answers for bytes it has not been told about. */
  static final int UNKNOWN = Integer.MIN_VALUE;

  private final List<String> levels = new ArrayList<>();
  private final Map<String, Integer> codes = new HashMap<>();

  private byte[][] keys = new byte[64][];
  private int[] values = new int[64];
  private int used;

  /** The code of a level, a new one if the level is new. */
  int codeOf(String level) {
    Integer known = codes.get(level);
    if (known != null) {
      return known;
    }
    codes.put(level, levels.size());
    levels.add(level);
    return levels.size() - 1;
  }

  /** The levels in the order of their codes. */
  List<String> levels() {
    return levels;
  }

  /** The code remembered for these bytes, or {@link #UNKNOWN}. */
  int find(byte[] bytes, int from, int to) {
    int slot = slot(bytes, from, to);
    return keys[slot] == null ? UNKNOWN : values[slot];
  }

  /** Remembers the code of a spelling that was not known. */
  void remember(byte[] bytes, int from, int to, int code) {
    int slot = slot(bytes, from, to);
    if (keys[slot] == null) {
      used++;
    }
    keys[slot] = Arrays.copyOfRange(bytes, from, to);
    values[slot] = code;
    if (2 * used > keys.length) {
      grow();
    }
  }

  private void grow() {
    byte[][] oldKeys = keys;
    int[] oldValues = values;
    keys = new byte[2 * oldKeys.length][];
    values = new int[2 * oldKeys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      byte[] key = oldKeys[i];
      if (key != null) {
        int slot = slot(key, 0, key.length);
        keys[slot] = key;
        values[slot] = oldValues[i];
      }
    }
  }

  /** The slot that holds these bytes, or the empty one where they belong. */
  private int slot(byte[] bytes, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    hash *= 0x9E3779B9;
    int mask = keys.length - 1;
    int slot = (hash ^ hash >>> 15) & mask;
    while (keys[slot] != null
        && !Arrays.equals(keys[slot], 0, keys[slot].length, bytes, from, to)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  /**
   * The column of these codes, its levels put in the order of their code units; takes the codes.
   */
  CategoryColumn toColumn(String name, int[] codesOfRows) {
    String[] sorted = levels.toArray(new String[0]);
    Arrays.sort(sorted);
    int[] ranks = new int[sorted.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = Arrays.binarySearch(sorted, levels.get(i));
    }
    for (int row = 0; row < codesOfRows.length; row++) {
      if (codesOfRows[row] != CategoryColumn.MISSING) {
        codesOfRows[row] = ranks[codesOfRows[row]];
      }
    }
    return CategoryColumn.of(name, List.of(sorted), codesOfRows);
  }
}
