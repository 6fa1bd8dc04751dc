package org.equipoise.store;

import java.util.Arrays;

/**
 * Packs bytes in the format of RFC 1951, the same on every machine: what the platform's own packer
 * makes depends on its version. One block with the fixed codes of section 3.2.6; repetitions are
 * sought through chains of the places where the same three bytes stood, and a byte is put off when
 * the next place repeats more. Every zip program unpacks it.
 */
final class PlainDeflate {

  private static final int WINDOW = 1 << 15;
  private static final int SHORTEST = 3;
  private static final int LONGEST = 258;

  /** A repetition as long as this is good enough. */
  private static final int GOOD = 64;

  /** Places looked at for one repetition. */
  private static final int MOST_TRIES = 48;

  private static final int HASHES = 1 << 15;
  private static final int NOWHERE = -1;

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

  private final byte[] in;
  private final int[] last = new int[HASHES];
  private final int[] before;
  private byte[] out;
  private int length;
  private long bits;
  private int held;

  private PlainDeflate(byte[] in) {
    this.in = in;
    this.before = new int[Math.min(in.length, WINDOW)];
    this.out = new byte[Math.max(64, in.length / 3)];
    Arrays.fill(last, NOWHERE);
  }

  /** The bytes packed. */
  static byte[] of(byte[] bytes) {
    PlainDeflate deflate = new PlainDeflate(bytes);
    deflate.run();
    return Arrays.copyOf(deflate.out, deflate.length);
  }

  private void run() {
    put(0b011, 3); // the last block, with fixed codes
    int at = 0;
    long found = at < in.length ? longest(at) : 0;
    while (at < in.length) {
      int size = (int) (found >>> 32);
      int distance = (int) found;
      enter(at);
      long next = at + 1 < in.length && size < GOOD ? longest(at + 1) : 0;
      if (size < SHORTEST || (int) (next >>> 32) > size) {
        symbol(in[at] & 0xff);
        at++;
        found = next;
        continue;
      }
      repeat(size, distance);
      for (int i = at + 1; i < at + size; i++) {
        enter(i);
      }
      at += size;
      found = at < in.length ? longest(at) : 0;
    }
    symbol(256);
    put(0, 7); // pushes out the last bits
  }

  /** The longest repetition of earlier bytes that begins here: its length, then its distance. */
  private long longest(int at) {
    int most = Math.min(LONGEST, in.length - at);
    if (most < SHORTEST) {
      return 0;
    }
    int best = SHORTEST - 1;
    int distance = 0;
    int place = last[hash(at)];
    for (int tries = 0; place >= 0 && at - place <= WINDOW - 1 && tries < MOST_TRIES; tries++) {
      if (in[place + best] == in[at + best]) {
        int same = 0;
        while (same < most && in[place + same] == in[at + same]) {
          same++;
        }
        if (same > best) {
          best = same;
          distance = at - place;
          if (same == most || same >= GOOD) {
            break;
          }
        }
      }
      int earlier = before[place % before.length];
      place = earlier < place ? earlier : NOWHERE;
    }
    return distance == 0 ? 0 : ((long) best << 32) | distance;
  }

  private int hash(int at) {
    int three = (in[at] & 0xff) | ((in[at + 1] & 0xff) << 8) | ((in[at + 2] & 0xff) << 16);
    return (three * 0x9E3779B1) >>> 17;
  }

  private void enter(int at) {
    if (at + SHORTEST <= in.length) {
      int hash = hash(at);
      before[at % before.length] = last[hash];
      last[hash] = at;
    }
  }

  private void repeat(int size, int distance) {
    int code = index(LENGTH_BASE, size);
    symbol(257 + code);
    put(size - LENGTH_BASE[code], LENGTH_EXTRA[code]);
    int far = index(DISTANCE_BASE, distance);
    put(Integer.reverse(far) >>> 27, 5);
    put(distance - DISTANCE_BASE[far], DISTANCE_EXTRA[far]);
  }

  private static int index(int[] base, int value) {
    int at = Arrays.binarySearch(base, value);
    return at >= 0 ? at : -at - 2;
  }

  /** A byte, the end or a length in the fixed code, whose bits go out highest first. */
  private void symbol(int symbol) {
    if (symbol < 144) {
      put(Integer.reverse(0x30 + symbol) >>> 24, 8);
    } else if (symbol < 256) {
      put(Integer.reverse(0x190 + symbol - 144) >>> 23, 9);
    } else if (symbol < 280) {
      put(Integer.reverse(symbol - 256) >>> 25, 7);
    } else {
      put(Integer.reverse(0xC0 + symbol - 280) >>> 24, 8);
    }
  }

  private void put(int value, int count) {
    bits |= (long) value << held;
    held += count;
    while (held >= 8) {
      if (length == out.length) {
        out = Arrays.copyOf(out, out.length * 2);
      }
      out[length++] = (byte) bits;
      bits >>>= 8;
      held -= 8;
    }
  }
}
