package org.equipoise.trial;

import java.time.Instant;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;

/**
 * What chance decided about a person; it is on the disk.
 *
 * @param person whom
 * @param event the draw
 * @param line its number
 * @param at when it was written
 * @param before whether it had been drawn earlier: asking again never draws again
 * @param warnings what the one who drew should know, such as a draw outside the intake
 */
public record Told(
    PersonId person,
    Event.ArmDrawn event,
    long line,
    Instant at,
    boolean before,
    List<Finding> warnings) {
  /** Keeps its own copy. */
  public Told {
    warnings = List.copyOf(warnings);
  }
}
