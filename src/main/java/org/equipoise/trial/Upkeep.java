package org.equipoise.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.equipoise.ledger.PersonId;

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

  /** Puts a corrected record in force, its line being written. */
  static void putInForce(Records records, PersonRecord corrected) throws IOException {
    records.keep(List.of(corrected));
    records.erase(new PersonId(corrected.person().value() + WAITING));
  }

  /**
   * Finishes what was cut short: a correction whose line is written comes in force, and records
   * without a line, or of people erased, go. Nothing is touched unless every record that should be
   * there is: else these may be the records of another trial.
   */
  static void settle(TrialState trial, Records records) throws IOException {
    if (records.count() == trial.recordsDue()) {
      return;
    }
    Map<PersonId, PersonRecord> all = records.all();
    for (Person person : trial.persons()) {
      if (!person.erased() && !all.containsKey(person.id())) {
        return;
      }
    }
    List<PersonId> gone = new ArrayList<>();
    for (Map.Entry<PersonId, PersonRecord> kept : all.entrySet()) {
      PersonId id = kept.getKey();
      if (waits(id)) {
        String value = id.value().substring(0, id.value().length() - WAITING.length());
        PersonRecord corrected = of(kept.getValue(), new PersonId(value));
        boolean written =
            trial
                .person(corrected.person())
                .filter(p -> !p.erased() && p.record().equals(corrected.commitment()))
                .isPresent();
        if (written) {
          records.keep(List.of(corrected));
        }
        gone.add(id);
      } else if (trial.person(id).map(Person::erased).orElse(true)) {
        gone.add(id);
      }
    }
    if (!gone.isEmpty()) {
      records.eraseAll(gone);
    }
  }

  private static PersonRecord of(PersonRecord record, PersonId id) {
    return new PersonRecord(
        id, record.salt(), record.values(), record.reference(), record.protectedIdentity());
  }
}
