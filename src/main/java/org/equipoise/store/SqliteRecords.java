package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.equipoise.ledger.PersonId;
import org.equipoise.trial.PersonRecord;
import org.equipoise.trial.Records;

/**
 * Records of persons in one SQLite file that only its owner may read.
 *
 * <p>What is erased is overwritten, and then the whole file is written anew, so that no trace of it
 * stays in the file. Copies of the file and what the disk itself remembers are beyond its reach.
 */
public final class SqliteRecords implements Records {

  private static final Sqlite.Kind KIND =
      new Sqlite.Kind("a file of records", 0x45515032, 1, "people-1.sql");

  private static final String COLUMNS = "person, salt, reference, protected, known";

  private final Path file;
  private final Connection connection;

  private SqliteRecords(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens the records, making the file when there is none.
   *
   * @throws IOException if it cannot be opened, or was not made by this program or by a newer
   *     version
   */
  public static SqliteRecords open(Path file) throws IOException {
    return new SqliteRecords(file, SqlitePersonal.open(file, KIND));
  }

  @Override
  public Optional<PersonRecord> find(PersonId person) throws IOException {
    String sql = "SELECT " + COLUMNS + " FROM record WHERE person = ?";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, person.value());
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? Optional.of(record(rows)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw Sqlite.failure(file, "read", e);
    }
  }

  @Override
  public Map<PersonId, PersonRecord> all() throws IOException {
    Map<PersonId, PersonRecord> records = new LinkedHashMap<>();
    String sql = "SELECT " + COLUMNS + " FROM record ORDER BY person";
    try (Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery(sql)) {
      while (rows.next()) {
        PersonRecord record = record(rows);
        records.put(record.person(), record);
      }
    } catch (SQLException e) {
      throw Sqlite.failure(file, "read", e);
    }
    return records;
  }

  @Override
  public long count() throws IOException {
    try (Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery("SELECT count(*) FROM record")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw Sqlite.failure(file, "read", e);
    }
  }

  @Override
  public void keep(Collection<PersonRecord> records) throws IOException {
    String sql = "INSERT OR REPLACE INTO record (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?)";
    try {
      Sqlite.run(connection, "BEGIN IMMEDIATE");
      try (PreparedStatement insert = connection.prepareStatement(sql)) {
        // In the order of the file, which is much faster for many.
        List<PersonRecord> ordered = new ArrayList<>(records);
        ordered.sort(Comparator.comparing(record -> record.person().value()));
        for (PersonRecord record : ordered) {
          insert.setString(1, record.person().value());
          insert.setString(2, record.salt());
          insert.setString(3, record.reference());
          insert.setInt(4, record.protectedIdentity() ? 1 : 0);
          insert.setString(5, known(record.values()));
          insert.addBatch();
        }
        insert.executeBatch();
        Sqlite.run(connection, "COMMIT");
      } catch (SQLException | RuntimeException e) {
        SqlitePersonal.undo(connection);
        throw e;
      }
    } catch (SQLException e) {
      throw Sqlite.failure(file, "written", e);
    }
  }

  @Override
  public void erase(PersonId person) throws IOException {
    eraseAll(List.of(person));
  }

  @Override
  public void eraseAll(Collection<PersonId> persons) throws IOException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM record WHERE person = ?")) {
      for (PersonId person : persons) {
        delete.setString(1, person.value());
        delete.executeUpdate();
      }
      // Pages may still hold copies of rows that were moved before: write the whole file anew.
      Sqlite.run(connection, "VACUUM");
    } catch (SQLException e) {
      throw Sqlite.failure(file, "written", e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw Sqlite.failure(file, "closed", e);
    }
  }

  private static PersonRecord record(ResultSet rows) throws SQLException {
    Map<String, String> values = new HashMap<>();
    String known = rows.getString(5);
    for (int from = 0; from < known.length(); ) {
      int end = known.indexOf('\n', from);
      int equals = known.indexOf('=', from);
      values.put(known.substring(from, equals), known.substring(equals + 1, end));
      from = end + 1;
    }
    PersonId person = new PersonId(rows.getString(1));
    return new PersonRecord(
        person, rows.getString(2), values, rows.getString(3), rows.getInt(4) == 1);
  }

  private static String known(Map<String, String> values) {
    StringBuilder out = new StringBuilder();
    values.forEach(
        (code, value) -> {
          if (code.indexOf('=') >= 0 || code.indexOf('\n') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("no value is longer than a line");
          }
          out.append(code).append('=').append(value).append('\n');
        });
    return out.toString();
  }
}
