package org.equipoise.estimate;

import java.util.Arrays;

/**
 * Arbitrary integer codes mapped to 0 … levels - 1 in ascending order of the code.
 *
 * @param index dense code of every row
 * @param levels how many codes occur
 */
record Coding(int[] index, int levels) {

  static Coding of(int[] codes) {
    int low = Integer.MAX_VALUE;
    int high = Integer.MIN_VALUE;
    for (int code : codes) {
      low = Math.min(low, code);
      high = Math.max(high, code);
    }
    long span = (long) high - low + 1;
    return span <= 4L * codes.length + 1024 ? byTable(codes, low, (int) span) : bySorting(codes);
  }

  private static Coding byTable(int[] codes, int low, int span) {
    int[] table = new int[span];
    for (int code : codes) {
      table[code - low] = 1;
    }
    int levels = 0;
    for (int i = 0; i < span; i++) {
      if (table[i] == 1) {
        table[i] = levels++;
      }
    }
    if (low == 0 && levels == span) {
      return new Coding(codes, levels);
    }
    int[] index = new int[codes.length];
    for (int i = 0; i < codes.length; i++) {
      index[i] = table[codes[i] - low];
    }
    return new Coding(index, levels);
  }

  private static Coding bySorting(int[] codes) {
    int[] sorted = codes.clone();
    Arrays.sort(sorted);
    int levels = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[levels++] = sorted[i];
      }
    }
    int[] index = new int[codes.length];
    for (int i = 0; i < codes.length; i++) {
      index[i] = Arrays.binarySearch(sorted, 0, levels, codes[i]);
    }
    return new Coding(index, levels);
  }

  /**
   * Rows sorted by code, ties in their first order, and where each code's rows begin.
   *
   * @param order row numbers
   * @param start position in {@code order} of the first row of each code; one more entry at the end
   */
  record Groups(int[] order, int[] start) {}

  Groups groups() {
    int[] start = new int[levels + 1];
    for (int code : index) {
      start[code + 1]++;
    }
    for (int g = 0; g < levels; g++) {
      start[g + 1] += start[g];
    }
    int[] next = start.clone();
    int[] order = new int[index.length];
    for (int i = 0; i < index.length; i++) {
      order[next[index[i]]++] = i;
    }
    return new Groups(order, start);
  }
}
