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

    @Override
    public int scan(CellBlock block, int cell, int from, int firstRow) {
      byte[] bytes = block.bytes();
      for (int record = from; record < block.records(); record++) {
        int begin = block.begin(record, cell);
        int end = block.end(record, cell);
        int day = end - begin == 10 ? iso(bytes, begin) : DateColumn.MISSING;
        if (day == DateColumn.MISSING
            && (column.spec.required() || !column.missing.has(bytes, begin, end))) {
          return record;
        }
        days[firstRow + record] = day;
      }
      return block.records();
    }

    /** The date spelled as 2020-01-31, or {@link DateColumn#MISSING}. */
    private static int iso(byte[] bytes, int at) {
      int year = 100 * two(bytes, at) + two(bytes, at + 2);
      int month = two(bytes, at + 5);
      int day = two(bytes, at + 8);
      boolean possible =
          bytes[at + 4] == '-'
              && bytes[at + 7] == '-'
              && year >= 0
              && month >= 1
              && month <= 12
              && day >= 1
              && (day <= 28 || (day <= 31 && day <= YearMonth.of(year, month).lengthOfMonth()));
      return possible ? (int) LocalDate.of(year, month, day).toEpochDay() : DateColumn.MISSING;
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
