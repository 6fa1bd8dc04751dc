package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.store.AdoptionFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdoptionExplanationTest {

  private static final Pattern SLOT = Pattern.compile("\\{\\d\\}");

  /** The expected pages were read through by a person before they were kept. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "sv"})
  void explain_printsTheKeptPage(String language) throws IOException {
    Path kept =
        Path.of(
            "src/test/resources/protocols/explained/finsam-municipalities." + language + ".txt");
    AdoptionPlan plan = read("protocols/finsam-municipalities.json");
    assertEquals(Files.readString(kept), AdoptionExplanation.explain(plan, language));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | so many years are not used as the time before: 1.",
        "en | or could already expect it, are left out and named",
        "en | Compared with those that never take it up by the last period.",
        "en | Intervals of 90%",
        "en | Only in \"women\" and \"men\".",
        "en | Effects are changes from the last period before; in earlier periods, from the one",
        "sv | så många år används inte som tiden före: 1.",
        "sv | Intervall på 90\u00a0%",
        "sv | böjer av med upp till 0 och 0,01 från en period till nästa",
        "sv | Ingen andel av färre än 50 människor"
      })
  void explain_tellsEveryChoice(String language, String words) {
    AdoptionPlan plan = read("src/test/resources/protocols/adoption/every-field.json");
    String page = AdoptionExplanation.explain(plan, language).replaceAll("\n +", " ");
    assertTrue(page.contains(words), page);
  }

  /** A plan without groups, weights or assumptions has no empty headings. */
  @Test
  void explain_leavesOutWhatIsNotPlanned() {
    AdoptionPlan plan = read("src/test/resources/protocols/adoption/minimal.json");
    String page = AdoptionExplanation.explain(plan, "en");
    assertTrue(page.contains("  - All\n"), page);
    for (String absent : new String[] {"SIMULATION", "cluster", "people there are", "Holm"}) {
      assertFalse(page.contains(absent), absent);
    }
    assertFalse(page.contains("{"), page);
  }

  @Test
  void catalogues_sayTheSameInBothLanguages() {
    assertEquals(slots("en"), slots("sv"));
  }

  /** Every time unit that columns are named for has both forms. */
  @Test
  void catalogues_haveBothFormsOfEveryTimeUnit() {
    Set<String> keys = new TreeSet<>(slots("en").keySet());
    for (String kind : new String[] {"year", "month", "quarter", "period"}) {
      assertTrue(keys.contains("time." + kind) && keys.contains("the." + kind), kind);
    }
  }

  private static Map<String, Set<String>> slots(String language) {
    Map<String, Set<String>> slots = new TreeMap<>();
    ProtocolExplanationWords.in(language, AdoptionExplanation.CATALOGUE)
        .all()
        .forEach(
            (key, words) ->
                slots.put(
                    key.toString(),
                    SLOT.matcher(words.toString())
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toCollection(TreeSet::new))));
    return slots;
  }

  private static AdoptionPlan read(String file) {
    AdoptionFile.Loaded loaded = AdoptionFile.read(Path.of(file));
    AdoptionPlan plan = loaded.plan();
    assertNotNull(plan, () -> loaded.findings().toString());
    return plan;
  }
}
