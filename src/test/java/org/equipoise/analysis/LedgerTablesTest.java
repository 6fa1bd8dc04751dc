package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.finding.Finding;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Loaded;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Event.Withdrawn.From;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Item;
import org.equipoise.store.CsvTable;
import org.equipoise.store.CsvWriter;
import org.equipoise.trial.AnswerRecord;
import org.equipoise.trial.Filed;
import org.equipoise.trial.Refused;
import org.equipoise.trial.SurveyDesk;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.AsOf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows made from a ledger: who is in them, and which values may be. */
class LedgerTablesTest {

  private static final String LONG =
      """
      {"files": [{"name": "people", "rows": "person"},
                 {"name": "answers", "rows": "person-wave", "wave": "wave"}],
       "drawn": "drawn", "left": "left", "answered": "{wave}_answered"}""";

  private static final String ONE_FILE =
      """
      {"files": [{"name": "all", "rows": "person-wave", "wave": "wave", "delimiter": ";",
                  "decimal": ","}], "drawn": "drawn"}""";

  @TempDir private Path folder;

  private static LedgerTables.Made made(SurveyDesk desk) {
    return LedgerTables.of(desk.state(), desk.state(), desk.records(), desk.answers());
  }

  /** One cell as text; empty when it is missing. */
  private static String cell(DataTable table, int n, String column) {
    int at = table.columns().indexOf(column);
    for (List<?> row : table.rows()) {
      if (String.valueOf(row.get(0)).equals(SurveyDesk.id(n).value())) {
        Object cell = row.get(at);
        return cell == null ? "" : cell.toString();
      }
    }
    throw new AssertionError("no row of person " + n);
  }

  private static List<String> found(LedgerTables.Made made) {
    return made.findings().stream().map(Finding::found).toList();
  }

  /** Eight people drawn on 2 March, then 90 days. */
  private static SurveyDesk drawn(String late, String data) throws IOException, Refused {
    SurveyDesk desk = new SurveyDesk(late, data).refer(1, 8);
    for (int n = 1; n <= 8; n++) {
      desk.answer(n, "w1", "participant", "life", n % 2 == 0 ? "0" : "-1", "work", "10.5");
    }
    return desk.draw().days(90);
  }

  @Test
  void of_tellsEverybodyDrawnOrStoppedAndCountsTheRest() throws IOException, Refused {
    SurveyDesk desk = drawn("counted", SurveyDesk.WIDE);
    desk.refer(9, false, false).refer(10, true, true).refer(11, 12);
    LedgerTables.Made made = made(desk);
    DataTable people = made.tables().get(0);
    assertEquals(10, people.rows().size());
    assertEquals("no", cell(people, 9, "lot"));
    assertEquals("yes", cell(people, 10, "urgent"));
    assertEquals("", cell(people, 9, "arm"));
    assertEquals(desk.arm(3).value(), cell(people, 3, "arm"));
    assertEquals("2026-03-02", cell(people, 3, "drawn"));
    assertEquals("-1", cell(people, 3, "life_w1"));
    assertEquals("10.5", cell(people, 3, "work_w1"));
    assertTrue(
        found(made).contains("without an arm and not among the rows: 2 waiting for the draw"),
        found(made).toString());
    assertFalse(made.failed());
  }

  @Test
  void of_keepsAnswersAboutAPersonOutOfThePersonsOwn() throws IOException, Refused {
    SurveyDesk desk = drawn("counted", SurveyDesk.WIDE);
    desk.answer(1, "w2", "caseworker", "life", "1");
    LedgerTables.Made made = made(desk);
    assertEquals("", cell(made.tables().get(0), 1, "life_w2"));
    DataTable caseworkers = made.tables().get(1);
    assertEquals(List.of("id", "wave", "by", "life"), caseworkers.columns());
    assertEquals(1, caseworkers.rows().size());
    assertEquals("1", cell(caseworkers, 1, "life"));
    TrialDataReader.Read read =
        TrialDataReader.read(desk.protocol(), made.frames(desk.protocol(), new ArrayList<>()));
    TrialData data = read.data();
    assertNotNull(data);
    assertTrue(
        data.answers(new Item.Id("life"), new org.equipoise.protocol.Wave.Id("w2")).isMissing(0));
  }

