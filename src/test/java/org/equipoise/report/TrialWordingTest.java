package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Objects;
import org.equipoise.document.Language;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.ProtocolFile;
import org.junit.jupiter.api.Test;

class TrialWordingTest {

  @Test
  void level_ofYesAndNoFollowsTheLanguage() {
    Protocol protocol =
        Objects.requireNonNull(
            ProtocolFile.read(Path.of("protocols/malmokraften.json")).protocol());
    TrialWording swedish = new TrialWording(protocol, Language.SWEDISH);
    assertEquals("ja", swedish.level("foreign_born", "yes"));
    assertEquals("nej", swedish.level("foreign_born", "no"));
    assertEquals("yes", new TrialWording(protocol, Language.ENGLISH).level("foreign_born", "yes"));
    assertEquals("yes", swedish.level("site", "yes"), "a level of its own stands as it is");
  }
}
