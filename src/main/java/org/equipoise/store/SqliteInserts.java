package org.equipoise.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.ledger.Continuation;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;

/** The statements that add lines, and what is kept beside them. */
final class SqliteInserts implements AutoCloseable {

  private static final int BATCH = 1000;

  private final PreparedStatement line;
  private final Index drawn;
  private final Index request;

  private SqliteInserts(PreparedStatement line, Index drawn, Index request) {
    this.line = line;
    this.drawn = drawn;
    this.request = request;
  }

  /**
   * What finds a line by a name.
   *
   * @param own adds what was done here, and refuses a name that is there
   * @param merged adds what an offline kit did, unless the name is there
   */
  private record Index(PreparedStatement own, PreparedStatement merged) {

    static Index of(Connection connection, String table, String name) throws SQLException {
      String insert = "INSERT INTO " + table + " (" + name + ", line) ";
      return new Index(
          connection.prepareStatement(insert + "VALUES (?1, ?2)"),
          connection.prepareStatement(
              insert
                  + "SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM "
                  + table
                  + " WHERE "
                  + name
                  + " = ?1)"));
    }

    /** In the order of the index, which is much faster for many. */
    void add(Map<String, Entry> entries) throws SQLException {
      int batched = 0;
      List<Map.Entry<String, Entry>> ordered = new ArrayList<>(entries.entrySet());
      ordered.sort(Map.Entry.comparingByKey());
      for (Map.Entry<String, Entry> named : ordered) {
        Entry entry = named.getValue();
        PreparedStatement insert = entry.origin().isEmpty() ? own : merged;
        insert.setString(1, named.getKey());
        insert.setLong(2, entry.number());
        insert.addBatch();
        if (++batched % BATCH == 0) {
          own.executeBatch();
          merged.executeBatch();
        }
      }
      own.executeBatch();
      merged.executeBatch();
    }

    void close() throws SQLException {
      own.close();
      merged.close();
    }
  }

  static SqliteInserts of(Connection connection) throws SQLException {
    // As bytes, which they are already; the column takes them for the text they are.
    String line = "INSERT INTO line (number, text, digest) VALUES (?, CAST(? AS TEXT), ?)";
    return new SqliteInserts(
        connection.prepareStatement(line),
        Index.of(connection, "drawn", "person"),
        Index.of(connection, "request", "id"));
  }

  /**
   * Adds lines within the open transaction.
   *
   * @throws IllegalArgumentException if a person is drawn twice among them
   */
  void add(Continuation lines) throws SQLException {
    Map<String, Entry> draws = new HashMap<>();
    Map<String, Entry> requests = new HashMap<>(2 * lines.size());
    for (int i = 0; i < lines.size(); i++) {
      Entry entry = lines.get(i);
      line.setLong(1, entry.number());
      line.setBytes(2, lines.text(i));
      line.setString(3, lines.digest(i).hex());
      line.addBatch();
      if ((i + 1) % BATCH == 0 || i + 1 == lines.size()) {
        line.executeBatch();
      }
      // One request may lead to several lines at once; the first stands for it.
      requests.putIfAbsent(entry.request(), entry);
      if (entry.event() instanceof Event.ArmDrawn draw
          && draws.putIfAbsent(draw.person().value(), entry) != null
          && entry.origin().isEmpty()) {
        throw new IllegalArgumentException("person " + draw.person() + " is drawn twice");
      }
    }
    drawn.add(draws);
    request.add(requests);
  }

  @Override
  public void close() throws SQLException {
    line.close();
    drawn.close();
    request.close();
  }
}
