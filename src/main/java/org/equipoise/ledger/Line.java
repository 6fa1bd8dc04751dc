package org.equipoise.ledger;

import java.nio.charset.StandardCharsets;
import org.equipoise.protocol.Digest;

/**
 * The one text of an entry: a canonical JSON object whose names are, in this order, actor, at,
 * clock, event, facts, number, origin, previous, reason, request, role, tool. The digest of a line
 * is SHA-256 of its UTF-8 bytes without a line feed.
 */
public final class Line {

  private Line() {}

  /**
   * The text of an entry.
   *
   * @throws IllegalArgumentException if the entry cannot be said in canonical text: times finer
   *     than a millisecond, negative numbers, halves of characters
   */
  public static String text(Entry entry) {
    CanonicalText out = new CanonicalText();
    write(entry, out);
    return out.toString();
  }

  /** Digest of a line. */
  public static Digest digest(String text) {
    return Digest.of(text);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is not the canonical text of an entry; the message says
   *     what is wrong in plain words
   */
  public static Entry entry(String text) {
    return new LineReader().entry(text.getBytes(StandardCharsets.UTF_8));
  }

  static void write(Entry entry, CanonicalText out) {
    out.open().text("actor", entry.actor().name());
    out.time("at", entry.at()).time("clock", entry.clock());
    out.plain("event", EventFacts.kind(entry.event())).open("facts");
    EventFacts.write(entry.event(), out);
    out.close().number("number", entry.number()).text("origin", entry.origin());
    out.plain("previous", entry.previous().hex()).text("reason", entry.reason());
    out.text("request", entry.request()).plain("role", Words.of(entry.actor().role()));
    out.text("tool", entry.tool()).close();
  }
}
