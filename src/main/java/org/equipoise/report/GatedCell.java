package org.equipoise.report;

import org.equipoise.disclosure.Gated;
import org.equipoise.document.Cell;

/** Cells of what has passed the gate. */
final class GatedCell {

  private GatedCell() {}

  /** A number of people, if it may be shown. */
  static Cell count(Gated<Integer> count) {
    return count.either(Cell.Count::new, GatedCell::hidden);
  }

  /** What stands for a value that may not be shown. */
  static Cell hidden(Gated.Why why) {
    return new Cell.Hidden(why == Gated.Why.SMALL);
  }
}
