package org.equipoise.frame;

import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A column of calendar dates, held as days since 1970-01-01; {@link #MISSING} is missing. */
public final class DateColumn implements Column {

  /** The epoch day that stands for a missing date. */
  public static final int MISSING = Integer.MIN_VALUE;

  private final String name;
  private final int[] epochDays;

  private DateColumn(String name, int[] epochDays) {
    this.name = name;
    this.epochDays = epochDays;
  }

  /**
   * A column over the given days.
   *
   * @param epochDays days since 1970-01-01, one per row, {@link #MISSING} where missing; the column
   *     takes the array over without copying, so the caller must not write to it again
   */
  public static DateColumn of(String name, int... epochDays) {
    return new DateColumn(name, epochDays);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return epochDays.length;
  }

  /** The date in a row, or null if missing. */
  public @Nullable LocalDate at(int row) {
    int day = epochDays[row];
    return day == MISSING ? null : LocalDate.ofEpochDay(day);
  }

  /** The date in a row as days since 1970-01-01, or {@link #MISSING}. */
  public int epochDayAt(int row) {
    return epochDays[row];
  }

  /** All epoch days in row order: the column's own array, for reading only. */
  public int[] epochDays() {
    return epochDays;
  }

  @Override
  public boolean isMissing(int row) {
    return epochDays[row] == MISSING;
  }

  @Override
  public DateColumn select(int[] rows) {
    int[] selected = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = epochDays[rows[i]];
    }
    return new DateColumn(name, selected);
  }

  @Override
  public DateColumn renamed(String name) {
    return new DateColumn(name, epochDays);
  }

  @Override
  public String kind() {
    return "dates";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DateColumn that
        && name.equals(that.name)
        && Arrays.equals(epochDays, that.epochDays);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(epochDays);
  }

  @Override
  public String toString() {
    return name + ": " + size() + " dates, " + missing() + " missing";
  }
}
