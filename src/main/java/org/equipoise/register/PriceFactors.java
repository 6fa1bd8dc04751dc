package org.equipoise.register;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import org.equipoise.protocol.Prices;
import org.jspecify.annotations.Nullable;

/** What amounts of each year are multiplied by, remembered; 1 where prices stay as they are. */
final class PriceFactors {

  private static final int FIRST = 1900;

  private final @Nullable Prices prices;
  private final double[] known = new double[200];
  private final SortedSet<Integer> missing = new TreeSet<>();

  PriceFactors(@Nullable Prices prices) {
    this.prices = prices;
    Arrays.fill(known, Double.NaN);
  }

  /** For an amount of this day. */
  double of(int day) {
    return prices == null ? 1 : ofYear(CalendarMonths.year(CalendarMonths.of(day)));
  }

  /** For an amount of this year; NaN, and remembered, when the index has no such year. */
  double ofYear(int year) {
    if (prices == null) {
      return 1;
    }
    int at = year - FIRST;
    boolean kept = at >= 0 && at < known.length;
    if (kept && !Double.isNaN(known[at])) {
      return known[at];
    }
    double factor = prices.factor(year);
    if (Double.isNaN(factor)) {
      missing.add(year);
    } else if (kept) {
      known[at] = factor;
    }
    return factor;
  }

  boolean changes() {
    return prices != null;
  }

  /** Years asked for that the index does not have. */
  SortedSet<Integer> missing() {
    return missing;
  }
}
