package org.equipoise.draw;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The 32 secret bytes from which every draw of a trial follows. Whoever can read them can foresee
 * every draw; {@link #toString} never shows them.
 */
public final class DrawKey {

  /** Length in bytes. */
  public static final int LENGTH = 32;

  private final byte[] secret;

  private DrawKey(byte[] secret) {
    this.secret = secret;
  }

  /**
   * A key of these bytes.
   *
   * @throws IllegalArgumentException unless there are 32
   */
  public static DrawKey of(byte[] secret) {
    if (secret.length != LENGTH) {
      throw new IllegalArgumentException("a key has 32 bytes, not " + secret.length);
    }
    return new DrawKey(secret.clone());
  }

  /** Reads 64 hexadecimal digits. */
  public static DrawKey parse(String hex) {
    return of(HexFormat.of().parseHex(hex));
  }

  /** The 64 hexadecimal digits: for the key file, and for the ledger when the key is revealed. */
  public String hex() {
    return HexFormat.of().formatHex(secret);
  }

  byte[] bytes() {
    return secret.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DrawKey key && Arrays.equals(secret, key.secret);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(secret);
  }

  @Override
  public String toString() {
    return "DrawKey[secret]";
  }
}
