package org.equipoise.frame;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** Room for a column of dates. */
final class DateBuilder extends ColumnBuilder {

  private final int[] days;

  DateBuilder(ColumnSpec spec, TableFormat format, int capacity) {
    super(spec, format);
    this.days = new int[capacity];
  }

  @Override
  public ColumnPart part(int first) {
    return new Part(this, first);
  }

  @Override
  public Column build(List<ColumnPart> parts) {
    return DateColumn.of(spec.name(), joined(days, parts));
  }

  /** Some rows of a column of dates. */
  static final class Part extends ColumnPart {

    private final DateBuilder column;
    private final int[] days;

    Part(DateBuilder column, int first) {
      super(column, first);
      this.column = column;
      this.days = column.days;
    }

    /** {@code 2020-01-31} and nothing else. */
    @Override
    public int scan(int row, byte[] bytes, int from, byte delimiter) {
      int end = end(bytes, from, delimiter);
      if (end - from == 10 && bytes[from + 4] == '-' && bytes[from + 7] == '-') {
        int year = 100 * two(bytes, from) + two(bytes, from + 2);
        int month = two(bytes, from + 5);
        int day = two(bytes, from + 8);
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) {
          return AS_TEXT;
        }
        if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
          return AS_TEXT;
        }
        days[row] = (int) LocalDate.of(year, month, day).toEpochDay();
        return end;
      }
      if (!column.spec.required() && column.missing.has(bytes, from, end)) {
        days[row] = DateColumn.MISSING;
        return end;
      }
      return AS_TEXT;
    }

    /** The number two digits spell, or something far below zero if they are none. */
    private static int two(byte[] bytes, int at) {
      int tens = bytes[at] - '0';
      int ones = bytes[at + 1] - '0';
      boolean digits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
      return digits ? 10 * tens + ones : -1_000_000;
    }

    @Override
    boolean set(int row, String text) throws UnreadableCell {
      days[row] = DateText.parse(text);
      return true;
    }

    @Override
    void setMissing(int row) {
      days[row] = DateColumn.MISSING;
    }
  }
}
