package org.equipoise.waves;

import static org.equipoise.waves.ToldTrial.PARTICIPANT;
import static org.equipoise.waves.ToldTrial.day;
import static org.equipoise.waves.ToldTrial.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Event.Left.Cause;
import org.equipoise.ledger.Event.Withdrawn.From;
import org.equipoise.ledger.PersonId;
import org.equipoise.trial.Stop;
import org.equipoise.trial.TrialState;
import org.junit.jupiter.api.Test;

/** Drawn on 1 January: the second wave is open 22 March to 21 April, due 1 April. */
class ScheduleTest {

  private final ToldTrial told = new ToldTrial();
  private final PersonId one = told.drawn(1, "north", "2026-01-01");

  private Slot slot(String day) {
    return slot(day, 2);
  }

  private Slot slot(String day, int wave) {
    return told.schedule(day).where(slot -> slot.wave().id().equals(ToldTrial.wave(wave))).get(0);
  }

  @Test
  void state_followsTheDaysOfTheWindow() {
    assertEquals(WaveState.NOT_OPEN, slot("2026-03-21").state());
    assertEquals(WaveState.OPEN, slot("2026-03-22").state());
    assertEquals(WaveState.OPEN, slot("2026-03-31").state());
    assertEquals(WaveState.DUE, slot("2026-04-01").state());
    assertEquals(WaveState.LATE, slot("2026-04-02").state());
    assertEquals(WaveState.LATE, slot("2026-04-21").state());
    assertEquals(WaveState.CLOSED, slot("2026-04-22").state());
  }

  @Test
  void window_isTheSameInBothArms() {
    told.drawn(2, "north", "2026-01-01");
    List<Slot> w2 = told.schedule("2026-02-01").where(s -> s.wave().id().value().equals("w2"));
    assertEquals(w2.get(0).opens(), w2.get(1).opens());
    assertEquals(w2.get(0).due(), w2.get(1).due());
    assertEquals(w2.get(0).closes(), w2.get(1).closes());
  }

  @Test
  void state_beforeTheDrawOnlyTheFirstWaveIsOpen() {
    told.referred(2, "north", "2026-02-01", true);
    List<Slot> slots = told.schedule("2026-02-02").where(s -> s.person().id().equals(id(2)));
    assertEquals(1, slots.size());
    assertEquals(WaveState.OPEN, slots.get(0).state());
    assertEquals(day("2026-02-01"), slots.get(0).opens());
    assertEquals(null, slots.get(0).due());
    assertTrue(slots.get(0).letterDue(day("2026-02-02")));
  }

  @Test
  void state_aBreakOffIsStillOpen() {
    told.answered(one, 2, 1, "2026-04-03");
    assertEquals(WaveState.LATE, slot("2026-04-03").state());
    told.answered(one, 2, 3, "2026-04-04");
    assertEquals(WaveState.ANSWERED, slot("2026-04-04").state());
  }

  @Test
  void stop_tellsTheReasonThatEndsMost() {
    told.withdrew(one, From.CONTACT, "2026-03-01");
    assertEquals(Stop.WITHDRAWN, slot("2026-04-01").stop());
    told.left(one, Cause.DIED, "2026-03-02");
    assertEquals(Stop.DIED, slot("2026-04-01").stop());
    assertEquals(WaveState.STOPPED, slot("2026-04-22").state());
    assertEquals(
        Map.of(Stop.DIED, 1), told.schedule("2026-04-01").stops(ToldTrial.wave(2), s -> true));
  }

  /** A list of the closed is one that people are rung from. */
  @Test
  void stop_winsOverAClosedWindowAndIsToldOfWhoeverAnswered() {
    PersonId two = told.drawn(2, "north", "2026-01-01");
    PersonId three = told.drawn(3, "north", "2026-01-01");
    told.answered(two, 2, 4, "2026-04-01");
    told.withdrew(one, From.CONTACT, "2026-05-01");
    told.withdrew(two, From.CONTACT, "2026-05-01");
    Schedule after = told.schedule("2026-06-01");
    List<Slot> closed =
        after.where(s -> s.wave().id().equals(ToldTrial.wave(2)) && s.state() == WaveState.CLOSED);
    assertEquals(List.of(three), closed.stream().map(s -> s.person().id()).toList());
    assertEquals(null, closed.get(0).stop());
    assertEquals(WaveState.STOPPED, slot("2026-06-01").state());
    assertEquals(Map.of(Stop.WITHDRAWN, 1), after.stops(ToldTrial.wave(2), s -> true));
    Slot answered =
        after
            .where(s -> s.person().id().equals(two) && s.wave().id().equals(ToldTrial.wave(2)))
            .get(0);
    assertEquals(WaveState.ANSWERED, answered.state());
    assertEquals(Stop.WITHDRAWN, answered.stop());
    int all = after.states(ToldTrial.wave(2), s -> true).values().stream().mapToInt(n -> n).sum();
    assertEquals(3, all);
  }

