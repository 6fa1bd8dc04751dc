package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.equipoise.finding.Finding;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.Refused;
import org.equipoise.trial.SurveyDesk;
import org.equipoise.waves.Cases;
import org.equipoise.waves.OpenQuestion;
import org.equipoise.waves.Share;
import org.junit.jupiter.api.Test;

/** Rates, scales, pairs, texts and the analysis tell of the answers of the same people. */
class CountedAnswersTest {

  private static final Respondent.Id PARTICIPANT = new Respondent.Id("participant");
  private static final Respondent.Id CASEWORKER = new Respondent.Id("caseworker");
  private static final Wave.Id W1 = new Wave.Id("w1");
  private static final Wave.Id W2 = new Wave.Id("w2");

  private static final String LONG =
      """
      {"files": [{"name": "people", "rows": "person"},
                 {"name": "answers", "rows": "person-wave", "wave": "wave"}],
       "drawn": "drawn", "left": "left", "answered": "{wave}_answered"}""";

  /**
   * One answers in full, two in part; three writes to the open question and answers nothing else,
   * four comes after the window, and five, who answered, withdraws the data. A caseworker answers
   * about everybody.
   */
  private static SurveyDesk five() throws IOException, Refused {
    SurveyDesk desk = new SurveyDesk("set-aside", LONG).refer(1, 5).draw().days(90);
    desk.answer(1, "w2", "participant", "life", "1", "work", "40", "words", "one");
    desk.answer(2, "w2", "participant", "life", "0");
    desk.answer(3, "w2", "participant", "words", "three");
    desk.answer(5, "w2", "participant", "life", "0", "work", "0", "words", "five");
    for (int n = 1; n <= 5; n++) {
      desk.answer(n, "w2", "caseworker", "life", "0");
    }
    desk.record(new Event.Withdrawn(SurveyDesk.id(5), Event.Withdrawn.From.DATA, desk.today()));
    desk.days(21).answer(4, "w2", "participant", "life", "1", "work", "1", "words", "four");
    desk.record(new Event.TextsReleased(new Item.Id("words"), "the ethics board"));
    return desk;
  }

  private static List<Boolean> answered(SurveyDesk desk) {
    Cases cases = Cases.of(desk.state(), id -> false, desk.today(), PARTICIPANT);
    int w = cases.place(W2).orElseThrow();
    List<Boolean> answered = new ArrayList<>();
    for (int i = 0; i < cases.people().size(); i++) {
      answered.add(cases.answered(w, i));
    }
    return answered;
  }

  @Test
  void rates_countWhoeverAnsweredEvenIfNothingMayBeToldOfIt() throws IOException, Refused {
    assertEquals(List.of(true, true, false, false, true), answered(five()));
  }

  @Test
  void tables_holdTheAnswersThatCountAndSayOnceWhatIsLeftOut() throws IOException, Refused {
    SurveyDesk desk = five();
    LedgerTables.Made made =
        LedgerTables.of(desk.state(), desk.state(), desk.records(), desk.answers());
    DataTable people = made.tables().get(0);
    int column = people.columns().indexOf("w2_answered");
    assertEquals(
        List.of("yes", "yes", "no", "no", "no"),
        people.rows().stream().map(row -> row.get(column)).toList());
    DataTable answers = made.tables().get(1);
    assertEquals(
        List.of(SurveyDesk.id(1), SurveyDesk.id(2)),
        answers.rows().stream().map(row -> row.get(0)).toList());
    List<String> found = made.findings().stream().map(Finding::found).toList();
    assertTrue(found.contains("1 forms were broken off and are left out"), found.toString());
    assertTrue(
        found.contains("1 answers came after the window had closed and are left out"),
        found.toString());
  }

  @Test
  void scales_areOfTheSamePeople() throws IOException, Refused {
    SurveyDesk desk = five();
    ScaleQuality quality =
        ScaleQuality.of(desk.state(), desk.state(), desk.answers(), PARTICIPANT, W2::equals);
    assertEquals(
        List.of(new Share(0, 2), new Share(1, 2), new Share(1, 2)),
        quality.items().stream().map(ScaleQuality.OfItem::unanswered).toList());
  }

  @Test
  void pairs_areOfTheSamePeople() throws IOException, Refused {
    SurveyDesk desk = five();
    SecondRaters raters =
        SecondRaters.of(desk.state(), desk.state(), desk.answers(), CASEWORKER, W2::equals);
    assertEquals(1, raters.pairings().size());
    assertEquals(2, raters.pairings().get(0).pairs());
    assertEquals(0.5, raters.pairings().get(0).ownMean(), 1e-15);
    assertEquals(1, raters.pairings().get(0).table()[2][1], "own 1, the other 0");
  }

  @Test
  void texts_areOfTheSamePeople() throws IOException, Refused {
    SurveyDesk desk = five();
    Item words = desk.protocol().item(new Item.Id("words")).orElseThrow();
    assertEquals(
        List.of("one"),
        OpenQuestion.texts(desk.state(), desk.answers(), words).stream()
            .map(OpenQuestion.Written::text)
            .toList());
  }

  /** Answers given when the arm was known are response, and no baseline to adjust for. */
  @Test
  void baseline_givenWhenTheArmWasKnownIsAnsweredAndNotAdjustedFor() throws IOException, Refused {
    SurveyDesk desk = new SurveyDesk("counted", LONG).refer(1, 3).draw();
    desk.answer(1, "w1", "participant", "life", "1", "work", "1");
    desk.days(1).answer(2, "w1", "participant", "life", "1", "work", "1");
    Cases cases = Cases.of(desk.state(), id -> false, desk.today(), PARTICIPANT);
    assertEquals(Map.of(W1, new Share(1, 2)), cases.armKnown());
    ScaleQuality quality =
        ScaleQuality.of(desk.state(), desk.state(), desk.answers(), PARTICIPANT, W1::equals);
    assertEquals(new Share(0, 2), quality.items().get(0).unanswered());
    LedgerTables.Made made =
        LedgerTables.of(desk.state(), desk.state(), desk.records(), desk.answers());
    assertEquals(1, made.tables().get(1).rows().size());
    Finding note =
        made.findings().stream().filter(f -> f.found().contains("arm was known")).findFirst().get();
    assertEquals(
        "1 of 2 answers to the wave before the draw were given when the arm was known",
        note.found());
    assertEquals(
        "they are left out, nothing is adjusted for them: here 1 count as answered, in the response"
            + " rates of the wave all 2",
        note.expected());
  }
}
