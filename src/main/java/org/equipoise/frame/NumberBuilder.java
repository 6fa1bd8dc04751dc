package org.equipoise.frame;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Room for a column of numbers. */
final class NumberBuilder extends ColumnBuilder {

  /** Whole numbers up to here, and no farther, are all doubles. */
  private static final long EXACT = 1L << 53;

  /** The powers of ten from 0 to 18, each as it is and negative: a sign costs no branch. */
  private static final double[] TENS = {
    1e0, -1e0, 1e1, -1e1, 1e2, -1e2, 1e3, -1e3, 1e4, -1e4, 1e5, -1e5, 1e6, -1e6, 1e7, -1e7, 1e8,
    -1e8, 1e9, -1e9, 1e10, -1e10, 1e11, -1e11, 1e12, -1e12, 1e13, -1e13, 1e14, -1e14, 1e15, -1e15,
    1e16, -1e16, 1e17, -1e17, 1e18, -1e18
  };

  private static final long HIGHS = 0x8080808080808080L;

  /** Eight times the character 0. */
  private static final long ZEROS = 0x3030303030303030L;

  /** Added to a number below 128 it reaches 128 if the number is above nine. */
  private static final long ABOVE_NINE = 0x7676767676767676L;

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

    @Override
    public int scan(CellBlock block, int cell, int from, int firstRow) {
      byte[] bytes = block.bytes();
      ByteBuffer words = block.words();
      int[] marks = block.marks();
      int stride = block.width() + 1;
      int mark = from * stride + cell;
      for (int record = from; record < block.records(); record++, mark += stride) {
        int begin = marks[mark] + 1;
        int end = marks[mark + 1];
        double value = plain(bytes, words, begin, end);
        if (!(value >= min && value <= max) || (picky && !accepts(value))) {
          if (!isPlainlyMissing(bytes, begin, end)) {
            return record;
          }
          value = Double.NaN;
        }
        values[firstRow + record] = value + 0.0; // -0 becomes 0
      }
      return block.records();
    }

    /**
     * The number that digits with at most one decimal sign spell, or NaN if the bytes are something
     * else or too long for this way: of at most 18 digits that are together at most 2^53, divided
     * by a power of ten, both are doubles, so the quotient is correctly rounded (Clinger 1990, How
     * to read floating point numbers accurately, fast case).
     */
    private double plain(byte[] bytes, ByteBuffer words, int begin, int end) {
      int minus = bytes[begin] == '-' ? 1 : 0;
      int length = end - begin - minus;
      return length >= 1 && length <= 8
          ? plainWord(words.getLong(end - 8), length, minus)
          : plainLoop(bytes, begin + minus, end, minus);
    }

    /** The last {@code length} bytes of a word, the first byte lowest, as a number. */
    private double plainWord(long word, int length, int minus) {
      long digits = (word ^ ZEROS) & (-1L << (64 - 8 * length));
      long others = (((digits & ~HIGHS) + ABOVE_NINE) | digits) & HIGHS;
      int scale = 0;
      if (others != 0) {
        int sign = Long.numberOfTrailingZeros(others) & ~7;
        byte decimalSign = (byte) ((digits >>> sign) ^ '0');
        scale = 7 - (sign >>> 3);
        if ((others & (others - 1)) != 0 || length == 1 || !isDecimal(decimalSign, scale)) {
          return Double.NaN;
        }
        // Without the sign, what stands before it moves up by one byte.
        long before = (1L << sign) - 1;
        digits = (digits & (-256L << sign)) | ((digits & before) << 8);
      }
      // Neighbours are joined: digits to pairs, pairs to fours, fours to eight.
      digits = (digits * 10 + (digits >>> 8)) & 0x00ff00ff00ff00ffL;
      digits = (digits * 100 + (digits >>> 16)) & 0x0000ffff0000ffffL;
      digits = (digits * 10_000 + (digits >>> 32)) & 0xffffffffL;
      return digits / TENS[2 * scale + minus];
    }

    private double plainLoop(byte[] bytes, int begin, int end, int minus) {
      long digits = 0;
      int scale = 0;
      int point = -1;
      for (int i = begin; i < end; i++) {
        int digit = bytes[i] - '0';
        if (digit >= 0 && digit <= 9) {
          digits = 10 * digits + digit;
        } else if (point < 0 && isDecimal(bytes[i], end - 1 - i)) {
          point = i;
          scale = end - 1 - i;
        } else {
          return Double.NaN;
        }
      }
      int count = end - begin - (point < 0 ? 0 : 1);
      return count < 1 || count > 18 || digits > EXACT
          ? Double.NaN
          : digits / TENS[2 * scale + minus];
    }

    /**
     * Whether a byte is a decimal sign, and with so many digits after it no thousands separator.
     */
    private boolean isDecimal(byte sign, int scale) {
      return sign == decimal || (sign == otherDecimal && scale != 3);
    }

    private boolean isPlainlyMissing(byte[] bytes, int begin, int end) {
      return !column.spec.required() && column.missing.has(bytes, begin, end);
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
