package org.equipoise.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.equipoise.ledger.Continuation;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;

/** The statements that add lines, and what is kept beside them. */
final class SqliteInserts implements AutoCloseable {

  private static final int BATCH = 1000;

  private final PreparedStatement line;
  private final PreparedStatement drawn;
  private final PreparedStatement request;

  private SqliteInserts(
      PreparedStatement line, PreparedStatement drawn, PreparedStatement request) {
    this.line = line;
    this.drawn = drawn;
    this.request = request;
  }

  static SqliteInserts of(Connection connection) throws SQLException {
    // As bytes, which they are already; the column takes them for the text they are.
    String line = "INSERT INTO line (number, text, digest) VALUES (?, CAST(? AS TEXT), ?)";
    // What an offline kit did too (then ?3 is 0) does not take the place of what was done here.
    String drawn =
        "INSERT INTO drawn (person, line) SELECT ?1, ?2"
            + " WHERE ?3 OR NOT EXISTS (SELECT 1 FROM drawn WHERE person = ?1)";
    String request =
        "INSERT INTO request (id, line) SELECT ?1, ?2"
            + " WHERE ?3 OR NOT EXISTS (SELECT 1 FROM request WHERE id = ?1)";
    return new SqliteInserts(
        connection.prepareStatement(line),
        connection.prepareStatement(drawn),
        connection.prepareStatement(request));
  }

  /**
   * Adds lines within the open transaction.
   *
   * @throws IllegalArgumentException if a person is drawn twice among them
   */
  void add(Continuation lines) throws SQLException {
    Map<String, Entry> draws = new HashMap<>();
    Map<String, Entry> requests = new HashMap<>();
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
    add(drawn, draws);
    add(request, requests);
  }

  /** In the order of the index, which is much faster for many. */
  private static void add(PreparedStatement insert, Map<String, Entry> entries)
      throws SQLException {
    String[] names = entries.keySet().toArray(new String[0]);
    Arrays.sort(names);
    for (int i = 0; i < names.length; i++) {
      Entry entry = entries.get(names[i]);
      insert.setString(1, names[i]);
      insert.setLong(2, entry == null ? 0 : entry.number());
      insert.setInt(3, entry != null && entry.origin().isEmpty() ? 1 : 0);
      insert.addBatch();
      if ((i + 1) % BATCH == 0 || i + 1 == names.length) {
        insert.executeBatch();
      }
    }
  }

  @Override
  public void close() throws SQLException {
    line.close();
    drawn.close();
    request.close();
  }
}
