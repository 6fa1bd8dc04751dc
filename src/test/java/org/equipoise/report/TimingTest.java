package org.equipoise.report;

import static org.equipoise.disclosure.SampleResults.ALL;
import static org.equipoise.disclosure.SampleResults.LATER;
import static org.equipoise.disclosure.SampleResults.MAIN;
import static org.equipoise.disclosure.SampleResults.NOW;
import static org.equipoise.disclosure.SampleResults.W1;
import static org.equipoise.disclosure.SampleResults.W2;
import static org.equipoise.disclosure.SampleResults.WORKS;
import static org.equipoise.disclosure.SampleResults.effect;
import static org.equipoise.disclosure.SampleResults.rate;
import static org.equipoise.disclosure.SampleResults.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.analysis.Exposure;
import org.equipoise.analysis.Intake;
import org.equipoise.analysis.Moment;
import org.equipoise.analysis.Response;
import org.equipoise.analysis.Results;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.SampleResults;
import org.equipoise.document.Chapter;
import org.equipoise.document.Language;
import org.equipoise.protocol.Wave;
import org.junit.jupiter.api.Test;

/** A trial whose last wave lies ahead: 400 people drawn in March 2026, asked again in June. */
class TimingTest {

  private static Results drawnInMarch(int answered) {
    List<Response> response = new ArrayList<>();
    wave(response, W1, 180);
    wave(response, W2, answered);
    Results sample =
        SampleResults.with(
            SampleResults.recruitment(),
            response,
            List.of(new Exposure(W2, NOW, 0, 200), new Exposure(W2, LATER, 0, 200)),
            List.of(),
            List.of(
                effect(
                    MAIN,
                    WORKS,
                    new Moment.AtWave(W2),
                    ALL,
                    new int[] {200, 200, answered, answered},
                    List.of(),
                    new Refused("NO_DATA", "no data", ""))),
            List.of());
    Intake march =
        new Intake(
            List.of(new Intake.Month(YearMonth.of(2026, 3), 400)), List.of(), List.of(), List.of());
    return new Results(
        sample.protocol(),
        sample.digest(),
        sample.inputs(),
        sample.program(),
        sample.recruitment(),
        sample.response(),
        sample.responseTests(),
        sample.exposure(),
        sample.balance(),
        sample.effects(),
        sample.supplements(),
        sample.findings(),
        march);
  }

  private static void wave(List<Response> rows, Wave.Id wave, int answered) {
    rows.add(response(wave, null, null, rate(2 * answered, 400), null));
    rows.add(response(wave, NOW, null, rate(answered, 200), null));
    rows.add(response(wave, LATER, null, rate(answered, 200), null));
  }

  private static Story story(int answered, String day) {
    Origin origin = new Origin(LocalDate.parse(day), List.of(), null, PlanRecord.NONE);
    return Story.of(Released.of(drawnInMarch(answered)), origin, Language.ENGLISH);
  }

  /** Day 90 from 1 March 2026 is 30 May; from 31 March it is 29 June. By the calendar. */
  @Test
  void ahead_untilItMayBeDueForEverybodyOrSomebodyHasAnswered() {
    Optional<LocalDate> due = Optional.of(LocalDate.of(2026, 5, 30));
    assertEquals(due, story(0, "2026-04-01").timing().ahead(W2));
    assertEquals(due, story(0, "2026-06-29").timing().ahead(W2));
    assertEquals(Optional.empty(), story(0, "2026-06-30").timing().ahead(W2));
    assertEquals(Optional.empty(), story(100, "2026-06-01").timing().ahead(W2));
  }

  /** Day 104 from 31 March 2026 is 13 July. By the calendar. */
  @Test
  void open_isTheLastDayOfTheLastWindow() {
    Optional<LocalDate> ends = Optional.of(LocalDate.of(2026, 7, 13));
    assertEquals(ends, story(100, "2026-07-13").timing().open());
    assertEquals(Optional.empty(), story(100, "2026-07-14").timing().open());
  }

  @Test
  void headline_tellsNothingOfWhatLiesAhead() {
    Chapter page = new Headline(story(0, "2026-04-01")).chapter();
    String said = page.toString();
    assertTrue(said.contains("The trial is under way"), said);
    assertTrue(said.contains("\u201c3 months\u201d has no answers yet"), said);
    assertTrue(said.contains("Not asked yet, and therefore not compared: In work."), said);
    assertTrue(said.contains("They were drawn in March\u00a02026."), said);
    assertFalse(said.contains("0.0%"), said);
    assertFalse(said.contains("Those who waited got it too"), said);
    assertFalse(said.contains("had met the service."), said);
    String after = new Headline(story(100, "2027-04-01")).chapter().toString();
    assertFalse(after.contains("under way"), after);
    assertTrue(after.contains("Those who waited got it too"), after);
  }

  @Test
  void response_ofAWaveAhead_hasNoRates() {
    Story story = story(0, "2026-04-01");
    PeopleChapters people =
        new PeopleChapters(story, new Pictures(story.released(), Language.ENGLISH));
    String said = people.response().toString();
    assertTrue(said.contains("\u201c3 months\u201d has no answers yet"), said);
    assertFalse(said.contains("share=0.0"), said);
    assertEquals(List.of(), people.met());
  }
}
