package org.equipoise.ledger;

import java.io.IOException;
import java.util.List;

/**
 * Where the lines are kept. Lines are only ever added, one writer at a time, and a line that was
 * added has reached the disk.
 */
public interface Ledger extends AutoCloseable {

  /**
   * Reads the lines after number {@code after}, in order.
   *
   * @throws IOException if the ledger cannot be read
   * @throws LedgerDamaged at the first line that cannot be understood
   */
  void read(long after, Reader reader) throws IOException;

  /**
   * Waits for all other writers, then holds the one right to write until closed.
   *
   * @throws IOException if the ledger cannot be written, or another writer does not finish
   */
  Writing write() throws IOException;

  @Override
  void close() throws IOException;

  /** Takes lines one by one. */
  interface Reader {
    /** The next line. */
    void line(Entry entry) throws IOException;
  }

  /** The right to add lines. Closed without a commit, nothing has happened. */
  interface Writing extends AutoCloseable {

    /** Reads the lines after number {@code after}: what other writers have added meanwhile. */
    void read(long after, Reader reader) throws IOException;

    /**
     * Adds lines and forces them to the disk, all or none; once.
     *
     * @param entries lines that continue the ledger
     * @throws IllegalArgumentException if they do not
     * @throws IOException if they cannot be written; then none is
     */
    void commit(List<Entry> entries) throws IOException;

    @Override
    void close() throws IOException;
  }
}
