package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.equipoise.claims.Doubt;
import org.equipoise.claims.FigureRules;
import org.equipoise.document.Language;
import org.equipoise.document.Words;
import org.junit.jupiter.api.Test;

/** The catalogue of checks of printed claims. */
class ClaimsWordTest {

  private final Words english = ClaimsWord.in(Language.ENGLISH);
  private final Words swedish = ClaimsWord.in(Language.SWEDISH);

  @Test
  void everyConstantHasWords_andEveryWordHasAConstant() {
    Set<String> keys = new TreeSet<>();
    List<Enum<?>[]> kinds =
        List.of(ClaimsWord.values(), Doubt.values(), FigureRules.Rounding.values());
    for (Enum<?>[] kind : kinds) {
      for (Enum<?> constant : kind) {
        keys.add(Words.key(constant));
      }
    }
    assertEquals(keys, new TreeSet<>(english.keys()));
    assertEquals(keys, new TreeSet<>(swedish.keys()));
  }

  @Test
  void languages_haveTheSameSlots() {
    for (ClaimsWord word : ClaimsWord.values()) {
      assertEquals(slots(english, word), slots(swedish, word), word.name());
    }
  }

  private static Set<Character> slots(Words words, ClaimsWord word) {
    String text = words.find("claimsword", word.name()).orElseThrow();
    Set<Character> slots = new TreeSet<>();
    for (int i = text.indexOf('{'); i >= 0; i = text.indexOf('{', i + 1)) {
      slots.add(text.charAt(i + 1));
    }
    return slots;
  }
}