  @Test
  void of_leavesOutBaselineAnswersGivenWhenTheArmWasKnown() throws IOException, Refused {
    SurveyDesk desk = new SurveyDesk("counted", SurveyDesk.WIDE).refer(1, 3).draw();
    desk.answer(1, "w1", "participant", "life", "1");
    desk.days(1);
    assertTrue(
        desk.answer(2, "w1", "participant", "life", "1").flags().contains(Filed.Flag.AFTER_DRAW));
    LedgerTables.Made made = made(desk);
    assertEquals("1", cell(made.tables().get(0), 1, "life_w1"));
    assertEquals("", cell(made.tables().get(0), 2, "life_w1"));
    assertTrue(
        found(made)
            .contains(
                "1 of 2 answers to the wave before the draw were given when the arm was known"));
  }

  @Test
  void of_setsLateAnswersAsideOnlyWhereTheProtocolSaysSo() throws IOException, Refused {
    for (String late : List.of("counted", "set-aside")) {
      SurveyDesk desk = drawn(late, SurveyDesk.WIDE).days(20);
      // The 110th day is the last of the window, the 111th comes after it.
      desk.answer(1, "w2", "participant", "life", "1");
      desk.days(1).answer(2, "w2", "participant", "life", "1");
      DataTable people = made(desk).tables().get(0);
      assertEquals("1", cell(people, 1, "life_w2"));
      assertEquals(late.equals("counted") ? "1" : "", cell(people, 2, "life_w2"));
    }
  }

  @Test
  void of_tellsOfTheWithdrawnOnlyWhatTheDrawUsed() throws IOException, Refused {
    SurveyDesk desk = drawn("counted", SurveyDesk.WIDE);
    desk.answer(1, "w2", "participant", "life", "1");
    desk.answer(2, "w2", "participant", "life", "1");
    desk.answer(2, "w2", "caseworker", "life", "1");
    LocalDate today = desk.today();
    desk.record(new Event.Withdrawn(SurveyDesk.id(1), From.CONTACT, today));
    desk.record(new Event.Withdrawn(SurveyDesk.id(2), From.DATA, today));
    desk.erase(3);
    LedgerTables.Made made = made(desk);
    assertFalse(made.failed(), found(made).toString());
    DataTable people = made.tables().get(0);
    assertEquals("1", cell(people, 1, "life_w2"));
    assertEquals(today.toString(), cell(people, 1, "left"));
    for (int n : new int[] {2, 3}) {
      assertEquals(desk.arm(n).value(), cell(people, n, "arm"));
      assertEquals(n == 2 ? "south" : "north", cell(people, n, "site"));
      assertEquals("man", cell(people, n, "sex"), "the draw used it, the analysis needs it");
      assertEquals("", cell(people, n, "age"));
      assertEquals("", cell(people, n, "life_w1"));
      assertEquals("", cell(people, n, "life_w2"));
    }
    assertEquals(0, made.tables().get(1).rows().size());
    assertNotNull(
        TrialDataReader.read(desk.protocol(), made.frames(desk.protocol(), new ArrayList<>()))
            .data());
  }

  @Test
  void of_tellsNoMoreOfAnEarlierDayThanToday() throws IOException, Refused {
    SurveyDesk desk = drawn("counted", SurveyDesk.WIDE);
    desk.answer(1, "w2", "participant", "life", "1");
    LocalDate day = desk.today();
    desk.days(1);
    desk.record(new Event.Withdrawn(SurveyDesk.id(1), From.DATA, desk.today()));
    desk.answer(2, "w2", "participant", "life", "1");
    TrialState then =
        AsOf.of(desk.ledger(), SurveyDesk.protocols(), day, desk.desk().office().zone());
    LedgerTables.Made made = LedgerTables.of(then, desk.state(), desk.records(), desk.answers());
    assertFalse(made.failed(), found(made).toString());
    assertEquals("", cell(made.tables().get(0), 1, "life_w1"));
    assertEquals("", cell(made.tables().get(0), 2, "life_w2"), "answered the day after");
    assertEquals("", cell(made.tables().get(0), 1, "left"), "withdrew the day after");
  }

