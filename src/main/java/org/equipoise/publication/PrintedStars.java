package org.equipoise.publication;

import java.util.List;

/** What stars say: how many a p-value gets. */
final class PrintedStars {

  /** One to three stars as most journals print them, and as economists do. */
  static final List<List<Double>> USUAL =
      List.of(List.of(0.05, 0.01, 0.001), List.of(0.1, 0.05, 0.01));

  private PrintedStars() {}

  /** The number of stars of a p-value. */
  static int of(double p, List<Double> legend) {
    int stars = 0;
    for (double limit : legend) {
      stars += p < limit ? 1 : 0;
    }
    return stars;
  }

  /** The legends that may be meant: the one told, or the usual ones. */
  static List<List<Double>> meant(PrintedTable table) {
    return table.stars().isEmpty() ? USUAL : List.of(table.stars());
  }
}
