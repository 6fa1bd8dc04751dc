package org.equipoise.frame;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows and columns of a frame stand in the file they were read from. Rows that follow
 * each other line by line need one number; others have theirs listed.
 */
public final class Lines {

  private static final Lines NONE = new Lines(0, null, Map.of());

  private final int first;
  private final int @Nullable [] lines;
  private final Map<String, Integer> cells;

  private Lines(int first, int @Nullable [] lines, Map<String, Integer> cells) {
    this.first = first;
    this.lines = lines;
    this.cells = cells;
  }

  /** No file: every line and cell is 0, unknown. */
  public static Lines none() {
    return NONE;
  }

  /**
   * Row 0 begins on the given line and each row takes one line.
   *
   * @param first line of row 0, counted from 1
   * @param cells for each column its cell number on the line, counted from 1
   */
  public static Lines from(int first, Map<String, Integer> cells) {
    return new Lines(first, null, Map.copyOf(cells));
  }

  /**
   * Each row begins on the line listed for it.
   *
   * @param lines line of each row, counted from 1; taken over without copying
   * @param cells for each column its cell number on the line, counted from 1
   */
  public static Lines listed(int[] lines, Map<String, Integer> cells) {
    return new Lines(0, lines, Map.copyOf(cells));
  }

  /** The line on which a row begins, 0 if unknown. */
  int lineOf(int row) {
    if (lines != null) {
      return lines[row];
    }
    return first == 0 ? 0 : first + row;
  }

  /** The number of the cell that holds a column, 0 if unknown. */
  int cellOf(String column) {
    return cells.getOrDefault(column, 0);
  }

  Lines select(int[] rows) {
    if (lines == null && first == 0) {
      return this;
    }
    int[] selected = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = lineOf(rows[i]);
    }
    return new Lines(0, selected, cells);
  }

  boolean sameAs(Lines that, int rows) {
    if (!cells.equals(that.cells)) {
      return false;
    }
    for (int row = 0; row < rows; row++) {
      if (lineOf(row) != that.lineOf(row)) {
        return false;
      }
    }
    return true;
  }
}
