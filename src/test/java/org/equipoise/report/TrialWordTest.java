package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.equipoise.document.Language;
import org.equipoise.document.Words;
import org.equipoise.ledger.Actor;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.EventFacts;
import org.equipoise.ledger.TestLedger;
import org.equipoise.trial.Audit;
import org.equipoise.trial.Standing;
import org.junit.jupiter.api.Test;

/** The catalogue of a running trial. */
class TrialWordTest {

  private final Words english = TrialWord.in(Language.ENGLISH);
  private final Words swedish = TrialWord.in(Language.SWEDISH);

  @Test
  void everyConstantHasWords_andEveryWordHasAConstant() {
    Set<String> keys = new TreeSet<>();
    List<Enum<?>[]> kinds =
        List.of(
            TrialWord.values(),
            Actor.Role.values(),
            Standing.Kind.values(),
            Event.PlacedOutside.Placement.values(),
            Event.Withdrawn.From.values(),
            Event.Left.Cause.values(),
            Audit.Verdict.values());
    for (Enum<?>[] kind : kinds) {
      for (Enum<?> constant : kind) {
        keys.add(Words.key(constant));
      }
    }
    for (Entry entry : TestLedger.ledger()) {
      keys.add(Words.key("event", EventFacts.kind(entry.event())));
    }
    assertEquals(keys, new TreeSet<>(english.keys()));
    assertEquals(keys, new TreeSet<>(swedish.keys()));
  }

  @Test
  void languages_haveTheSameSlots() {
    for (TrialWord word : TrialWord.values()) {
      assertEquals(slots(english, word), slots(swedish, word), word.name());
    }
  }

  private static Set<Character> slots(Words words, TrialWord word) {
    String text = words.find("trialword", word.name()).orElseThrow();
    Set<Character> slots = new TreeSet<>();
    for (int i = text.indexOf('{'); i >= 0; i = text.indexOf('{', i + 1)) {
      slots.add(text.charAt(i + 1));
    }
    return slots;
  }

  @Test
  void months_areTwelve() {
    assertEquals(12, english.say(TrialWord.MONTHS).split(" ", -1).length);
    assertEquals(12, swedish.say(TrialWord.MONTHS).split(" ", -1).length);
  }

  @Test
  void everyVerdictOnEverySubjectHasWords() {
    for (String subject : List.of("INTACT", "COMPLETE", "REDRAWN", "RECORDS")) {
      for (Audit.Verdict verdict : Audit.Verdict.values()) {
        TrialWord.valueOf("VERDICT_" + subject + "_" + verdict);
      }
    }
  }
}
