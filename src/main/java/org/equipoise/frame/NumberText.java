package org.equipoise.frame;

import java.util.Set;
import org.equipoise.frame.TableFormat.Delimiter;

/** Reads a number as {@link TableFormat} says numbers are written. */
final class NumberText {

  private static final String EXAMPLE_POINT = "write a number such as 1234.5";
  private static final String EXAMPLE_COMMA = "write a number such as 1234,5";
  private static final Set<String> NO_VALUE =
      Set.of("na", "n/a", "null", "none", "missing", ".", "-", "?");

  /** Which decimal signs a table has; decided once per table. */
  enum Sign {
    POINT,
    COMMA,
    /** The comma, and the point where it cannot be taken for a thousands separator. */
    EITHER;

    static Sign of(TableFormat format) {
      return switch (format.decimal()) {
        case POINT -> POINT;
        case COMMA -> COMMA;
        case DETECT -> format.delimiter() == Delimiter.SEMICOLON ? EITHER : POINT;
      };
    }
  }

  private final Sign sign;
  private final String text;
  private final StringBuilder plain = new StringBuilder();
  private int at;

  private NumberText(String text, Sign sign) {
    this.text = text;
    this.sign = sign;
  }

  /**
   * The number a text spells, correctly rounded.
   *
   * @param text not empty, without blanks around it
   */
  static double parse(String text, Sign sign) throws UnreadableCell {
    return new NumberText(text, sign).parse();
  }

  /** The number a text spells, or NaN if it spells none. */
  static double parseOrNaN(String text, Sign sign) {
    try {
      return parse(text, sign);
    } catch (UnreadableCell noNumber) {
      return Double.NaN;
    }
  }

  private double parse() throws UnreadableCell {
    sign();
    int whole = wholePart();
    int fraction = fraction(whole);
    if (whole + fraction == 0) {
      throw noNumber();
    }
    exponent();
    if (at < text.length()) {
      throw trailing();
    }
    double value = Double.parseDouble(plain.toString());
    if (Double.isInfinite(value)) {
      throw new UnreadableCell("is too large", "numbers reach to about 1.8e308");
    }
    return value + 0.0; // -0 becomes 0
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private boolean isDigit(int i) {
    return i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
  }

  private int digits() {
    int from = at;
    while (isDigit(at)) {
      plain.append(text.charAt(at++));
    }
    return at - from;
  }

  private void sign() {
    char c = peek();
    if (c == '-' || c == '\u2212' || c == '\u2013') {
      plain.append('-');
      at++;
    } else if (c == '+') {
      at++;
    }
  }

  /** Digits, in groups of three after the first if a blank of one kind sets them apart. */
  private int wholePart() throws UnreadableCell {
    int first = digits();
    int count = first;
    char separator = peek();
    while (first > 0 && isThousands(separator) && peek() == separator && isDigit(at + 1)) {
      at++;
      int group = digits();
      if (first > 3 || group != 3) {
        throw new UnreadableCell(
            "has blanks that do not set thousands apart", "group digits by three, as 1 234 567");
      }
      count += group;
    }
    return count;
  }

  private static boolean isThousands(char c) {
    return c == ' ' || c == '\u00a0' || c == '\u202f' || c == '\u2009';
  }

  private int fraction(int whole) throws UnreadableCell {
    char c = peek();
    if (c != '.' && c != ',') {
      return 0;
    }
    refuseWrongSign(c);
    int from = at++;
    plain.append('.');
    int count = digits();
    if (c == '.' && sign == Sign.EITHER && meansThousands(from, whole, count)) {
      throw new UnreadableCell(
          "may mean thousands or a fraction",
          "declare \"decimal\": \".\" or \",\" in the protocol");
    }
    return count;
  }

  private void refuseWrongSign(char c) throws UnreadableCell {
    if (c == ',' && sign == Sign.POINT) {
      throw new UnreadableCell(
          "has a comma where the decimal sign of the table is the point",
          "write a point, or declare \"decimal\": \",\" in the protocol");
    }
    if (c == '.' && sign == Sign.COMMA) {
      throw new UnreadableCell(
          "has a point where the decimal sign of the table is the comma",
          "write a comma, or declare \"decimal\": \".\" in the protocol");
    }
  }

  /** 1.234 but not 0.234, 1.23 or 1234.567: one to three digits, no leading zero, then three. */
  private boolean meansThousands(int point, int whole, int fraction) {
    return fraction == 3
        && at == text.length()
        && whole >= 1
        && whole <= 3
        && text.charAt(point - whole) != '0';
  }

  private void exponent() throws UnreadableCell {
    if (peek() != 'e' && peek() != 'E') {
      return;
    }
    at++;
    plain.append('e');
    sign();
    if (digits() == 0) {
      throw noNumber();
    }
  }

  private UnreadableCell trailing() {
    char c = peek();
    if (c == '%') {
      return new UnreadableCell("has a percent sign", "write the number alone");
    }
    if (c == '.' || c == ',') {
      return new UnreadableCell(
          "has more than one decimal sign", "points and commas never set thousands apart");
    }
    return noNumber();
  }

  private UnreadableCell noNumber() {
    String lower = Ascii.lower(text);
    // Spreadsheets write #N/A, #SAKNAS! and the like; other programs NA, NULL or a lone mark.
    boolean noValue = lower.startsWith("#") || NO_VALUE.contains(lower.strip());
    if (noValue || lower.contains("nan") || lower.contains("inf")) {
      return new UnreadableCell(
          "is not a number",
          "if it stands for a missing value, list it under \"missing\" in the protocol");
    }
    return new UnreadableCell(
        "is not a number", sign == Sign.POINT ? EXAMPLE_POINT : EXAMPLE_COMMA);
  }

  /** The byte that is always a decimal sign in an unquoted cell, or 0 if there is none. */
  static byte decimalByte(TableFormat format) {
    char c = Sign.of(format) == Sign.POINT ? '.' : ',';
    return c == format.delimiter().sign() ? 0 : (byte) c;
  }
}
