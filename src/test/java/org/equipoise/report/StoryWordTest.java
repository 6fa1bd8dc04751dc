package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.equipoise.disclosure.Gated;
import org.equipoise.disclosure.Released;
import org.equipoise.document.Language;
import org.equipoise.document.Words;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.DrawRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoryWordTest {

  private static Words words(Language language) {
    return Words.in(language, Story.CATALOGUE);
  }

  private static String text(Words words, String key) {
    return words.said(key);
  }

  private static Set<Character> slots(String text) {
    Set<Character> slots = new TreeSet<>();
    for (int i = text.indexOf('{'); i >= 0; i = text.indexOf('{', i + 1)) {
      slots.add(text.charAt(i + 1));
    }
    return slots;
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void words_areThoseOfTheConstants(Language language) {
    List<Enum<?>[]> kinds =
        List.of(
            StoryWord.values(),
            new Verdict[] {Verdict.HIGHER, Verdict.LOWER},
            DrawRule.Scheme.values(),
            Analysis.Multiplicity.values(),
            Released.Part.values(),
            Gated.Why.values());
    Set<String> keys = new TreeSet<>();
    for (Enum<?>[] kind : kinds) {
      for (Enum<?> constant : kind) {
        keys.add(Words.key(constant));
      }
    }
    assertEquals(keys, new TreeSet<>(words(language).keys()));
  }

  @Test
  void words_haveTheSameSlotsInBothLanguages() {
    Words english = words(Language.ENGLISH);
    Words swedish = words(Language.SWEDISH);
    for (String key : english.keys()) {
      assertEquals(slots(text(english, key)), slots(text(swedish, key)), key);
    }
  }

  /** Words that make more of a number than it is; see docs/report-words.md. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void words_claimNoMoreThanNumbersDo(Language language) {
    List<String> banned =
        language == Language.ENGLISH
            ? List.of("no effect", "significan", "prove", "trend towards", "works")
            : List.of("ingen effekt", "signifikan", "bevis", "tendens", "fungerar");
    List<String> found = new ArrayList<>();
    for (String key : words(language).keys()) {
      String said = text(words(language), key).toLowerCase(Locale.ROOT);
      banned.stream().filter(said::contains).forEach(word -> found.add(key + ": " + word));
    }
    assertEquals(List.of(), found);
  }

  @Test
  void references_areNamedByAuthorsAndYearThatTheirEntriesHold() {
    for (Reference reference : Reference.values()) {
      String year = reference.mark().replaceAll("\\D", "");
      String author = reference.mark().split("[ ,]", 2)[0];
      assertEquals(4, year.length(), reference.mark());
      assertFalse(!reference.entry().contains("(" + year + ")"), reference.entry());
      assertEquals(0, reference.entry().indexOf(author), reference.entry());
    }
  }
}
