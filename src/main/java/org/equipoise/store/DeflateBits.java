package org.equipoise.store;

import java.util.Arrays;

/** Bits on their way into bytes, lowest first, as RFC 1951 packs them (section 3.1.1). */
final class DeflateBits {

  private byte[] out;
  private int length;
  private long bits;
  private int held;

  DeflateBits(int room) {
    this.out = new byte[room];
  }

  /** The {@code count} lowest bits of a number, at most 32. */
  void put(int value, int count) {
    bits |= (value & ((1L << count) - 1)) << held;
    held += count;
    while (held >= 8) {
      one();
      held -= 8;
    }
  }

  /** A Huffman code, whose bits go out highest first (section 3.1.1). */
  void code(int code, int count) {
    put(Integer.reverse(code) >>> (32 - count), count);
  }

  private void one() {
    if (length == out.length) {
      out = Arrays.copyOf(out, out.length * 2);
    }
    out[length++] = (byte) bits;
    bits >>>= 8;
  }

  /** Everything put so far, the last byte filled up with zeros. */
  byte[] bytes() {
    if (held > 0) {
      one();
      held = 0;
    }
    return Arrays.copyOf(out, length);
  }
}
