package org.equipoise.ledger;

import org.equipoise.protocol.Digest;

/**
 * The facts of an event as the ledger writes them: one canonical JSON object.
 *
 * @param text the canonical text
 */
public record Facts(String text) {

  /** By which equal facts are known. */
  public Digest digest() {
    return Digest.of(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
