package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.equipoise.cli.SmallTrial.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bundle in {@code sample-data} comes out again. When the words of pages change on purpose,
 * make it anew with {@link SealedSample}, as {@code sample-data/SOURCE.md} says.
 */
class SealedSampleTest {

  @TempDir private Path folder;

  @Test
  void replicate_makesEveryNumberOfTheSampleAgain() throws IOException {
    TrialDesk desk = new TrialDesk(folder);
    Run run = desk.run("replicate", "sample-data/sealed.zip", "--json", "--out", "/page.html");
    JsonNode answer = new ObjectMapper().readTree(run.out());
    assertEquals(0, run.code(), () -> answer.toPrettyString() + run.err());
    assertEquals("ledger", answer.get("signer").asText());
    assertTrue(answer.get("numbers").asInt() > 4000);
    assertEquals(0, answer.get("differences").size());
    // What the same page says for readers.
    String page = java.nio.file.Files.readString(desk.path("page.html"));
    assertTrue(page.contains("REPLICATED"));
    assertTrue(page.contains("sha256sum -c SHA256SUMS"));
  }
}
