package org.equipoise.trial;

import static org.equipoise.trial.TestTrial.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.Criterion;
import org.equipoise.protocol.Variable;
import org.junit.jupiter.api.Test;

/** What happened to people: which facts are taken, refused, or taken with an alarm. */
class RecordTest {

  private final LocalDate day = LocalDate.parse("2026-03-02");

  /** Persons 1 to 6, of whom 1 to 5 are drawn; {@code now} and {@code later} are among them. */
  private final TestTrial trial;

  private final int now;
  private final int later;

  RecordTest() throws Exception {
    trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"").refer(1, 6, "north");
    int first = 0;
    int second = 0;
    for (int n = 1; n <= 5; n++) {
      Told told = trial.desk.draw(id(n), trial.streams());
      boolean isNow = "now".equals(String.valueOf(told.event().drawn().arm()));
      first = isNow ? n : first;
      second = isNow ? second : n;
    }
    assertTrue(first > 0 && second > 0);
    now = first;
    later = second;
  }

  private Recorded record(Event event) throws Exception {
    return trial.desk.record(event, "", "");
  }

  private void assertRefused(Event event, String reason, String words) {
    Refused refused = assertThrows(Refused.class, () -> trial.desk.record(event, reason, ""));
    assertTrue(refused.getMessage().contains(words), refused.getMessage());
  }

  @Test
  void sameFactTwiceIsOneLine() throws Exception {
    Recorded first = record(new Event.ArmTold(id(now), day));
    Recorded again = record(new Event.ArmTold(id(now), day));
    assertFalse(first.before());
    assertTrue(again.before());
    assertEquals(first.line(), again.line());
  }

  @Test
  void anotherDateForTheSameFactIsRefusedWithTheLineThatStands() throws Exception {
    long line = record(new Event.ArmTold(id(now), day)).line();
    trial.days(2);
    assertRefused(
        new Event.ArmTold(id(now), day.plusDays(1)),
        "",
        "already told on 2026-03-02 (line " + line);
  }

  @Test
  void voidFactCountsNoMoreAndCanBeRecordedAgain() throws Exception {
    long line = record(new Event.ArmTold(id(now), day)).line();
    assertRefused(new Event.LineVoided(line), "", "no reason");
    trial.desk.record(new Event.LineVoided(line), "wrong person", "");
    assertNull(trial.known(now).told());
    assertTrue(trial.known(now).isVoid(line));
    Recorded again = record(new Event.ArmTold(id(now), day));
    assertFalse(again.before());
    assertTrue(again.line() > line);
    assertNotNull(trial.known(now).told());
    assertEquals(Audit.Verdict.YES, trial.audit().intact());
  }

  @Test
  void referralsDrawsAndTheFreezeCannotBeVoid() {
    assertRefused(new Event.LineVoided(1), "slip", "cannot be declared void");
    assertRefused(new Event.LineVoided(2), "slip", "cannot be declared void");
    assertRefused(new Event.LineVoided(8), "slip", "cannot be declared void");
    assertRefused(new Event.LineVoided(99), "slip", "there is no line 99");
  }

  @Test
  void startThatHasEndedIsNotVoidedAlone() throws Exception {
    long line = record(new Event.ServiceStarted(id(now), day)).line();
    record(new Event.ServiceEnded(id(now), day));
    assertRefused(new Event.LineVoided(line), "slip", "has ended");
  }

  @Test
  void earlyStartIsRecordedWithAnAlarm() throws Exception {
    trial.days(30);
    Recorded early = record(new Event.ServiceStarted(id(later), day.plusDays(30)));
    assertEquals("early start: 150 days before 2026-08-29", early.warnings().get(0).found());
    assertEquals(List.of(), record(new Event.ServiceStarted(id(now), day)).warnings());
    assertEquals("later", String.valueOf(trial.drawn(later).drawn().arm()));
    assertEquals(Audit.Verdict.YES, trial.audit().intact());
  }

  @Test
  void factsThatCannotBeSoAreRefused() throws Exception {
    assertRefused(new Event.ArmTold(id(6), day), "", "not drawn");
    assertRefused(new Event.ServiceStarted(id(6), day), "", "neither drawn nor placed");
    assertRefused(new Event.ServiceEnded(id(now), day), "", "has not started");
    assertRefused(new Event.ArmTold(id(now), day.plusDays(1)), "", "still to come");
    assertRefused(new Event.ArmTold(id(now), day.minusDays(1)), "", "before the referral");
    assertRefused(new Event.ArmTold(id(77), day), "", "nobody with this id");
    assertRefused(
        new Event.ConsentGiven(id(6), new Consent.Id("lott"), true, day), "", "did you mean 'lot'");
    assertRefused(
        new Event.ConsentGiven(id(6), new Consent.Id("lot"), false, day), "", "is withdrawn");
    record(new Event.ServiceNeverStarted(id(now), day));
    assertRefused(new Event.ServiceStarted(id(now), day), "", "settled never to start");
  }

  @Test
  void withdrawalIsPerPurposeAndKeepsTheArm() throws Exception {
    record(new Event.Withdrawn(id(now), Event.Withdrawn.From.CONTACT, day));
    trial.days(5);
    record(new Event.Withdrawn(id(now), Event.Withdrawn.From.DATA, day.plusDays(5)));
    assertEquals(2, trial.known(now).withdrawals().size());
    assertEquals("now", String.valueOf(trial.drawn(now).drawn().arm()));
    assertRefused(
        new Event.Withdrawn(id(now), Event.Withdrawn.From.CONTACT, day.plusDays(3)),
        "",
        "already withdrawn from 'contact' on 2026-03-02");
  }

  @Test
  void withdrawalBeforeTheDrawStopsIt() throws Exception {
    record(new Event.Withdrawn(id(6), Event.Withdrawn.From.REGISTERS, day));
    assertTrue(trial.known(6).standing().ready(), "registers are not required here");
    record(new Event.Withdrawn(id(6), Event.Withdrawn.From.CONTACT, day));
    assertEquals(
        new Standing(Standing.Kind.WITHDRAWN, List.of("contact")), trial.known(6).standing());
  }

  @Test
  void consentGivenLaterMakesReady() throws Exception {
    trial.desk.refer(
        List.of(TestTrial.with(trial.person(9, "south"), "lot", false, "adult", true)));
    assertEquals(Standing.Kind.NO_CONSENT, trial.known(9).standing().kind());
    trial.days(1);
    record(new Event.ConsentGiven(id(9), new Consent.Id("lot"), true, day.plusDays(1)));
    assertFalse(trial.desk.draw(id(9), trial.streams()).before());
  }

  @Test
  void eligibilityAnsweredAnewMakesReadyUntilTheDraw() throws Exception {
    trial.desk.refer(
        List.of(TestTrial.with(trial.person(9, "south"), "lot", true, "urgent", true)));
    Event no = new Event.EligibilityAnswered(id(9), new Criterion.Id("urgent"), false, day);
    assertRefused(no, "", "no reason");
    long line = trial.desk.record(no, "ticked the wrong box", "").line();
    assertTrue(trial.known(9).standing().ready());
    trial.desk.record(new Event.LineVoided(line), "was right at first", "");
    assertEquals(List.of("urgent"), trial.known(9).standing().reasons());
    assertFalse(trial.desk.record(no, "wrong after all", "").before());
    assertTrue(trial.desk.record(no, "wrong after all", "").before());
    trial.desk.draw(id(9), trial.streams());
    assertRefused(
        new Event.EligibilityAnswered(id(9), new Criterion.Id("urgent"), true, day),
        "changed",
        "stays in the trial");
    assertRefused(
        new Event.EligibilityAnswered(id(6), new Criterion.Id("adutl"), true, day),
        "typed",
        "did you mean 'adult'");
    assertEquals(Audit.Verdict.YES, trial.audit().intact());
  }

  @Test
  void referralIsPutRightUntilTheDraw() throws Exception {
    trial.desk.refer(List.of(trial.person(9, "south")));
    Correction north = new Correction(Map.of(), null, "north", null, null);
    assertThrows(Refused.class, () -> trial.desk.correct(id(9), north, ""));
    Correction nowhere = new Correction(Map.of(), null, "nroth", null, null);
    Refused unknown =
        assertThrows(Refused.class, () -> trial.desk.correct(id(9), nowhere, "typed wrongly"));
    assertTrue(unknown.findings().toString().contains("unknown site 'nroth'"), unknown.toString());
    Recorded first = trial.desk.correct(id(9), north, "typed wrongly").get(0);
    assertFalse(first.before());
    assertEquals(
        new Event.ReferralCorrected(id(9), "north", "fk", day), trial.ledger.event(first.line()));
    assertEquals("north", trial.known(9).site());
    assertTrue(trial.desk.correct(id(9), north, "typed wrongly").get(0).before());
    Admission again = trial.desk.refer(List.of(trial.person(9, "north"))).get(0);
    assertEquals(first.line(), again.line());
    assertEquals(List.of(), again.warnings());
    Admission wrong = trial.desk.refer(List.of(trial.person(9, "west"))).get(0);
    assertTrue(wrong.warnings().toString().contains("site=west"), wrong.warnings().toString());
    trial.desk.draw(id(9), trial.streams());
    Correction west = new Correction(Map.of(), null, "west", null, null);
    Refused late =
        assertThrows(Refused.class, () -> trial.desk.correct(id(9), west, "typed wrongly"));
    assertTrue(late.findings().toString().contains("referral stay"), late.toString());
    Audit.Report report = trial.audit();
    assertEquals(Audit.Verdict.YES, report.intact(), report.findings().toString());
    assertEquals(Audit.Verdict.YES, report.records(), report.findings().toString());
    assertEquals(Audit.Verdict.YES, report.redrawn(), report.findings().toString());
  }

  @Test
  void protectedIdentityIsRecordedAlsoAfterTheDraw() throws Exception {
    Correction hide = new Correction(Map.of(), true, null, null, null);
    Recorded recorded = trial.desk.correct(id(now), hide, "told us").get(0);
    assertEquals(
        List.of(new Variable.Id("protected")),
        ((Event.RecordCorrected) trial.ledger.event(recorded.line())).variables());
    assertTrue(trial.records.find(id(now)).orElseThrow().protectedIdentity());
    assertTrue(trial.desk.correct(id(now), hide, "told us").get(0).before());
    assertEquals(Audit.Verdict.YES, trial.audit().records());
  }

  @Test
  void urgentPlacementNeedsAReasonAndAName() throws Exception {
    Event urgent =
        new Event.PlacedOutside(id(6), Event.PlacedOutside.Placement.URGENT, "head of unit", day);
    assertRefused(urgent, "", "no reason");
    trial.desk.record(urgent, "cannot wait", "");
    assertEquals(Standing.Kind.OUTSIDE, trial.known(6).standing().kind());
    assertRefused(
        new Event.PlacedOutside(id(now), Event.PlacedOutside.Placement.EXEMPT, "head", day),
        "promised",
        "stays in the trial");
    assertRefused(
        new Event.PlacedOutside(id(now), Event.PlacedOutside.Placement.FILL_IN, "head", day),
        "free place",
        "not in the fill-in group");
  }

  @Test
  void nobodyIsFollowedAfterDeath() throws Exception {
    record(new Event.Left(id(6), Event.Left.Cause.LOST, day));
    record(new Event.Left(id(6), Event.Left.Cause.DIED, day));
    assertRefused(new Event.Left(id(6), Event.Left.Cause.MOVED_ABROAD, day), "", "already died");
    assertEquals(List.of("died"), trial.known(6).standing().reasons());
  }

  @Test
  void personalNumberInWordsIsRefusedWithoutRepeatingIt() {
    Refused refused =
        assertThrows(
            Refused.class,
            () ->
                trial.desk.record(
                    new Event.Deviated(id(now), Event.Deviated.Kind.OTHER, day),
                    "mixed up with 18900118-9811",
                    ""));
    assertTrue(refused.getMessage().contains("personal identity number"));
    assertFalse(refused.getMessage().contains("9811"));
  }

  @Test
  void everyViewOfArmsIsALine() throws Exception {
    Event view = new Event.ArmsViewed("status by arm");
    assertRefused(view, "", "no reason");
    long first = trial.desk.record(view, "monthly report", "").line();
    assertEquals(first + 1, trial.desk.record(view, "monthly report", "").line());
    assertEquals(first, trial.desk.record(view, "monthly report", "r1").line() - 2);
    assertTrue(trial.desk.record(view, "monthly report", "r1").before());
    Refused refused =
        assertThrows(
            Refused.class, () -> trial.desk.record(new Event.ArmTold(id(now), day), "", "r1"));
    assertTrue(refused.getMessage().contains("was for something else, on line " + (first + 2)));
  }

  @Test
  void drawsAndKeysAreNotRecordedThisWay() {
    assertThrows(IllegalArgumentException.class, () -> trial.desk.record(trial.drawn(now), "", ""));
    assertThrows(
        IllegalArgumentException.class,
        () -> trial.desk.record(new Event.KeyRevealed(trial.key.hex()), "", ""));
  }

  @Test
  void noticeTellsNowOrNotBefore() {
    Notice first = Notice.of(trial.desk.state(), id(now)).orElseThrow();
    assertTrue(first.now());
    assertEquals(day, first.start());
    Notice second = Notice.of(trial.desk.state(), id(later)).orElseThrow();
    assertFalse(second.now());
    assertEquals(day.plusDays(180), second.start());
    assertTrue(Notice.of(trial.desk.state(), id(6)).isEmpty());
  }

  @Test
  void whyTellsTheDrawAndWithTheKeyItsNumbers() throws Exception {
    Why without = Why.of(trial.desk.state(), id(3), null);
    assertEquals(trial.drawn(3), without.draw().event());
    assertEquals(0, without.remade().size());
    Why with = Why.of(trial.desk.state(), id(3), trial.streams());
    assertEquals("2", with.remade().get("position"));
    assertEquals(String.valueOf(trial.drawn(3).drawn().arm()), with.remade().get("arm"));
    assertThrows(Refused.class, () -> Why.of(trial.desk.state(), id(6), null));
  }
}
