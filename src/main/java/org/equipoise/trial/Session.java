package org.equipoise.trial;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Continuation;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Digest;

/**
 * The work of one holder of the right to write: what the ledger means at this very moment, and the
 * lines that will follow. A line is part of the meaning as soon as it is added; should the lines
 * not reach the disk, the desk forgets all of it.
 */
final class Session {

  private final TrialState trial;
  private final Records records;
  private final Answers answers;
  private final Office office;
  private final Continuation lines;
  private final Instant clock;
  private final Instant at;
  private final LocalDate today;
  private boolean keepsAnswers;

  Session(TrialState trial, Records records, Answers answers, Office office) {
    this.trial = trial;
    this.records = records;
    this.answers = answers;
    this.office = office;
    this.lines = Continuation.after(trial.lines(), trial.head(), trial.lastAt());
    this.clock = office.now();
    this.at = clock.isBefore(trial.lastAt()) ? trial.lastAt() : clock;
    this.today = LocalDate.ofInstant(at, office.zone());
  }

  TrialState trial() {
    return trial;
  }

  Records records() {
    return records;
  }

  Answers answers() {
    return answers;
  }

  /**
   * Keeps answers until their lines, added to this session, are written.
   *
   * @throws Refused if the answers at hand are not those of this ledger
   */
  void keep(Collection<AnswerRecord> records) throws IOException, Refused {
    if (records.isEmpty()) {
      return;
    }
    // Lines of these records are part of the meaning already.
    long due = (long) trial.answerRecords().size() - records.size();
    Set<Digest> cutOff = new HashSet<>(answers.waiting());
    cutOff.removeAll(trial.answerRecords());
    long here = answers.count() - cutOff.size();
    if (here != due) {
      throw refused(
          "answers",
          here + " answers are at hand, and the ledger knows " + due,
          "bring back the file of answers that goes with this ledger; verify tells more");
    }
    answers.keep(records);
    keepsAnswers = true;
  }

  /** Whether answers wait for the lines of this session. */
  boolean keepsAnswers() {
    return keepsAnswers;
  }

  Office office() {
    return office;
  }

  /** The day on which the lines are written: never before that of the last line. */
  LocalDate today() {
    return today;
  }

  /** The time that the lines carry. */
  Instant at() {
    return at;
  }

  /** The lines added. */
  Continuation lines() {
    return lines;
  }

  /** What speaks against a line. */
  List<Finding> check(Event event, String reason, Place place) {
    return Rules.of(trial, new Rules.Next(event, reason, "", today, today, place));
  }

  /** What speaks against a line first written elsewhere. */
  List<Finding> checkMerged(Event event, String reason, String origin) {
    Place place = Place.file(origin);
    return Rules.of(trial, new Rules.Next(event, reason, origin, today, today, place));
  }

  /**
   * Adds a line that may stand here.
   *
   * @return its number
   * @throws IllegalStateException if the audit would refuse it
   */
  long add(Event event, String reason, String request) throws IOException {
    for (Finding finding : check(event, reason, Place.file("ledger"))) {
      if (finding.severity() == Finding.Severity.ERROR) {
        throw new IllegalStateException(finding.toString());
      }
    }
    return take(lines.add(clock, office.actor(), office.tool(), request, reason, "", event));
  }

  /** Adds a line first written elsewhere, with its own actor, tool and clock. */
  long addMerged(Entry from, Event event, String request, String origin) throws IOException {
    return take(
        lines.add(from.at(), from.actor(), from.tool(), request, from.reason(), origin, event));
  }

  private long take(Entry entry) throws IOException {
    trial.apply(entry);
    return entry.number();
  }

  /** Adds a line, or refuses it with all that speaks against it. */
  Recorded addOrRefuse(Event event, String reason, String request, Place place)
      throws IOException, Refused {
    List<Finding> findings = check(event, reason, place);
    refuseErrors(findings);
    return new Recorded(add(event, reason, request), false, findings);
  }

  /** Refuses when there is an error among findings. */
  static void refuseErrors(List<Finding> findings) throws Refused {
    List<Finding> errors = new ArrayList<>(0);
    for (Finding finding : findings) {
      if (finding.severity() == Finding.Severity.ERROR) {
        errors.add(finding);
      }
    }
    if (!errors.isEmpty()) {
      throw Refused.badInput(errors);
    }
  }

  /** The person with this id. */
  Person person(PersonId id) throws Refused {
    Optional<Person> person = trial.person(id);
    if (person.isEmpty()) {
      throw refused(
          id.value(), "nobody with this id was referred", "check the id against the site's list");
    }
    return person.get();
  }

  /** The record of a person, which must be the one committed to. */
  PersonRecord record(Person person) throws IOException, Refused {
    PersonRecord record = records.find(person.id()).orElse(null);
    if (record == null && person.erased()) {
      throw refused(
          person.id().value(),
          "what was known of the person is erased, for ever",
          "nothing is left to correct or to use");
    }
    if (record == null) {
      throw refused(
          person.id().value(),
          "what is known of the person is not on this machine",
          "work where people are referred, or bring back the file of records");
    }
    return genuine(person, record);
  }

  /** The same record, unless it was changed behind the ledger's back. */
  static PersonRecord genuine(Person person, PersonRecord record) throws Refused {
    if (!record.commitment().equals(person.record())) {
      throw refused(
          person.id().value(),
          "what is known of the person is not what was referred: the file of records was changed",
          "bring back an untouched copy; a correction is recorded with its reason");
    }
    return record;
  }

  static Refused refused(String subject, String found, String expected) {
    return Refused.badInput(List.of(Finding.error(Place.file(subject), found, expected)));
  }
}
