package org.equipoise.document;

import java.util.List;

/**
 * A table of typed cells, before it is text.
 *
 * @param columns the columns
 * @param rows the rows
 * @param caption what it shows; empty where the section's title says it
 */
public record Table(List<Column> columns, List<Row> rows, String caption) implements Block {

  /** A table that its section's title is caption enough for. */
  public Table(List<Column> columns, List<Row> rows) {
    this(columns, rows, "");
  }

  /** On which side of a column its cells stand. */
  public enum Side {
    LEFT,
    RIGHT,
    /** Numbers below each other, decimal mark below decimal mark. */
    DECIMAL
  }

  /**
   * One column.
   *
   * @param head its heading; may be empty
   * @param side where its cells stand
   */
  public record Column(String head, Side side) {}

  /** One row. */
  public sealed interface Row {
    /**
     * One cell a column. A row may end early with words that take the rest of the line.
     *
     * @param cells the cells, at most as many as columns
     * @param tail the words after them; empty for none
     */
    record Cells(List<Cell> cells, String tail) implements Row {
      /** Keeps its own copy. */
      public Cells {
        cells = List.copyOf(cells);
      }
    }

    /** A heading over the rows below it. */
    record Head(String words) implements Row {}

    /** Words under the row above. */
    record Remark(String words) implements Row {}
  }

  /** Keeps its own copies. */
  public Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** A column of words. */
  public static Column left(String head) {
    return new Column(head, Side.LEFT);
  }

  /** A column of numbers, right ends below each other. */
  public static Column right(String head) {
    return new Column(head, Side.RIGHT);
  }

  /** A column of numbers, decimal mark below decimal mark. */
  public static Column decimal(String head) {
    return new Column(head, Side.DECIMAL);
  }

  /** A row of cells. */
  public static Row row(Cell... cells) {
    return new Row.Cells(List.of(cells), "");
  }
}
