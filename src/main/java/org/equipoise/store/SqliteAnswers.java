package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.trial.AnswerRecord;
import org.equipoise.trial.Answers;
import org.jspecify.annotations.Nullable;

/**
 * Answers in one SQLite file that only its owner may read. A record is found by its commitment, so
 * that nothing is ever written over.
 *
 * <p>What is erased is overwritten, and then the whole file is written anew, so that no trace of it
 * stays in the file. Copies of the file and what the disk itself remembers are beyond its reach.
 */
public final class SqliteAnswers implements Answers {

  private static final Sqlite.Kind KIND =
      new Sqlite.Kind("a file of answers", 0x45515033, 1, "answers-1.sql");

  private static final String COLUMNS = "commitment, kind, person, wave, respondent, salt, answers";

  private static final String WAIT =
      "INSERT OR IGNORE INTO waiting SELECT ?"
          + " WHERE NOT EXISTS (SELECT 1 FROM record WHERE commitment = ?)";

  private final Path file;
  private @Nullable Connection opened;

  private SqliteAnswers(Path file) {
    this.file = file;
  }

  /**
   * Opens the answers. Where there is no file nothing was answered; the first answer makes it.
   *
   * @throws IOException if it cannot be opened, or was not made by this program or by a newer
   *     version
   */
  public static SqliteAnswers open(Path file) throws IOException {
    SqliteAnswers answers = new SqliteAnswers(file);
    if (Files.exists(file)) {
      answers.connection();
    }
    return answers;
  }

  private Connection connection() throws IOException {
    Connection connection = opened;
    if (connection == null) {
      connection = SqlitePersonal.open(file, KIND);
      opened = connection;
    }
    return connection;
  }

  /** Another program may have made the file since. */
  private boolean isEmpty() {
    return opened == null && !Files.exists(file);
  }

