package org.equipoise.trial;

import java.time.Instant;
import org.equipoise.ledger.Event;

/**
 * One line about a person.
 *
 * @param <E> kind of event
 * @param line its number
 * @param at when it was written
 * @param event what happened
 * @param merged whether it was first written in an offline kit or copied into one
 */
public record Fact<E extends Event.OfPerson>(long line, Instant at, E event, boolean merged) {

  /**
   * The same fact, known to be of a kind.
   *
   * @throws ClassCastException if it is not
   */
  @SuppressWarnings("unchecked")
  <K extends Event.OfPerson> Fact<K> as(Class<K> kind) {
    kind.cast(event);
    return (Fact<K>) this;
  }
}
