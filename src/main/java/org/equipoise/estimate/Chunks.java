package org.equipoise.estimate;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Work cut into parts that depend on the size of the data alone, so that results do not depend on
 * how many threads share the parts.
 */
final class Chunks {
  /** Rows worked on at a time: a block of two dozen columns fits the second-level cache. */
  static final int BLOCK = 512;

  private static final int SMALLEST = 8 * BLOCK;
  private static final int MOST = 64;

  private Chunks() {}

  /** Boundaries 0 = c0 < c1 < … = n of the parts of {@code n} rows. */
  static int[] ofRows(int n) {
    int size = Math.max(SMALLEST, (n + MOST - 1) / MOST);
    size = (size + BLOCK - 1) / BLOCK * BLOCK;
    int count = (int) (((long) n + size - 1) / size);
    int[] cuts = new int[count + 1];
    for (int c = 0; c <= count; c++) {
      cuts[c] = (int) Math.min(n, (long) c * size);
    }
    return cuts;
  }

  /** The task's results for 0 … count - 1, in that order, computed on all cores. */
  static <T> List<T> map(int count, IntFunction<T> task) {
    IntStream parts = IntStream.range(0, count);
    return (count > 1 ? parts.parallel() : parts).mapToObj(task).toList();
  }
}
