package org.equipoise.waves;

import static org.equipoise.waves.ToldTrial.CASEWORKER;
import static org.equipoise.waves.ToldTrial.PARTICIPANT;
import static org.equipoise.waves.ToldTrial.day;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Event.Left.Cause;
import org.equipoise.ledger.Event.Withdrawn.From;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.CaseClass;
import org.equipoise.protocol.DispositionCode;
import org.junit.jupiter.api.Test;

/** Drawn on 1 January: the second wave is open 22 March to 21 April, due 1 April. */
class CasesTest {

  private static final int W2 = 1;
  private static final int W3 = 2;

  private final ToldTrial told = new ToldTrial();
  private final PersonId one = told.drawn(1, "north", "2026-01-01");

  private DispositionCode code(int wave) {
    return told.cases("2026-12-31").code(wave, 0);
  }

  @Test
  void code_ofAnswersFollowsTheShareAnswered() {
    told.answered(one, 2, 4, "2026-04-01");
    told.answered(one, 3, 2, "2026-06-20");
    assertEquals(DispositionCode.COMPLETE, code(W2));
    assertEquals(DispositionCode.PARTIAL, code(W3));
  }

  @Test
  void code_ofABreakOffIsARefusalAndNotAnAnswer() {
    told.answered(one, 2, 1, "2026-04-01");
    told.answered(one, 3, 0, "2026-06-20");
    assertEquals(DispositionCode.BREAK_OFF, code(W2));
    assertEquals(DispositionCode.OPENED_ONLY, code(W3));
    Cases cases = told.cases("2026-12-31");
    assertEquals(CaseClass.REFUSAL, cases.caseClass(W2, 0));
    assertEquals(CaseClass.REFUSAL, cases.caseClass(W3, 0));
    assertFalse(cases.answered(W2, 0));
  }

  @Test
  void code_aLateAnswerCountsUnlessTheProtocolSetsItAside() {
    told.answered(one, 2, 4, "2026-04-22");
    assertEquals(DispositionCode.COMPLETE, code(W2));
    assertTrue(told.cases("2026-12-31").late(W2, 0));

    ToldTrial strict = new ToldTrial("set-aside");
    strict.answered(strict.drawn(1, "north", "2026-01-01"), 2, 4, "2026-04-22");
    Cases cases = strict.cases("2026-12-31");
    assertEquals(DispositionCode.TOO_LATE, cases.code(W2, 0));
    assertEquals(CaseClass.NON_CONTACT, cases.caseClass(W2, 0));
    assertTrue(cases.late(W2, 0));
    assertFalse(cases.answered(W2, 0));
  }

  @Test
  void code_onTheLastDayIsInTime() {
    told.answered(one, 2, 4, "2026-04-21");
    assertFalse(told.cases("2026-12-31").late(W2, 0));
    assertFalse(told.cases("2026-04-21").settled(W2, 0));
    assertTrue(told.cases("2026-04-22").settled(W2, 0));
  }

  @Test
  void code_aRefusalStandsAgainstLaterAttempts() {
    told.tried(one, 2, "2.24", "2026-04-01");
    told.tried(one, 2, "2.11", "2026-04-05");
    told.tried(one, 2, "2.22", "2026-04-09");
    assertEquals(DispositionCode.REFUSAL, code(W2));
  }

  @Test
  void code_elseTheLastAttemptStands() {
    told.tried(one, 2, "2.24", "2026-04-01");
    told.tried(one, 2, "3.31", "2026-04-05");
    Cases cases = told.cases("2026-12-31");
    assertEquals(DispositionCode.RETURNED_MAIL, cases.code(W2, 0));
    // Whoever was drawn is known to belong: returned mail is no unknown eligibility.
    assertEquals(CaseClass.NON_CONTACT, cases.caseClass(W2, 0));
  }

  @Test
  void code_aRefusalLastsForLaterWavesUntilTheConsentIsGivenAnew() {
    told.tried(one, 2, "2.112", "2026-04-05");
    assertEquals(DispositionCode.REFUSAL, code(W3));
    told.consents(one, true, "2026-05-01");
    assertEquals(DispositionCode.NON_CONTACT, code(W3));
    assertEquals(DispositionCode.REFUSAL_BY_PERSON, code(W2));
  }

