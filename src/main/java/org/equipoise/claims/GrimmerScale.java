package org.equipoise.claims;

import java.util.BitSet;

/**
 * Which sums of squares n answers on a scale from 0 to {@code top} can have, for every sum: counted
 * out answer by answer while that is cheap; bounds and parity beyond, which never refuse what can
 * be.
 */
final class GrimmerScale {

  /** Steps of 64 sums of squares that are counted out at most; about a second. */
  private static final double AFFORDABLE = 4e8;

  private final long n;
  private final int top;
  private final BitSet[] reached;

  private GrimmerScale(long n, int top, BitSet[] reached) {
    this.n = n;
    this.top = top;
    this.reached = reached;
  }

  /** The sums of squares up to a largest sum of answers. */
  static GrimmerScale of(long n, int top, long largestSum) {
    double width = (double) largestSum * top / 64 + 1;
    double steps = (double) n * largestSum * (top + 1) * width;
    if (top <= 1 || steps > AFFORDABLE) {
      return new GrimmerScale(n, top, new BitSet[0]);
    }
    return new GrimmerScale(n, top, count((int) n, top, (int) largestSum));
  }

  private static BitSet[] count(int n, int top, int largestSum) {
    BitWords words =
        new BitWords(largestSum, (int) Math.min((long) largestSum * top, Integer.MAX_VALUE - 64));
    for (int person = 0; person < n; person++) {
      words.addAnswer(top);
    }
    return words.sets();
  }

  /** Whether every verdict is exact. */
  boolean exact() {
    return top <= 1 || reached.length > 0;
  }

  /** Whether some sum of squares from one to another goes with a sum. */
  boolean any(long sum, long from, long to) {
    if (sum < 0 || sum > n * top || from > to) {
      return false;
    }
    if (reached.length > 0 && sum < reached.length) {
      int next =
          reached[(int) sum].nextSetBit((int) Math.max(0, Math.min(from, Integer.MAX_VALUE)));
      return next >= 0 && next <= to;
    }
    long least = Math.max(from, GrimmerSums.least(n, sum));
    long most = Math.min(to, most(sum));
    long first = least + Math.floorMod(least - sum, 2);
    return first <= most;
  }

  /** The largest sum of squares: as many answers as can be at the ends. */
  private long most(long sum) {
    if (top == 0) {
      return 0;
    }
    long full = sum / top;
    long rest = sum % top;
    return full * top * top + rest * rest;
  }

  /** A table of bits, a row a sum of answers and a column a sum of their squares. */
  private static final class BitWords {
    private final int rows;
    private final int width;
    private long[][] bits;

    BitWords(int largestSum, int largestSquares) {
      this.rows = largestSum + 1;
      this.width = largestSquares / 64 + 1;
      this.bits = new long[rows][width];
      bits[0][0] = 1;
    }

    void addAnswer(int top) {
      long[][] next = new long[rows][width];
      for (int answer = 0; answer <= top; answer++) {
        for (int sum = answer; sum < rows; sum++) {
          shiftInto(next[sum], bits[sum - answer], answer * answer);
        }
      }
      bits = next;
    }

    private void shiftInto(long[] into, long[] from, int by) {
      int whole = by >> 6;
      int part = by & 63;
      for (int i = width - 1; i >= whole; i--) {
        long word = from[i - whole] << part;
        if (part > 0 && i > whole) {
          word |= from[i - whole - 1] >>> (64 - part);
        }
        into[i] |= word;
      }
    }

    BitSet[] sets() {
      BitSet[] sets = new BitSet[rows];
      for (int row = 0; row < rows; row++) {
        sets[row] = BitSet.valueOf(bits[row]);
      }
      return sets;
    }
  }
}
