package org.equipoise.protocol;

import java.util.List;

/**
 * A register that follows people by period, whether they answer surveys or not.
 *
 * @param id the code
 * @param title what people read
 * @param period length of a period
 * @param from first period; period 1 is the first after the draw, negative ones lie before it
 * @param to last period
 * @param series what it holds
 */
public record Register(Id id, Text title, Period period, int from, int to, List<Series> series) {

  /** Code of a register. */
  public record Id(String value) {
    @Override
    public String toString() {
      return value;
    }
  }

  /** Length of a period. */
  public enum Period {
    MONTH,
    QUARTER,
    YEAR
  }

  /** Keeps its own copy. */
  public Register {
    series = List.copyOf(series);
  }
}
