package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.equipoise.analysis.Effect;
import org.equipoise.document.Language;
import org.equipoise.document.Words;
import org.equipoise.estimate.Design;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.PeriodEffect;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.ValueType;
import org.junit.jupiter.api.Test;

class WordsTest {

  private final Words english = Words.in(Language.ENGLISH);
  private final Words swedish = Words.in(Language.SWEDISH);

  @Test
  void languages_haveTheSameKeys() {
    assertEquals(new TreeSet<>(english.keys()), new TreeSet<>(swedish.keys()));
  }

  @Test
  void languages_haveTheSameSlots() {
    for (String key : english.keys()) {
      assertEquals(slots(english, key), slots(swedish, key), key);
    }
  }

  private static Set<Character> slots(Words words, String key) {
    int dot = key.indexOf('.');
    String text = words.find(key.substring(0, dot), key.substring(dot + 1)).orElseThrow();
    Set<Character> slots = new TreeSet<>();
    for (int i = text.indexOf('{'); i >= 0; i = text.indexOf('{', i + 1)) {
      slots.add(text.charAt(i + 1));
    }
    return slots;
  }

  @Test
  void everyConstantHasWords_andEveryWordHasAConstant() {
    Set<String> keys = new TreeSet<>();
    List<Enum<?>[]> kinds =
        List.of(
            Word.values(),
            ValueType.values(),
            Outcome.Direction.values(),
            Outcome.Measure.values(),
            Register.Period.values(),
            Analysis.Estimator.values(),
            Analysis.Multiplicity.values(),
            Effect.Cause.values(),
            Finding.Severity.values());
    for (Enum<?>[] kind : kinds) {
      for (Enum<?> constant : kind) {
        keys.add(Words.key(constant));
      }
    }
    for (NotEstimableException.Reason reason : NotEstimableException.Reason.values()) {
      keys.add(Words.key("rule", reason.name()));
    }
    for (Design design : Design.values()) {
      keys.add(Words.key("variant", design.label()));
    }
    for (String variant : List.of("exact", "exact-score")) {
      keys.add(Words.key("variant", variant));
    }
    for (PeriodEffect.Rule rule :
        List.of(PeriodEffect.Rule.OVERTAKEN, PeriodEffect.Rule.CONTRAST_GONE)) {
      keys.add(Words.key("rule", rule.name()));
    }
    for (String rule :
        List.of("TOO_FEW_EVENTS", "NO_DATA", "NOT_ASKED", "DISCLOSURE", "ALREADY_EVERYBODY")) {
      keys.add(Words.key("rule", rule));
    }
    Set<String> found = new TreeSet<>(english.keys());
    found.removeIf(key -> key.startsWith("advice."));
    assertEquals(keys, found);
  }

  @Test
  void words_doNotFollowTheMachine() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertEquals("Personer", Words.in(Language.SWEDISH).say(Word.PEOPLE));
      assertTrue(english.find("rule", "NO_VARIATION").isPresent(), "the Turkish i");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void say_fillsEachSlotOnce() {
    String line = english.say(Word.CAVEAT_OF, "{1}", "x");
    assertEquals("{1}: x", line);
    assertFalse(english.find("rule", "UNKNOWN").isPresent());
  }
}
