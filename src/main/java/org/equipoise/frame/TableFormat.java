package org.equipoise.frame;

import java.util.List;

/**
 * How a text table spells its values.
 *
 * <p><b>Blanks</b> around a cell never count. An empty cell is missing.
 *
 * <p><b>Numbers</b> are digits with at most one decimal sign and an optional exponent ({@code
 * 1.5e-3}). The sign may be {@code -}, {@code +}, U+2212 or an en dash. Thousands may be set apart,
 * all or none, by a blank, a no-break blank (U+00A0), a narrow one (U+202F) or a thin one (U+2009).
 * Points and commas never set thousands apart.
 *
 * <p><b>Dates</b> are {@code 2020-01-31}, {@code 2020/01/31}, {@code 20200131}, {@code 31.1.2020},
 * {@code 31/1 2020}, {@code 31 januari 2020} or {@code 31 jan 2020}, the months in Swedish or
 * English. A midnight after the day, as spreadsheets write it, does not count; any other time of
 * day, and forms that could be read in two ways, such as {@code 01/02/03}, are refused.
 *
 * @param delimiter what stands between cells
 * @param decimal the decimal sign
 * @param encoding how bytes spell characters
 * @param missing texts that stand for a missing value in every column, besides the empty one
 */
public record TableFormat(
    Delimiter delimiter, Decimal decimal, Encoding encoding, List<String> missing) {

  /** What stands between cells. */
  public enum Delimiter {
    /** Whichever of the other three the header has most of; the comma if it has none. */
    DETECT('\0'),
    /** {@code ,} */
    COMMA(','),
    /** {@code ;}, as spreadsheets write where the comma is the decimal sign. */
    SEMICOLON(';'),
    /** A tabulator. */
    TAB('\t');

    private final char sign;

    Delimiter(char sign) {
      this.sign = sign;
    }

    /** The character itself; NUL for {@link #DETECT}. */
    public char sign() {
      return sign;
    }
  }

  /** The decimal sign. */
  public enum Decimal {
    /**
     * The comma in files delimited by semicolons, the point in all others. In a file delimited by
     * semicolons a point is taken as a decimal sign too, unless the number could mean thousands
     * elsewhere in Europe: {@code 1.5} and {@code 0.125} are read, {@code 1.125} is an error that
     * asks for the sign to be declared.
     */
    DETECT,
    /** Always the point; a comma is an error. */
    POINT,
    /** Always the comma; a point is an error. */
    COMMA
  }

  /** How bytes spell characters. */
  public enum Encoding {
    /** UTF-8, with or without a byte order mark; malformed bytes are an error. */
    UTF_8,
    /**
     * Latin-1 (ISO 8859-1) with the additions Windows made at 0x80 to 0x9F, as every browser reads
     * it.
     */
    LATIN_1
  }

  public TableFormat {
    missing = List.copyOf(missing);
  }

  /** Delimiter and decimal sign as found, UTF-8, {@code NA} for missing. */
  public static TableFormat standard() {
    return new TableFormat(Delimiter.DETECT, Decimal.DETECT, Encoding.UTF_8, List.of("NA"));
  }

  /** The same format with another delimiter. */
  public TableFormat with(Delimiter other) {
    return new TableFormat(other, decimal, encoding, missing);
  }

  /** The same format with another decimal sign. */
  public TableFormat with(Decimal other) {
    return new TableFormat(delimiter, other, encoding, missing);
  }

  /** The same format in another encoding. */
  public TableFormat with(Encoding other) {
    return new TableFormat(delimiter, decimal, other, missing);
  }

  /** The same format with these texts, and no others, for missing values. */
  public TableFormat withMissing(String... codes) {
    return new TableFormat(delimiter, decimal, encoding, List.of(codes));
  }
}
