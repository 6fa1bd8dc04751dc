package org.equipoise.trial;

import static org.equipoise.trial.TestTrial.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.equipoise.draw.DrawKey;
import org.equipoise.finding.Finding;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Freezing, referring and drawing at the desk. */
class DeskTest {

  @Test
  void draw_isMadeOnceWhoeverAsks() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"").refer(1, 3, "north");
    Told first = trial.desk.draw(id(2), trial.streams());
    assertFalse(first.before());
    Told again = trial.desk.draw(id(2), trial.streams());
    assertTrue(again.before());
    assertEquals(first.event(), again.event());
    Desk other = trial.another();
    assertEquals(first.line(), other.draw(id(2), other.streams(trial.key)).line());
    assertEquals(5, trial.ledger.lines().size());
  }

  @Test
  void draw_seesWhatAnotherDeskDrewMeanwhile() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"").refer(1, 8, "north");
    Desk other = trial.another();
    for (int n = 1; n <= 8; n++) {
      Desk desk = n % 2 == 0 ? other : trial.desk;
      Told told = desk.draw(id(n), desk.streams(trial.key));
      assertEquals(n - 1, told.event().drawn().position());
    }
    trial.desk.refresh();
    assertEquals(Audit.Verdict.YES, trial.audit().redrawn());
  }

  @Test
  void draw_needsTheKeyOfTheTrial() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"").refer(1, 1, "north");
    DrawKey other = DrawKey.parse("ff".repeat(32));
    Refused refused = assertThrows(Refused.class, () -> trial.desk.streams(other));
    assertTrue(refused.getMessage().contains("not the one that was committed to"));
    assertFalse(refused.getMessage().contains("ffff"));
  }

  @Test
  void draw_saysWhySomebodyIsNotReady() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\", \"sex\"");
    trial.desk.refer(
        List.of(
            TestTrial.with(trial.person(1, "north"), "lot", false, "adult", true),
            TestTrial.with(trial.person(2, "north"), "lot", true, "urgent", true),
            TestTrial.with(trial.person(3, "north"), "sex", "")));
    assertNotReady(trial, 1, "no-consent (lot)");
    assertNotReady(trial, 2, "not-eligible (urgent)");
    assertNotReady(trial, 3, "values-missing (sex)");
    assertEquals(List.of(), trial.desk.drawReady("", trial.streams()));
    assertEquals(4, trial.ledger.lines().size());
  }

  private static void assertNotReady(TestTrial trial, int n, String why) {
    Refused refused = assertThrows(Refused.class, () -> trial.desk.draw(id(n), trial.streams()));
    assertTrue(refused.answerIsNo());
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  void draw_refusesSomebodyNeverReferred() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"").refer(1, 1, "north");
    Refused refused = assertThrows(Refused.class, () -> trial.desk.draw(id(9), trial.streams()));
    assertFalse(refused.answerIsNo());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {TestTrial.BIG_STICK, TestTrial.BLOCKS, TestTrial.SIMPLE, TestTrial.MINIMISATION})
  void drawReady_followsTheOrderOfReferralsAndCanBeMadeAgain(String rule) throws Exception {
    TestTrial trial = TestTrial.of(rule, "\"site\"").refer(1, 60, "north", "south", "west");
    List<Told> told = trial.desk.drawReady("", trial.streams());
    assertEquals(60, told.size());
    for (int n = 1; n <= 60; n++) {
      assertEquals(id(n), told.get(n - 1).person());
      assertEquals((n - 1) / 3, told.get(n - 1).event().drawn().position());
    }
    assertEquals(60, trial.audit().draws());
    assertEquals(Audit.Verdict.YES, trial.audit().redrawn());
    assertEquals(List.of(), trial.desk.drawReady("", trial.streams()));
  }

  @Test
  void drawReady_takesOneSite() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"").refer(1, 6, "north", "south");
    List<Told> told = trial.desk.drawReady("south", trial.streams());
    assertEquals(List.of(id(2), id(4), id(6)), told.stream().map(Told::person).toList());
  }

  @Test
  void drawReady_ofALotteryGivesPlacesAndLeavesTheFillInGroupWithoutAnArm() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.LOTTERY, "\"site\"").refer(1, 9, "north");
    Refused one = assertThrows(Refused.class, () -> trial.desk.draw(id(1), trial.streams()));
    assertTrue(one.getMessage().contains("whole pool"));
    List<Told> told = trial.desk.drawReady("", trial.streams());
    assertEquals(9, told.size());
    assertEquals(3, count(told, "now"));
    assertEquals(4, count(told, "later"));
    assertEquals(2, count(told, "null"));
    assertEquals(Audit.Verdict.YES, trial.audit().redrawn());
    trial.refer(20, 5, "north");
    assertEquals(2, trial.desk.drawReady("", trial.streams()).get(0).event().drawn().batch());
    assertEquals(Audit.Verdict.YES, trial.audit().redrawn());
  }

  private static long count(List<Told> told, String arm) {
    return told.stream().filter(t -> String.valueOf(t.event().drawn().arm()).equals(arm)).count();
  }

  @Test
  void drawReady_ofPairsWaitsForTheOtherHalf() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.PAIRS, "").refer(2, 3, "north");
    List<Told> told = trial.desk.drawReady("", trial.streams());
    assertEquals(2, told.size());
    assertEquals(1, count(told, "now"));
    List<Finding> alone = trial.desk.undrawn("", 2);
    assertEquals(1, alone.size(), alone.toString());
    assertTrue(alone.get(0).found().startsWith("1 waits for a partner: nobody else"));
    assertTrue(alone.get(0).found().contains(id(4).value()), alone.toString());
    trial.refer(5, 1, "north");
    assertEquals(2, trial.desk.drawReady("", trial.streams()).size());
    assertEquals(Audit.Verdict.YES, trial.audit().redrawn());
  }

  @Test
  void undrawn_namesTripletsAndLatePartners() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.PAIRS, "").refer(2, 2, "north");
    trial.desk.drawReady("", trial.streams());
    trial.desk.refer(
        List.of(
            TestTrial.with(trial.person(4, "north"), "pair", "p1"),
            TestTrial.with(trial.person(6, "north"), "pair", "p9"),
            TestTrial.with(trial.person(7, "north"), "pair", "p9"),
            TestTrial.with(trial.person(8, "north"), "pair", "p9")));
    assertEquals(0, trial.desk.drawReady("", trial.streams()).size());
    List<Finding> waiting = trial.desk.undrawn("", 0);
    assertEquals(2, waiting.size(), waiting.toString());
    assertTrue(waiting.get(0).found().startsWith("3 wait"), waiting.toString());
    assertTrue(waiting.get(1).found().contains("their pair is drawn already"), waiting.toString());
  }

  @Test
  void drawReady_refusesAnUnknownSiteAndUndrawnSaysWhyNobodyWasDrawn() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.SIMPLE, "\"site\"");
    Refused refused =
        assertThrows(Refused.class, () -> trial.desk.drawReady("umea", trial.streams()));
    assertTrue(refused.getMessage().contains("known: north, south, west"), refused.getMessage());
    assertThrows(Refused.class, () -> trial.desk.undrawn("umea", 0));
    assertTrue(trial.desk.undrawn("north", 0).toString().contains("nobody is referred"));
    trial.desk.refer(
        List.of(TestTrial.with(trial.person(9, "north"), "lot", true, "urgent", true)));
    assertTrue(trial.desk.undrawn("north", 0).toString().contains("(1 not-eligible)"));
    assertEquals(List.of(), trial.desk.undrawn("", 1));
  }

  @Test
  void draw_ofAHouseholdIsSharedByItsLaterMembers() throws Exception {
    TestTrial trial = TestTrial.ofHouseholds(TestTrial.BIG_STICK, "\"site\"").refer(2, 1, "north");
    Told first = trial.desk.draw(id(2), trial.streams());
    trial.days(10);
    trial.refer(3, 1, "north");
    Told second = trial.desk.draw(id(3), trial.streams());
    assertEquals(first.line(), second.event().joins());
    assertEquals(first.event().drawn(), second.event().drawn());
    boolean now = "now".equals(String.valueOf(first.event().drawn().arm()));
    assertEquals(now ? trial.today() : first.event().start(), second.event().start());
    assertEquals(Audit.Verdict.YES, trial.audit().intact());
    assertEquals(1, trial.audit().draws());
  }

  @Test
  void drawReady_ofHouseholdsInAPoolDrawsEachOnce() throws Exception {
    TestTrial trial = TestTrial.ofHouseholds(TestTrial.COMPLETE, "\"site\"").refer(2, 8, "north");
    List<Told> told = trial.desk.drawReady("", trial.streams());
    assertEquals(8, told.size());
    assertEquals(4, told.stream().filter(t -> t.event().joins() == 0).count());
    for (int n = 2; n < 10; n += 2) {
      assertEquals(trial.drawn(n).drawn(), trial.drawn(n + 1).drawn());
    }
    assertEquals(Audit.Verdict.YES, trial.audit().intact());
    assertEquals(Audit.Verdict.YES, trial.audit().redrawn());
  }

  @Test
  void draw_thatCouldNotBeWrittenIsTheSameWhenAskedAgain() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BLOCKS, "\"site\"").refer(1, 4, "north");
    trial.desk.draw(id(1), trial.streams());
    trial.ledger.failNext(MemoryLedger.Fault.REFUSED);
    assertThrows(IOException.class, () -> trial.desk.draw(id(2), trial.streams()));
    assertEquals(6, trial.ledger.lines().size());
    trial.desk.refresh();
    Told told = trial.desk.draw(id(2), trial.streams());
    assertFalse(told.before());
    assertEquals(1, told.event().drawn().position());
    assertEquals(Audit.Verdict.YES, trial.audit().redrawn());
  }

  @Test
  void draw_writtenBeforeThePowerWentIsToldWhenAskedAgain() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BLOCKS, "\"site\"").refer(1, 4, "north");
    trial.ledger.failNext(MemoryLedger.Fault.WRITTEN_BUT_SILENT);
    assertThrows(IOException.class, () -> trial.desk.draw(id(2), trial.streams()));
    trial.desk.refresh();
    assertTrue(trial.desk.draw(id(2), trial.streams()).before());
    assertEquals(6, trial.ledger.lines().size());
  }

  @Test
  void clockJumpingBackDatesNoLineBeforeTheLast() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"").refer(1, 2, "north");
    trial.days(-40);
    Told told = trial.desk.draw(id(1), trial.streams());
    Entry line = trial.ledger.lines().get((int) told.line() - 1);
    Entry before = trial.ledger.lines().get((int) told.line() - 2);
    assertEquals(before.at(), line.at());
    assertEquals(trial.now, line.clock());
    assertEquals(Audit.Verdict.YES, trial.audit().intact());
  }

  @Test
  void draw_outsideTheIntakeIsMadeWithAWarning() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"").refer(1, 1, "north");
    trial.days(400);
    assertEquals(1, trial.desk.draw(id(1), trial.streams()).warnings().size());
  }

  @Test
  void refer_isAllOrNothingAndTellsEveryProblem() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"");
    List<Referral> file = new ArrayList<>();
    file.add(trial.person(1, "north"));
    file.add(trial.person(2, "nort"));
    file.add(TestTrial.at(trial.person(3, "north"), "north", "fx", trial.today().plusDays(1)));
    Refused refused = assertThrows(Refused.class, () -> trial.desk.refer(file));
    assertEquals(3, refused.findings().size());
    assertEquals(
        "referrals.csv:3: error: unknown site 'nort'; did you mean 'north'?",
        refused.findings().get(0).toString());
    assertEquals(1, trial.ledger.lines().size());
    assertEquals(Map.of(), trial.records.kept);
  }

  @Test
  void refer_knowsAPersonReferredByAnotherAgency() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"");
    Referral first = trial.person(1, "north");
    assertEquals(Admission.How.NEW, trial.desk.refer(List.of(first)).get(0).how());
    assertEquals(Admission.How.UNCHANGED, trial.desk.refer(List.of(first)).get(0).how());
    Referral other = TestTrial.with(TestTrial.at(first, "south", "af", first.on()), "sex", "woman");
    Admission again = trial.desk.refer(List.of(other)).get(0);
    assertEquals(Admission.How.AGAIN, again.how());
    assertTrue(again.warnings().toString().contains("values differ"), "sex differs");
    assertEquals("north", trial.known(1).site());
    assertEquals("man", trial.records.kept.get(id(1)).value(new Variable.Id("sex")));
    assertEquals(Admission.How.UNCHANGED, trial.desk.refer(List.of(other)).get(0).how());
    assertEquals(3, trial.ledger.lines().size());
  }

  @Test
  void refer_takesThePersonTwiceInOneFileAsReferredAgain() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"");
    Referral first = trial.person(1, "north");
    List<Admission> admissions =
        trial.desk.refer(List.of(first, TestTrial.at(first, "north", "af", first.on()), first));
    assertEquals(
        List.of(Admission.How.NEW, Admission.How.AGAIN, Admission.How.UNCHANGED),
        admissions.stream().map(Admission::how).toList());
    assertEquals(Audit.Verdict.YES, trial.audit().intact());
  }

  @Test
  void refer_thatWasInterruptedLeavesNoRecordWithoutALine() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"").refer(1, 1, "north");
    trial.ledger.failNext(MemoryLedger.Fault.REFUSED);
    assertThrows(IOException.class, () -> trial.refer(2, 3, "north"));
    assertEquals(4, trial.records.kept.size());
    trial.desk.refresh();
    trial.refer(9, 1, "south");
    assertEquals(java.util.Set.of(id(1), id(9)), trial.records.kept.keySet());
    assertEquals(Audit.Verdict.YES, trial.audit().records());
  }

  @Test
  void changedRecordIsNotDrawnFrom() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\", \"sex\"").refer(1, 1, "north");
    PersonRecord record = trial.records.kept.get(id(1));
    trial.records.kept.put(
        id(1), new PersonRecord(id(1), record.salt(), Map.of("sex", "woman"), "", false));
    Refused refused = assertThrows(Refused.class, () -> trial.desk.draw(id(1), trial.streams()));
    assertTrue(refused.getMessage().contains("was changed"));
    assertEquals(Audit.Verdict.NO, trial.audit().records());
  }

  @Test
  void freeze_happensOnce() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"");
    trial.freeze();
    assertEquals(1, trial.ledger.lines().size());
    String other = TestTrial.text(TestTrial.SIMPLE, "\"site\"", "\"person\"", 1);
    Refused refused =
        assertThrows(
            Refused.class, () -> trial.desk.freeze(other, Digest.of(other), trial.key, "", ""));
    assertTrue(refused.getMessage().contains("frozen already"));
  }

  @Test
  void nothingHappensBeforeTheFreeze() throws Exception {
    TestTrial trial = TestTrial.planned(TestTrial.BIG_STICK, "\"site\"");
    Refused refused =
        assertThrows(Refused.class, () -> trial.desk.refer(List.of(trial.person(1, "north"))));
    assertTrue(refused.getMessage().contains("not frozen yet"));
  }

  @Test
  void mixIn_changesDrawsAndEndsWithTheFirst() throws Exception {
    TestTrial plain = TestTrial.of(TestTrial.SIMPLE, "").refer(1, 40, "north");
    TestTrial mixed = TestTrial.of(TestTrial.SIMPLE, "").refer(1, 40, "north");
    var before = mixed.streams();
    mixed.desk.mixIn(Event.NumberMixedIn.Source.SECOND_PARTY, "the county", "271828");
    List<Told> a = plain.desk.drawReady("", plain.streams());
    List<Told> b = mixed.desk.drawReady("", before);
    assertFalse(
        a.stream()
            .map(t -> t.event().drawn().arm())
            .toList()
            .equals(b.stream().map(t -> t.event().drawn().arm()).toList()));
    assertEquals(Audit.Verdict.YES, mixed.audit().redrawn());
    Refused refused =
        assertThrows(
            Refused.class,
            () -> mixed.desk.mixIn(Event.NumberMixedIn.Source.BEACON, "round 7", "1"));
    assertTrue(refused.getMessage().contains("before the first draw"));
  }

  @Test
  void amend_startsANewSchemeOnlyWhenTheDrawChanges() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"").refer(1, 4, "north");
    trial.desk.draw(id(1), trial.streams());
    Event.ArmDrawn first = trial.drawn(1);
    String second =
        TestTrial.text(TestTrial.BIG_STICK, "\"site\"", "\"person\"", 2).replace("400", "500");
    trial.desk.amend(second, Digest.of(second), "more places");
    assertEquals(1, trial.desk.state().scheme());
    assertEquals(1, trial.desk.draw(id(2), trial.streams()).event().drawn().position());
    String third = TestTrial.text(TestTrial.SIMPLE, "\"site\"", "\"person\"", 3);
    trial.desk.amend(third, Digest.of(third), "too easy to guess");
    Told told = trial.desk.draw(id(3), trial.streams());
    assertEquals(0, told.event().drawn().position());
    assertEquals(2, told.event().drawn().stream().scheme());
    assertEquals(3, told.event().protocolVersion());
    assertEquals(first, trial.drawn(1));
    assertEquals(Audit.Verdict.YES, trial.audit().intact());
    assertEquals(Audit.Verdict.YES, trial.audit().redrawn());
    Refused refused =
        assertThrows(
            Refused.class, () -> trial.desk.amend(second, Digest.of(second), "back again"));
    assertTrue(refused.getMessage().contains("number it 4"), refused.getMessage());
  }

  @Test
  void amend_needsAReason() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"");
    String second = TestTrial.text(TestTrial.SIMPLE, "\"site\"", "\"person\"", 2);
    assertThrows(Refused.class, () -> trial.desk.amend(second, Digest.of(second), " "));
  }

  @Test
  void reveal_endsReferralsAndDraws() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"").refer(1, 2, "north");
    trial.desk.draw(id(1), trial.streams());
    long line = trial.desk.reveal(trial.key);
    assertEquals(line, trial.desk.reveal(trial.key));
    Refused refused = assertThrows(Refused.class, () -> trial.desk.draw(id(2), trial.streams()));
    assertTrue(refused.answerIsNo());
    assertTrue(trial.desk.draw(id(1), trial.streams()).before());
    assertThrows(Refused.class, () -> trial.desk.refer(List.of(trial.person(3, "north"))));
    Audit.Report report = Audit.of(trial.ledger, TestTrial::read, List.of(), null);
    assertEquals(Audit.Verdict.YES, report.redrawn());
  }

  @Test
  void correct_keepsTheDrawAndSurvivesACrashBetweenLedgerAndRecords() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\", \"sex\"").refer(1, 2, "north");
    trial.desk.draw(id(1), trial.streams());
    Map<Variable.Id, String> woman = Map.of(new Variable.Id("sex"), "woman");
    trial.ledger.failNext(MemoryLedger.Fault.WRITTEN_BUT_SILENT);
    assertThrows(IOException.class, () -> trial.desk.correct(id(1), woman, "typed wrongly"));
    assertEquals("man", trial.records.kept.get(id(1)).values().get("sex"));
    trial.desk.refresh();
    trial.refer(7, 1, "north");
    assertEquals("woman", trial.records.kept.get(id(1)).values().get("sex"));
    assertEquals(3, trial.records.kept.size());
    assertEquals("man", trial.drawn(1).drawn().stream().stratum().get("sex"));
    assertEquals(Audit.Verdict.YES, trial.audit().records());
    assertTrue(trial.desk.correct(id(1), woman, "typed wrongly").before());
  }

  @Test
  void correct_notWrittenLeavesTheRecordInForce() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\", \"sex\"").refer(1, 2, "north");
    trial.ledger.failNext(MemoryLedger.Fault.REFUSED);
    Map<Variable.Id, String> woman = Map.of(new Variable.Id("sex"), "woman");
    assertThrows(IOException.class, () -> trial.desk.correct(id(1), woman, "typed wrongly"));
    trial.desk.refresh();
    trial.refer(7, 1, "north");
    assertEquals("man", trial.records.kept.get(id(1)).values().get("sex"));
    assertEquals(Audit.Verdict.YES, trial.audit().records());
  }

  @Test
  void erase_isFinishedAtTheNextStart() throws Exception {
    TestTrial trial = TestTrial.of(TestTrial.BIG_STICK, "\"site\"").refer(1, 2, "north");
    trial.records.stuck = true;
    assertThrows(IOException.class, () -> trial.desk.erase(id(1), "asked for"));
    assertNotNull(trial.records.kept.get(id(1)));
    trial.records.stuck = false;
    trial.desk = trial.another();
    assertNull(trial.records.kept.get(id(1)));
    assertEquals(Standing.Kind.ERASED, trial.known(1).standing().kind());
    assertTrue(trial.desk.erase(id(1), "asked for").before());
    assertEquals(Audit.Verdict.YES, trial.audit().intact());
    assertEquals(Audit.Verdict.YES, trial.audit().records());
  }
}