  @Test
  void of_letsFreeTextOutOnlyByDecision() throws IOException, Refused {
    SurveyDesk desk = drawn("counted", SurveyDesk.WIDE);
    desk.answer(1, "w2", "participant", "life", "1", "words", "- tack");
    assertFalse(made(desk).tables().get(0).columns().contains("words_w2"));
    assertTrue(found(made(desk)).contains("answers in free text to \"words\" are left out"));
    desk.record(new Event.TextsReleased(new Item.Id("words"), "the ethics board"));
    assertEquals("- tack", cell(made(desk).tables().get(0), 1, "words_w2"));
    assertFalse(found(made(desk)).toString().contains("free text"));
  }

  @Test
  void of_saysWhenValuesMovedAfterTheDraw() throws IOException, Refused {
    SurveyDesk desk = drawn("counted", SurveyDesk.WIDE).correct(1, "sex", "man");
    assertEquals("man", cell(made(desk).tables().get(0), 1, "sex"));
    assertTrue(
        found(made(desk))
            .contains("1 people were drawn in another stratum than their values say now"));
  }

  @Test
  void of_refusesWithoutTheFilesOfPeopleAndAnswers() throws IOException, Refused {
    SurveyDesk desk = drawn("counted", SurveyDesk.WIDE);
    LedgerTables.Made lost = LedgerTables.of(desk.state(), desk.state(), Map.of(), Map.of());
    assertTrue(lost.failed());
    assertTrue(found(lost).contains("8 of the answers on record are not at hand"));
    assertTrue(found(lost).contains("what is known of 8 people is not at hand"));
    Map<Digest, AnswerRecord> changed = new HashMap<>();
    desk.answers()
        .forEach(
            (digest, record) ->
                changed.put(
                    digest,
                    new AnswerRecord(
                        record.kind(),
                        record.person(),
                        record.wave(),
                        record.respondent(),
                        record.salt(),
                        Map.of("life", "1"))));
    assertTrue(
        found(LedgerTables.of(desk.state(), desk.state(), desk.records(), changed))
            .contains("8 answers are not those that were recorded"));
  }

  @Test
  void frames_areWhatTheWrittenFilesHold() throws IOException, Refused {
    for (String data : List.of(SurveyDesk.WIDE, LONG, ONE_FILE)) {
      SurveyDesk desk = drawn("counted", data);
      desk.answer(1, "w2", "participant", "life", "-1", "work", "7.25", "words", "=1+1");
      desk.answer(2, "w2", "participant", "life", "0");
      desk.answer(3, "w2", "participant", "work", "60");
      desk.answer(4, "w2", "caseworker", "life", "-1");
      LedgerTables.Made made = made(desk);
      List<Finding> wrong = new ArrayList<>();
      Map<String, Frame> frames = made.frames(desk.protocol(), wrong);
      assertEquals(List.of(), wrong);
      DataPlan plan = DataPlan.of(desk.protocol());
      for (DataTable table : made.tables()) {
        Path file = folder.resolve(table.file().name() + ".csv");
        CsvWriter.as(table.file()).write(file, table.columns(), table.rows());
        Loaded loaded =
            CsvTable.read(
                file, plan.format(table.file()), plan.columns(table.file(), table.columns()));
        Frame frame = frames.get(table.file().name());
        assertNotNull(frame);
        assertEquals(loaded.require().columns(), frame.columns());
        assertTrue(frame.rows() > 0);
      }
      assertNotNull(TrialDataReader.read(desk.protocol(), frames).data());
    }
  }
}
