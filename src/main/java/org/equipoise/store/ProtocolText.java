package org.equipoise.store;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Finding.Severity;
import org.equipoise.protocol.Protocol;
import org.equipoise.trial.ProtocolSource;

/** Protocols as the ledger holds them: the one canonical text, whose digest freezes them. */
public final class ProtocolText implements ProtocolSource {

  private static final String SOURCE = "protocol";

  /**
   * The canonical text of a protocol.
   *
   * @param bytes a protocol file that {@link ProtocolFile} could read
   * @throws IllegalArgumentException if it is not JSON
   */
  public static String canonical(byte[] bytes) {
    JsonTree tree = JsonText.parse(SOURCE, bytes).tree();
    if (tree == null) {
      throw new IllegalArgumentException("no JSON");
    }
    return CanonicalJson.of(tree);
  }

  @Override
  public Protocol read(String canonicalText) {
    byte[] bytes = canonicalText.getBytes(StandardCharsets.UTF_8);
    ProtocolFile.Loaded loaded = ProtocolFile.read(SOURCE, bytes);
    Protocol protocol = loaded.protocol();
    if (protocol == null) {
      throw new IllegalArgumentException(
          loaded.findings().stream()
              .filter(finding -> finding.severity() == Severity.ERROR)
              .map(Finding::toString)
              .collect(Collectors.joining("; ")));
    }
    return protocol;
  }
}
