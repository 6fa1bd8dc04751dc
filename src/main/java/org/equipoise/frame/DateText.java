package org.equipoise.frame;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Reads a date as {@link TableFormat} says dates are written. */
final class DateText {

  private static final String ADVICE = "write a date as 2020-01-31";

  private static final String[][] MONTHS = {
    {"januari", "january", "jan"},
    {"februari", "february", "feb"},
    {"mars", "march", "mar"},
    {"april", "apr"},
    {"maj", "may"},
    {"juni", "june", "jun"},
    {"juli", "july", "jul"},
    {"augusti", "august", "aug"},
    {"september", "sept", "sep"},
    {"oktober", "october", "okt", "oct"},
    {"november", "nov"},
    {"december", "dec"}
  };

  private DateText() {}

  /**
   * The date a text spells, in days since 1970-01-01.
   *
   * @param text not empty, without blanks around it
   */
  static int parse(String text) throws UnreadableCell {
    List<String> fields = new ArrayList<>();
    String shape = withoutMidnight(shape(text, fields), fields);
    return switch (shape) {
      case "9" -> compact(fields.get(0));
      case "9-9-9" -> yearFirst(fields);
      case "9.9.9", "9/9 9" -> day(fields.get(2), number(fields.get(1)), fields.get(0));
      case "9 a 9", "9 a. 9" -> day(fields.get(2), month(fields.get(1)), fields.get(0));
      case "9/9/9" -> slashed(fields);
      default -> throw notADate(shape);
    };
  }

  /** A shape without the midnight that spreadsheets write after a day. */
  private static String withoutMidnight(String shape, List<String> fields) {
    int length = shape.endsWith("9:9:9") ? 5 : 3;
    int clock = shape.length() - length;
    if (clock < 2 || !shape.endsWith("9:9")) {
      return shape;
    }
    int first = fields.size() - (length + 1) / 2;
    char between = shape.charAt(clock - 1);
    boolean midnight = between == ' ' || (between == 'a' && fields.get(first - 1).equals("T"));
    for (String part : fields.subList(first, fields.size())) {
      midnight &= part.equals("0") || part.equals("00");
    }
    return midnight ? shape.substring(0, clock - 1) : shape;
  }

  /** The text with 9 for each run of digits, a for letters, one blank for blanks; fields filled. */
  private static String shape(String text, List<String> fields) {
    StringBuilder shape = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      char kind = kind(c);
      int from = at++;
      while (at < text.length() && kind != c && kind(text.charAt(at)) == kind) {
        at++;
      }
      if (kind == ' ') {
        while (at < text.length() && Blanks.isBlank(text.charAt(at))) {
          at++;
        }
      }
      if (kind == '9' || kind == 'a') {
        fields.add(text.substring(from, at));
      }
      shape.append(kind);
    }
    return shape.toString();
  }

  private static char kind(char c) {
    if (c >= '0' && c <= '9') {
      return '9';
    }
    if (Character.isLetter(c)) {
      return 'a';
    }
    return Blanks.isBlank(c) ? ' ' : c;
  }

  private static int compact(String digits) throws UnreadableCell {
    if (digits.length() != 8) {
      throw notADate("9");
    }
    return day(digits.substring(0, 4), number(digits.substring(4, 6)), digits.substring(6));
  }

  private static int slashed(List<String> fields) throws UnreadableCell {
    if (fields.get(0).length() != 4) {
      throw new UnreadableCell("may mean day/month or month/day, and which year", ADVICE);
    }
    return yearFirst(fields);
  }

  private static int yearFirst(List<String> fields) throws UnreadableCell {
    if (fields.get(0).length() != 4) {
      throw new UnreadableCell("does not begin with a year of four digits", ADVICE);
    }
    return day(fields.get(0), number(fields.get(1)), fields.get(2));
  }

  private static int day(String year, int month, String day) throws UnreadableCell {
    if (year.length() != 4) {
      throw new UnreadableCell("has no year of four digits", ADVICE);
    }
    try {
      return Math.toIntExact(LocalDate.of(Integer.parseInt(year), month, number(day)).toEpochDay());
    } catch (DateTimeException e) {
      throw new UnreadableCell("is not in the calendar", "check day and month");
    }
  }

  /** A day or a month, which has two digits at most. */
  private static int number(String digits) throws UnreadableCell {
    if (digits.length() > 2) {
      throw notADate("9");
    }
    return Integer.parseInt(digits);
  }

  private static int month(String word) throws UnreadableCell {
    String lower = Ascii.lower(word);
    for (int month = 0; month < MONTHS.length; month++) {
      for (String name : MONTHS[month]) {
        if (name.equals(lower)) {
          return month + 1;
        }
      }
    }
    throw new UnreadableCell("names no month", ADVICE);
  }

  private static UnreadableCell notADate(String shape) {
    return shape.contains("9:9")
        ? new UnreadableCell("has a time of day", "write the date alone, as 2020-01-31")
        : new UnreadableCell("is not a date", ADVICE);
  }
}
