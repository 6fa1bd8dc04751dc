package org.equipoise.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 digest by which a frozen protocol, a ledger line or a data file is known.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) {

  /** Checks the form. */
  public Digest {
    boolean digits = hex.length() == 64;
    for (int i = 0; digits && i < 64; i++) {
      char c = hex.charAt(i);
      digits = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    if (!digits) {
      throw new IllegalArgumentException("not 64 lower-case hexadecimal digits: " + hex);
    }
  }

  /** Digest of bytes. */
  public static Digest of(byte[] bytes) {
    try {
      return new Digest(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Digest of the UTF-8 form of a text. */
  public static Digest of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The first twelve digits, for people to compare by eye. */
  public String abbreviated() {
    return hex.substring(0, 12);
  }

  @Override
  public String toString() {
    return hex;
  }
}