  @Test
  void code_deathAndWithdrawalCountFromTheirDayOn() {
    told.sent(one, 2, 0, "2026-03-22");
    told.tried(one, 2, "2.24", "2026-04-01");
    told.withdrew(one, From.CONTACT, "2026-04-30");
    assertEquals(DispositionCode.NO_ANSWER, code(W2), "the window had closed");
    assertEquals(DispositionCode.REFUSAL, code(W3));

    ToldTrial other = new ToldTrial();
    PersonId two = other.drawn(1, "north", "2026-01-01");
    other.tried(two, 2, "2.24", "2026-04-01");
    other.left(two, Cause.DIED, "2026-04-21");
    assertEquals(DispositionCode.DEAD, other.cases("2026-12-31").code(W2, 0));
    assertEquals(CaseClass.OTHER, other.cases("2026-12-31").caseClass(W2, 0));
  }

  @Test
  void code_aConsentTakenBackIsARefusalFromItsDayOn() {
    told.consents(one, false, "2026-05-01");
    assertEquals(DispositionCode.NON_CONTACT, code(W2));
    assertEquals(DispositionCode.REFUSAL, code(W3));
  }

  /** Three refusals that differ: said, taken back, and never asked at all. */
  @Test
  void code_ofARefusalNobodyHeardIsToldApart() {
    told.tried(one, 2, "2.11", "2026-04-01");
    told.referred(2, "north", "2026-01-01", false);
    told.draw(2, "north", "2026-01-01");
    PersonId three = told.drawn(3, "north", "2026-01-01");
    told.consents(three, false, "2026-02-01");
    PersonId four = told.drawn(4, "north", "2026-01-01");
    told.withdrew(four, From.CONTACT, "2026-02-01");
    Cases cases = told.cases("2026-12-31");
    for (int i = 0; i < 4; i++) {
      assertEquals(DispositionCode.REFUSAL, cases.code(W2, i));
      assertEquals(i == 1, cases.neverConsented(W2, i));
      assertEquals(i >= 2, cases.withdrew(W2, i));
    }
    WaveRates.Row row = WaveRates.of(cases, List.of()).rows().get(W2);
    assertEquals(List.of(1, 2), List.of(row.noConsent(), row.withdrew()));
  }

  @Test
  void code_withoutALetterAbroadErasedAndProtectedAreOthers() {
    told.left(one, Cause.MOVED_ABROAD, "2026-05-01");
    assertEquals(DispositionCode.NON_CONTACT, code(W2), "still in the country");
    assertEquals(DispositionCode.MISCELLANEOUS, code(W3));
    told.sent(one, 3, 0, "2026-06-15");
    assertEquals(DispositionCode.NON_CONTACT, code(W3), "was written to all the same");

    ToldTrial other = new ToldTrial();
    PersonId two = other.drawn(1, "north", "2026-01-01");
    other.protect(two);
    assertEquals(DispositionCode.MISCELLANEOUS, other.cases("2026-12-31").code(W2, 0));
  }

  @Test
  void neverSent_isToldApartFromNotReached() {
    PersonId two = told.drawn(2, "north", "2026-01-01");
    told.sent(two, 2, 0, "2026-03-22");
    Cases cases = told.cases("2026-12-31");
    assertTrue(cases.neverSent(W2, 0));
    assertFalse(cases.neverSent(W2, 1));
    assertEquals(cases.code(W2, 0), cases.code(W2, 1));
  }

  @Test
  void followed_endsOnTheDayOfDeathDepartureOrWithdrawal() {
    told.left(one, Cause.DIED, "2026-04-01");
    PersonId two = told.drawn(2, "north", "2026-01-01");
    told.withdrew(two, From.DATA, "2026-04-02");
    PersonId three = told.drawn(3, "north", "2026-01-01");
    told.withdrew(three, From.SERVICE, "2026-01-05");
    PersonId four = told.drawn(4, "north", "2026-01-01");
    told.left(four, Cause.LOST, "2026-01-05");
    Cases cases = told.cases("2026-12-31");
    assertFalse(cases.followed(W2, 0), "died on the due day");
    assertTrue(cases.followed(W2, 1), "withdrew the day after");
    assertFalse(cases.followed(W3, 1));
    assertTrue(cases.followed(W3, 2), "withdrew from the service only");
    assertTrue(cases.followed(W3, 3), "not reached is not gone");
  }

  @Test
  void settled_fromTheDayAfterTheWaveIsClosedForAll() {
    told.tell(new Event.WaveClosed(ToldTrial.wave(2), day("2026-04-02")));
    assertFalse(told.cases("2026-04-02").settled(W2, 0), "letters of that day are in time");
    assertTrue(told.cases("2026-04-03").settled(W2, 0));
    told.answered(one, 2, 4, "2026-04-02");
    assertFalse(told.cases("2026-04-03").late(W2, 0));
    told.answered(one, 2, 4, "2026-04-03");
    assertTrue(told.cases("2026-04-03").late(W2, 0));
  }

