package org.equipoise.store;

import java.util.Arrays;

/**
 * Packs bytes in the format of RFC 1951, the same on every machine: what the platform's own packer
 * makes depends on its version. Repetitions are sought through chains of the places where the same
 * three bytes stood, and a byte is put off when the next place repeats more; {@link DeflateBlock}
 * writes what was found. Every zip program unpacks it.
 */
final class PlainDeflate {

  /** How far back a repetition may reach. */
  private static final int WINDOW = 1 << 15;

  private static final int SHORTEST = 3;
  private static final int LONGEST = 258;

  /** A repetition as long as this is good enough. */
  private static final int GOOD = 64;

  /** Places looked at for one repetition. */
  private static final int MOST_TRIES = 48;

  private static final int HASHES = 1 << 15;
  private static final int NOWHERE = -1;

  /** Bytes and repetitions that share one code. */
  private static final int BLOCK = 1 << 15;

  private final byte[] in;
  private final int[] last = new int[HASHES];
  private final int[] before;
  private final DeflateBits out;
  private final int[] tokens = new int[BLOCK];
  private int count;

  private PlainDeflate(byte[] in) {
    this.in = in;
    this.before = new int[Math.max(1, Math.min(in.length, WINDOW))];
    this.out = new DeflateBits(in.length / 4 + 16);
    Arrays.fill(last, NOWHERE);
  }

  /** The bytes packed. */
  static byte[] of(byte[] bytes) {
    PlainDeflate deflate = new PlainDeflate(bytes);
    deflate.run();
    return deflate.out.bytes();
  }

  private void run() {
    int at = 0;
    int found = 0;
    while (at < in.length) {
      int size = DeflateBlock.size(found);
      enter(at);
      int next = at + 1 < in.length && size < GOOD ? longest(at + 1) : 0;
      if (size == 0 || DeflateBlock.size(next) > size) {
        token(in[at] & 0xff);
        at++;
        found = next;
        continue;
      }
      token(found);
      for (int i = at + 1; i < at + size; i++) {
        enter(i);
      }
      at += size;
      found = at < in.length ? longest(at) : 0;
    }
    DeflateBlock.of(Arrays.copyOf(tokens, count)).write(out, true);
  }

  private void token(int token) {
    if (count == BLOCK) {
      DeflateBlock.of(tokens.clone()).write(out, false);
      count = 0;
    }
    tokens[count++] = token;
  }

  /** The longest repetition of earlier bytes that begins here; 0 when there is none. */
  private int longest(int at) {
    int most = Math.min(LONGEST, in.length - at);
    if (most < SHORTEST) {
      return 0;
    }
    int best = SHORTEST - 1;
    int distance = 0;
    int place = last[hash(at)];
    for (int tries = 0; place >= 0 && at - place < WINDOW && tries < MOST_TRIES; tries++) {
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
    return distance == 0 ? 0 : DeflateBlock.repeat(best, distance);
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
}
