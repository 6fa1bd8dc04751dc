package org.equipoise.trial;

import static org.equipoise.trial.TestTrial.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answered forms on their way into the ledger, each once. */
class FilingTest {

  private static final Wave.Id W1 = new Wave.Id("w1");
  private static final Wave.Id W2 = new Wave.Id("w2");
  private static final Respondent.Id SELF = Respondent.PARTICIPANT;
  private static final String FULL = "mood=4 calm=yes days=3 sleep=7.5";

  private TestTrial trial;
  private LocalDate drawn;

  @BeforeEach
  void drawFourAndWait() throws Exception {
    trial = TestTrial.surveyed().refer(1, 4, "north");
    drawn = trial.today();
    trial.desk.drawReady("", trial.streams());
    trial.days(130);
  }

  @Test
  void form_isFiledOnceHoweverOftenItComes() throws Exception {
    List<AnswerSheet> file = List.of(sheet(1, W2, 90, FULL), sheet(2, W2, 91, FULL + " note=!"));
    List<Filed> first = trial.desk.fileAnswers(file, "");
    assertEquals(Filed.How.NEW, first.get(0).how());
    assertEquals(Set.of(), first.get(0).flags());
    long lines = trial.desk.state().lines();
    for (Filed again : trial.another().fileAnswers(file, "")) {
      assertEquals(Filed.How.UNCHANGED, again.how());
    }
    assertEquals(lines, trial.desk.refresh().lines());
    assertEquals(2, trial.answers.kept.size());
    Event.AnswersReceived event = answer(2, W2);
    assertEquals(4, event.asked(), "free text may stay empty");
    assertEquals(4, event.answered());
    assertEquals("!", trial.answers.kept.get(event.record()).value(new Item.Id("note")));
  }

  @Test
  void ledger_neverHoldsAnAnswer() throws Exception {
    file("", sheet(1, W2, 90, FULL + " note=a-secret-word"));
    for (org.equipoise.ledger.Entry line : trial.ledger.lines()) {
      assertFalse(org.equipoise.ledger.Line.text(line).contains("a-secret-word"));
    }
  }

  @Test
  void form_thatGoesOnTakesThePlaceOfItsBeginning() throws Exception {
    assertEquals(Set.of(Filed.Flag.BREAK_OFF), file("", sheet(1, W2, 90, "mood=4")).flags());
    Filed more = file("", sheet(1, W2, 92, "mood=4 calm=yes"));
    assertEquals(Filed.How.CONTINUED, more.how());
    assertEquals(Set.of(Filed.Flag.PARTIAL), more.flags());
    assertEquals(2, answer(1, W2).answered());
    assertEquals(2, trial.answers.kept.size(), "the earlier form stays");
    // Other answers wait for somebody to ask for them, complete or not.
    assertEquals(
        Filed.How.DUPLICATE, file("", sheet(1, W2, 93, "mood=1 calm=no days=2 sleep=8")).how());
    assertEquals(2, answer(1, W2).answered());
  }

  @Test
  void form_thatCountsTakesThePlaceOfOneThatDoesNot() throws Exception {
    file("", sheet(1, W2, 90, "mood=4"));
    Filed other = file("", sheet(1, W2, 93, "mood=1 calm=no days=2 sleep=8"));
    assertEquals(Filed.How.CONTINUED, other.how());
    assertEquals(4, answer(1, W2).answered());
  }

  @Test
  void form_thatCountsNeverGivesWayToOneThatCountsForLess() throws Exception {
    file("", sheet(1, W2, 90, "mood=4 calm=yes"));
    Filed late = file("", sheet(1, W2, 120, FULL));
    assertEquals(Set.of(Filed.Flag.LATE), late.flags());
    assertEquals(Filed.How.DUPLICATE, late.how());
    file("", sheet(2, W1, 0, "mood=4 calm=yes"));
    Filed afterwards = file("", sheet(2, W1, 30, FULL));
    assertTrue(afterwards.flags().contains(Filed.Flag.AFTER_DRAW));
    assertEquals(Filed.How.DUPLICATE, afterwards.how());
    assertEquals(drawn, answer(2, W1).on());
  }

  @Test
  void form_ofAnotherDayIsNoticedAndCanBePutRight() throws Exception {
    file("", sheet(1, W2, 120, FULL));
    assertEquals(Filed.How.DUPLICATE, file("", sheet(1, W2, 100, FULL)).how());
    assertEquals(Filed.How.REPLACED, file("the day was wrong", sheet(1, W2, 100, FULL)).how());
    assertEquals(drawn.plusDays(100), answer(1, W2).on());
  }

