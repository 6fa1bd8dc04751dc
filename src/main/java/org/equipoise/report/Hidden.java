package org.equipoise.report;

import java.util.List;
import org.equipoise.document.Block;
import org.equipoise.document.Cell;
import org.equipoise.document.Table;

/** Says under a table how many of its values are hidden, and why. */
final class Hidden {

  private Hidden() {}

  /** The table, and under it a note when some of its values are hidden. */
  static List<Block> noted(Table table, Wording wording) {
    long hidden = 0;
    for (Table.Row row : table.rows()) {
      if (row instanceof Table.Row.Cells line) {
        hidden += line.cells().stream().mapToLong(Hidden::in).sum();
      }
    }
    return hidden == 0
        ? List.of(table)
        : List.of(table, new Block.Paragraph(wording.say(Word.HIDDEN, String.valueOf(hidden))));
  }

  private static long in(Cell cell) {
    if (cell instanceof Cell.Pair pair) {
      return in(pair.first()) + in(pair.second());
    }
    return cell instanceof Cell.Hidden ? 1 : 0;
  }
}
