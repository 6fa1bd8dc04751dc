package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocols that people start from must be without fault, and say both languages. */
class ShippedProtocolTest {

  @ParameterizedTest
  @ValueSource(strings = {"isf-team", "malmokraften"})
  void read_findsNothingWorseThanANote(String name) {
    ProtocolFile.Loaded loaded = ProtocolFile.read(Path.of("protocols", name + ".json"));
    List<Finding> worse =
        loaded.findings().stream().filter(f -> f.severity() != Finding.Severity.NOTE).toList();
    assertEquals(List.of(), worse);
  }

  /** Every English text of a shipped protocol has a Swedish one beside it. */
  @ParameterizedTest
  @ValueSource(strings = {"isf-team", "malmokraften"})
  void texts_areInBothLanguages(String name) throws IOException {
    String text = Files.readString(Path.of("protocols", name + ".json"));
    long english = Pattern.compile("\"en\":").matcher(text).results().count();
    long swedish = Pattern.compile("\"sv\":").matcher(text).results().count();
    assertEquals(english, swedish);
    assertTrue(text.indexOf('å') > 0 && text.indexOf('ä') > 0 && text.indexOf('ö') > 0);
  }

  /** Requirements: about 550 drawn, later arm after 180 days, waves before, at 90 and at 180. */
  @Test
  void read_trialSHasItsDesign() {
    Protocol s = read(Path.of("protocols/isf-team.json"));
    assertEquals(550, s.assumptions().referred() * s.assumptions().consenting(), 0.5);
    assertEquals(180, s.control().startsAfterDays().orElseThrow());
    assertEquals(List.of(-7, 90, 180), s.waves().stream().map(wave -> wave.dueDay()).toList());
    assertEquals(0.6, s.assumptions().levels().values().iterator().next().get("woman"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"w1", "w2", "w3", "w4"})
  void read_acceptsTheWorkloads(String name) {
    read(Path.of("src/test/resources/bench-protocols", name + ".json"));
  }

  @Test
  void readme_showsAProtocolThatWorks() throws IOException {
    String readme = Files.readString(Path.of("protocols/README.md"));
    Matcher example = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(readme);
    assertTrue(example.find());
    byte[] bytes = example.group(1).getBytes(StandardCharsets.UTF_8);
    assertEquals(List.of(), ProtocolFile.read("README", bytes).findings());
  }

  private static Protocol read(Path file) {
    ProtocolFile.Loaded loaded = ProtocolFile.read(file);
    Protocol protocol = loaded.protocol();
    assertNotNull(protocol, () -> loaded.findings().toString());
    return protocol;
  }
}
