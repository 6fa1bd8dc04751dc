package org.equipoise.waves;

import java.util.List;
import org.equipoise.trial.Person;

/**
 * What became of one person at one survey wave, as a participant flow tells it.
 *
 * @param kind what
 * @param line the line of the ledger that decided
 */
record Fate(Kind kind, long line) {

  /** What can become of somebody at a wave. */
  enum Kind {
    COMPLETE,
    PARTIAL,
    REFUSED,
    BROKE_OFF,
    NOT_REACHED,
    /** The window closed and no letter was ever noted. */
    NEVER_SENT,
    /** Answered after the window of a protocol that sets late answers aside. */
    LATE,
    DIED,
    MOVED_ABROAD,
    WITHDREW,
    /** The consent to be asked is not given. */
    NO_CONSENT,
    ERASED,
    OTHER,
    /** The window is still to open. */
    NOT_OPEN,
    /** The window is open and nothing is settled. */
    OPEN;

    /** Whether it counts as an answer. */
    boolean answered() {
      return this == COMPLETE || this == PARTIAL;
    }

    /** Whether nothing is settled yet. */
    boolean pending() {
      return this == NOT_OPEN || this == OPEN;
    }
  }

  /** Tells the fate of everybody drawn. */
  interface Teller {
    /** What became of a person who was drawn to an arm, at each wave of the protocol. */
    List<Fate> of(Person person);
  }
}
