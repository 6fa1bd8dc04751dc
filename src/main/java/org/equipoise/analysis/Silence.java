package org.equipoise.analysis;

import org.equipoise.ledger.Event;
import org.equipoise.trial.Person;
import org.equipoise.trial.TrialState;

/**
 * Of whom nothing known may be told: erased, or withdrawn from the use of data. Today decides, for
 * whatever day is told of.
 *
 * @param now what the ledger means today
 */
record Silence(TrialState now) {

  boolean covers(Person person) {
    return silent(person) || now.person(person.id()).map(Silence::silent).orElse(false);
  }

  private static boolean silent(Person person) {
    return person.erased() || person.withdrawals().containsKey(Event.Withdrawn.From.DATA);
  }
}
