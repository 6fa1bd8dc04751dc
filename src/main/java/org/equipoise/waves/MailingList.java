package org.equipoise.waves;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.ContactRule;
import org.equipoise.trial.Fact;
import org.equipoise.trial.PersonRecord;
import org.equipoise.trial.Stop;
import org.equipoise.trial.TrialState;
import org.jspecify.annotations.Nullable;

/**
 * Who is written to, and with which letter. There is no way to make one that holds somebody who may
 * not be contacted by what is known at this moment, and it holds no arm.
 */
public final class MailingList {

  private final LocalDate day;
  private final Respondent.Id respondent;
  private final List<Row> rows;

  /**
   * One letter.
   *
   * @param slot to whom, at which wave
   * @param letter 0 the first letter, then which reminder
   * @param reference the site's own code of the person; empty unless it was asked for
   */
  public record Row(Slot slot, int letter, String reference) {}

  private MailingList(LocalDate day, Respondent.Id respondent, List<Row> rows) {
    this.day = day;
    this.respondent = respondent;
    this.rows = List.copyOf(rows);
  }

  /** Letters that go out on the day of a schedule. */
  public static MailingList due(
      Schedule schedule,
      TrialState now,
      Map<PersonId, PersonRecord> records,
      boolean references,
      Predicate<Slot> among) {
    List<Row> rows = new ArrayList<>();
    for (Slot slot : schedule.slots()) {
      if (slot.letterDue(schedule.day()) && among.test(slot)) {
        rows.add(row(schedule, now, records, references, slot, slot.letter()));
      }
    }
    return new MailingList(schedule.day(), schedule.respondent(), rows);
  }

  /**
   * Letters noted as sent on a day, once more: for whoever lost the list. People who have answered
   * or may not be contacted any more are not on it.
   */
  public static MailingList sentOn(
      LocalDate day,
      Schedule schedule,
      TrialState now,
      Map<PersonId, PersonRecord> records,
      boolean references,
      Predicate<Slot> among) {
    List<Row> rows = new ArrayList<>();
    for (Slot slot : schedule.slots()) {
      int letter = slot.state().isOpen() && among.test(slot) ? sentOn(day, schedule, slot) : -1;
      if (letter >= 0) {
        rows.add(row(schedule, now, records, references, slot, letter));
      }
    }
    return new MailingList(day, schedule.respondent(), rows);
  }

  private static int sentOn(LocalDate day, Schedule schedule, Slot slot) {
    int letter = -1;
    for (Fact<Event.SurveySent> fact : slot.person().surveys().sent()) {
      Event.SurveySent sent = fact.event();
      if (sent.on().equals(day)
          && sent.wave().equals(slot.wave().id())
          && sent.respondent().equals(schedule.respondent())) {
        letter = sent.reminder();
      }
    }
    return letter;
  }

  private static Row row(
      Schedule schedule,
      TrialState now,
      Map<PersonId, PersonRecord> records,
      boolean references,
      Slot slot,
      int letter) {
    PersonId id = slot.person().id();
    PersonRecord record = records.get(id);
    List<Stop> stops =
        now.person(id)
            .map(
                person ->
                    ContactRule.stops(now, person, record, slot.wave().id(), schedule.respondent()))
            .map(List::copyOf)
            .orElse(List.of(Stop.NOT_IN_TRIAL));
    if (record == null || !stops.isEmpty()) {
      throw new IllegalArgumentException(id + " may not be contacted: " + stops);
    }
    return new Row(slot, letter, references ? record.reference() : "");
  }

  /** The day of the letters. */
  public LocalDate day() {
    return day;
  }

  /** Who is asked. */
  public Respondent.Id respondent() {
    return respondent;
  }

  /** The letters, by person in the order of the referrals. */
  public List<Row> rows() {
    return rows;
  }

  /** What the ledger notes when they are sent. */
  public List<Event.SurveySent> letters(Wave.@Nullable Mode mode) {
    return rows.stream()
        .map(
            row ->
                new Event.SurveySent(
                    row.slot().person().id(),
                    row.slot().wave().id(),
                    respondent,
                    row.letter(),
                    day,
                    mode))
        .toList();
  }
}
