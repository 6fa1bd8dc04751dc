package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Ledger;

/** What must stand in the tables beside the lines, made again from the lines. */
final class SqliteProjections implements Ledger.Projections {

  private final Connection connection;
  private final Path file;
  private final Map<String, Long> drawn = new HashMap<>();
  private final Map<String, Long> requests = new HashMap<>();

  SqliteProjections(Connection connection, Path file) {
    this.connection = connection;
    this.file = file;
  }

  @Override
  public void line(Entry entry) {
    requests.putIfAbsent(entry.request(), entry.number());
    if (entry.event() instanceof Event.ArmDrawn draw) {
      drawn.putIfAbsent(draw.person().value(), entry.number());
    }
  }

  @Override
  public List<Finding> differences() throws IOException {
    List<Finding> findings = new ArrayList<>();
    try {
      for (Map.Entry<String, String> altered :
          Sqlite.altered(connection, SqliteLedger.KIND).entrySet()) {
        String found = "'" + altered.getKey() + "', which guards the lines, " + altered.getValue();
        findings.add(Finding.error(Place.file("ledger"), found, ""));
      }
      compare("SELECT person, line FROM drawn", drawn, "draw of", findings);
      compare("SELECT id, line FROM request", requests, "request", findings);
    } catch (SQLException e) {
      throw Sqlite.failure(file, "read", e);
    }
    return findings;
  }

  private void compare(
      String query, Map<String, Long> expected, String what, List<Finding> findings)
      throws SQLException {
    Map<String, Long> missing = new HashMap<>(expected);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        String name = rows.getString(1);
        long line = rows.getLong(2);
        Long right = missing.remove(name);
        if (!Objects.equals(right, line)) {
          String truth = right == null ? "no line says so" : "the lines say line " + right;
          findings.add(
              finding(
                  right == null ? line : right,
                  what,
                  name,
                  "is kept as line " + line + "; " + truth));
        }
      }
    }
    for (Map.Entry<String, Long> left : new TreeMap<>(missing).entrySet()) {
      findings.add(
          finding(
              left.getValue(), what, left.getKey(), "is not kept in the table beside the lines"));
    }
  }

  private static Finding finding(long line, String what, String name, String found) {
    Place place = new Place("ledger", Math.toIntExact(line), 0, "");
    return Finding.error(place, what + " '" + name + "' " + found, "");
  }
}