  @Test
  void form_thatDiffersWaitsForSomebodyToAskForIt() throws Exception {
    Filed first = file("", sheet(1, W2, 90, FULL));
    AnswerSheet other = sheet(1, W2, 95, "mood=2 calm=yes days=3 sleep=7.5");
    Filed duplicate = file("", other);
    assertEquals(Filed.How.DUPLICATE, duplicate.how());
    assertEquals(first.line(), duplicate.line());
    Filed replaced = file("the first was a mistake of the site", other);
    assertEquals(Filed.How.REPLACED, replaced.how());
    assertEquals("2", stored(1, W2).value(new Item.Id("mood")));
    assertEquals(
        "the first was a mistake of the site",
        trial.ledger.lines().get((int) replaced.line() - 1).reason());
  }

  @Test
  void duplicates_ofOneFileAreSeenToo() throws Exception {
    List<Filed> filed =
        trial.desk.fileAnswers(
            List.of(
                sheet(1, W2, 90, FULL),
                sheet(1, W2, 90, FULL),
                sheet(1, W2, 92, "mood=2 calm=yes days=3 sleep=7.5")),
            "");
    assertEquals(
        List.of(Filed.How.NEW, Filed.How.UNCHANGED, Filed.How.DUPLICATE),
        filed.stream().map(Filed::how).toList());
    assertEquals(1, trial.answers.kept.size());
  }

  @Test
  void flags_tellOfTheWindow() throws Exception {
    assertEquals(Set.of(Filed.Flag.EARLY), file("", sheet(1, W2, 79, FULL)).flags());
    assertEquals(Set.of(), file("", sheet(2, W2, 110, FULL)).flags());
    assertEquals(Set.of(Filed.Flag.LATE), file("", sheet(3, W2, 111, FULL)).flags());
    assertEquals(Set.of(), file("", sheet(1, W1, 0, FULL)).flags());
    // Nobody wrote down when the arm was told: from the day after the draw it may be known.
    assertEquals(
        Set.of(Filed.Flag.LATE, Filed.Flag.AFTER_DRAW), file("", sheet(2, W1, 1, FULL)).flags());
    trial.desk.record(new Event.ArmTold(id(3), drawn.plusDays(5)), "", "");
    assertEquals(Set.of(Filed.Flag.LATE), file("", sheet(3, W1, 5, FULL)).flags());
  }

  @Test
  void flags_tellOfAnswersThatContradictTheLedger() throws Exception {
    trial.desk.record(new Event.Left(id(1), Event.Left.Cause.DIED, drawn.plusDays(80)), "", "");
    trial.desk.record(
        new Event.Withdrawn(id(2), Event.Withdrawn.From.CONTACT, drawn.plusDays(80)), "", "");
    assertEquals(Set.of(Filed.Flag.CONTRADICTS), file("", sheet(1, W2, 90, FULL)).flags());
    assertEquals(Set.of(Filed.Flag.CONTRADICTS), file("", sheet(2, W2, 90, FULL)).flags());
    assertEquals(Set.of(), file("", sheet(3, W2, 90, FULL)).flags());
  }

  @Test
  void form_isSetAsideWhenItMayNotBeUsed() throws Exception {
    trial.desk.record(new Event.Withdrawn(id(1), Event.Withdrawn.From.DATA, trial.today()), "", "");
    trial.desk.erase(id(2), "asked to be forgotten");
    trial.desk.refer(
        List.of(
            trial.person(8, "south"),
            TestTrial.with(trial.person(9, "south"), "asked", false, "adult", true)));
    List<Filed> filed =
        trial.desk.fileAnswers(
            List.of(
                sheet(1, W2, 90, FULL),
                sheet(2, W2, 90, FULL),
                sheet(8, W2, 130, FULL),
                sheet(9, W1, 130, FULL),
                sheet(3, W2, -1, FULL),
                sheet(4, W2, 90, FULL)),
            "");
    assertEquals(
        List.of(
            "the person withdrew from the use of data",
            "what was known of the person is erased",
            "the person is not drawn",
            "the consent to be asked is not given",
            "they are of 2026-03-01, before the draw on 2026-03-02",
            ""),
        filed.stream().map(Filed::why).toList());
    assertEquals(1, trial.answers.kept.size());
  }

