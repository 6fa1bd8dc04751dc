package org.equipoise.waves;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.equipoise.ledger.Event.Withdrawn.From;
import org.equipoise.ledger.PersonId;
import org.junit.jupiter.api.Test;

/** Drawn on 1 January: the second wave is open 22 March to 21 April, due 1 April. */
class WaveAheadTest {

  private final ToldTrial told = new ToldTrial();
  private final PersonId one = told.drawn(1, "north", "2026-01-01");

  private WaveAhead.Row second(String day) {
    return WaveAhead.of(told.schedule(day), 7).rows().stream()
        .filter(row -> row.wave().equals(ToldTrial.wave(2)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void opening_isCountedInTheWeekBeforeTheWindow() {
    assertEquals(0, second("2026-03-14").opening());
    assertEquals(1, second("2026-03-15").opening());
    assertEquals(1, second("2026-03-21").opening());
    assertEquals(0, second("2026-03-22").opening());
  }

  @Test
  void letters_areThoseOfTodayOrThoseOfTheWeek() {
    assertEquals(1, second("2026-03-15").letters());
    assertEquals(0, second("2026-03-15").lettersNow());
    assertEquals(0, second("2026-03-22").letters());
    assertEquals(1, second("2026-03-22").lettersNow());
  }

  @Test
  void due_andClosing_holdTheirLastDays() {
    assertEquals(1, second("2026-03-25").due());
    assertEquals(0, second("2026-04-01").due(), "due today stands on the board");
    assertEquals(0, second("2026-04-13").closing());
    assertEquals(1, second("2026-04-14").closing());
    assertEquals(1, second("2026-04-21").closing(), "the last day is a day to answer");
    assertEquals(0, second("2026-04-22").closing());
  }

  @Test
  void nobodyIsCountedWhoHasAnsweredOrMayNotBeContacted() {
    told.answered(one, 2, 3, "2026-04-14");
    assertEquals(0, second("2026-04-14").closing());
    PersonId two = told.drawn(2, "north", "2026-01-01");
    assertEquals(1, second("2026-04-14").closing());
    told.withdrew(two, From.CONTACT, "2026-04-14");
    assertEquals(0, second("2026-04-14").closing());
  }
}
