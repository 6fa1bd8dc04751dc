package org.equipoise.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * One SQLite file: opening it, its schema, and what its errors mean to people.
 *
 * <p>Files are written with a rollback journal, not a write-ahead log: what is committed stands in
 * the one file, which may be copied to a stick or lie on a network drive, and a program that was
 * killed leaves nothing that a reader must first repair, except in the instant of a commit.
 */
final class Sqlite {

  /** How long to wait for other programs, in milliseconds. */
  static final int PATIENCE = 60_000;

  private Sqlite() {}

  /**
   * A kind of file.
   *
   * @param name what people call it
   * @param application number that marks files of this kind
   * @param version of the schema
   * @param schema name of the resource that makes it
   */
  record Kind(String name, int application, int version, String schema) {}

  /** Opens a file that is there, for writing or reading. */
  static Connection connect(Path file, boolean readOnly, int patience) throws SQLException {
    SqliteLibrary.prepare();
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    config.setBusyTimeout(patience);
    Properties properties = config.toProperties();
    // As a URI, so that no character of a path means anything.
    return JDBC.createConnection(JDBC.PREFIX + file.toUri(), properties);
  }

  /** Makes the schema in an empty file, all or nothing. */
  static void create(Connection connection, Kind kind) throws SQLException, IOException {
    String sql;
    try (InputStream in = Sqlite.class.getResourceAsStream(kind.schema())) {
      if (in == null) {
        throw new IllegalStateException("no " + kind.schema());
      }
      sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("BEGIN EXCLUSIVE");
      statement.executeUpdate(sql);
      statement.executeUpdate("COMMIT");
    }
  }

  /**
   * Checks that a file is of a kind that this program can work with.
   *
   * @throws IOException if it is not
   */
  static void check(Connection connection, Kind kind, Path file) throws SQLException, IOException {
    if (number(connection, "PRAGMA application_id") != kind.application()) {
      throw new IOException(file + " is not " + kind.name() + " made by this program");
    }
    long version = number(connection, "PRAGMA user_version");
    if (version > kind.version()) {
      throw new IOException(file + " was written by a newer version of this program");
    }
    if (version < kind.version()) {
      throw new IOException(file + " has no content that this program can read");
    }
  }

  /**
   * Tables, indexes and triggers that are not as the program makes them, by name, with what was
   * done to them. A trigger removed or added could undo the promise that lines are only ever added.
   */
  static SortedMap<String, String> altered(Connection connection, Kind kind)
      throws SQLException, IOException {
    SortedMap<String, String> altered = new TreeMap<>();
    SortedMap<String, String> kept = schema(connection);
    try (Connection fresh = JDBC.createConnection(JDBC.PREFIX + ":memory:", new Properties())) {
      create(fresh, kind);
      for (Map.Entry<String, String> made : schema(fresh).entrySet()) {
        String statement = kept.remove(made.getKey());
        if (!made.getValue().equals(statement)) {
          altered.put(made.getKey(), statement == null ? "was removed" : "was changed");
        }
      }
    }
    kept.keySet().forEach(name -> altered.put(name, "was added"));
    return altered;
  }

  private static SortedMap<String, String> schema(Connection connection) throws SQLException {
    SortedMap<String, String> schema = new TreeMap<>();
    String query = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        schema.put(rows.getString(1), rows.getString(2));
      }
    }
    return schema;
  }

  /** Runs a statement, or several. */
  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** The one number a query gives. */
  static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  /** The one text a pragma gives when it is set. */
  static void set(Connection connection, String pragma) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA " + pragma);
    }
  }

  /**
   * What an error means.
   *
   * @param what was being done: {@code read}, {@code written}
   */
  static IOException failure(Path file, String what, SQLException e) {
    return new IOException(file + " cannot be " + what + ": " + why(e), e);
  }

  static boolean is(SQLException e, SQLiteErrorCode code) {
    // Extended codes tell more in their upper bytes; the lowest is the kind of error.
    return e instanceof SQLiteException error && (error.getResultCode().code & 0xff) == code.code;
  }

  private static String why(SQLException e) {
    if (is(e, SQLiteErrorCode.SQLITE_BUSY) || is(e, SQLiteErrorCode.SQLITE_LOCKED)) {
      return "another program has been working on it for a minute; try again when it is done";
    } else if (is(e, SQLiteErrorCode.SQLITE_FULL)) {
      return "the disk is full; nothing was changed";
    } else if (is(e, SQLiteErrorCode.SQLITE_READONLY)) {
      return "the file or its folder may not be written to";
    } else if (is(e, SQLiteErrorCode.SQLITE_CANTOPEN)) {
      return "the file or its folder may not be opened";
    } else if (is(e, SQLiteErrorCode.SQLITE_NOTADB)) {
      return "it is not a file of this program";
    } else if (is(e, SQLiteErrorCode.SQLITE_CORRUPT)) {
      return "the file is damaged; go back to the latest copy of it, and verify that";
    } else if (is(e, SQLiteErrorCode.SQLITE_IOERR)) {
      return "the disk reports an error (" + e.getMessage() + ")";
    }
    return String.valueOf(e.getMessage());
  }

  /** A file with content that is not ours must not be taken over. */
  static void claim(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) > 0) {
      throw new IOException(file + " is already there");
    }
  }
}