  @Override
  public Optional<AnswerRecord> find(Digest commitment) throws IOException {
    if (isEmpty()) {
      return Optional.empty();
    }
    Connection connection = connection();
    String sql = "SELECT " + COLUMNS + " FROM record WHERE commitment = ?";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, commitment.hex());
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? Optional.of(record(rows, new HashMap<>())) : Optional.empty();
      }
    } catch (SQLException e) {
      throw Sqlite.failure(file, "read", e);
    }
  }

  @Override
  public Map<Digest, AnswerRecord> all() throws IOException {
    Map<Digest, AnswerRecord> records = new LinkedHashMap<>();
    if (isEmpty()) {
      return records;
    }
    Connection connection = connection();
    // A few hundred codes stand in a hundred thousand records: each is kept in memory once.
    Map<String, String> codes = new HashMap<>();
    String sql = "SELECT " + COLUMNS + " FROM record ORDER BY commitment";
    try (Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery(sql)) {
      while (rows.next()) {
        records.put(new Digest(rows.getString(1)), record(rows, codes));
      }
    } catch (SQLException e) {
      throw Sqlite.failure(file, "read", e);
    }
    return records;
  }

  @Override
  public long count() throws IOException {
    if (isEmpty()) {
      return 0;
    }
    Connection connection = connection();
    try {
      return Sqlite.number(connection, "SELECT count(*) FROM record");
    } catch (SQLException e) {
      throw Sqlite.failure(file, "read", e);
    }
  }

  @Override
  public void keep(Collection<AnswerRecord> records) throws IOException {
    if (records.isEmpty()) {
      return;
    }
    Connection connection = connection();
    // In the order of the file, which is much faster for many.
    Map<String, AnswerRecord> ordered = new TreeMap<>();
    for (AnswerRecord record : records) {
      ordered.put(record.commitment().hex(), record);
    }
    String sql = "INSERT OR IGNORE INTO record (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)";
    try {
      Sqlite.run(connection, "BEGIN IMMEDIATE");
      try (PreparedStatement insert = connection.prepareStatement(sql);
          PreparedStatement wait = connection.prepareStatement(WAIT)) {
        for (Map.Entry<String, AnswerRecord> each : ordered.entrySet()) {
          AnswerRecord record = each.getValue();
          // Before the record: one that is there already waits for nothing.
          wait.setString(1, each.getKey());
          wait.setString(2, each.getKey());
          wait.addBatch();
          insert.setString(1, each.getKey());
          insert.setInt(2, record.kind() == AnswerRecord.Kind.ANSWERS ? 0 : 1);
          insert.setString(3, record.person().value());
          insert.setString(4, record.wave().value());
          insert.setString(5, record.respondent().value());
          insert.setString(6, record.salt());
          insert.setString(7, answers(record.values()));
          insert.addBatch();
        }
        wait.executeBatch();
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
  public Set<Digest> waiting() throws IOException {
    Set<Digest> waiting = new LinkedHashSet<>();
    if (isEmpty()) {
      return waiting;
    }
    try (Statement query = connection().createStatement();
        ResultSet rows = query.executeQuery("SELECT commitment FROM waiting")) {
      while (rows.next()) {
        waiting.add(new Digest(rows.getString(1)));
      }
    } catch (SQLException e) {
      throw Sqlite.failure(file, "read", e);
    }
    return waiting;
  }

  @Override
  public void confirm() throws IOException {
    if (isEmpty()) {
      return;
    }
    try {
      Sqlite.run(connection(), "DELETE FROM waiting");
    } catch (SQLException e) {
      throw Sqlite.failure(file, "written", e);
    }
  }

  @Override
  public void erase(Collection<Digest> commitments) throws IOException {
    if (commitments.isEmpty() || isEmpty()) {
      return;
    }
    Connection connection = connection();
    try {
      Sqlite.run(connection, "BEGIN IMMEDIATE");
      try (PreparedStatement delete =
              connection.prepareStatement("DELETE FROM record WHERE commitment = ?");
          PreparedStatement done =
              connection.prepareStatement("DELETE FROM waiting WHERE commitment = ?")) {
        for (Digest commitment : commitments) {
          delete.setString(1, commitment.hex());
          delete.addBatch();
          done.setString(1, commitment.hex());
          done.addBatch();
        }
        delete.executeBatch();
        done.executeBatch();
        Sqlite.run(connection, "COMMIT");
      } catch (SQLException | RuntimeException e) {
        SqlitePersonal.undo(connection);
        throw e;
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
      if (opened != null) {
        opened.close();
      }
    } catch (SQLException e) {
      throw Sqlite.failure(file, "closed", e);
    }
  }

  private static AnswerRecord record(ResultSet rows, Map<String, String> codes)
      throws SQLException {
    return new AnswerRecord(
        rows.getInt(2) == 0 ? AnswerRecord.Kind.ANSWERS : AnswerRecord.Kind.THEMES,
        new PersonId(rows.getString(3)),
        new Wave.Id(once(codes, rows.getString(4))),
        new Respondent.Id(once(codes, rows.getString(5))),
        rows.getString(6),
        values(rows.getString(7), codes));
  }

  private static Map<String, String> values(String answers, Map<String, String> codes) {
    Map<String, String> values = new HashMap<>();
    for (int from = 0; from < answers.length(); ) {
      int end = answers.indexOf('\n', from);
      int equals = answers.indexOf('=', from);
      String value = AnswerRecord.unline(answers.substring(equals + 1, end));
      values.put(once(codes, answers.substring(from, equals)), value);
      from = end + 1;
    }
    return values;
  }

  private static String once(Map<String, String> codes, String code) {
    String known = codes.putIfAbsent(code, code);
    return known == null ? code : known;
  }

  private static String answers(Map<String, String> values) {
    StringBuilder out = new StringBuilder();
    values.forEach(
        (code, value) -> {
          if (code.indexOf('=') >= 0 || code.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("no code of an item: " + code);
          }
          out.append(code).append('=').append(AnswerRecord.line(value)).append('\n');
        });
    return out.toString();
  }
}
