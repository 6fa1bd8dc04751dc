package org.equipoise.report;

import java.util.List;

/**
 * A table of typed cells, before it is text.
 *
 * @param columns the columns
 * @param rows the rows
 */
record Table(List<Column> columns, List<Row> rows) implements Block {

  /** On which side of a column its cells stand. */
  enum Side {
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
  record Column(String head, Side side) {}

  /** One row. */
  sealed interface Row {
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
  Table {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  static Column left(String head) {
    return new Column(head, Side.LEFT);
  }

  static Column right(String head) {
    return new Column(head, Side.RIGHT);
  }

  static Column decimal(String head) {
    return new Column(head, Side.DECIMAL);
  }

  static Row row(Cell... cells) {
    return new Row.Cells(List.of(cells), "");
  }
}