  @Test
  void strangers_stopTheWholeFile() throws Exception {
    long lines = trial.desk.state().lines();
    Refused no =
        assertThrows(
            Refused.class,
            () ->
                trial.desk.fileAnswers(
                    List.of(
                        sheet(1, W2, 90, FULL), sheet(77, W2, 90, FULL), sheet(78, W2, 90, FULL)),
                    ""));
    assertEquals(2, no.findings().size());
    assertEquals("answers.csv", no.findings().get(0).place().source());
    assertEquals(lines, trial.desk.refresh().lines());
    assertTrue(trial.answers.kept.isEmpty());
  }

  @Test
  void answersWithoutALine_areTakenAwayAgain() throws Exception {
    file("", sheet(1, W2, 90, FULL));
    trial.ledger.failNext(MemoryLedger.Fault.REFUSED);
    assertThrows(IOException.class, () -> file("", sheet(2, W2, 90, FULL)));
    assertEquals(2, trial.answers.kept.size());
    trial.desk = trial.another();
    assertEquals(Filed.How.NEW, file("", sheet(3, W2, 90, FULL)).how());
    assertEquals(2, trial.answers.kept.size());
    assertEquals(Filed.How.NEW, file("", sheet(2, W2, 90, FULL)).how());
  }

  @Test
  void answersOfAnotherLedger_areNeitherTouchedNorUsed() throws Exception {
    file("", sheet(1, W2, 90, FULL));
    AnswerRecord foreign =
        new AnswerRecord(
            AnswerRecord.Kind.ANSWERS, id(9), W2, SELF, "of another trial", Map.of("mood", "1"));
    trial.answers.keep(List.of(foreign));
    trial.answers.confirm();
    trial.desk.record(new Event.ArmTold(id(1), trial.today()), "", "");
    assertEquals(2, trial.answers.kept.size(), "an ordinary line takes nothing away");
    Refused no = assertThrows(Refused.class, () -> file("", sheet(2, W2, 90, FULL)));
    assertTrue(
        no.getMessage().contains("2 answers are at hand, and the ledger knows 1"), no.getMessage());
    Audit.Report report = trial.audit();
    assertEquals(Audit.Verdict.NO, report.records());
    assertTrue(
        report.findings().toString().contains("holds 1 records that no line of the ledger knows"),
        report.findings().toString());
  }

  @Test
  void erasedPeople_areNotCodedAgain() throws Exception {
    file("", sheet(1, W2, 90, FULL + " note=long"));
    file("", sheet(2, W2, 90, FULL));
    trial.desk.erase(id(1), "asked to be forgotten");
    Refused erased = assertThrows(Refused.class, () -> code(1, "waiting"));
    assertTrue(erased.getMessage().contains("is erased"), erased.getMessage());
    Refused silent = assertThrows(Refused.class, () -> code(2, "waiting"));
    assertTrue(silent.getMessage().contains("nothing was written at 'w2'"), silent.getMessage());
    assertEquals(Audit.Verdict.YES, trial.audit().records());
  }

  @Test
  void silentCommit_isFoundWhenTheFileComesAgain() throws Exception {
    trial.ledger.failNext(MemoryLedger.Fault.WRITTEN_BUT_SILENT);
    assertThrows(IOException.class, () -> file("", sheet(1, W2, 90, FULL)));
    trial.desk = trial.another();
    assertEquals(Filed.How.UNCHANGED, file("", sheet(1, W2, 90, FULL)).how());
  }

  @Test
  void erasure_reachesAnswersAndThemes() throws Exception {
    file("", sheet(1, W2, 90, FULL + " note=long"));
    file("", sheet(2, W2, 90, FULL));
    code(1, "waiting");
    assertEquals(3, trial.answers.kept.size());
    trial.desk.erase(id(1), "asked to be forgotten");
    assertEquals(1, trial.answers.kept.size());
    assertEquals(Audit.Verdict.YES, trial.audit().records());
    assertEquals(1, trial.desk.state().answerRecords().size());
  }

  @Test
  void erasureCutShort_isFinishedByWhoeverOpensTheTrial() throws Exception {
    file("", sheet(1, W2, 90, FULL));
    trial.answers.stuck = true;
    assertThrows(IOException.class, () -> trial.desk.erase(id(1), "asked to be forgotten"));
    trial.answers.stuck = false;
    trial.another();
    assertTrue(trial.answers.kept.isEmpty());
  }

