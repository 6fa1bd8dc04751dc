package org.equipoise.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.protocol.Digest;

/**
 * Lines that continue a ledger, each numbered, dated and tied to the line before as it is added.
 * Their texts and digests are made once and kept beside them for the {@link Ledger} that will take
 * them.
 */
public final class Continuation extends AbstractList<Entry> {

  private final long after;
  private final Digest base;
  private final List<Entry> entries = new ArrayList<>();
  private final List<byte[]> texts = new ArrayList<>();
  private final List<Digest> digests = new ArrayList<>();
  private final CanonicalText writer = new CanonicalText();
  private final MessageDigest sha = Sha.digester();
  private Digest head;
  private Instant last;

  private Continuation(long after, Digest head, Instant last) {
    this.after = after;
    this.base = head;
    this.head = head;
    this.last = last;
  }

  /**
   * No lines yet, after a line.
   *
   * @param number number of the line; 0 when the ledger is empty
   * @param head digest of that line; {@link Entry#NOTHING_BEFORE} when the ledger is empty
   * @param at its time; {@link Instant#MIN} when the ledger is empty
   */
  public static Continuation after(long number, Digest head, Instant at) {
    return new Continuation(number, head, at);
  }

  /**
   * Lines made elsewhere.
   *
   * @throws IllegalArgumentException if they do not continue the ledger
   */
  public static Continuation of(long number, Digest head, Instant at, List<Entry> entries) {
    if (entries instanceof Continuation made && made.after == number && made.base.equals(head)) {
      return made;
    }
    Continuation lines = after(number, head, at);
    for (Entry entry : entries) {
      Entry right = lines.tied(entry);
      if (!right.equals(entry)) {
        throw new IllegalArgumentException(
            "line "
                + entry.number()
                + " does not continue the ledger, which ends at line "
                + number);
      }
      lines.take(entry);
    }
    return lines;
  }

  /**
   * Adds a line. Its time is what the clock says, but never before the time of the line before.
   *
   * @return the line
   * @throws IllegalArgumentException if the request is empty, the clock finer than a millisecond,
   *     or the event cannot stand here: a trial is frozen once, in the first line
   */
  public Entry add(
      Instant clock,
      Actor actor,
      String tool,
      String request,
      String reason,
      String origin,
      Event event) {
    Entry entry =
        tied(new Entry(0, clock, clock, actor, tool, request, reason, origin, event, head));
    take(entry);
    return entry;
  }

  /** Digest of the last line, added or before. */
  public Digest head() {
    return head;
  }

  /** Number of the line after which these are added. */
  public long after() {
    return after;
  }

  /** UTF-8 bytes of a line's text: the very ones, for the ledger to write, not to change. */
  public byte[] text(int index) {
    return texts.get(index);
  }

  /** Digest of a line. */
  public Digest digest(int index) {
    return digests.get(index);
  }

  @Override
  public Entry get(int index) {
    return entries.get(index);
  }

  @Override
  public int size() {
    return entries.size();
  }

  /** The entry with the number, time and tie that it must have here. */
  private Entry tied(Entry entry) {
    Instant clock = entry.clock();
    return new Entry(
        after + entries.size() + 1,
        clock.isBefore(last) ? last : clock,
        clock,
        entry.actor(),
        entry.tool(),
        entry.request(),
        entry.reason(),
        entry.origin(),
        entry.event(),
        head);
  }

  private void take(Entry entry) {
    if (entry.request().isEmpty()) {
      throw new IllegalArgumentException("a line without a request");
    }
    boolean frozen = entry.event() instanceof Event.TrialFrozen && entry.origin().isEmpty();
    if (frozen != (entry.number() == 1)) {
      throw new IllegalArgumentException("a trial is frozen once, in the first line");
    }
    writer.clear();
    Line.write(entry, writer);
    byte[] text = writer.toString().getBytes(StandardCharsets.UTF_8);
    head = Sha.of(sha, text);
    last = entry.at();
    entries.add(entry);
    texts.add(text);
    digests.add(head);
  }
}
