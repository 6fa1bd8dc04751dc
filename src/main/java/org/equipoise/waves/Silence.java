package org.equipoise.waves;

import org.equipoise.ledger.Event;
import org.equipoise.trial.Person;
import org.equipoise.trial.TrialState;

/**
 * Of whom nothing known may be told: erased, or withdrawn from the use of data. Today decides, for
 * whatever day is told of.
 *
 * @param now what the ledger means today
 */
public record Silence(TrialState now) {

  /** Whether a person is one of them. */
  public boolean covers(Person person) {
    return silent(person) || now.person(person.id()).map(Silence::silent).orElse(false);
  }

  private static boolean silent(Person person) {
    return person.erased() || person.withdrawals().containsKey(Event.Withdrawn.From.DATA);
  }
}
