package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.equipoise.analysis.DataPlan;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.Column;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Lines;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.DataLayout.DataFile;

/**
 * A Parquet file in pieces, read by DuckDB in the order of its rows. Numbers stay numbers: only
 * what is text in the file is made text here.
 */
final class ParquetSource implements RegisterSource {

  private static final int PIECE = 1 << 15;
  private static final String NOT_A_NUMBER = "'-infinity'::double";

  private final Path file;
  private final String source;
  private final List<ColumnSpec> specs;
  private final List<String> expressions = new ArrayList<>();
  private final String idColumn;
  private final boolean numericIds;
  private final long count;
  private final long middle;
  private final AtomicLong rows = new AtomicLong();
  private final List<Finding> wrong = new ArrayList<>();

  ParquetSource(Path file, DataFile declared, DataPlan plan) throws IOException {
    this.file = file;
    this.source = CellWords.of(file);
    this.idColumn = plan.idColumn();
    try (Connection connection = DuckDb.open(2)) {
      Map<String, String> types = types(connection, file);
      specs = plan.columns(declared, List.copyOf(types.keySet()));
      for (ColumnSpec spec : specs) {
        String type = types.get(spec.name());
        if (type == null) {
          wrong.add(
              Finding.error(
                  new Place(source, 0, 0, spec.name()),
                  "no column of this name",
                  "its columns are " + String.join(", ", types.keySet())));
        } else {
          expressions.add(expression(spec, type));
        }
      }
      numericIds = isWhole(types.getOrDefault(idColumn, ""));
      count = ParquetTable.count(connection, file);
      middle = wrong.isEmpty() ? middle(connection) : count;
    } catch (SQLException e) {
      throw new UnreadableRegister(DuckDb.failed(source, e), e);
    }
  }

  /** A register that cannot be read, and why. */
  static final class UnreadableRegister extends IOException {
    private static final long serialVersionUID = 1;
    private final transient Finding finding;

    UnreadableRegister(Finding finding, Exception cause) {
      super(finding.toString(), cause);
      this.finding = finding;
    }

    Finding finding() {
      return finding;
    }
  }

