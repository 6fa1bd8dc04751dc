package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HuffmanLengthsTest {

  /** By hand: 1 and 1 make 2, with 2 make 4, with 4 make 8. */
  @Test
  void of_givesTheCodeOfPowersOfTwo() {
    assertArrayEquals(new int[] {3, 3, 2, 0, 1}, HuffmanLengths.of(new int[] {1, 1, 2, 0, 4}, 15));
  }

  @Test
  void of_givesTwoCodesAtLeast() {
    assertArrayEquals(new int[] {1, 1, 0}, HuffmanLengths.of(new int[] {0, 0, 0}, 7));
    assertArrayEquals(new int[] {1, 1, 0}, HuffmanLengths.of(new int[] {5, 0, 0}, 7));
    assertArrayEquals(new int[] {1, 0, 1}, HuffmanLengths.of(new int[] {0, 0, 5}, 7));
  }

  /** The sum over all symbols of Huffman's own algorithm, without a limit. */
  private static long huffman(int[] counts) {
    PriorityQueue<Long> queue = new PriorityQueue<>();
    for (int count : counts) {
      if (count > 0) {
        queue.add((long) count);
      }
    }
    long bits = 0;
    while (queue.size() > 1) {
      long both = queue.remove() + queue.remove();
      bits += both;
      queue.add(both);
    }
    return bits;
  }

  @Test
  void of_isCompleteWithinTheLimitAndAsShortAsCanBe() {
    SplittableRandom chance = new SplittableRandom(11);
    for (int round = 0; round < 400; round++) {
      int[] counts = new int[2 + chance.nextInt(280)];
      int used = 0;
      for (int i = 0; i < counts.length; i++) {
        counts[i] = (int) Math.exp(chance.nextDouble() * 14) - 1;
        used += counts[i] > 0 ? 1 : 0;
      }
      int[] lengths = HuffmanLengths.of(counts, 15);
      long whole = 0;
      long bits = 0;
      for (int i = 0; i < counts.length; i++) {
        assertTrue(lengths[i] <= 15);
        whole += lengths[i] == 0 ? 0 : 1L << (15 - lengths[i]);
        bits += (long) lengths[i] * counts[i];
      }
      assertEquals(1L << 15, whole, "the code is complete");
      if (used > 1) {
        // Within one in a thousand of what no limit would allow, and never below it.
        long least = huffman(counts);
        assertTrue(bits >= least && bits <= least + least / 1000, bits + " against " + least);
      }
    }
  }

  /** Counts of Fibonacci want a code as long as there are symbols. */
  @Test
  void of_keepsTheLimit() {
    int[] counts = new int[30];
    counts[0] = 1;
    counts[1] = 1;
    for (int i = 2; i < 30; i++) {
      counts[i] = counts[i - 1] + counts[i - 2];
    }
    int longest = 0;
    long whole = 0;
    for (int length : HuffmanLengths.of(counts, 7)) {
      longest = Math.max(longest, length);
      whole += 1L << (7 - length);
    }
    assertEquals(7, longest);
    assertEquals(128, whole);
  }
}
