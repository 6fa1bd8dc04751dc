import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Makes a trial of many people followed by month in a register, with DuckDB: people.csv, and
 * months.parquet (or months.csv, with a third argument "csv"), 36 rows a person. Nobody is real;
 * the same arguments give the same rows.
 */
public final class RegisterPanel {

  public static void main(String[] arguments) throws SQLException {
    String folder = arguments[0];
    if (arguments[1].equals("scan")) {
      scan(folder);
      return;
    }
    long people = Long.parseLong(arguments[1]);
    boolean text = arguments.length > 2 && arguments[2].equals("csv");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute("set threads = 2");
      statement.execute("set memory_limit = '2GB'");
      statement.execute("set enable_progress_bar = false");
      statement.execute(
          String.format(
              Locale.ROOT,
              "copy (select i + 1 as id, if(hash(i) %% 2 = 0, 'team', 'usual') as arm,"
                  + " 'S' || lpad(cast(hash(i, 7) %% 20 as varchar), 2, '0') as site,"
                  + " date '2018-03-01' + cast(hash(i, 3) %% 660 as integer) as drawn"
                  + " from range(%d) t(i)) to '%s/people.csv' (header)",
              people,
              folder));
      String rows =
          String.format(
              Locale.ROOT,
              "select id, month, employed, employed * cast(12000 + h %% 24000 as double) as income"
                  + " from (select r // 36 + 1 as id, cast(r %% 36 + 1 as smallint) as month,"
                  + " hash(r) as h,"
                  + " cast(hash(r // 36, r %% 36 // 6) %% 100 <"
                  + " 30 + if(hash(r // 36) %% 2 = 0, 2, 0) as tinyint) as employed"
                  + " from range(%d) t(r))",
              people * 36);
      statement.execute(
          text
              ? "copy (" + rows + ") to '" + folder + "/months.csv' (header)"
              : "copy (" + rows + ") to '" + folder + "/months.parquet' (compression zstd)");
    }
  }

  /** How long a bare look at every number takes. */
  private static void scan(String folder) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute("set threads = 2");
      long begun = System.nanoTime();
      try (var rows =
          statement.executeQuery(
              "select count(*), sum(id), sum(month), sum(employed), sum(income) from '"
                  + folder
                  + "/months.parquet'")) {
        rows.next();
        System.out.printf(
            Locale.ROOT,
            "bare scan: %.1f s, %d rows%n",
            (System.nanoTime() - begun) / 1e9,
            rows.getLong(1));
      }
    }
  }
}
