package org.equipoise.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.equipoise.frame.Blanks;
import org.equipoise.frame.ColumnPart;
import org.jspecify.annotations.Nullable;

/**
 * The reference road: Apache Commons CSV splits the table, so that cells may be quoted as RFC 4180
 * says and hold delimiters, quotes and line ends.
 */
final class CsvReference {

  private static final int BUFFER = 1 << 16;

  private CsvReference() {}

  private static CSVFormat format(char delimiter) {
    return CSVFormat.Builder.create()
        .setDelimiter(delimiter)
        .setQuote('"')
        .setIgnoreEmptyLines(false)
        .setIgnoreSurroundingSpaces(true)
        .get();
  }

  private static CSVParser parser(Reader reader, char delimiter) throws IOException {
    return CSVParser.builder().setReader(reader).setFormat(format(delimiter)).get();
  }

  /** The cells of a text that is one record; of a broken one, what can be told. */
  static List<String> cells(String record, char delimiter) throws IOException {
    try (CSVParser parser = parser(new StringReader(record), delimiter)) {
      Iterator<CSVRecord> records = parser.iterator();
      return records.hasNext() ? records.next().toList() : List.of();
    } catch (UncheckedIOException broken) {
      return List.of(record);
    }
  }

  /** Reads all records. */
  static List<CsvBlock> read(CsvBytes bytes, int begin, CsvLayout layout, int capacity)
      throws IOException {
    CsvBlock block = new CsvBlock(layout, 0, capacity);
    Reader reader =
        new BufferedReader(new InputStreamReader(bytes.stream(begin), layout.charset()), BUFFER);
    int line = 1;
    try (CSVParser parser = parser(reader, layout.delimiter())) {
      Iterator<CSVRecord> records = parser.iterator();
      while (records.hasNext()) {
        CSVRecord record = records.next();
        if (line > layout.header().lastLine()) {
          read(record, line, block);
        }
        line = (int) parser.getCurrentLineNumber() + 1;
      }
    } catch (UncheckedIOException broken) {
      // Commons CSV wraps its own complaint about the text; trouble with the file is no complaint.
      reportBroken(broken, line, block);
    }
    block.close();
    return new ArrayList<>(List.of(block));
  }

  private static void reportBroken(UncheckedIOException broken, int line, CsvBlock block)
      throws IOException {
    IOException cause = broken.getCause();
    if (!(cause instanceof CSVException)) {
      throw cause;
    }
    boolean unclosed = String.valueOf(cause.getMessage()).contains("EOF");
    block
        .findings()
        .error(
            line,
            0,
            "",
            unclosed
                ? "a quote opened in the record that begins here is never closed"
                : "text follows a closing quote in the record that begins here",
            "double a quote that belongs to a quoted cell; nothing after this line was read");
  }

  private static void read(CSVRecord record, int line, CsvBlock block) throws IOException {
    if (isBlank(record)) {
      block.skip(line, record.size() > 1);
      return;
    }
    if (block.isFull()) {
      throw CsvBytes.changed();
    }
    @Nullable ColumnPart[] parts = block.parts();
    int row = block.row();
    if (record.size() != parts.length) {
      block.ragged(line, record.size());
      return;
    }
    for (int cell = 0; cell < parts.length; cell++) {
      ColumnPart part = parts[cell];
      if (part != null) {
        block.report(line, cell, part.put(row, record.get(cell)));
      }
    }
    block.add(line);
    block.findings().settle();
  }

  private static boolean isBlank(CSVRecord record) {
    for (String cell : record) {
      for (int i = 0; i < cell.length(); i++) {
        if (!Blanks.isBlank(cell.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }
}
