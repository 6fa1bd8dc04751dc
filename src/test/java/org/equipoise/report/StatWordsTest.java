package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.equipoise.claims.StatNote;
import org.equipoise.document.Language;
import org.equipoise.document.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatWordsTest {

  private static final String CATALOGUE = "claims-statistics";

  @Test
  void bothLanguages_sayTheSame() {
    assertEquals(
        Words.in(Language.ENGLISH, CATALOGUE).keys(), Words.in(Language.SWEDISH, CATALOGUE).keys());
  }

  @ParameterizedTest
  @EnumSource(StatNote.Says.class)
  void everyNote_isPutInWords(StatNote.Says says) {
    for (Language language : Language.values()) {
      String text =
          new ClaimsWording(language)
              .say(new StatNote(says, List.of("0.05", "t(20)", "one-sided")));
      assertTrue(text.endsWith("."), text);
      assertTrue(!text.contains("{"), text);
    }
  }

  @Test
  void conventionsAndNumbers_areThoseOfTheLanguage() {
    StatNote note = new StatNote(StatNote.Says.ONLY_UNDER, List.of("t(18.3), one-sided, 90 %"));
    assertEquals(
        "Den stämmer bara med t(18,3), ensidigt, 90 %, och det står ingenstans.",
        new ClaimsWording(Language.SWEDISH).say(note));
    assertEquals(
        "It fits only with t(18.3), one-sided, 90 %, which nobody stated.",
        new ClaimsWording(Language.ENGLISH).say(note));
  }
}
