package org.equipoise.inference;

/**
 * A block of assignments, eight units to a byte: the bytes of the same eight units in all draws lie
 * side by side, as {@link TreatedSums} reads them.
 */
final class DrawnBlock {
  /** Draws made from one stream of random numbers. */
  static final int DRAWS = 1024;

  private final int draws;
  private final int stride;
  private final byte[] codes;

  DrawnBlock(int units, int draws) {
    this.draws = draws;
    // An odd number of cache lines, lest the bytes of one draw all fall on the same cache sets.
    int lines = (draws + 63) >>> 6;
    stride = 64 * (lines | 1);
    codes = new byte[groups(units) * stride];
  }

  static int groups(int units) {
    return (units + 7) >>> 3;
  }

  int draws() {
    return draws;
  }

  int stride() {
    return stride;
  }

  byte[] codes() {
    return codes;
  }

  void set(int draw, long[] bits) {
    int groups = codes.length / stride;
    for (int g = 0, at = draw; g < groups; g++, at += stride) {
      codes[at] = (byte) (bits[g >>> 3] >>> (g << 3));
    }
  }

  /** One assignment, by unit. */
  void unpack(int draw, int[] order, boolean[] treated) {
    for (int p = 0, at = draw; p < order.length; at += stride) {
      int code = codes[at];
      for (int end = Math.min(p + 8, order.length); p < end; p++, code >>>= 1) {
        treated[order[p]] = (code & 1) != 0;
      }
    }
  }
}
