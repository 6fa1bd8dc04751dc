package org.equipoise.store;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.DataLayout.DataFile;
import org.jspecify.annotations.Nullable;

/**
 * Writes tables of delimited text as RFC 4180 says, but for lines that end in a line feed, so that
 * {@link CsvTable} reads back what was written.
 *
 * <p>Numbers are the shortest decimals that read back as the same double; whole numbers have no
 * fraction. Dates are ISO dates. What is missing is an empty cell. A text that a spreadsheet would
 * take for a formula, because it begins with {@code =}, {@code +}, {@code -}, {@code @}, a
 * tabulator or a carriage return, is given an apostrophe in front; numbers never are.
 *
 * <p>A file appears whole or not at all.
 */
public final class CsvWriter {

  private final char delimiter;
  private final char decimal;
  private final boolean mark;
  private final Charset charset;

  private CsvWriter(char delimiter, char decimal, boolean mark, Charset charset) {
    this.delimiter = delimiter;
    this.decimal = decimal;
    this.mark = mark;
    this.charset = charset;
  }

  /** Commas, decimal points, UTF-8 without a byte order mark, line feeds. */
  public static CsvWriter standard() {
    return new CsvWriter(',', '.', false, StandardCharsets.UTF_8);
  }

  /** What a Swedish spreadsheet opens by itself: semicolons, decimal commas, a byte order mark. */
  public static CsvWriter swedishSpreadsheet() {
    return new CsvWriter(';', ',', true, StandardCharsets.UTF_8);
  }

  /** As a protocol declares that a data file is written; what it leaves open as the standard. */
  public static CsvWriter as(DataFile file) {
    Character decimal = file.decimal();
    Character delimiter = file.delimiter();
    boolean comma = decimal != null && decimal == ',';
    char between = delimiter == null ? (comma ? ';' : ',') : delimiter;
    char point = decimal == null ? (between == ';' ? ',' : '.') : decimal;
    // What the reader takes Latin-1 for: every browser does.
    boolean utf8 = file.encoding().equalsIgnoreCase("UTF-8");
    Charset charset = utf8 ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
    return new CsvWriter(between, point, false, charset);
  }

  /**
   * Writes a frame.
   *
   * @throws IOException if the file cannot be written; what was there before is then still there
   */
  public void write(Path file, Frame frame) throws IOException {
    write(file, out -> printAll(out, frame));
  }

  /**
   * Writes rows of cells, each a {@link Number}, a {@link LocalDate}, any other object by its text,
   * or null for missing.
   *
   * @throws IOException if the file cannot be written; what was there before is then still there
   * @throws IllegalArgumentException if a row has not as many cells as there are headers
   */
  public void write(
      Path file, List<String> headers, Iterable<? extends List<? extends @Nullable Object>> rows)
      throws IOException {
    write(file, out -> printAll(out, headers, rows));
  }

  /**
   * Appends the same rows to anything that takes text, without a byte order mark.
   *
   * @throws IOException if {@code out} throws it
   * @throws IllegalArgumentException if a row has not as many cells as there are headers
   */
  public void write(
      Appendable out,
      List<String> headers,
      Iterable<? extends List<? extends @Nullable Object>> rows)
      throws IOException {
    printAll(out, headers, rows);
  }

  private void printAll(Appendable out, Frame frame) throws IOException {
    List<Column> columns = frame.columns();
    int width = columns.size();
    for (int i = 0; i < width; i++) {
      print(out, text(columns.get(i).name()), i, width);
    }
    for (int row = 0; row < frame.rows(); row++) {
      for (int i = 0; i < width; i++) {
        print(out, cell(columns.get(i), row), i, width);
      }
    }
  }

  private void printAll(
      Appendable out,
      List<String> headers,
      Iterable<? extends List<? extends @Nullable Object>> rows)
      throws IOException {
    int width = headers.size();
    for (int i = 0; i < width; i++) {
      print(out, text(headers.get(i)), i, width);
    }
    for (List<? extends @Nullable Object> row : rows) {
      if (row.size() != width) {
        throw new IllegalArgumentException(
            "a row of " + row.size() + " cells under " + width + " headers");
      }
      for (int i = 0; i < width; i++) {
        print(out, cell(row.get(i)), i, width);
      }
    }
  }

  /** One cell, quoted if need be, and the end of the line after the last one. */
  private void print(Appendable out, String cell, int column, int width) throws IOException {
    if (column > 0) {
      out.append(delimiter);
    }
    // A lone empty cell would be an empty line, which readers skip.
    if (needsQuotes(cell) || (cell.isEmpty() && width == 1)) {
      out.append('"').append(cell.replace("\"", "\"\"")).append('"');
    } else {
      out.append(cell);
    }
    if (column == width - 1) {
      out.append('\n');
    }
  }

  /** Blanks at an end are quoted too, because some readers strip them. */
  private boolean needsQuotes(String cell) {
    if (cell.isEmpty()) {
      return false;
    }
    if (cell.charAt(0) <= ' ' || cell.charAt(cell.length() - 1) <= ' ') {
      return true;
    }
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c == delimiter || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }

  /** What prints a whole table. */
  private interface Body {
    void print(Appendable out) throws IOException;
  }

  private void write(Path file, Body body) throws IOException {
    WholeFile.write(
        file,
        bytes -> {
          Writer out = new BufferedWriter(new OutputStreamWriter(bytes, charset));
          if (mark) {
            out.write('\ufeff');
          }
          body.print(out);
          out.flush();
        });
  }

  private String cell(Column column, int row) {
    if (column.isMissing(row)) {
      return "";
    }
    if (column instanceof NumberColumn numbers) {
      return number(numbers.at(row));
    }
    if (column instanceof DateColumn dates) {
      return cell(dates.at(row));
    }
    if (column instanceof CategoryColumn categories) {
      return cell(categories.at(row));
    }
    return cell(((TextColumn) column).at(row));
  }

  private String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Double || value instanceof Float) {
      return number(((Number) value).doubleValue());
    }
    if (value instanceof Number) {
      return value.toString().replace('.', decimal);
    }
    return value instanceof LocalDate ? value.toString() : text(value.toString());
  }

  /** A number, or an empty cell for NaN. */
  private String number(double value) {
    return Double.isNaN(value) ? "" : ShortestDecimal.of(value).replace('.', decimal);
  }

  private static String text(String value) {
    if (value.isEmpty()) {
      return value;
    }
    return switch (value.charAt(0)) {
      case '=', '+', '-', '@', '\t', '\r' -> "'" + value;
      default -> value;
    };
  }
}
