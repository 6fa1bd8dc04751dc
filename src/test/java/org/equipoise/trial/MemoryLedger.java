package org.equipoise.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.ledger.Continuation;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Ledger;

/** A ledger in memory that can fail, and can be tampered with. */
final class MemoryLedger implements Ledger {

  /** What happens to the next commit. */
  enum Fault {
    NONE,
    /** The disk is full: nothing is written, and the writer is told. */
    REFUSED,
    /** Everything is written, and then the power goes. */
    WRITTEN_BUT_SILENT
  }

  private final List<Entry> lines = new ArrayList<>();
  private Fault fault = Fault.NONE;

  MemoryLedger() {}

  MemoryLedger(List<Entry> lines) {
    this.lines.addAll(lines);
  }

  List<Entry> lines() {
    return List.copyOf(lines);
  }

  Event event(long line) {
    return lines.get((int) line - 1).event();
  }

  void failNext(Fault next) {
    fault = next;
  }

  /** The events under a chain made anew, as an insider would who can write the file. */
  static MemoryLedger chained(List<Entry> entries) {
    Continuation chain = null;
    for (Entry entry : entries) {
      if (chain == null) {
        chain = Continuation.after(0, Entry.NOTHING_BEFORE, java.time.Instant.MIN);
      }
      chain.add(
          entry.clock(),
          entry.actor(),
          entry.tool(),
          entry.request(),
          entry.reason(),
          entry.origin(),
          entry.event());
    }
    return new MemoryLedger(chain == null ? List.of() : chain);
  }

  static Entry with(Entry entry, Event event) {
    return new Entry(
        entry.number(),
        entry.at(),
        entry.clock(),
        entry.actor(),
        entry.tool(),
        entry.request(),
        entry.reason(),
        entry.origin(),
        event,
        entry.previous());
  }

  @Override
  public void read(long after, Reader reader) throws IOException {
    for (Entry entry : lines.subList((int) after, lines.size())) {
      reader.line(entry);
    }
  }

  @Override
  public Writing write() {
    return new Writing() {
      @Override
      public void read(long after, Reader reader) throws IOException {
        MemoryLedger.this.read(after, reader);
      }

      @Override
      public void commit(List<Entry> entries) throws IOException {
        Fault now = fault;
        fault = Fault.NONE;
        if (now == Fault.REFUSED) {
          throw new IOException("no space left on the disk");
        }
        lines.addAll(entries);
        if (now == Fault.WRITTEN_BUT_SILENT) {
          throw new IOException("the power went");
        }
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}
}
