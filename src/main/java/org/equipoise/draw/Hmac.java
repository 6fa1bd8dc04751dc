package org.equipoise.draw;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * HMAC-SHA-256 under one key (RFC 2104). The two states that depend on the key alone are made once,
 * which halves the work of a short message, and no security provider has to be looked up and
 * verified, which the platform's own takes longer for than a whole command may.
 */
final class Hmac {

  private static final int BLOCK = 64;
  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5c;

  private final MessageDigest inner;
  private final MessageDigest outer;

  /** Keys of at most one block, which all of ours are. */
  Hmac(byte[] key) {
    if (key.length > BLOCK) {
      throw new IllegalArgumentException("a key of " + key.length + " bytes");
    }
    inner = started(key, INNER);
    outer = started(key, OUTER);
  }

  private static MessageDigest started(byte[] key, byte pad) {
    byte[] block = new byte[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      block[i] = (byte) (pad ^ (i < key.length ? key[i] : 0));
    }
    MessageDigest digest = sha256();
    digest.update(block);
    return digest;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The 32 bytes that authenticate the first {@code length} bytes of a message. */
  byte[] of(byte[] message, int length) {
    MessageDigest within = copy(inner);
    within.update(message, 0, length);
    MessageDigest around = copy(outer);
    around.update(within.digest());
    return around.digest();
  }

  byte[] of(byte[] message) {
    return of(message, message.length);
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("every Java platform's SHA-256 can be copied", e);
    }
  }
}
