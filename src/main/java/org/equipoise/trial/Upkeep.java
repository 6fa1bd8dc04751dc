package org.equipoise.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Digest;

/**
 * Brings the records of people in line with the ledger after work was cut short. New records are
 * kept before their lines are written, and erased after; whatever happened in between, the ledger
 * decides.
 */
final class Upkeep {

  /** Ends the id under which a corrected record waits until its line is written. */
  private static final String WAITING = "~corrected";

  private Upkeep() {}

  static boolean waits(PersonId id) {
    return id.value().endsWith(WAITING);
  }

  /** Keeps a corrected record beside the one in force. */
  static void keepWaiting(Records records, PersonRecord corrected) throws IOException {
    records.keep(List.of(of(corrected, new PersonId(corrected.person().value() + WAITING))));
  }

  /**
   * Finishes what was cut short, under the right to write: a correction whose line is written comes
   * in force, and records without a line, or of people erased, go. Records of people the ledger
   * does not know are left alone when one that should be there is not: they may be of another
   * trial.
   */
  static void settle(TrialState trial, Records records) throws IOException {
    if (records.count() == trial.recordsDue()) {
      return;
    }
    Map<PersonId, PersonRecord> all = records.all();
    boolean ours = complete(trial, all);
    List<PersonId> gone = new ArrayList<>();
    for (Map.Entry<PersonId, PersonRecord> kept : all.entrySet()) {
      PersonId id = kept.getKey();
      Person person = trial.person(id).orElse(null);
      if (waits(id)) {
        putInForce(trial, kept.getValue(), records);
        gone.add(id);
      } else if (person == null ? ours : person.erased()) {
        gone.add(id);
      }
    }
    if (!gone.isEmpty()) {
      records.eraseAll(gone);
    }
  }

  /**
   * Finishes an import that was cut short, under the right to write: of the answers that wait,
   * those whose lines are written wait no more, and the others are taken away. What does not wait
   * is never touched, whatever the ledger knows of it: either file may have been brought back from
   * a copy.
   */
  static void settle(TrialState trial, Answers answers) throws IOException {
    Set<Digest> gone = new HashSet<>(answers.waiting());
    if (gone.isEmpty()) {
      return;
    }
    gone.removeAll(trial.answerRecords());
    answers.erase(gone);
    answers.confirm();
  }

  /** Erases every answer of a person. */
  static void eraseAnswers(Person person, Answers answers) throws IOException {
    List<Digest> gone = new ArrayList<>();
    for (Fact<?> fact : person.history()) {
      Digest record = TrialState.answerRecord(fact.event()).orElse(null);
      if (record != null && answers.find(record).isPresent()) {
        gone.add(record);
      }
    }
    if (!gone.isEmpty()) {
      answers.erase(gone);
    }
  }

  /** Whether every record that should be there is. */
  private static boolean complete(TrialState trial, Map<PersonId, PersonRecord> all) {
    for (Person person : trial.persons()) {
      if (!person.erased() && !all.containsKey(person.id())) {
        return false;
      }
    }
    return true;
  }

  /** Puts a record that waits in force, unless its line was not written, or others followed. */
  private static void putInForce(TrialState trial, PersonRecord waiting, Records records)
      throws IOException {
    String id = waiting.person().value();
    PersonRecord corrected =
        of(waiting, new PersonId(id.substring(0, id.length() - WAITING.length())));
    Person person = trial.person(corrected.person()).orElse(null);
    if (person != null && !person.erased() && person.record().equals(corrected.commitment())) {
      records.keep(List.of(corrected));
    }
  }

  private static PersonRecord of(PersonRecord record, PersonId id) {
    return new PersonRecord(
        id, record.salt(), record.values(), record.reference(), record.protectedIdentity());
  }
}
