package org.equipoise.store;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.jspecify.annotations.Nullable;

/**
 * Writes tables of delimited text as RFC 4180 says, so that {@link CsvTable} reads back what was
 * written.
 *
 * <p>Numbers are the shortest decimals that read back as the same double; whole numbers have no
 * fraction. Dates are ISO dates. What is missing is an empty cell. A text that a spreadsheet would
 * take for a formula, because it begins with {@code =}, {@code +}, {@code -}, {@code @}, a
 * tabulator or a carriage return, is given an apostrophe in front; numbers never are.
 *
 * <p>A file appears whole or not at all: it is written beside its place, forced to the disk and
 * then moved there.
 */
public final class CsvWriter {

  private final CSVFormat format;
  private final char decimal;
  private final boolean mark;

  private CsvWriter(char delimiter, char decimal, boolean mark) {
    this.format =
        CSVFormat.Builder.create()
            .setDelimiter(delimiter)
            .setQuote('"')
            .setRecordSeparator('\n')
            .get();
    this.decimal = decimal;
    this.mark = mark;
  }

  /** Commas, decimal points, UTF-8 without a byte order mark, line feeds. */
  public static CsvWriter standard() {
    return new CsvWriter(',', '.', false);
  }

  /** What a Swedish spreadsheet opens by itself: semicolons, decimal commas, a byte order mark. */
  public static CsvWriter swedishSpreadsheet() {
    return new CsvWriter(';', ',', true);
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
    for (int i = 0; i < columns.size(); i++) {
      format.print(text(columns.get(i).name()), out, i == 0);
    }
    format.println(out);
    for (int row = 0; row < frame.rows(); row++) {
      for (int i = 0; i < columns.size(); i++) {
        format.print(cell(columns.get(i), row), out, i == 0);
      }
      format.println(out);
    }
  }

  private void printAll(
      Appendable out,
      List<String> headers,
      Iterable<? extends List<? extends @Nullable Object>> rows)
      throws IOException {
    for (int i = 0; i < headers.size(); i++) {
      format.print(text(headers.get(i)), out, i == 0);
    }
    format.println(out);
    for (List<? extends @Nullable Object> row : rows) {
      if (row.size() != headers.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.size() + " cells under " + headers.size() + " headers");
      }
      for (int i = 0; i < row.size(); i++) {
        format.print(cell(row.get(i)), out, i == 0);
      }
      format.println(out);
    }
  }

  /** What prints a whole table. */
  private interface Body {
    void print(Appendable out) throws IOException;
  }

  private void write(Path file, Body body) throws IOException {
    Path target = file.toAbsolutePath();
    Path name = target.getFileName();
    Path folder = target.getParent();
    if (name == null || folder == null) {
      throw new IOException(file + " is no place for a file");
    }
    Path draft = Files.createTempFile(folder, "." + name, ".part");
    try {
      writeDraft(draft, body);
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private void writeDraft(Path draft, Body body) throws IOException {
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      BufferedWriter out =
          new BufferedWriter(
              new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8));
      if (mark) {
        out.write('\ufeff');
      }
      body.print(out);
      out.flush();
      channel.force(true);
    }
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
    if (Double.isNaN(value)) {
      return "";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return shortest(value).replace('.', decimal).replace("E", "e").replace(decimal + "0e", "e");
  }

  /** Before JDK 19, {@link Double#toString} is at times a digit longer than need be. */
  private static String shortest(double value) {
    String text = Double.toString(value);
    int end = text.indexOf('E');
    String digits = end < 0 ? text : text.substring(0, end);
    String exponent = end < 0 ? "" : text.substring(end);
    int point = digits.indexOf('.');
    if (digits.length() < 16) {
      return text;
    }
    BigDecimal exact = new BigDecimal(digits);
    for (int scale = digits.length() - point - 2; scale > 0; scale--) {
      String shorter = exact.setScale(scale, RoundingMode.HALF_EVEN).toPlainString() + exponent;
      if (Double.parseDouble(shorter) != value) {
        return text;
      }
      text = shorter;
    }
    return text;
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
