package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import org.equipoise.document.Language;
import org.equipoise.document.Words;
import org.equipoise.estimate.Convention;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogues about clusters and conventions say everything in both languages. */
class ClusterWordsTest {

  @ParameterizedTest
  @ValueSource(strings = {"clusters", "conventions"})
  void languages_haveTheSameKeys(String catalogue) {
    assertEquals(
        new TreeSet<>(Words.in(Language.ENGLISH, catalogue).keys()),
        new TreeSet<>(Words.in(Language.SWEDISH, catalogue).keys()));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyConventionIsNamedWithTheProgramsThatPrintIt(Language language) {
    Words words = Words.in(language, "conventions");
    for (Convention convention : Convention.values()) {
      assertTrue(words.find("measure", convention.code()).isPresent(), convention.code());
      String how = words.find("method", convention.code()).orElseThrow();
      assertTrue(how.endsWith(convention.tools()), how);
    }
  }

  @Test
  void noConventionIsNamedThatDoesNotExist() {
    TreeSet<String> keys = new TreeSet<>(Words.in(Language.ENGLISH, "conventions").keys());
    for (Convention convention : Convention.values()) {
      keys.remove("measure." + convention.code());
      keys.remove("method." + convention.code());
    }
    keys.removeIf(key -> key.contains(".re-randomization"));
    assertEquals(new TreeSet<>(List.of("lead", "title")), keys);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void anotherEstimatorThanThePlannedOneIsNamed(Language language) {
    Words words = Words.in(language, "clusters");
    for (String within : List.of("pair", "stratum")) {
      String measure = "effect-" + within + "-effects";
      assertTrue(words.find("measure", measure).isPresent(), measure);
      assertTrue(words.find("measure", "satterthwaite-df-of-" + measure).isPresent(), measure);
    }
    for (String note : List.of("wild-one-arm", "wild-few", "wild-line", "least-squares")) {
      assertTrue(words.find("note", note).isPresent(), note);
    }
  }
}
