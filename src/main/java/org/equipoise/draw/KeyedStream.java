package org.equipoise.draw;

/** One stream of secret numbers, each known by its label. */
public final class KeyedStream {

  KeyedStream(byte[] key) {}

  /** The whole number in [0, {@code bound}) with this label, every one equally likely. */
  public long number(String label, long bound) {
    throw new UnsupportedOperationException(label);
  }

  /** The 32 bytes with this label; the smallest ticket wins, compared as unsigned bytes. */
  public byte[] ticket(String label) {
    throw new UnsupportedOperationException(label);
  }

  /** Digest, in hexadecimal, that binds a withheld text about one draw without telling it. */
  public String seal(long position, String text) {
    throw new UnsupportedOperationException(text);
  }
}
