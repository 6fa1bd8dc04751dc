package org.equipoise.protocol;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Amounts in the prices of one year: an amount of year y times index(year) / index(y).
 *
 * @param year the year whose prices are used
 * @param index a price index by calendar year, such as the yearly means of a consumer price index
 */
public record Prices(int year, Map<Integer, Double> index) {

  /** Keeps its own copy, by year. */
  public Prices {
    index = Collections.unmodifiableMap(new TreeMap<>(index));
  }

  /** What an amount of a year is multiplied by; NaN for a year without an index. */
  public double factor(int ofYear) {
    Double base = index.get(year);
    Double own = index.get(ofYear);
    return base == null || own == null ? Double.NaN : base / own;
  }
}
