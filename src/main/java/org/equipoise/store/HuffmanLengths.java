package org.equipoise.store;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Lengths of the shortest code for symbols that occur so often, none longer than a limit: packages
 * are merged as in Larmore and Hirschberg, A fast algorithm for optimal length-limited Huffman
 * codes, Journal of the ACM 37 (1990), section 2.
 */
final class HuffmanLengths {

  private static final int NONE = -1;

  private final int[] lengths;
  private final int[] used;
  private final long[] weight;
  private final int[] left;
  private final int[] right;
  private int nodes;

  private HuffmanLengths(int[] counts, int[] used, int limit) {
    this.lengths = new int[counts.length];
    this.used = used;
    int room = used.length * (limit + 1);
    this.weight = new long[room];
    this.left = new int[room];
    this.right = new int[room];
    for (int symbol : used) {
      node(counts[symbol], NONE, NONE);
    }
  }

  /**
   * A length for every symbol, 0 for one that does not occur; where fewer than two occur two have
   * one bit, for some readers take no code of a single symbol.
   *
   * @param limit longest code allowed, enough for all symbols
   */
  static int[] of(int[] counts, int limit) {
    int[] used =
        IntStream.range(0, counts.length)
            .filter(symbol -> counts[symbol] > 0)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer symbol) -> counts[symbol])
                    .thenComparingInt(symbol -> symbol))
            .mapToInt(Integer::intValue)
            .toArray();
    if (used.length < 2) {
      int[] lengths = new int[counts.length];
      int only = used.length == 0 ? 0 : used[0];
      lengths[only] = 1;
      lengths[only == 0 ? 1 : 0] = 1;
      return lengths;
    }
    HuffmanLengths code = new HuffmanLengths(counts, used, limit);
    code.run(limit);
    return code.lengths;
  }

  private int node(long weighs, int first, int second) {
    weight[nodes] = weighs;
    left[nodes] = first;
    right[nodes] = second;
    return nodes++;
  }

  private void run(int limit) {
    int[] leaves = IntStream.range(0, used.length).toArray();
    int[] row = leaves;
    for (int level = 1; level < limit; level++) {
      int[] packages = new int[row.length / 2];
      for (int i = 0; i < packages.length; i++) {
        int first = row[2 * i];
        int second = row[2 * i + 1];
        packages[i] = node(weight[first] + weight[second], first, second);
      }
      row = merged(leaves, packages);
    }
    for (int node : Arrays.copyOf(row, 2 * used.length - 2)) {
      count(node);
    }
  }

  private int[] merged(int[] leaves, int[] packages) {
    int[] row = new int[leaves.length + packages.length];
    int leaf = 0;
    int pack = 0;
    for (int i = 0; i < row.length; i++) {
      boolean leafFirst =
          pack == packages.length
              || (leaf < leaves.length && weight[leaves[leaf]] <= weight[packages[pack]]);
      row[i] = leafFirst ? leaves[leaf++] : packages[pack++];
    }
    return row;
  }

  private void count(int node) {
    if (left[node] == NONE) {
      lengths[used[node]]++;
    } else {
      count(left[node]);
      count(right[node]);
    }
  }
}
