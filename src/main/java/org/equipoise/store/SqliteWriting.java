package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.equipoise.ledger.Continuation;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.LedgerDamaged;
import org.equipoise.ledger.LineReader;
import org.equipoise.protocol.Digest;
import org.sqlite.SQLiteErrorCode;

/** A transaction that holds the write lock from its start. */
final class SqliteWriting implements Ledger.Writing {

  private final SqliteLedger ledger;
  private final Connection connection;
  private final Path file;
  private boolean open = true;

  SqliteWriting(SqliteLedger ledger, Connection connection, Path file) {
    this.ledger = ledger;
    this.connection = connection;
    this.file = file;
  }

  @Override
  public void read(long after, Ledger.Reader reader) throws IOException {
    ledger.read(after, reader);
  }

  @Override
  public void commit(List<Entry> entries) throws IOException {
    if (!open) {
      throw new IllegalStateException("already committed or closed");
    }
    try {
      ledger.inserts().add(continued(entries));
      Sqlite.run(connection, "COMMIT");
      open = false;
      ledger.written();
    } catch (SQLException e) {
      close();
      if (Sqlite.is(e, SQLiteErrorCode.SQLITE_CONSTRAINT)) {
        throw new IllegalArgumentException("the lines do not continue the ledger: " + why(e), e);
      }
      throw Sqlite.failure(file, "written", e);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static String why(SQLException e) {
    return String.valueOf(e.getMessage());
  }

  /** The lines, once it is sure that they continue what stands in the file. */
  private Continuation continued(List<Entry> entries) throws SQLException, IOException {
    try (Statement query = connection.createStatement();
        ResultSet last =
            query.executeQuery(
                "SELECT number, text, digest FROM line ORDER BY number DESC LIMIT 1")) {
      if (!last.next()) {
        return Continuation.of(0, Entry.NOTHING_BEFORE, Instant.MIN, entries);
      }
      long number = last.getLong(1);
      byte[] text = last.getBytes(2);
      Digest head = Digest.of(text);
      if (!head.hex().equals(last.getString(3))) {
        throw new LedgerDamaged(number, "it was changed after it was written");
      }
      return Continuation.of(number, head, new LineReader().entry(number, text).at(), entries);
    }
  }

  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    ledger.written();
    try {
      if (!connection.isClosed()) {
        Sqlite.run(connection, "ROLLBACK");
      }
    } catch (SQLException e) {
      // SQLite has already undone everything when it met a full disk: then there is nothing left
      // to undo, and it says so.
      if (!Sqlite.is(e, SQLiteErrorCode.SQLITE_ERROR)) {
        throw Sqlite.failure(file, "written", e);
      }
    }
  }
}
