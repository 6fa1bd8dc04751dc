package org.equipoise.register;

import java.time.LocalDate;
import java.time.YearMonth;
import org.equipoise.protocol.Register.Period;

/**
 * Calendar months as numbers, counted from January 1970, and days as days since 1970-01-01. Fast
 * for the centuries people live in, right for all.
 */
public final class CalendarMonths {

  private static final int FIRST_YEAR = 1800;
  private static final int LAST_YEAR = 2400;
  private static final int FIRST = (FIRST_YEAR - 1970) * 12;
  private static final int[] STARTS = starts();

  private CalendarMonths() {}

  private static int[] starts() {
    int[] starts = new int[(LAST_YEAR - FIRST_YEAR) * 12 + 1];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = Math.toIntExact(reckoned(FIRST + i));
    }
    return starts;
  }

  private static long reckoned(int month) {
    int year = 1970 + Math.floorDiv(month, 12);
    return YearMonth.of(year, Math.floorMod(month, 12) + 1).atDay(1).toEpochDay();
  }

  /** The month that a day lies in. */
  public static int of(int day) {
    if (day < STARTS[0] || day >= STARTS[STARTS.length - 1]) {
      LocalDate date = LocalDate.ofEpochDay(day);
      return (date.getYear() - 1970) * 12 + date.getMonthValue() - 1;
    }
    // Right or one too large or small: months have 30.436875 days on average.
    int at = (int) ((day - STARTS[0]) / 30.436875);
    while (STARTS[at] > day) {
      at--;
    }
    while (STARTS[at + 1] <= day) {
      at++;
    }
    return FIRST + at;
  }

  /** First day of a month. */
  public static int firstDay(int month) {
    int at = month - FIRST;
    return at >= 0 && at < STARTS.length ? STARTS[at] : Math.toIntExact(reckoned(month));
  }

  /** Calendar year of a month. */
  public static int year(int month) {
    return 1970 + Math.floorDiv(month, 12);
  }

  /**
   * So many months after a day: the same day of the month, or the last one where that month is
   * shorter, as 31 January and one month are 28 February, or 29 in a leap year.
   */
  public static int plus(int day, int months) {
    int month = of(day);
    return plus(month, day - firstDay(month), months);
  }

  /** The same for a day given as the month it lies in and the days since that began. */
  static int plus(int month, int daysIn, int months) {
    int to = month + months;
    int first = firstDay(to);
    return first + Math.min(daysIn, firstDay(to + 1) - first - 1);
  }

  /**
   * The calendar period that a text names, counted from that of January 1970: {@code 2019-03} or
   * {@code 201903} by month, {@code 2019Q1} or {@code 2019K1} by quarter, {@code 2019} by year.
   *
   * @return {@link Integer#MIN_VALUE} for any other text
   */
  public static int parse(String text, Period period) {
    return switch (period) {
      case YEAR -> digits(text, 0, 4) && text.length() == 4 ? year(text) : Integer.MIN_VALUE;
      case QUARTER -> {
        int dash = text.length() == 7 && text.charAt(4) == '-' ? 1 : 0;
        boolean formed =
            text.length() == 6 + dash
                && digits(text, 0, 4)
                && "QqKk".indexOf(text.charAt(4 + dash)) >= 0
                && text.charAt(5 + dash) >= '1'
                && text.charAt(5 + dash) <= '4';
        yield formed ? year(text) * 4 + text.charAt(5 + dash) - '1' : Integer.MIN_VALUE;
      }
      case MONTH -> {
        int dash = text.length() == 7 && text.charAt(4) == '-' ? 1 : 0;
        boolean formed =
            text.length() == 6 + dash && digits(text, 0, 4) && digits(text, 4 + dash, 6 + dash);
        int month = formed ? (text.charAt(4 + dash) - '0') * 10 + text.charAt(5 + dash) - '0' : 0;
        yield month >= 1 && month <= 12 ? year(text) * 12 + month - 1 : Integer.MIN_VALUE;
      }
    };
  }

  /** How a calendar period is written. */
  public static String text(int number, Period period) {
    int inYear = 12 / period.months();
    int year = 1970 + Math.floorDiv(number, inYear);
    int part = Math.floorMod(number, inYear) + 1;
    return switch (period) {
      case YEAR -> Integer.toString(year);
      case QUARTER -> year + "Q" + part;
      case MONTH -> year + (part < 10 ? "-0" : "-") + part;
    };
  }

  private static int year(String text) {
    return Integer.parseInt(text.substring(0, 4)) - 1970;
  }

  private static boolean digits(String text, int from, int to) {
    if (text.length() < to) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
