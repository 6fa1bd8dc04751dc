package org.equipoise.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One block of RFC 1951: bytes and repetitions under the codes that suit them, or under the fixed
 * ones of section 3.2.6 where those are no longer.
 */
final class DeflateBlock {

  private static final int END = 256;
  private static final int LITERALS = 286;
  private static final int DISTANCES = 30;
  private static final int LONGEST_CODE = 15;
  private static final int LONGEST_LENGTH_CODE = 7;

  private static final int[] LENGTH_BASE = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258
  };
  private static final int[] LENGTH_EXTRA = {
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
  };
  private static final int[] DISTANCE_BASE = {
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577
  };
  private static final int[] DISTANCE_EXTRA = {
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13
  };

  /** The order in which the lengths of the codes for lengths are told (section 3.2.7). */
  private static final int[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private static final int AGAIN = 16;
  private static final int FEW_ZEROS = 17;
  private static final int MANY_ZEROS = 18;

  private final int[] tokens;
  private final int[] literals = new int[LITERALS];
  private final int[] distances = new int[DISTANCES];

  private DeflateBlock(int[] tokens) {
    this.tokens = tokens;
    literals[END]++;
    for (int token : tokens) {
      if (size(token) == 0) {
        literals[token]++;
      } else {
        literals[END + 1 + index(LENGTH_BASE, size(token))]++;
        distances[index(DISTANCE_BASE, token & 0xffff)]++;
      }
    }
  }

  /** A block of bytes, each its value from 0 to 255, and of {@link #repeat}s. */
  static DeflateBlock of(int[] tokens) {
    return new DeflateBlock(tokens);
  }

  /** So many bytes as they stood so far back. */
  static int repeat(int size, int distance) {
    return size << 16 | distance;
  }

  /** How many bytes a token repeats; 0 for a byte. */
  static int size(int token) {
    return token >>> 16;
  }

  private static int index(int[] base, int value) {
    int at = Arrays.binarySearch(base, value);
    return at >= 0 ? at : -at - 2;
  }

  /** One step of telling the lengths of codes: a length, or a run. */
  private record Step(int symbol, int extra) {
    int bits() {
      return symbol == AGAIN ? 2 : symbol == FEW_ZEROS ? 3 : symbol == MANY_ZEROS ? 7 : 0;
    }
  }

  /**
   * Writes the block.
   *
   * @param last whether nothing follows
   */
  void write(DeflateBits out, boolean last) {
    int[] literal = HuffmanLengths.of(literals, LONGEST_CODE);
    int[] distance = HuffmanLengths.of(distances, LONGEST_CODE);
    int literalCount = used(literal, END + 1);
    int distanceCount = used(distance, 1);
    int[] all = Arrays.copyOf(literal, literalCount + distanceCount);
    System.arraycopy(distance, 0, all, literalCount, distanceCount);
    List<Step> steps = steps(all);
    int[] stepCounts = new int[ORDER.length];
    steps.forEach(step -> stepCounts[step.symbol()]++);
    int[] stepLengths = HuffmanLengths.of(stepCounts, LONGEST_LENGTH_CODE);
    int told = ORDER.length;
    while (told > 4 && stepLengths[ORDER[told - 1]] == 0) {
      told--;
    }
    long own = 14 + 3L * told + cost(literals, literal) + cost(distances, distance);
    for (Step step : steps) {
      own += stepLengths[step.symbol()] + step.bits();
    }
    out.put(last ? 1 : 0, 1);
    if (cost(literals, fixedLiterals()) + cost(distances, fixedDistances()) <= own) {
      out.put(1, 2);
      content(out, fixedLiterals(), fixedDistances());
      return;
    }
    out.put(2, 2);
    out.put(literalCount - END - 1, 5);
    out.put(distanceCount - 1, 5);
    out.put(told - 4, 4);
    for (int i = 0; i < told; i++) {
      out.put(stepLengths[ORDER[i]], 3);
    }
    int[] stepCodes = codes(stepLengths);
    for (Step step : steps) {
      out.code(stepCodes[step.symbol()], stepLengths[step.symbol()]);
      out.put(step.extra(), step.bits());
    }
    content(out, literal, distance);
  }

  private void content(DeflateBits out, int[] literal, int[] distance) {
    int[] literalCodes = codes(literal);
    int[] distanceCodes = codes(distance);
    for (int token : tokens) {
      int size = size(token);
      if (size == 0) {
        out.code(literalCodes[token], literal[token]);
        continue;
      }
      int length = index(LENGTH_BASE, size);
      int symbol = END + 1 + length;
      out.code(literalCodes[symbol], literal[symbol]);
      out.put(size - LENGTH_BASE[length], LENGTH_EXTRA[length]);
      int back = token & 0xffff;
      int far = index(DISTANCE_BASE, back);
      out.code(distanceCodes[far], distance[far]);
      out.put(back - DISTANCE_BASE[far], DISTANCE_EXTRA[far]);
    }
    out.code(literalCodes[END], literal[END]);
  }

  /** Bits that so many symbols take; what follows a symbol is the same under every code. */
  private static long cost(int[] counts, int[] lengths) {
    long bits = 0;
    for (int i = 0; i < counts.length; i++) {
      bits += (long) counts[i] * lengths[i];
    }
    return bits;
  }

  private static int used(int[] lengths, int least) {
    int count = lengths.length;
    while (count > least && lengths[count - 1] == 0) {
      count--;
    }
    return count;
  }

  private static int[] fixedLiterals() {
    // Two symbols that never occur complete the code.
    int[] lengths = new int[288];
    Arrays.fill(lengths, 0, 144, 8);
    Arrays.fill(lengths, 144, 256, 9);
    Arrays.fill(lengths, 256, 280, 7);
    Arrays.fill(lengths, 280, 288, 8);
    return lengths;
  }

  private static int[] fixedDistances() {
    int[] lengths = new int[32];
    Arrays.fill(lengths, 5);
    return lengths;
  }

  /** Lengths as runs of zeros, runs of the length before, and lengths. */
  private static List<Step> steps(int[] lengths) {
    List<Step> steps = new ArrayList<>();
    for (int at = 0; at < lengths.length; ) {
      int end = at;
      while (end < lengths.length && lengths[end] == lengths[at]) {
        end++;
      }
      if (lengths[at] == 0) {
        zeros(end - at, steps);
      } else {
        steps.add(new Step(lengths[at], 0));
        again(lengths[at], end - at - 1, steps);
      }
      at = end;
    }
    return steps;
  }

  private static void zeros(int count, List<Step> steps) {
    int left = count;
    while (left >= 11) {
      int run = Math.min(left, 138);
      steps.add(new Step(MANY_ZEROS, run - 11));
      left -= run;
    }
    if (left >= 3) {
      steps.add(new Step(FEW_ZEROS, left - 3));
      left = 0;
    }
    for (; left > 0; left--) {
      steps.add(new Step(0, 0));
    }
  }

  private static void again(int length, int count, List<Step> steps) {
    int left = count;
    while (left >= 3) {
      int run = Math.min(left, 6);
      steps.add(new Step(AGAIN, run - 3));
      left -= run;
    }
    for (; left > 0; left--) {
      steps.add(new Step(length, 0));
    }
  }

  /** Codes from their lengths (section 3.2.2). */
  private static int[] codes(int[] lengths) {
    int[] count = new int[LONGEST_CODE + 2];
    for (int length : lengths) {
      count[length]++;
    }
    count[0] = 0;
    int[] next = new int[LONGEST_CODE + 2];
    for (int bits = 1; bits <= LONGEST_CODE; bits++) {
      next[bits] = (next[bits - 1] + count[bits - 1]) << 1;
    }
    int[] codes = new int[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      codes[i] = lengths[i] == 0 ? 0 : next[lengths[i]]++;
    }
    return codes;
  }
}
