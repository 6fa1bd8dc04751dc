package org.equipoise.estimate;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * A data file as the reference scripts see it: columns of numbers (missing = NaN) and columns of
 * words (missing = null). Tests only; deliberately independent of the product's own reader.
 */
final class GoldenTable {
  private static final CSVFormat CSV =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  private final int rows;
  private final Map<String, double[]> numbers = new LinkedHashMap<>();
  private final Map<String, String[]> words = new LinkedHashMap<>();

  private GoldenTable(int rows) {
    this.rows = rows;
  }

  /** Reads a comma-separated file with a header; a column is numeric when every filled cell is. */
  static GoldenTable read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        var parser = CSV.parse(reader)) {
      List<CSVRecord> records = parser.getRecords();
      GoldenTable table = new GoldenTable(records.size());
      for (String name : parser.getHeaderNames()) {
        String[] cells = new String[records.size()];
        Arrays.setAll(cells, i -> blankToNull(records.get(i).get(name)));
        double[] parsed = parse(cells);
        if (parsed == null) {
          table.words.put(name, cells);
        } else {
          table.numbers.put(name, parsed);
        }
      }
      return table;
    }
  }

  static GoldenTable ofRows(int rows) {
    return new GoldenTable(rows);
  }

  int rows() {
    return rows;
  }

  boolean has(String name) {
    return numbers.containsKey(name) || words.containsKey(name);
  }

  boolean isFactor(String name) {
    return words.containsKey(name);
  }

  double[] numbers(String name) {
    double[] column = numbers.get(name);
    if (column == null) {
      throw new NoSuchElementException("no numeric column " + name);
    }
    return column;
  }

  String[] words(String name) {
    String[] column = words.get(name);
    if (column == null) {
      throw new NoSuchElementException("no column of words " + name);
    }
    return column;
  }

  /** Dense integer codes of the distinct values of a column, in order of first appearance. */
  int[] codes(String name) {
    Map<Object, Integer> seen = new LinkedHashMap<>();
    int[] codes = new int[rows];
    for (int i = 0; i < rows; i++) {
      Object value = isFactor(name) ? words(name)[i] : (Object) numbers(name)[i];
      codes[i] = seen.computeIfAbsent(value, v -> seen.size());
    }
    return codes;
  }

  GoldenTable with(String name, double[] column) {
    GoldenTable copy = copy();
    copy.words.remove(name);
    copy.numbers.put(name, sameLength(name, column.length, column));
    return copy;
  }

  GoldenTable with(String name, String[] column) {
    GoldenTable copy = copy();
    copy.numbers.remove(name);
    copy.words.put(name, sameLength(name, column.length, column));
    return copy;
  }

  GoldenTable where(IntPredicate keep) {
    int[] kept = IntStream.range(0, rows).filter(keep).toArray();
    GoldenTable subset = new GoldenTable(kept.length);
    numbers.forEach(
        (name, column) ->
            subset.numbers.put(name, Arrays.stream(kept).mapToDouble(i -> column[i]).toArray()));
    words.forEach(
        (name, column) ->
            subset.words.put(
                name, Arrays.stream(kept).mapToObj(i -> column[i]).toArray(String[]::new)));
    return subset;
  }

  /** The rows with a value in every one of these columns. */
  GoldenTable complete(Collection<String> names) {
    List<String> asked = new ArrayList<>(names);
    return where(i -> asked.stream().noneMatch(name -> missing(name, i)));
  }

  private boolean missing(String name, int row) {
    return isFactor(name) ? words(name)[row] == null : Double.isNaN(numbers(name)[row]);
  }

  private GoldenTable copy() {
    GoldenTable copy = new GoldenTable(rows);
    copy.numbers.putAll(numbers);
    copy.words.putAll(words);
    return copy;
  }

  private <T> T sameLength(String name, int length, T column) {
    if (length != rows) {
      throw new IllegalArgumentException(name + " has " + length + " rows, the table " + rows);
    }
    return column;
  }

  private static String blankToNull(String cell) {
    return cell.isEmpty() ? null : cell;
  }

  private static double[] parse(String[] cells) {
    double[] values = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] == null) {
        values[i] = Double.NaN;
        continue;
      }
      try {
        values[i] = Double.parseDouble(cells[i]);
      } catch (NumberFormatException notANumber) {
        return null;
      }
    }
    return values;
  }
}
