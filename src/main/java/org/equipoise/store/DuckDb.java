package org.equipoise.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;

/** DuckDB, which reads Parquet. It is a part of its own: the program runs without it. */
final class DuckDb {

  private DuckDb() {}

  /**
   * A database in memory that reads files.
   *
   * @param threads how many threads it may use
   * @throws SQLException if DuckDB is not there or does not start
   */
  static Connection open(int threads) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
    try (Statement statement = connection.createStatement()) {
      statement.execute("set threads = " + threads);
      statement.execute("set memory_limit = '1GB'");
      statement.execute("set enable_progress_bar = false");
    }
    return connection;
  }

  /** Text as SQL writes it. */
  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** A name as SQL writes it. */
  static String name(String value) {
    return '"' + value.replace("\"", "\"\"") + '"';
  }

  /** Why a file cannot be read. */
  static Finding failed(String file, SQLException e) {
    boolean absent = "08001".equals(e.getSQLState());
    String reason = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
    return absent
        ? Finding.error(
            Place.file(file),
            "Parquet is read by DuckDB, which is not there",
            "put duckdb_jdbc.jar into target/lib ('mvn package' does) and start the program by its"
                + " launcher 'equipoise', or give the file as CSV")
        : Finding.error(Place.file(file), "this is no Parquet file that can be read", reason);
  }
}
