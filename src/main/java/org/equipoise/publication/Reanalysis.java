package org.equipoise.publication;

import java.util.List;

/**
 * An analysis made anew, row by row.
 *
 * @param source what was analysed or read, as the user named it
 * @param rows its rows, in their order
 * @param searches whether its rows can be made in other ways
 */
public record Reanalysis(String source, List<ReanalysedRow> rows, boolean searches) {

  /** Keeps its own copy. */
  public Reanalysis {
    rows = List.copyOf(rows);
  }
}
