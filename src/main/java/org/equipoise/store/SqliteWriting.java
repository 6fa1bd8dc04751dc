package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.equipoise.ledger.Continuation;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.LedgerDamaged;
import org.equipoise.ledger.LineReader;
import org.equipoise.protocol.Digest;
import org.sqlite.SQLiteErrorCode;

/** A transaction that holds the write lock from its start. */
final class SqliteWriting implements Ledger.Writing {

  private static final int BATCH = 1000;

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
      Continuation lines = continued(entries);
      addLines(lines);
      addDrawn(lines);
      addRequests(lines);
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

  private void addLines(Continuation lines) throws SQLException {
    // As bytes, which they are already; the column takes them for the text they are.
    String sql = "INSERT INTO line (number, text, digest) VALUES (?, CAST(? AS TEXT), ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < lines.size(); i++) {
        insert.setLong(1, lines.get(i).number());
        insert.setBytes(2, lines.text(i));
        insert.setString(3, lines.digest(i).hex());
        insert.addBatch();
        if ((i + 1) % BATCH == 0 || i + 1 == lines.size()) {
          insert.executeBatch();
        }
      }
    }
  }

  /** Of a person whom an offline kit drew too the first draw stands, and both stay on record. */
  private void addDrawn(Continuation lines) throws SQLException {
    String own = "INSERT INTO drawn (person, line) VALUES (?, ?)";
    String merged =
        "INSERT INTO drawn (person, line) SELECT ?1, ?2"
            + " WHERE NOT EXISTS (SELECT 1 FROM drawn WHERE person = ?1)";
    try (PreparedStatement insert = connection.prepareStatement(own);
        PreparedStatement insertMerged = connection.prepareStatement(merged)) {
      int batched = 0;
      for (Entry entry : lines) {
        if (!(entry.event() instanceof Event.ArmDrawn drawn)) {
          continue;
        }
        PreparedStatement chosen = entry.origin().isEmpty() ? insert : insertMerged;
        chosen.setString(1, drawn.person().value());
        chosen.setLong(2, entry.number());
        if (chosen == insertMerged) {
          chosen.executeUpdate();
          continue;
        }
        chosen.addBatch();
        if (++batched % BATCH == 0) {
          chosen.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  /**
   * A request may lead to several lines at once; the first stands for it. A request of an offline
   * kit that was also carried out here stands for the line here.
   */
  private void addRequests(Continuation lines) throws SQLException {
    String own = "INSERT INTO request (id, line) VALUES (?, ?)";
    String merged =
        "INSERT INTO request (id, line) SELECT ?1, ?2"
            + " WHERE NOT EXISTS (SELECT 1 FROM request WHERE id = ?1)";
    Set<String> known = new HashSet<>();
    try (PreparedStatement insert = connection.prepareStatement(own);
        PreparedStatement insertMerged = connection.prepareStatement(merged)) {
      int batched = 0;
      for (Entry entry : lines) {
        if (!known.add(entry.request())) {
          continue;
        }
        PreparedStatement chosen = entry.origin().isEmpty() ? insert : insertMerged;
        chosen.setString(1, entry.request());
        chosen.setLong(2, entry.number());
        if (chosen == insertMerged) {
          chosen.executeUpdate();
          continue;
        }
        chosen.addBatch();
        if (++batched % BATCH == 0) {
          chosen.executeBatch();
        }
      }
      insert.executeBatch();
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
