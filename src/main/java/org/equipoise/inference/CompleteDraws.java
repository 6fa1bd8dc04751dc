package org.equipoise.inference;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Fixed numbers of treated units within strata.
 *
 * <p>A large stratum is drawn 64 units at a time: independent bits with nearly the right chance,
 * then units picked at random are switched until the number is right. The bits are exchangeable and
 * so is the choice of what to switch, hence every set of that size is equally likely, at a cost of
 * some {@code n / 64 + sqrt(n)} random numbers instead of n.
 */
final class CompleteDraws extends Assignments {
  /** Up to this many units are picked one by one. */
  private static final int FEW = 8;

  private final int[] order;
  private final int[] start;
  private final int[] treated;

  CompleteDraws(int[] strata, boolean[] assignment) {
    if (strata.length != assignment.length) {
      throw new IllegalArgumentException(
          strata.length + " strata for " + assignment.length + " units");
    }
    Map<Integer, Integer> codes = new LinkedHashMap<>();
    int[] code = new int[strata.length];
    for (int i = 0; i < strata.length; i++) {
      code[i] = codes.computeIfAbsent(strata[i], key -> codes.size());
    }
    start = new int[codes.size() + 1];
    treated = new int[codes.size()];
    for (int i = 0; i < code.length; i++) {
      start[code[i] + 1]++;
      treated[code[i]] += assignment[i] ? 1 : 0;
    }
    for (int s = 0; s < treated.length; s++) {
      start[s + 1] += start[s];
    }
    int[] next = start.clone();
    order = new int[code.length];
    for (int i = 0; i < code.length; i++) {
      order[next[code[i]]++] = i;
    }
  }

  @Override
  public int units() {
    return order.length;
  }

  @Override
  int[] order() {
    return order;
  }

  @Override
  Drawer drawer() {
    return this::draw;
  }

  private void draw(UniformRandomProvider random, long[] bits) {
    for (int s = 0; s < treated.length; s++) {
      int from = start[s];
      int to = start[s + 1];
      int n = to - from;
      int ones = treated[s];
      boolean minority = 2 * ones <= n;
      int few = minority ? ones : n - ones;
      if (few <= FEW) {
        fill(bits, from, to, !minority);
        turn(random, bits, from, n, minority, few);
      } else {
        int found = sprinkle(random, bits, from, to, (int) Math.round(256.0 * ones / n));
        turn(random, bits, from, n, ones > found, Math.abs(ones - found));
      }
    }
  }

  /** Switches that many units picked at random to a state, from the other one. */
  private static void turn(
      UniformRandomProvider random, long[] bits, int from, int n, boolean state, int count) {
    for (int left = count; left > 0; ) {
      int at = from + random.nextInt(n);
      long bit = 1L << at;
      if (((bits[at >>> 6] & bit) != 0) != state) {
        bits[at >>> 6] ^= bit;
        left--;
      }
    }
  }

  private static void fill(long[] bits, int from, int to, boolean state) {
    for (int at = from; at < to; ) {
      long mask = mask(at, to);
      bits[at >>> 6] = state ? bits[at >>> 6] | mask : bits[at >>> 6] & ~mask;
      at += Long.bitCount(mask);
    }
  }

  /** Independent bits that are one with a chance of {@code of256 / 256}; returns how many are. */
  private static int sprinkle(
      UniformRandomProvider random, long[] bits, int from, int to, int of256) {
    int ones = 0;
    for (int at = from; at < to; ) {
      long mask = mask(at, to);
      long word = of256 >= 256 ? -1L : 0;
      // The binary digits of the chance from the last to the first, zeros at the end left out.
      for (int digit = Integer.numberOfTrailingZeros(of256); digit < 8; digit++) {
        long fresh = random.nextLong();
        word = ((of256 >>> digit) & 1) == 1 ? word | fresh : word & fresh;
      }
      bits[at >>> 6] = (bits[at >>> 6] & ~mask) | (word & mask);
      ones += Long.bitCount(word & mask);
      at += Long.bitCount(mask);
    }
    return ones;
  }

  /** The bits of one word from a position on that lie before {@code to}. */
  private static long mask(int at, int to) {
    long mask = -1L << at;
    int end = (at | 63) + 1;
    return to >= end ? mask : mask & (-1L >>> (64 - (to & 63)));
  }

  @Override
  public long count(long limit) {
    long all = 1;
    for (int s = 0; s < treated.length; s++) {
      long ways = choose(start[s + 1] - start[s], treated[s], limit);
      if (ways < 0 || all > limit / ways) {
        return -1;
      }
      all *= ways;
    }
    return all <= limit ? all : -1;
  }

  /** Binomial coefficient, or -1 above the limit. */
  private static long choose(int n, int k, long limit) {
    long ways = 1;
    int few = Math.min(k, n - k);
    for (int i = 1; i <= few; i++) {
      long factor = (long) n - few + i;
      if (ways > Long.MAX_VALUE / factor) {
        return -1;
      }
      ways = ways * factor / i;
      if (ways > limit) {
        return -1;
      }
    }
    return ways;
  }

  @Override
  void list(long index, long[] bits) {
    Arrays.fill(bits, 0);
    long rest = index;
    for (int s = 0; s < treated.length; s++) {
      int n = start[s + 1] - start[s];
      long ways = choose(n, treated[s], Long.MAX_VALUE);
      long rank = rest % ways;
      rest /= ways;
      int left = treated[s];
      for (int i = 0; i < n && left > 0; i++) {
        long without = choose(n - i - 1, left, Long.MAX_VALUE);
        if (n - i - 1 >= left && rank < without) {
          continue;
        }
        if (n - i - 1 >= left) {
          rank -= without;
        }
        int at = start[s] + i;
        bits[at >>> 6] |= 1L << at;
        left--;
      }
    }
  }

  @Override
  boolean fixes(boolean[] units) {
    for (int s = 0; s < treated.length; s++) {
      int n = start[s + 1] - start[s];
      if (treated[s] == 0 || treated[s] == n) {
        continue;
      }
      boolean first = units[order[start[s]]];
      for (int p = start[s] + 1; p < start[s + 1]; p++) {
        if (units[order[p]] != first) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  double[] probabilities() {
    double[] chance = new double[order.length];
    for (int s = 0; s < treated.length; s++) {
      for (int p = start[s]; p < start[s + 1]; p++) {
        chance[order[p]] = treated[s] / (double) (start[s + 1] - start[s]);
      }
    }
    return chance;
  }
}
