package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.ProtocolFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolExplanationTest {

  /** The expected pages were read through by a person before they were kept. */
  @ParameterizedTest
  @CsvSource({"isf-team, en", "isf-team, sv", "malmokraften, en", "malmokraften, sv"})
  void explain_printsTheKeptPage(String protocol, String language) throws IOException {
    String name = protocol + "." + language + ".txt";
    Path kept = Path.of("src/test/resources/protocols/explained").resolve(name);
    byte[] file = Files.readAllBytes(Path.of("protocols", protocol + ".json"));
    assertEquals(Files.readString(kept), ProtocolExplanation.explain(read(file), language));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"rule\": \"simple\"} | 1 chance in 2 of \"now\" and 1 chance in 2 of \"later\"",
        "{\"rule\": \"complete\"} | shuffled like a deck of cards and split: 1 to \"now\"",
        "{\"rule\": \"complete\", \"balance\": {\"on\": [\"age\"], \"acceptance\": 0.1}}"
            + " | as alike in \"age\" as in the best 10% of all splits",
        "{\"rule\": \"permuted-blocks\", \"sizes\": [2, 4]} | small shuffled stacks of 2 and 4",
        "{\"rule\": \"big-stick\", \"limit\": 3} | when one arm is 3 ahead",
        "{\"rule\": \"minimisation\", \"factors\": [{\"variable\": \"site\"}], \"probability\":"
            + " 0.85} | most alike in \"Site\", with a chance of 85%",
        "{\"rule\": \"lottery\", \"arm\": \"now\", \"places\": 5} | a lottery for 5 places in"
            + " \"now\". The others go to \"later\"",
        "{\"rule\": \"lottery\", \"arm\": \"now\", \"places\": 5, \"fillIn\": 2} | The 2 next after"
            + " those places are a fill-in group",
        "{\"rule\": \"recorded\", \"scheme\": \"simple\", \"probability\": {\"now\": 0.225,"
            + " \"later\": 0.775}} | The chances were the same for everybody: \"now\" 22.5%"
      })
  void explain_putsEachDrawRuleInWords(String draw, String words) throws IOException {
    String small = Files.readString(Path.of("src/test/resources/protocols/small.json"));
    String rule = small.lines().filter(l -> l.contains("\"draw\": {")).findFirst().orElseThrow();
    String changed = small.replace(rule, "  \"draw\": " + draw + ",");
    String page = ProtocolExplanation.explain(read(changed.getBytes(StandardCharsets.UTF_8)), "en");
    String unwrapped = page.replaceAll("\n +", " ");
    assertTrue(unwrapped.contains(words), page);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | to at least 85% of the questions asked is complete, to at least 40% of them partial",
        "en | are kept, but neither counted nor analysed.",
        "en | Files of answers may come as limesurvey, redcap and caseworkers.",
        "sv | Ett svar på minst 85\u00a0% av de ställda frågorna är fullständigt, på minst 40\u00a0% av",
        "sv | sparas, men varken räknas eller analyseras.",
        "sv | Filer med svar kan ha formaten limesurvey, redcap och caseworkers."
      })
  void explain_tellsWhatCountsAsAnAnswer(String language, String words) throws IOException {
    String team = Files.readString(Path.of("protocols/isf-team.json"));
    String changed =
        team.replace("\"complete\": 0.8", "\"complete\": 0.85")
            .replace("\"partial\": 0.5", "\"partial\": 0.4")
            .replace("\"late\": \"counted\"", "\"late\": \"set-aside\"");
    String page =
        ProtocolExplanation.explain(read(changed.getBytes(StandardCharsets.UTF_8)), language);
    assertTrue(page.replaceAll("\n +", " ").contains(words), page);
  }

  @Test
  void explain_knowsTwoLanguages() throws IOException {
    byte[] file = Files.readAllBytes(Path.of("protocols/isf-team.json"));
    Protocol protocol = read(file);
    assertThrows(IllegalArgumentException.class, () -> ProtocolExplanation.explain(protocol, "de"));
  }

  @Test
  void words_haveTheSameKeysAndSlotsInBothLanguages() {
    Function<String, TreeMap<String, String>> slots =
        language -> {
          TreeMap<String, String> byKey = new TreeMap<>();
          ProtocolExplanationWords.in(language)
              .all()
              .forEach((key, words) -> byKey.put(key.toString(), slotsOf(words.toString())));
          return byKey;
        };
    assertEquals(slots.apply("en"), slots.apply("sv"));
  }

  @Test
  void number_followsTheLanguage() {
    assertEquals("12,000", ProtocolExplanationWords.in("en").number(12_000));
    assertEquals("12\u00A0000", ProtocolExplanationWords.in("sv").number(12_000));
    assertEquals("\u22121,234,567", ProtocolExplanationWords.in("en").number(-1_234_567));
    assertEquals("2024", ProtocolExplanationWords.in("sv").number(2024));
    assertEquals("22,5\u00A0%", ProtocolExplanationWords.in("sv").percent(0.225));
    assertEquals("100%", ProtocolExplanationWords.in("en").percent(1));
  }

  private static String slotsOf(String words) {
    return words
        .chars()
        .filter(Character::isDigit)
        .mapToObj(Character::toString)
        .filter(digit -> words.contains("{" + digit + "}"))
        .distinct()
        .sorted()
        .collect(Collectors.joining());
  }

  private static Protocol read(byte[] bytes) {
    ProtocolFile.Loaded loaded = ProtocolFile.read("p.json", bytes);
    Protocol protocol = loaded.protocol();
    assertNotNull(protocol, () -> loaded.findings().toString());
    return protocol;
  }
}
