package org.equipoise.trial;

import static org.equipoise.trial.TestTrial.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may be contacted, and that the ledger takes a letter to nobody else. */
class SurveyRulesTest {

  private static final Wave.Id W1 = new Wave.Id("w1");
  private static final Wave.Id W2 = new Wave.Id("w2");
  private static final Respondent.Id SELF = Respondent.PARTICIPANT;
  private static final Respondent.Id CASEWORKER = new Respondent.Id("caseworker");

  private TestTrial trial;

  @BeforeEach
  void drawFourAndWait() throws Exception {
    trial = TestTrial.surveyed().refer(1, 4, "north");
    trial.desk.drawReady("", trial.streams());
    trial.days(85);
  }

  @Test
  void stops_areNoneForWhoeverIsInTheTrial() {
    assertEquals(Set.of(), stops(1, W2, SELF));
    assertEquals(Set.of(), stops(1, W2, CASEWORKER));
  }

  @ParameterizedTest
  @CsvSource({
    "withdraw CONTACT, WITHDRAWN",
    "withdraw DATA, WITHDRAWN",
    "withdraw SERVICE, ''",
    "withdraw REGISTERS, ''",
    "left DIED, DIED",
    "left MOVED_ABROAD, MOVED_ABROAD",
    "left LOST, LOST",
    "outcome 2.11, REFUSED",
    "outcome 2.112, REFUSED",
    "outcome 2.111, REFUSED",
    "outcome 2.12, ''",
    "outcome 2.20, ''",
    "outcome 2.1121, ''",
    "outcome 2.31, DIED",
    "outcome 2.32, UNABLE",
    "outcome 2.33, ''",
    "outcome 4.10, UNABLE",
  })
  void stops_followFromWhatHappened(String happened, String stop) throws Exception {
    record(event(1, happened));
    assertEquals(stop.isEmpty() ? Set.of() : Set.of(Stop.valueOf(stop)), stops(1, W2, SELF));
    if (!stop.isEmpty()) {
      refused("may not be contacted: " + words(stop), letter(1, W2, SELF, 0));
      assertEquals(0, trial.known(1).surveys().sent().size());
    }
    trial.desk.send(List.of(letter(2, W2, SELF, 0)));
  }

  @Test
  void stops_knowWhoseIdentityIsProtectedOrErased() throws Exception {
    Correction hidden = new Correction(java.util.Map.of(), true, null, null, null);
    trial.desk.correct(id(1), hidden, "marked by the tax agency");
    assertEquals(Set.of(Stop.PROTECTED), stops(1, W2, SELF));
    refused("may not be contacted: protected", letter(1, W2, SELF, 0));
    trial.desk.erase(id(2), "asked to be forgotten");
    assertEquals(Set.of(Stop.ERASED), stops(2, W2, SELF));
    refused("may not be contacted: erased", letter(2, W2, SELF, 0));
    trial.records.kept.remove(id(3));
    assertEquals(Set.of(Stop.RECORD_MISSING), stops(3, W2, SELF));
    refused("may not be contacted: record missing", letter(3, W2, SELF, 0));
  }

  @Test
  void stops_askForConsentByKindOfRespondent() throws Exception {
    Referral silent = TestTrial.with(trial.person(9, "south"), "asked", false, "adult", true);
    trial.desk.refer(List.of(silent));
    assertEquals(Set.of(Stop.NO_CONSENT), stops(9, W1, SELF));
    assertEquals(Set.of(), stops(9, W1, CASEWORKER));
    assertEquals(Set.of(Stop.NO_CONSENT, Stop.NOT_IN_TRIAL), stops(9, W2, SELF));
  }

  @Test
  void stops_ofTheFirstWaveLetPeopleThroughWhoAreNotDrawnYet() throws Exception {
    trial.desk.refer(List.of(trial.person(7, "north")));
    assertEquals(Set.of(), stops(7, W1, SELF));
    assertEquals(Set.of(Stop.NOT_IN_TRIAL), stops(7, W2, SELF));
    Referral child = TestTrial.with(trial.person(8, "north"), "lot", true, "adult", false);
    trial.desk.refer(List.of(child));
    assertEquals(Set.of(Stop.NOT_IN_TRIAL), stops(8, W1, SELF));
  }

