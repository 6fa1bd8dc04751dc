package org.equipoise.ledger;

import java.time.Instant;
import org.equipoise.protocol.Digest;

/** Reads many lines, remembering what lines have in common. Not for use by two threads at once. */
public final class LineReader {

  private final CanonicalReader in = new CanonicalReader();
  private Actor actor = new Actor("", Actor.Role.KEEPER);
  private String roleOfActor = "";
  private String momentRead = "1970-01-01T00:00:00.000Z";
  private Instant moment = Instant.EPOCH;

  /** A reader. */
  public LineReader() {}

  /**
   * Reads a line.
   *
   * @param line its UTF-8 bytes
   * @throws IllegalArgumentException if it is not the canonical text of an entry; the message says
   *     what is wrong in plain words
   */
  public Entry entry(byte[] line) {
    in.start(line);
    in.open();
    String name = in.text("actor");
    String at = in.text("at");
    String clock = in.text("clock");
    String kind = in.text("event");
    in.open("facts");
    Event event = EventFacts.read(kind, in);
    in.close();
    long number = in.number("number");
    String origin = in.text("origin");
    Digest previous = Words.digest(in, "previous");
    String reason = in.text("reason");
    String request = in.text("request");
    String role = in.text("role");
    String tool = in.text("tool");
    in.close();
    in.end();
    if (!roleOfActor.equals(role) || !actor.name().equals(name)) {
      actor = new Actor(name, Words.constant(role, "role", Actor.Role.class));
      roleOfActor = role;
    }
    if (!at.equals(momentRead)) {
      moment = Times.moment(at);
      momentRead = at;
    }
    return new Entry(
        number,
        moment,
        clock.equals(at) ? moment : Times.moment(clock),
        actor,
        tool,
        request,
        reason,
        origin,
        event,
        previous);
  }

  /**
   * Reads the line of a number.
   *
   * @throws LedgerDamaged if it is not the canonical text of the entry of that number
   */
  public Entry entry(long number, byte[] line) throws LedgerDamaged {
    Entry entry;
    try {
      entry = entry(line);
    } catch (IllegalArgumentException e) {
      throw new LedgerDamaged(number, String.valueOf(e.getMessage()));
    }
    if (entry.number() != number) {
      throw new LedgerDamaged(number, "line " + entry.number() + " stands here");
    }
    return entry;
  }
}
