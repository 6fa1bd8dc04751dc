package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.equipoise.document.Language;
import org.equipoise.document.Words;
import org.equipoise.trial.Stop;
import org.equipoise.waves.Base;
import org.equipoise.waves.WaveState;
import org.junit.jupiter.api.Test;

/** The catalogue of survey waves. */
class WaveWordTest {

  private final Words english = WaveWord.in(Language.ENGLISH);
  private final Words swedish = WaveWord.in(Language.SWEDISH);

  @Test
  void everyConstantHasWords_andEveryWordHasAConstant() {
    Set<String> keys = new TreeSet<>();
    List<Enum<?>[]> kinds =
        List.of(WaveWord.values(), WaveState.values(), Stop.values(), Base.values());
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
    for (WaveWord word : WaveWord.values()) {
      assertEquals(slots(english, word), slots(swedish, word), word.name());
    }
  }

  private static Set<Character> slots(Words words, WaveWord word) {
    String text = words.find("waveword", word.name()).orElseThrow();
    Set<Character> slots = new TreeSet<>();
    for (int i = text.indexOf('{'); i >= 0; i = text.indexOf('{', i + 1)) {
      slots.add(text.charAt(i + 1));
    }
    return slots;
  }
}
