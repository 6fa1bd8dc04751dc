package org.equipoise.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.equipoise.protocol.Digest;

/** SHA-256 for many lines with one digester. */
final class Sha {

  private Sha() {}

  static MessageDigest digester() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static Digest of(MessageDigest digester, byte[] bytes) {
    return new Digest(HexFormat.of().formatHex(digester.digest(bytes)));
  }
}
