package org.equipoise.publication;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One row of a re-analysis, and every other way it could have been made.
 *
 * @param name which it is
 * @param numbers by the plan; null when there is no estimate
 * @param reason why there is none: {@code not-estimated}, or {@code hidden} by the disclosure gate;
 *     empty when there is one
 * @param main whether it belongs to the plan's first analysis
 * @param ways other ways, in the order in which ties are broken; made when asked for
 */
public record ReanalysedRow(
    ReanalysedName name,
    @Nullable ReanalysedNumbers numbers,
    String reason,
    boolean main,
    Supplier<List<Other>> ways) {

  /** The row by another way. */
  public record Other(Way way, ReanalysedNumbers numbers) {}

  /** A row that can only be compared. */
  public static ReanalysedRow of(
      ReanalysedName name, @Nullable ReanalysedNumbers numbers, boolean main) {
    return new ReanalysedRow(name, numbers, numbers == null ? "not-estimated" : "", main, List::of);
  }
}
