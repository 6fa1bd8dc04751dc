package org.equipoise.draw;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/**
 * One stream of secret numbers. A number is known by its label alone, whatever was asked before, so
 * that any of them can be made again by hand. Rules: {@code docs/draw-rules.md}, section 3.
 */
public final class KeyedStream {

  private final Hmac hmac;

  KeyedStream(byte[] key) {
    this.hmac = new Hmac(key);
  }

  /**
   * The whole number in [0, {@code bound}) with this label, every one exactly equally likely: the
   * first 64 bits of HMAC-SHA-256(label/retry) modulo the bound, for the first retry = 0, 1, …
   * whose bits lie below the largest multiple of the bound that 64 bits can count.
   *
   * @param bound 1 or more
   */
  public long number(String label, long bound) {
    for (int retry = 0; ; retry++) {
      long bits = bits(label, retry);
      if (counts(bits, bound)) {
        return Long.remainderUnsigned(bits, bound);
      }
    }
  }

  /**
   * Adds a number by label and retry, and how it came about: {@code 1 = 9f86d081884c7d65 mod 2}.
   */
  void tell(String label, long bound, Map<String, String> facts) {
    int retry = 0;
    while (!counts(bits(label, retry), bound)) {
      retry++;
    }
    String bits = HexFormat.of().toHexDigits(bits(label, retry));
    facts.put(label + "/" + retry, number(label, bound) + " = " + bits + " mod " + bound);
  }

  /** Whether bits lie below the largest multiple of the bound; above it, small results gain. */
  private static boolean counts(long bits, long bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("no number lies below " + bound);
    }
    long excess = Long.remainderUnsigned(-bound, bound); // 2^64 mod bound
    return excess == 0 || Long.compareUnsigned(bits, -excess) < 0;
  }

  private long bits(String label, int retry) {
    return ByteBuffer.wrap(ticket(label + "/" + retry)).getLong();
  }

  /**
   * The 32 bytes with this label: HMAC-SHA-256(label). The smallest ticket wins, compared byte by
   * byte as unsigned numbers.
   */
  public byte[] ticket(String label) {
    return hmac.of(label.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The digest, 64 hexadecimal digits, that binds what is withheld about the draw at a position
   * without telling it: HMAC-SHA-256("evidence/position" line feed text).
   */
  public String seal(long position, String text) {
    return HexFormat.of().formatHex(ticket("evidence/" + position + "\n" + text));
  }

  @Override
  public String toString() {
    return "KeyedStream[secret]";
  }
}