  @Test
  void refusal_isLiftedByALaterConsentAndHoldsInEveryWave() throws Exception {
    record(new Event.ContactAttempted(id(1), W1, SELF, trial.today(), null, "2.11"));
    assertEquals(Set.of(Stop.REFUSED), stops(1, W2, SELF));
    assertEquals(Set.of(Stop.REFUSED), stops(1, W2, CASEWORKER));
    record(new Event.ConsentGiven(id(1), new Consent.Id("asked"), true, trial.today()));
    assertEquals(Set.of(), stops(1, W2, SELF));
  }

  @Test
  void whatAProxyReportsOfThePerson_countsForAll() throws Exception {
    record(new Event.ContactAttempted(id(1), W2, CASEWORKER, trial.today(), null, "2.31"));
    assertEquals(Set.of(Stop.DIED), stops(1, W2, SELF));
    assertEquals(Set.of(Stop.DIED), stops(1, W2, CASEWORKER));
    record(new Event.ContactAttempted(id(2), W2, CASEWORKER, trial.today(), null, "4.90"));
    assertEquals(Set.of(Stop.UNABLE), stops(2, W2, SELF));
    // A proxy who will not or cannot answer speaks for oneself.
    record(new Event.ContactAttempted(id(3), W2, CASEWORKER, trial.today(), null, "2.11"));
    record(new Event.ContactAttempted(id(4), W2, CASEWORKER, trial.today(), null, "2.32"));
    assertEquals(Set.of(Stop.REFUSED), stops(3, W2, CASEWORKER));
    assertEquals(Set.of(Stop.UNABLE), stops(4, W2, CASEWORKER));
    assertEquals(Set.of(), stops(3, W2, SELF));
    assertEquals(Set.of(), stops(4, W2, SELF));
    // The participant's consent does not lift what the proxy said.
    record(new Event.ConsentGiven(id(3), new Consent.Id("asked"), true, trial.today()));
    assertEquals(Set.of(Stop.REFUSED), stops(3, W2, CASEWORKER));
  }

  @Test
  void send_takesAListAsAWholeOrNotAtAll() throws Exception {
    record(event(3, "withdraw CONTACT"));
    long before = trial.desk.state().lines();
    List<Event.SurveySent> list = new ArrayList<>();
    for (int n = 1; n <= 4; n++) {
      list.add(letter(n, W2, SELF, 0));
    }
    Refused no = assertThrows(Refused.class, () -> trial.desk.send(list));
    assertEquals(1, no.findings().size());
    assertTrue(no.findings().get(0).toString().startsWith(id(3) + ": "), no.getMessage());
    assertEquals(before, trial.desk.refresh().lines());
    list.remove(2);
    assertEquals(3, trial.desk.send(list).size());
    assertTrue(trial.desk.send(list).get(0).before(), "a letter is noted once");
    assertEquals(before + 3, trial.desk.state().lines());
  }

  @Test
  void send_stopsWhenTheWindowHasClosedOrTheAnswerIsThere() throws Exception {
    answer(1, W2, 5, 5);
    refused("has answered 'w2' already", letter(1, W2, SELF, 1));
    answer(2, W2, 1, 5);
    trial.desk.send(List.of(letter(2, W2, SELF, 1)));
    trial.days(40);
    refused("'w2' has closed for this person", letter(2, W2, SELF, 2));
  }

  @Test
  void close_endsAWaveForEverybody() throws Exception {
    Event close = new Event.WaveClosed(W2, trial.today());
    assertThrows(Refused.class, () -> trial.desk.record(close, "", ""));
    trial.desk.record(close, "the budget is spent", "");
    assertTrue(trial.desk.record(close, "the budget is spent", "").before());
    trial.days(1);
    refused("'w2' has closed for this person", letter(1, W2, SELF, 0));
    Event again = new Event.WaveClosed(W2, trial.today());
    assertThrows(Refused.class, () -> trial.desk.record(again, "once more", ""));
  }

  @Test
  void closing_canBeDeclaredVoidAndMadeAgain() throws Exception {
    Event close = new Event.WaveClosed(W2, trial.today());
    long line = trial.desk.record(close, "of another wave", "").line();
    trial.days(1);
    trial.desk.record(new Event.LineVoided(line), "it was the wrong wave", "");
    trial.desk.send(List.of(letter(1, W2, SELF, 0)));
    assertTrue(trial.desk.record(new Event.LineVoided(line), "again", "").before());
    assertFalse(trial.desk.record(close, "it was right after all", "").before());
    assertTrue(trial.desk.record(close, "it was right after all", "").before());
    Event count =
        new Event.ApproachesCounted(
            "north", "fk", Event.ApproachesCounted.Why.DECLINED, 12, trial.today());
    long counted = trial.desk.record(count, "", "").line();
    trial.desk.record(new Event.LineVoided(counted), "counted twice", "");
    assertEquals(List.of(), trial.desk.state().approaches());
    assertEquals(Audit.Verdict.YES, trial.audit().intact());
  }

