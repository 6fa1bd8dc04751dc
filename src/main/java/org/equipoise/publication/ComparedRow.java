package org.equipoise.publication;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A printed line beside our row.
 *
 * @param printed as printed
 * @param ours which of our rows it is; null when none is
 * @param numbers its numbers, in the order printed
 * @param way the way that gives most of them, the plan's own first; null when there is no row
 * @param whole whether that way gives all of them
 * @param chance share of the lines that could stand there which some way gives whole; NaN when
 *     there was no search
 */
public record ComparedRow(
    PrintedRow printed,
    @Nullable ReanalysedName ours,
    List<ComparedNumber> numbers,
    @Nullable Way way,
    boolean whole,
    double chance) {

  /** Keeps its own copy. */
  public ComparedRow {
    numbers = List.copyOf(numbers);
  }
}
