package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.SampleResults;
import org.equipoise.document.Language;
import org.junit.jupiter.api.Test;

class WordingTest {

  private final Wording swedish =
      new Wording(Released.of(SampleResults.results()), Language.SWEDISH);

  @Test
  void stratum_isNamedByTheTitleOfItsLevel() {
    assertEquals("Göteborg", swedish.stratum("g"));
  }

  @Test
  void stratum_withoutTitlesKeepsItsCodes() {
    assertEquals("Ort: x", swedish.stratum("x"));
    assertEquals("g \u00d7 s", swedish.stratum("g \u00d7 s"), "the sample has one strata variable");
  }
}