  /** What is true of the person is true whoever tells it; what one declined, only that one did. */
  @Test
  void code_deathAndNotBelongingHoldWhoeverTellsThem() {
    told.tell(
        new Event.ContactAttempted(
            one, ToldTrial.wave(2), CASEWORKER, day("2026-04-05"), null, "2.31"));
    assertEquals(DispositionCode.DEAD, code(W2));
    assertFalse(told.cases("2026-12-31").followed(W3, 0));

    ToldTrial other = new ToldTrial();
    PersonId two = other.drawn(1, "north", "2026-01-01");
    other.tell(
        new Event.ContactAttempted(
            two, ToldTrial.wave(2), CASEWORKER, day("2026-05-05"), null, "4.90"));
    Cases cases = other.cases("2026-12-31");
    assertEquals(DispositionCode.NON_CONTACT, cases.code(W2, 0), "told after the window");
    assertEquals(DispositionCode.NOT_ELIGIBLE_OTHER, cases.code(W3, 0));
    assertEquals(CaseClass.OTHER, cases.caseClass(W3, 0), "whoever was drawn stays in the base");

    ToldTrial third = new ToldTrial();
    PersonId three = third.drawn(1, "north", "2026-01-01");
    third.tell(
        new Event.ContactAttempted(
            three, ToldTrial.wave(2), CASEWORKER, day("2026-04-05"), null, "2.11"));
    assertEquals(DispositionCode.NON_CONTACT, third.cases("2026-12-31").code(W2, 0));
  }

  @Test
  void code_whoeverBrokeOffAndDiedBrokeOff() {
    told.answered(one, 2, 1, "2026-04-01");
    told.left(one, Cause.DIED, "2026-04-05");
    assertEquals(DispositionCode.BREAK_OFF, code(W2));
    assertEquals(DispositionCode.DEAD, code(W3));
    LedgerFates fates = new LedgerFates(told.state(), day("2026-04-06"));
    Fate fate = fates.of(told.state().person(one).orElseThrow()).get(W2);
    assertEquals(Fate.Kind.BROKE_OFF, fate.kind(), "though the window is open nothing is awaited");
  }

  /** The schedule, the rates and the flow call a wave closed from the same day on. */
  @Test
  void settled_isClosedInTheScheduleAndNotPendingInTheFlow() {
    told.tell(new Event.WaveClosed(ToldTrial.wave(2), day("2026-04-02")));
    for (String on : List.of("2026-04-01", "2026-04-02", "2026-04-03", "2026-04-22")) {
      WaveState state =
          told.schedule(on).where(s -> s.wave().id().equals(ToldTrial.wave(2))).get(0).state();
      LedgerFates fates = new LedgerFates(told.state(), day(on));
      Fate fate = fates.of(told.state().person(one).orElseThrow()).get(W2);
      boolean settled = told.cases(on).settled(W2, 0);
      assertEquals(on.compareTo("2026-04-02") > 0, settled, on);
      assertEquals(settled, state == WaveState.CLOSED, on);
      assertEquals(settled, !fate.kind().pending(), on);
    }
  }

  @Test
  void armKnown_countsBaselineAnswersGivenAfterTheDraw() {
    told.answered(one, 1, 4, "2026-01-02");
    told.answered(told.drawn(2, "north", "2026-01-01"), 1, 4, "2026-01-01");
    PersonId three = told.drawn(3, "north", "2026-01-01");
    told.answered(three, 1, 1, "2026-01-02");
    told.answered(three, 2, 4, "2026-04-01");
    assertEquals(Map.of(ToldTrial.wave(1), new Share(1, 2)), told.cases("2026-12-31").armKnown());
  }

  @Test
  void of_keepsRespondentsApart() {
    told.answered(one, 2, CASEWORKER, 1, 1, "2026-04-01");
    assertEquals(DispositionCode.NON_CONTACT, code(W2));
    Cases proxies = Cases.of(told.state(), id -> false, day("2026-12-31"), CASEWORKER);
    assertEquals(DispositionCode.COMPLETE, proxies.code(W2, 0));
    told.withdrew(told.drawn(2, "north", "2026-01-01"), From.CONTACT, "2026-01-03");
    Cases own = Cases.of(told.state(), id -> false, day("2026-12-31"), PARTICIPANT);
    assertEquals(DispositionCode.REFUSAL, own.code(W2, 1));
  }

  @Test
  void of_leavesOutWhoeverIsNotDrawn() {
    told.referred(2, "north", "2026-01-01", true);
    assertEquals(1, told.cases("2026-12-31").people().size());
  }
}
