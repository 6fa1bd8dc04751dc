package org.equipoise.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.equipoise.finding.Finding;

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
   * Shows every line as it stands, whether or not it can be understood, in order.
   *
   * @throws IOException if the ledger cannot be read
   */
  default void inspect(Inspector inspector) throws IOException {
    read(
        0,
        entry -> {
          String text = Line.text(entry);
          inspector.line(entry.number(), text.getBytes(StandardCharsets.UTF_8), "");
        });
  }

  /**
   * What is kept beside the lines, for speed or as a second guard, to be compared with what the
   * lines say; nothing unless the store keeps something.
   */
  default Projections projections() {
    return new Projections() {
      @Override
      public void line(Entry entry) {}

      @Override
      public List<Finding> differences() {
        return List.of();
      }
    };
  }

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

  /** Looks at lines one by one. */
  interface Inspector {
    /**
     * The next line as it stands.
     *
     * @param number the number under which it is kept
     * @param text its bytes, without a line feed
     * @param digest the digest kept beside it; empty when none is
     */
    void line(long number, byte[] text, String digest) throws IOException;
  }

  /** Makes again, from every line in order, what is kept beside the lines. */
  interface Projections {
    /** The next line. */
    void line(Entry entry);

    /**
     * Where what is kept differs from what the lines say.
     *
     * @throws IOException if it cannot be read
     */
    List<Finding> differences() throws IOException;
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