  @ParameterizedTest
  @CsvSource({
    "1.1, follows from what was answered",
    "refusal, unknown outcome 'refusal'",
    "9.9, unknown outcome '9.9'",
  })
  void attempt_takesCodesThatPeopleMayWrite(String outcome, String message) {
    refusedFact(message, new Event.ContactAttempted(id(1), W2, SELF, trial.today(), null, outcome));
  }

  @Test
  void surveyFacts_nameWavesAndRespondentsOfTheProtocol() {
    LocalDate day = trial.today();
    Wave.Id w9 = new Wave.Id("w9");
    Respondent.Id nurse = new Respondent.Id("nurse");
    refusedFact("no wave 'w9'", new Event.ContactAttempted(id(1), w9, SELF, day, null, "2.20"));
    refusedFact(
        "no respondent 'nurse'", new Event.ContactAttempted(id(1), W2, nurse, day, null, "2.20"));
    refusedFact(
        "is still to come",
        new Event.ContactAttempted(id(1), W2, SELF, day.plusDays(1), null, "2.20"));
  }

  @Test
  void approached_areCountedBySiteAndReason() throws Exception {
    Event.ApproachesCounted.Why declined = Event.ApproachesCounted.Why.DECLINED;
    LocalDate day = trial.today();
    record(new Event.ApproachesCounted("north", "fk", declined, 12, day));
    assertEquals(12, trial.desk.state().approaches().get(0).count());
    refusedFact(
        "unknown site 'nroth'", new Event.ApproachesCounted("nroth", "fk", declined, 1, day));
    refusedFact("a count of 0", new Event.ApproachesCounted("north", "fk", declined, 0, day));
  }

  @ParameterizedTest
  @EnumSource(Stop.class)
  void everyStop_hasAWordOfItsOwn(Stop stop) {
    assertEquals(words(stop.name()), WaveRules.words(EnumSet.of(stop)));
  }

  private static String words(String stop) {
    return stop.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private Event event(int n, String happened) {
    String[] words = happened.split(" ");
    PersonId who = id(n);
    LocalDate day = trial.today();
    return switch (words[0]) {
      case "withdraw" -> new Event.Withdrawn(who, Event.Withdrawn.From.valueOf(words[1]), day);
      case "left" -> new Event.Left(who, Event.Left.Cause.valueOf(words[1]), day);
      default -> new Event.ContactAttempted(who, W2, SELF, day, Wave.Mode.PHONE, words[1]);
    };
  }

  private Event.SurveySent letter(int n, Wave.Id wave, Respondent.Id who, int reminder) {
    return new Event.SurveySent(id(n), wave, who, reminder, trial.today(), Wave.Mode.PAPER);
  }

  private void answer(int n, Wave.Id wave, int answered, int asked) throws Exception {
    record(
        new Event.AnswersReceived(
            id(n),
            wave,
            SELF,
            trial.today(),
            Wave.Mode.WEB,
            "sv",
            asked,
            answered,
            org.equipoise.protocol.Digest.of("a" + n)));
  }

  private void record(Event event) throws IOException, Refused {
    trial.desk.record(event, "", "");
  }

  private Set<Stop> stops(int n, Wave.Id wave, Respondent.Id who) {
    return ContactRule.stops(
        trial.desk.state(), trial.known(n), trial.records.kept.get(id(n)), wave, who);
  }

  private void refused(String message, Event.SurveySent letter) {
    Refused no = assertThrows(Refused.class, () -> trial.desk.send(List.of(letter)));
    assertTrue(String.valueOf(no.getMessage()).contains(message), no.getMessage());
  }

  private void refusedFact(String message, Event fact) {
    Refused no = assertThrows(Refused.class, () -> trial.desk.record(fact, "", ""));
    assertTrue(String.valueOf(no.getMessage()).contains(message), no.getMessage());
  }
}
