package org.equipoise.publication;

import java.util.List;

/**
 * One line of a printed table.
 *
 * @param line its line in the file
 * @param name what it is about
 * @param numbers its numbers, in the order of {@link PrintedQuantity}
 * @param scale what our number is multiplied by before it is compared: 100 where the table prints
 *     percentages of an outcome that we hold as shares; 1 otherwise
 * @param note a remark of whoever copied the table
 */
public record PrintedRow(
    int line, PrintedName name, List<PrintedNumber> numbers, int scale, String note) {

  /** Keeps its own copy. */
  public PrintedRow {
    numbers = List.copyOf(numbers);
  }
}