  @Test
  void voidedForm_countsNowhere() throws Exception {
    Filed filed = file("", sheet(1, W2, 90, FULL));
    trial.desk.record(new Event.LineVoided(filed.line()), "of somebody else", "");
    assertEquals(null, trial.known(1).surveys().answer(W2, SELF));
    assertEquals(Filed.How.NEW, file("", sheet(1, W2, 90, FULL)).how());
  }

  @Test
  void audit_seesWhatWasChangedBehindTheLedger() throws Exception {
    Filed filed = file("", sheet(1, W2, 90, FULL));
    file("", sheet(2, W2, 90, FULL));
    Digest due = answer(1, W2).record();
    AnswerRecord good = trial.answers.kept.get(due);
    Map<String, String> better = new LinkedHashMap<>(good.values());
    better.put("mood", "5");
    trial.answers.kept.put(
        due,
        new AnswerRecord(
            good.kind(), good.person(), good.wave(), good.respondent(), good.salt(), better));
    Audit.Report changed = trial.audit();
    assertEquals(Audit.Verdict.NO, changed.records());
    assertEquals(
        "ledger:"
            + filed.line()
            + ": error: what P001-TEST-0000 answered was changed behind the"
            + " ledger's back",
        changed.findings().stream()
            .map(Object::toString)
            .filter(text -> text.contains("behind"))
            .findFirst()
            .orElse(""));
    trial.answers.kept.remove(due);
    assertTrue(trial.audit().findings().toString().contains("missing from the file of answers"));
  }

  @Test
  void themes_replaceEarlierOnes() throws Exception {
    file("", sheet(1, W2, 90, FULL + " note=long"));
    assertFalse(code(1, "waiting").before());
    assertTrue(code(1, "waiting").before());
    assertFalse(code(1, "waiting", "other").before());
    Digest record = trial.known(1).surveys().coded(W2, SELF, new Item.Id("note")).event().record();
    assertEquals("waiting other", trial.answers.kept.get(record).value(new Item.Id("note")));
    Refused no = assertThrows(Refused.class, () -> code(1, "wating"));
    assertTrue(no.getMessage().contains("'note' has no theme 'wating'"), no.getMessage());
    Refused none = assertThrows(Refused.class, () -> code(2, "waiting"));
    assertTrue(none.getMessage().contains("no answer to 'w2'"), none.getMessage());
  }

  /**
   * SHA-256 from {@code printf 's\nanswers\nP\nw1\nparticipant\na=1\nb=x\\\\y\\nz' | sha256sum}.
   */
  @Test
  void commitment_isThatOfTheWrittenFormat() {
    AnswerRecord record =
        new AnswerRecord(
            AnswerRecord.Kind.ANSWERS,
            new PersonId("P"),
            W1,
            SELF,
            "s",
            Map.of("b", "x\\y\nz", "a", "1"));
    assertEquals(
        "f27418afece1a88c6a555ad6ea4f4d972721c19d601640aa48e97a94c1203193",
        record.commitment().hex());
    for (String value : List.of("", "\\", "\n", "\\n", "a\\\n\\\\nb", "å")) {
      assertEquals(value, AnswerRecord.unline(AnswerRecord.line(value)));
    }
  }

  private Recorded code(int n, String... themes) throws Exception {
    Coding coding =
        new Coding(id(n), W2, SELF, new Item.Id("note"), List.of(themes), Place.file("coded.csv"));
    return trial.desk.code(List.of(coding)).get(0);
  }

  private Filed file(String replace, AnswerSheet sheet) throws IOException, Refused {
    return trial.desk.fileAnswers(List.of(sheet), replace).get(0);
  }

  private Event.AnswersReceived answer(int n, Wave.Id wave) {
    Fact<Event.AnswersReceived> fact = trial.known(n).surveys().answer(wave, SELF);
    return fact.event();
  }

  private AnswerRecord stored(int n, Wave.Id wave) {
    return trial.answers.kept.get(answer(n, wave).record());
  }

  /** A form of somebody, answered so many days after the draw of the first four. */
  private AnswerSheet sheet(int n, Wave.Id wave, int day, String values) {
    Map<Item.Id, String> answers = new LinkedHashMap<>();
    for (String value : values.split(" ")) {
      int equals = value.indexOf('=');
      answers.put(new Item.Id(value.substring(0, equals)), value.substring(equals + 1));
    }
    return new AnswerSheet(
        id(n),
        wave,
        SELF,
        drawn.plusDays(day),
        Wave.Mode.WEB,
        "sv",
        answers,
        new Place("answers.csv", n + 1, 0, ""));
  }
}
