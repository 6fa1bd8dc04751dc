package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Path;
import java.util.List;
import org.equipoise.protocol.Protocol;
import org.junit.jupiter.api.Test;

class ProtocolFileTest {

  @Test
  void read_fillsInWhatAMinimalProtocolLeavesOut() {
    ProtocolFile.Loaded loaded =
        ProtocolFile.read(Path.of("src/test/resources/protocols/minimal.json"));
    assertEquals(List.of(), loaded.findings());
    Protocol protocol = loaded.protocol();
    assertNotNull(protocol);
    assertEquals("usual", protocol.control().id().value());
    assertEquals(0, protocol.arms().get(0).startsAfterDays().orElseThrow());
    assertEquals("people", protocol.data().files().get(0).name());
  }
}
