package org.equipoise.publication;

import java.util.ArrayList;
import java.util.List;

/**
 * A data file as it is to be packed, every cell as it is written.
 *
 * @param path where it will lie in the bundle
 * @param columns its headers
 * @param rows its cells, each row as long as the headers; a missing cell is empty
 * @param lines the line of each row in the file
 */
public record SealTable(
    String path, List<String> columns, List<List<String>> rows, List<Integer> lines) {

  /** Keeps its own copies. */
  public SealTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    lines = List.copyOf(lines);
    if (rows.size() != lines.size()) {
      throw new IllegalArgumentException(rows.size() + " rows on " + lines.size() + " lines");
    }
  }

  /** Whether it has a column. */
  boolean has(String column) {
    return columns.contains(column);
  }

  /** The cells of a column without blanks around them; empty ones when there is no such column. */
  public List<String> cells(String column) {
    return column(column).stream().map(String::strip).toList();
  }

  /** The cells of a column; empty ones when there is no such column. */
  List<String> column(String column) {
    int at = columns.indexOf(column);
    List<String> cells = new ArrayList<>(rows.size());
    for (List<String> row : rows) {
      cells.add(at < 0 ? "" : row.get(at));
    }
    return cells;
  }
}