  @Test
  void stop_theProtectedAreCountedAndNeverListed() {
    told.protect(one);
    assertEquals(Stop.PROTECTED, slot("2026-04-01").stop());
    assertTrue(list("2026-04-01").rows().isEmpty());
  }

  private MailingList list(String day) {
    return MailingList.due(told.schedule(day), told.state(), told.records, false, s -> true);
  }

  private List<Integer> letters(String day) {
    return list(day).rows().stream().map(MailingList.Row::letter).toList();
  }

  @Test
  void letter_firstThenEachReminderOnce() {
    assertEquals(List.of(), letters("2026-03-21"));
    assertEquals(List.of(0), letters("2026-03-22"));
    told.sent(one, 2, 0, "2026-03-22");
    assertEquals(List.of(), letters("2026-03-22"));
    // Reminders 97 and 104 days after the draw: 8 and 15 April.
    assertEquals(List.of(), letters("2026-04-07"));
    assertEquals(List.of(1), letters("2026-04-08"));
    assertEquals(day("2026-04-08"), slot("2026-04-01").letterOn());
    told.sent(one, 2, 1, "2026-04-09");
    assertEquals(List.of(), letters("2026-04-14"));
    assertEquals(List.of(2), letters("2026-04-15"));
    told.sent(one, 2, 2, "2026-04-15");
    assertEquals(List.of(), letters("2026-04-20"));
    assertEquals(-1, slot("2026-04-20").letter());
  }

  @Test
  void letter_neverTwoAtOnce() {
    told.sent(one, 2, 0, "2026-04-09");
    assertEquals(List.of(), letters("2026-04-10"), "the first reminder was overtaken");
    assertEquals(List.of(2), letters("2026-04-15"));

    ToldTrial other = new ToldTrial();
    PersonId two = other.drawn(1, "north", "2026-01-01");
    other.sent(two, 2, 0, "2026-03-22");
    Slot late = other.schedule("2026-04-16").where(s -> s.wave().id().value().equals("w2")).get(0);
    assertEquals(2, late.letter(), "the last that has come, not both");
  }

  @Test
  void letter_answeredOrRefusedGetsNoReminder() {
    told.sent(one, 2, 0, "2026-03-22");
    told.answered(one, 2, 4, "2026-04-01");
    assertEquals(List.of(), letters("2026-04-08"));

    PersonId two = told.drawn(2, "north", "2026-01-01");
    told.sent(two, 2, 0, "2026-03-22");
    told.tried(two, 2, "2.11", "2026-04-01");
    assertEquals(List.of(), letters("2026-04-08"));
  }

  @Test
  void list_holdingSomebodyStoppedSinceCannotBeMade() {
    Schedule before = told.schedule("2026-03-22");
    told.withdrew(one, From.CONTACT, "2026-03-25");
    TrialState now = told.state();
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> MailingList.due(before, now, told.records, false, s -> true));
    assertEquals("P1 may not be contacted: [WITHDRAWN]", refused.getMessage());
  }

  @Test
  void list_canBeMadeOnceMoreWithoutThoseWhoAnswered() {
    PersonId two = told.drawn(2, "north", "2026-01-01");
    told.sent(one, 2, 0, "2026-03-22");
    told.sent(two, 2, 0, "2026-03-22");
    told.answered(two, 2, 4, "2026-03-22");
    MailingList again =
        MailingList.sentOn(
            day("2026-03-22"),
            told.schedule("2026-03-23"),
            told.state(),
            told.records,
            true,
            s -> true);
    assertEquals(1, again.rows().size());
    assertEquals(one, again.rows().get(0).slot().person().id());
    assertEquals("own1", again.rows().get(0).reference());
  }

  @Test
  void letters_areWhatTheLedgerNotes() {
    assertEquals(
        List.of(
            new Event.SurveySent(one, ToldTrial.wave(2), PARTICIPANT, 0, day("2026-03-22"), null)),
        list("2026-03-22").letters(null));
  }

  @Test
  void asOf_isThePrefixWrittenByTheEndOfTheDay() throws IOException {
    ToldTrial later = new ToldTrial();
    later.on("2026-01-01").drawn(1, "north", "2026-01-01");
    // Half past eleven at night in Stockholm is still the 15th; half past midnight is not.
    later.at(Instant.parse("2026-01-15T22:30:00Z")).drawn(2, "north", "2026-01-15");
    later.at(Instant.parse("2026-01-15T23:30:00Z")).drawn(3, "north", "2026-01-15");
    TrialState then = AsOf.of(later.ledger(), ToldTrial::read, day("2026-01-15"), ToldTrial.ZONE);
    assertEquals(2, then.persons().size());
    later.on("2026-06-01").left(id(1), Cause.DIED, "2026-01-10");
    TrialState again = AsOf.of(later.ledger(), ToldTrial::read, day("2026-01-15"), ToldTrial.ZONE);
    assertEquals(then.head(), again.head());
    assertEquals(null, again.person(id(1)).orElseThrow().left());
    assertFalse(
        AsOf.of(later.ledger(), ToldTrial::read, day("2025-01-01"), ToldTrial.ZONE).frozen());
  }
}
