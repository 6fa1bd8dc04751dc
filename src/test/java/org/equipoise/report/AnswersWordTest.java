package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.equipoise.document.Language;
import org.equipoise.document.Words;
import org.junit.jupiter.api.Test;

class AnswersWordTest {

  private final Words english = Words.in(Language.ENGLISH, "answers");
  private final Words swedish = Words.in(Language.SWEDISH, "answers");

  @Test
  void everyConstantHasWords_andEveryWordHasAConstant() throws IOException {
    Set<String> keys = new TreeSet<>(Set.of(Words.key("Unusable", "before the draw")));
    for (AnswersWord word : AnswersWord.values()) {
      keys.add(Words.key(word));
    }
    // The reasons are written where they are decided; a new one without words must be found here.
    String rules = Files.readString(Path.of("src/main/java/org/equipoise/trial/WaveRules.java"));
    Matcher reasons = Pattern.compile("return \"((?:what|the) [^\"]+)\";").matcher(rules);
    while (reasons.find()) {
      keys.add(Words.key("Unusable", reasons.group(1)));
    }
    assertTrue(keys.size() > AnswersWord.values().length + 4);
    assertEquals(keys, new TreeSet<>(english.keys()));
    assertEquals(keys, new TreeSet<>(swedish.keys()));
  }

  @Test
  void languages_haveTheSameSlots() {
    for (AnswersWord word : AnswersWord.values()) {
      assertEquals(slots(english, word), slots(swedish, word), word.name());
    }
  }

  private static Set<Character> slots(Words words, AnswersWord word) {
    String text = words.find("answersword", word.name()).orElseThrow();
    Set<Character> slots = new TreeSet<>();
    for (int i = text.indexOf('{'); i >= 0; i = text.indexOf('{', i + 1)) {
      slots.add(text.charAt(i + 1));
    }
    return slots;
  }
}
