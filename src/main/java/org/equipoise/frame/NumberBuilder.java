package org.equipoise.frame;

import java.util.Arrays;
import java.util.List;

/** Room for a column of numbers. */
final class NumberBuilder extends ColumnBuilder {

  /** Whole numbers up to here, and no farther, are all doubles. */
  private static final long EXACT = 1L << 53;

  /** The powers of ten that are doubles. */
  private static final double[] TENS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private final double[] values;
  private final double min;
  private final double max;
  private final boolean integer;
  private final NumberText.Sign sign;
  private final byte decimal;

  NumberBuilder(ColumnSpec spec, ColumnSpec.Numbers numbers, TableFormat format, int capacity) {
    super(spec, format);
    this.values = new double[capacity];
    this.min = numbers.min();
    this.max = numbers.max();
    this.integer = numbers.integer();
    this.sign = NumberText.Sign.of(format);
    this.decimal = NumberText.decimalByte(format);
  }

  @Override
  public ColumnPart part(int first) {
    return new Part(this, first);
  }

  @Override
  public Column build(List<ColumnPart> parts) {
    int rows = 0;
    for (ColumnPart part : parts) {
      if (part.first() != rows) {
        System.arraycopy(values, part.first(), values, rows, part.rows());
      }
      rows += part.rows();
    }
    return NumberColumn.of(
        spec.name(), rows == values.length ? values : Arrays.copyOf(values, rows));
  }

  /** Some rows of a column of numbers. */
  static final class Part extends ColumnPart {

    private final NumberBuilder column;
    private final double[] values;
    private final double min;
    private final double max;
    private final byte decimal;
    private final byte otherDecimal;

    /** Whether a number in range may still be no value: a fraction, or a missing code. */
    private final boolean picky;

    Part(NumberBuilder column, int first) {
      super(column, first);
      this.column = column;
      this.values = column.values;
      this.min = column.min;
      this.max = column.max;
      this.decimal = column.decimal;
      this.otherDecimal = column.sign == NumberText.Sign.EITHER ? (byte) '.' : column.decimal;
      this.picky = column.integer || !column.missing.hasNoNumber();
    }

    /**
     * A number of at most 18 digits that are together at most 2^53, divided by a power of ten that
     * is a double: both are exact, so the quotient is correctly rounded (Clinger 1990, How to read
     * floating point numbers accurately, fast case).
     */
    @Override
    public int scan(int row, byte[] bytes, int from, byte delimiter) {
      int i = from;
      boolean negative = bytes[i] == '-';
      if (negative) {
        i++;
      }
      int start = i;
      long digits = 0;
      int digit;
      while ((digit = bytes[i] - '0') >= 0 && digit <= 9) {
        digits = 10 * digits + digit;
        i++;
      }
      int count = i - start;
      int scale = 0;
      byte sign = bytes[i];
      if (sign == decimal || sign == otherDecimal) {
        int point = ++i;
        while ((digit = bytes[i] - '0') >= 0 && digit <= 9) {
          digits = 10 * digits + digit;
          i++;
        }
        scale = i - point;
        count += scale;
        if (scale == 3 && sign != decimal) {
          return AS_TEXT; // may mean thousands
        }
      }
      byte end = bytes[i];
      if (count == 0 || count > 18 || digits > EXACT || !isEnd(end, delimiter)) {
        return rare(row, bytes, from, delimiter);
      }
      double value = scale == 0 ? digits : digits / TENS[scale];
      if (negative) {
        value = 0.0 - value;
      }
      if (!(value >= min && value <= max) || (picky && !accepts(value))) {
        return AS_TEXT;
      }
      values[row] = value;
      return i;
    }

    private static boolean isEnd(byte end, byte delimiter) {
      return end == delimiter || end == '\n' || end == '\r';
    }

    private int rare(int row, byte[] bytes, int from, byte delimiter) {
      int end = end(bytes, from, delimiter);
      if (column.spec.required() || !column.missing.has(bytes, from, end)) {
        return AS_TEXT;
      }
      values[row] = Double.NaN;
      return end;
    }

    private boolean accepts(double value) {
      return !column.missing.has(value) && (!column.integer || isWhole(value));
    }

    private static boolean isWhole(double value) {
      return value == Math.rint(value) && Math.abs(value) <= EXACT;
    }

    @Override
    boolean set(int row, String text) throws UnreadableCell {
      double value = NumberText.parse(text, column.sign);
      if (column.missing.has(value)) {
        return false;
      }
      if (column.integer && !isWhole(value)) {
        throw Math.abs(value) > EXACT
            ? new UnreadableCell("is too large to be counted exactly", "read the column as texts")
            : new UnreadableCell("is not a whole number", "write a whole number" + range());
      }
      if (!(value >= min && value <= max)) {
        throw new UnreadableCell("is out of range", "write a number" + range());
      }
      values[row] = value;
      return true;
    }

    private String range() {
      if (min == Double.NEGATIVE_INFINITY) {
        return max == Double.POSITIVE_INFINITY ? "" : " up to " + shown(max);
      }
      String from = " from " + shown(min);
      return max == Double.POSITIVE_INFINITY ? from + " up" : from + " to " + shown(max);
    }

    private static String shown(double bound) {
      return isWhole(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }

    @Override
    void setMissing(int row) {
      values[row] = Double.NaN;
    }
  }
}
