package org.equipoise.trial;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.equipoise.ledger.Actor;

/**
 * Who works, with which program, clock and source of secrets.
 *
 * @param actor who, and as what
 * @param tool name and version of the program
 * @param clock what tells the time
 * @param zone where the days of the trial begin and end
 * @param entropy where secrets come from
 */
public record Office(Actor actor, String tool, InstantSource clock, ZoneId zone, Entropy entropy) {

  /** A source of bytes nobody can foresee. */
  public interface Entropy {
    /** New bytes. */
    byte[] bytes(int count);
  }

  /** The time by the clock, to the millisecond. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** The day at the place of the trial. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }
}
