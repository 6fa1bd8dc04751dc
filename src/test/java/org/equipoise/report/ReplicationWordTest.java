package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.equipoise.document.Language;
import org.equipoise.document.Words;
import org.equipoise.publication.ReplicationStep;
import org.equipoise.publication.ReplicationStep.Outcome;
import org.junit.jupiter.api.Test;

/** The catalogue of publications made again. */
class ReplicationWordTest {

  private final Words english = ReplicationWord.in(Language.ENGLISH);
  private final Words swedish = ReplicationWord.in(Language.SWEDISH);

  @Test
  void languages_haveTheSameKeys_andEveryConstantHasWords() {
    assertEquals(new TreeSet<>(english.keys()), new TreeSet<>(swedish.keys()));
    Set<String> constants = new TreeSet<>();
    for (ReplicationWord word : ReplicationWord.values()) {
      constants.add(Words.key(word));
    }
    Set<String> written =
        english.keys().stream()
            .filter(key -> key.startsWith("replicationword."))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(constants, written);
  }

  @Test
  void languages_haveTheSameSlots() {
    for (ReplicationWord word : ReplicationWord.values()) {
      assertEquals(slots(english, word), slots(swedish, word), word.name());
    }
  }

  private static Set<Character> slots(Words words, ReplicationWord word) {
    String text = words.said(Words.key(word));
    Set<Character> slots = new TreeSet<>();
    for (int i = text.indexOf('{'); i >= 0; i = text.indexOf('{', i + 1)) {
      slots.add(text.charAt(i + 1));
    }
    return slots;
  }

  /** Every step can be told, whatever came of it. */
  @Test
  void everyStep_hasWordsForWhatMayComeOfIt() {
    for (ReplicationStep step : ReplicationStep.values()) {
      assertFalse(english.say(ReplicationWord.valueOf(step.name())).isBlank());
      for (Outcome outcome : new Outcome[] {Outcome.HOLDS, Outcome.FAILS}) {
        ReplicationWord word = ReplicationWord.valueOf(step.name() + "_" + outcome.name());
        assertFalse(swedish.say(word, "1").isBlank(), word.name());
      }
    }
  }
}