  private static Map<String, String> types(Connection connection, Path file) throws SQLException {
    Map<String, String> types = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("describe select * from " + ParquetTable.source(file))) {
      while (rows.next()) {
        types.put(rows.getString(1), rows.getString(2).toUpperCase(Locale.ROOT));
      }
    }
    return types;
  }

  private static boolean isWhole(String type) {
    return type.matches("U?(TINY|SMALL|BIG)?INT(EGER)?") && !type.equals("UBIGINT");
  }

  private String expression(ColumnSpec spec, String type) {
    String name = DuckDb.name(spec.name());
    boolean text = type.equals("VARCHAR");
    if (spec.name().equals(idColumn)) {
      return isWhole(type) ? "cast(" + name + " as bigint)" : "cast(" + name + " as varchar)";
    }
    if (spec.kind() instanceof ColumnSpec.Dates) {
      return "coalesce(date_diff('day', date '1970-01-01', "
          + (text ? "try_cast(" + name + " as date)" : "cast(" + name + " as date)")
          + "), "
          + Integer.MIN_VALUE
          + ")";
    }
    if (spec.kind() instanceof ColumnSpec.Texts) {
      return type.equals("DATE")
          ? "strftime(" + name + ", '%Y-%m')"
          : "cast(" + name + " as varchar)";
    }
    if (text && spec.kind() instanceof ColumnSpec.Categories) {
      return "case when "
          + name
          + " is null or "
          + name
          + " = '' then 'nan'::double when lower("
          + name
          + ") in ('1', 'yes', 'y', 'ja', 'j', 'true') then 1 when lower("
          + name
          + ") in ('0', 'no', 'n', 'nej', 'false') then 0 else "
          + NOT_A_NUMBER
          + " end";
    }
    return text
        ? "case when "
            + name
            + " is null or "
            + name
            + " = '' then 'nan'::double"
            + " else coalesce(try_cast("
            + name
            + " as double), "
            + NOT_A_NUMBER
            + ") end"
        : "coalesce(cast(" + name + " as double), 'nan'::double)";
  }

  /** A row of another person than the one before it, near the middle. */
  private long middle(Connection connection) throws SQLException {
    long half = count / 2;
    if (count < 1 << 16) {
      return count;
    }
    String query =
        "select file_row_number, "
            + DuckDb.name(idColumn)
            + " from read_parquet("
            + DuckDb.text(file.toString())
            + ", file_row_number = true) where file_row_number between "
            + half
            + " and "
            + (half + 100_000)
            + " order by file_row_number";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      String before = null;
      while (rows.next()) {
        String id = rows.getString(2);
        if (before != null && !before.equals(id)) {
          return rows.getLong(1);
        }
        before = id;
      }
    }
    return count;
  }

  @Override
  public void read(int part, Ids ids, List<Finding> findings, Taker taker) throws IOException {
    long from = part == 0 ? 0 : middle;
    long to = part == 0 ? middle : count;
    if (part == 0) {
      findings.addAll(wrong);
    }
    if (from >= to || !wrong.isEmpty()) {
      return;
    }
    String query =
        "select "
            + String.join(", ", expressions)
            + " from read_parquet("
            + DuckDb.text(file.toString())
            + (middle == count ? ")" : ", file_row_number = true) where file_row_number ")
            + (middle == count ? "" : part == 0 ? "< " + middle : ">= " + middle);
    try (Connection connection = DuckDb.open(1);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      Piece piece = new Piece(ids, findings);
      long row = from;
      while (piece.fill(result)) {
        Frame frame = piece.frame(row);
        rows.addAndGet(piece.filled);
        row += piece.filled;
        if (!taker.take(frame, piece.persons())) {
          return;
        }
      }
    } catch (SQLException e) {
      throw new UnreadableRegister(DuckDb.failed(source, e), e);
    }
  }

  /** Rows on their way from DuckDB into a frame. */
  private final class Piece {
    private final Ids ids;
    private final List<Finding> findings;
    private final boolean byNumber;
    private final long[] numbers = new long[PIECE];
    private final String[][] texts = new String[specs.size()][];
    private final double[][] values = new double[specs.size()][];
    private final int[][] days = new int[specs.size()][];
    private int filled;

    Piece(Ids ids, List<Finding> findings) {
      this.ids = ids;
      this.findings = findings;
      this.byNumber = numericIds && ids.numbers() != null;
      for (int c = 0; c < specs.size(); c++) {
        ColumnSpec spec = specs.get(c);
        if (spec.kind() instanceof ColumnSpec.Dates) {
          days[c] = new int[PIECE];
        } else if (spec.kind() instanceof ColumnSpec.Texts) {
          texts[c] = new String[PIECE];
        } else {
          values[c] = new double[PIECE];
        }
      }
    }

    boolean fill(ResultSet result) throws SQLException {
      filled = 0;
      int columns = specs.size();
      while (filled < PIECE && result.next()) {
        for (int c = 0; c < columns; c++) {
          if (values[c] != null) {
            values[c][filled] = result.getDouble(c + 1);
          } else if (days[c] != null) {
            days[c][filled] = (int) result.getLong(c + 1);
          } else if (byNumber && c == 0) {
            numbers[filled] = result.getLong(1);
          } else {
            texts[c][filled] = result.getString(c + 1);
          }
        }
        filled++;
      }
      return filled > 0;
    }

    /** The id is the first column of every plan. */
    int[] persons() {
      PersonNumbers index = ids.numbers();
      if (!byNumber || index == null) {
        return ids.texts()
            .findAll(TextColumn.of(idColumn, Arrays.asList(texts[0]).subList(0, filled)));
      }
      int[] persons = new int[filled];
      for (int row = 0; row < filled; row++) {
        boolean again = row > 0 && numbers[row] == numbers[row - 1];
        persons[row] = again ? persons[row - 1] : index.find(numbers[row]);
      }
      return persons;
    }

    Frame frame(long firstRow) {
      List<Column> columns = new ArrayList<>();
      for (int c = 1; c < specs.size(); c++) {
        ColumnSpec spec = specs.get(c);
        if (values[c] != null) {
          check(spec, values[c], firstRow);
          columns.add(NumberColumn.of(spec.name(), Arrays.copyOf(values[c], filled)));
        } else if (days[c] != null) {
          columns.add(DateColumn.of(spec.name(), Arrays.copyOf(days[c], filled)));
        } else {
          columns.add(TextColumn.of(spec.name(), Arrays.asList(Arrays.copyOf(texts[c], filled))));
        }
      }
      int line = (int) Math.min(firstRow + 1, Integer.MAX_VALUE - PIECE);
      return Frame.of(source, columns, Lines.from(line, Map.of()));
    }

    private void check(ColumnSpec spec, double[] numbersRead, long firstRow) {
      double min = spec.kind() instanceof ColumnSpec.Numbers n ? n.min() : 0;
      double max = spec.kind() instanceof ColumnSpec.Numbers n ? n.max() : 1;
      boolean whole = !(spec.kind() instanceof ColumnSpec.Numbers n) || n.integer();
      for (int row = 0; row < filled; row++) {
        double value = numbersRead[row];
        if (value < min || value > max || (whole && value != Math.rint(value))) {
          String found =
              value == Double.NEGATIVE_INFINITY ? "no value of this column" : "'" + value + "'";
          if (findings.size() < org.equipoise.frame.Loaded.LISTED_ERRORS) {
            findings.add(
                Finding.error(
                    new Place(source, (int) (firstRow + row + 1), 0, spec.name()),
                    found,
                    "expected a "
                        + (whole ? "whole number" : "number")
                        + " from "
                        + min
                        + " to "
                        + max));
          }
        }
      }
    }
  }

  @Override
  public double progress() {
    return count == 0 ? 1 : (double) rows.get() / count;
  }

  @Override
  public long rows() {
    return rows.get();
  }

  @Override
  public void close() {}
}
