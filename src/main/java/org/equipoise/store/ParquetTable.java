package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.Column;
import org.equipoise.frame.ColumnBuilder;
import org.equipoise.frame.ColumnPart;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Lines;
import org.equipoise.frame.Loaded;
import org.equipoise.frame.Problem;
import org.equipoise.frame.TableFormat;
import org.equipoise.frame.TableFormat.Decimal;

/** Reads a Parquet table by the rules for cells of text tables; its rows are numbered from 1. */
final class ParquetTable {

  private ParquetTable() {}

  /** Whether a file is one by its name. */
  static boolean is(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet");
  }

  /** Digest of a file; empty when it cannot be read, which reading it says too. */
  static String digest(Path file) {
    try (CsvBytes bytes = CsvBytes.open(file)) {
      return TrialFiles.sha256(bytes);
    } catch (IOException e) {
      return "";
    }
  }

  /** Its columns, in order. */
  static List<String> names(Connection connection, Path file) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("describe select * from " + source(file))) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  /** The file as a table of SQL. */
  static String source(Path file) {
    return "read_parquet(" + DuckDb.text(file.toString()) + ")";
  }

  /** Reads the columns chosen by whoever has seen their names. */
  static Loaded read(
      Path file, TableFormat format, Function<List<String>, List<ColumnSpec>> choice) {
    String source = CellWords.of(file);
    if (!Files.isReadable(file)) {
      return Loaded.failed(
          Finding.error(Place.file(source), "there is no such file", "check the name and folder"));
    }
    try (Connection connection = DuckDb.open(2)) {
      List<String> names = names(connection, file);
      List<ColumnSpec> specs = choice.apply(names);
      List<Finding> findings = new ArrayList<>();
      List<String> read = new ArrayList<>();
      for (ColumnSpec spec : specs) {
        if (names.contains(spec.name())) {
          read.add("cast(" + DuckDb.name(spec.name()) + " as varchar)");
        } else {
          findings.add(
              Finding.error(
                  new Place(source, 0, 0, spec.name()),
                  "no column of this name",
                  "its columns are " + String.join(", ", names)));
        }
      }
      List<String> unused = new ArrayList<>(names);
      specs.forEach(spec -> unused.remove(spec.name()));
      if (!findings.isEmpty()) {
        return new Loaded(null, findings, findings.size(), unused);
      }
      TableFormat plain =
          new TableFormat(
              TableFormat.Delimiter.COMMA,
              Decimal.POINT,
              TableFormat.Encoding.UTF_8,
              format.missing());
      return rows(connection, file, specs, read, plain, unused);
    } catch (SQLException e) {
      return Loaded.failed(DuckDb.failed(source, e));
    }
  }

  private static Loaded rows(
      Connection connection,
      Path file,
      List<ColumnSpec> specs,
      List<String> read,
      TableFormat format,
      List<String> unused)
      throws SQLException {
    String source = CellWords.of(file);
    CsvFindings findings = new CsvFindings(source);
    int count = Math.toIntExact(count(connection, file));
    List<ColumnBuilder> builders = new ArrayList<>();
    List<ColumnPart> parts = new ArrayList<>();
    for (ColumnSpec spec : specs) {
      ColumnBuilder builder = ColumnBuilder.of(spec, format, count);
      builders.add(builder);
      parts.add(builder.part(0));
    }
    String query = "select " + String.join(", ", read) + " from " + source(file);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      for (int row = 0; rows.next(); row++) {
        for (int i = 0; i < parts.size(); i++) {
          String cell = rows.getString(i + 1);
          Problem problem = parts.get(i).put(row, cell == null ? "" : cell);
          if (problem != null) {
            findings.error(row + 1, 0, specs.get(i).name(), problem.found(), problem.expected());
          }
        }
      }
    }
    if (findings.errors() > 0) {
      findings.settle();
      return new Loaded(null, findings.list(), findings.errors(), unused);
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).close(count);
      columns.add(builders.get(i).build(List.of(parts.get(i))));
    }
    Frame frame = Frame.of(source, columns, Lines.from(1, Map.of()));
    return new Loaded(frame, findings.list(), 0, unused);
  }

  /** How many rows it has. */
  static long count(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + source(file))) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
