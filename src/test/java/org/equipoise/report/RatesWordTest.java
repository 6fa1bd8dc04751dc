package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.equipoise.document.Language;
import org.equipoise.document.Words;
import org.equipoise.protocol.CaseClass;
import org.equipoise.waves.OutcomeRate;
import org.junit.jupiter.api.Test;

/** The catalogue of outcome rates. */
class RatesWordTest {

  private final Words english = RatesWord.in(Language.ENGLISH);
  private final Words swedish = RatesWord.in(Language.SWEDISH);

  @Test
  void everyConstantHasWords_andEveryWordHasAConstant() {
    Set<String> keys = new TreeSet<>();
    List<Enum<?>[]> kinds = List.of(RatesWord.values(), CaseClass.values(), OutcomeRate.values());
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
    for (RatesWord word : RatesWord.values()) {
      assertEquals(slots(english, word), slots(swedish, word), word.name());
    }
  }

  private static Set<Character> slots(Words words, RatesWord word) {
    String text = words.find("ratesword", word.name()).orElseThrow();
    Set<Character> slots = new TreeSet<>();
    for (int i = text.indexOf('{'); i >= 0; i = text.indexOf('{', i + 1)) {
      slots.add(text.charAt(i + 1));
    }
    return slots;
  }
}
