package org.equipoise.trial;

import org.equipoise.protocol.Protocol;

/** Reads the protocols that the ledger holds. */
public interface ProtocolSource {

  /**
   * The protocol of a canonical JSON text.
   *
   * @throws IllegalArgumentException if the text is not a usable protocol
   */
  Protocol read(String canonicalText);
}
