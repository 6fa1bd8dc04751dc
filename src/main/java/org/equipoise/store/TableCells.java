package org.equipoise.store;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.equipoise.publication.ResultValue;
import org.jspecify.annotations.Nullable;

/** Reads a table of results, as this program writes them, as values to be compared. */
public final class TableCells {

  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,400}(\\.\\d{1,400})?(E-?\\d{1,3})?");

  private TableCells() {}

  /** The rows of a table with a header, or null when it is none. */
  public static @Nullable ResultValue read(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try (CSVParser parser = CSVParser.parse(new StringReader(text), CSVFormat.RFC4180)) {
      List<String> header = new ArrayList<>();
      List<ResultValue> rows = new ArrayList<>();
      for (CSVRecord record : parser) {
        if (header.isEmpty()) {
          record.forEach(header::add);
        } else if (record.size() != header.size()) {
          return null;
        } else {
          rows.add(row(header, record));
        }
      }
      return new ResultValue.Rows(rows);
    } catch (IOException | java.io.UncheckedIOException e) {
      // Quotes that never end: no table of this program.
      return null;
    }
  }

  private static ResultValue row(List<String> header, CSVRecord record) {
    Map<String, ResultValue> members = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String cell = record.get(i);
      members.put(
          header.get(i),
          cell.isEmpty()
              ? new ResultValue.Nothing()
              : NUMBER.matcher(cell).matches()
                  ? new ResultValue.Figure(new BigDecimal(cell))
                  : new ResultValue.Wording(cell));
    }
    return new ResultValue.Members(members);
  }
}
