package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.equipoise.document.Language;
import org.equipoise.document.Words;
import org.equipoise.publication.ComparedNumber;
import org.equipoise.publication.PrintedQuantity;
import org.junit.jupiter.api.Test;

/** The catalogue of comparisons with printed tables. */
class ComparedWordTest {

  private final Words english = ComparedWord.in(Language.ENGLISH);
  private final Words swedish = ComparedWord.in(Language.SWEDISH);

  @Test
  void everyConstantHasWords_andEveryWordHasAConstant() {
    Set<String> keys = new TreeSet<>();
    List<Enum<?>[]> kinds =
        List.of(ComparedWord.values(), PrintedQuantity.values(), ComparedNumber.Rounding.values());
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
    for (ComparedWord word : ComparedWord.values()) {
      assertEquals(slots(english, word), slots(swedish, word), word.name());
    }
  }

  private static Set<Character> slots(Words words, ComparedWord word) {
    String text = words.find("comparedword", word.name()).orElseThrow();
    Set<Character> slots = new TreeSet<>();
    for (int i = text.indexOf('{'); i >= 0; i = text.indexOf('{', i + 1)) {
      slots.add(text.charAt(i + 1));
    }
    return slots;
  }
}
