package org.equipoise.store;

import java.util.Arrays;
import org.equipoise.frame.ColumnBuilder;
import org.equipoise.frame.ColumnPart;
import org.equipoise.frame.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A run of records while it is read: where its cells go, and what was found. Either road, plain or
 * reference, tells it line by line what it has met, so both have the same rules.
 */
final class CsvBlock {

  private final CsvLayout layout;
  private final int firstRow;
  private final int limit;
  private final @Nullable ColumnPart[] parts;
  private final CsvFindings findings;

  private int row;

  /** Pairs of a row, counted from the first here, and how far its line and the next are ahead. */
  private int[] jumps = {};

  private int jumped;
  private int ahead = Integer.MIN_VALUE;
  private int emptyRows;
  private int firstEmpty;

  /**
   * @param firstRow row of the first record
   * @param limit the row before which the run must end
   */
  CsvBlock(CsvLayout layout, int firstRow, int limit) {
    this.layout = layout;
    this.firstRow = firstRow;
    this.limit = limit;
    this.row = firstRow;
    this.findings = new CsvFindings(layout.source());
    this.parts = new @Nullable ColumnPart[layout.width()];
    for (int cell = 0; cell < parts.length; cell++) {
      ColumnBuilder column = layout.columns()[cell];
      parts[cell] = column == null ? null : column.part(firstRow);
    }
  }

  /** For each cell of a record the part of a column it goes to, or null. */
  @Nullable ColumnPart[] parts() {
    return parts;
  }

  CsvFindings findings() {
    return findings;
  }

  /** Number of rows read. */
  int rows() {
    return row - firstRow;
  }

  /** The row of the next record. */
  int row() {
    return row;
  }

  boolean isFull() {
    return row == limit;
  }

  /** The record that began on a line was a good one, or at least one of the right length. */
  void add(int line) {
    if (line - rows() != ahead) {
      jump(line);
    }
    row++;
  }

  private void jump(int line) {
    ahead = line - rows();
    if (jumped == jumps.length) {
      jumps = Arrays.copyOf(jumps, Math.max(2, 2 * jumped));
    }
    jumps[jumped++] = rows();
    jumps[jumped++] = ahead;
  }

  /** Whether each row is one line and the first is on the given line. */
  boolean isLineByLine(int line) {
    return rows() == 0 || (jumped == 2 && ahead == line);
  }

  /** Writes the line of each row to {@code lines}, from {@code at} on. */
  void copyLines(int[] lines, int at) {
    for (int jump = 0; jump < jumped; jump += 2) {
      int end = jump + 2 < jumped ? jumps[jump + 2] : rows();
      for (int i = jumps[jump]; i < end; i++) {
        lines[at + i] = i + jumps[jump + 1];
      }
    }
  }

  /** A record has the wrong number of cells: it has no row, for it is not clear which cells. */
  void ragged(int line, int cells) {
    int width = layout.width();
    findings.error(
        line,
        0,
        "",
        cells + (cells == 1 ? " cell" : " cells") + " on this line",
        "the header has " + width + "; is a delimiter missing, or a cell with one not quoted?");
  }

  /** A cell is bad, if there is a problem. */
  void report(int line, int cell, @Nullable Problem problem) {
    if (problem != null) {
      String header = layout.header().names().get(cell);
      findings.error(line, cell + 1, header, problem.found(), problem.expected());
    }
  }

  /** A line without any content; it is a remark only if it has delimiters. */
  void skip(int line, boolean delimiters) {
    if (delimiters && emptyRows++ == 0) {
      firstEmpty = line;
    }
  }

  /** Number of lines that hold delimiters and nothing else. */
  int emptyRows() {
    return emptyRows;
  }

  /** The first of the {@link #emptyRows()}. */
  int firstEmpty() {
    return firstEmpty;
  }

  void close() {
    for (ColumnPart part : parts) {
      if (part != null) {
        part.close(rows());
      }
    }
  }
}
