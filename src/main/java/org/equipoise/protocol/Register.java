package org.equipoise.protocol;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A register that follows people by period, whether they answer surveys or not.
 *
 * @param id the code
 * @param title what people read
 * @param period length of a period
 * @param from first period; period 1 is the first after the draw, 0 the last before it, -1 the one
 *     before that
 * @param to last period
 * @param covers the days that its deliveries tell of; null when all that is asked for
 * @param prices how amounts are brought to the prices of one year; null when they stay as they are
 * @param series what it holds
 */
public record Register(
    Id id,
    Text title,
    Period period,
    int from,
    int to,
    @Nullable Covers covers,
    @Nullable Prices prices,
    List<Series> series) {

  /** A register of which nothing more is said. */
  public Register(Id id, Text title, Period period, int from, int to, List<Series> series) {
    this(id, title, period, from, to, null, null, series);
  }

  /** Code of a register. */
  public record Id(String value) {
    @Override
    public String toString() {
      return value;
    }
  }

  /** Length of a period. */
  public enum Period {
    MONTH(1),
    QUARTER(3),
    YEAR(12);

    private final int months;

    Period(int months) {
      this.months = months;
    }

    /** Its length in calendar months. */
    public int months() {
      return months;
    }
  }

  /**
   * Days that a register tells of. A period that is not wholly inside is missing, not 0.
   *
   * @param from first day; null when it reaches back far enough
   * @param to last day; null when it reaches on far enough
   */
  public record Covers(@Nullable LocalDate from, @Nullable LocalDate to) {}

  /** Keeps its own copy. */
  public Register {
    series = List.copyOf(series);
  }

  /** Number of periods. */
  public int length() {
    return to - from + 1;
  }
}
