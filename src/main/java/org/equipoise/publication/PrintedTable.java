package org.equipoise.publication;

import java.util.List;

/**
 * A table as a publication prints it.
 *
 * @param file the file it was copied into, as the user named it
 * @param rows its lines
 * @param stars the largest p-value of one star, two stars and so on; empty when nobody told
 */
public record PrintedTable(String file, List<PrintedRow> rows, List<Double> stars) {

  /** Keeps its own copies. */
  public PrintedTable {
    rows = List.copyOf(rows);
    stars = List.copyOf(stars);
  }
}
