package org.equipoise.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Days and moments as the ledger writes them, {@code 2026-11-22} and {@code
 * 2026-11-22T05:00:00.123Z}: one text for each, years 0000 to 9999.
 */
final class Times {

  private static final int DAY = 10;
  private static final int MOMENT = 24;
  private static final long MILLIS_OF_DAY = 86_400_000;

  private Times() {}

  static void write(LocalDate day, StringBuilder out) {
    if (day.getYear() < 0 || day.getYear() > 9999) {
      throw new IllegalArgumentException("no day of the ledger: " + day);
    }
    digits(day.getYear(), 4, out);
    out.append('-');
    digits(day.getMonthValue(), 2, out);
    out.append('-');
    digits(day.getDayOfMonth(), 2, out);
  }

  static void write(Instant moment, StringBuilder out) {
    if (!moment.equals(moment.truncatedTo(ChronoUnit.MILLIS))) {
      throw new IllegalArgumentException("finer than a millisecond: " + moment);
    }
    long millis = moment.toEpochMilli();
    write(LocalDate.ofEpochDay(Math.floorDiv(millis, MILLIS_OF_DAY)), out);
    int rest = (int) Math.floorMod(millis, MILLIS_OF_DAY);
    out.append('T');
    digits(rest / 3_600_000, 2, out);
    out.append(':');
    digits(rest / 60_000 % 60, 2, out);
    out.append(':');
    digits(rest / 1000 % 60, 2, out);
    out.append('.');
    digits(rest % 1000, 3, out);
    out.append('Z');
  }

  static String text(Instant moment) {
    StringBuilder out = new StringBuilder(MOMENT);
    write(moment, out);
    return out.toString();
  }

  /**
   * Reads a day.
   *
   * @throws IllegalArgumentException if it is not written as {@link #write(LocalDate,
   *     StringBuilder)} does
   */
  static LocalDate day(String text) {
    if (text.length() != DAY) {
      throw new IllegalArgumentException("'" + text + "' is no day such as 2026-11-22");
    }
    return dayOf(text);
  }

  /**
   * Reads a moment.
   *
   * @throws IllegalArgumentException if it is not written as {@link #write(Instant, StringBuilder)}
   *     does
   */
  static Instant moment(String text) {
    boolean shaped =
        text.length() == MOMENT
            && text.charAt(10) == 'T'
            && text.charAt(13) == ':'
            && text.charAt(16) == ':'
            && text.charAt(19) == '.'
            && text.charAt(23) == 'Z';
    int hour = shaped ? number(text, 11, 13) : -1;
    int minute = shaped ? number(text, 14, 16) : -1;
    int second = shaped ? number(text, 17, 19) : -1;
    int milli = shaped ? number(text, 20, 23) : -1;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      throw noMoment(text);
    }
    if (milli < 0) {
      throw noMoment(text);
    }
    long seconds = hour * 3600L + minute * 60L + second;
    return Instant.ofEpochMilli(dayOf(text).toEpochDay() * MILLIS_OF_DAY + seconds * 1000 + milli);
  }

  private static IllegalArgumentException noMoment(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is no time such as 2026-11-22T05:00:00.123Z");
  }

  private static LocalDate dayOf(String text) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    boolean shaped = text.charAt(4) == '-' && text.charAt(7) == '-';
    if (!shaped || year < 0 || month < 0 || day < 0) {
      throw new IllegalArgumentException("'" + text + "' is no day such as 2026-11-22");
    }
    try {
      return LocalDate.of(year, month, day);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + text + "' is no day of the calendar", e);
    }
  }

  /** The number at these places; -1 unless they are digits. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static void digits(int number, int width, StringBuilder out) {
    int power = 1;
    for (int i = 1; i < width; i++) {
      power *= 10;
    }
    for (; power > 0; power /= 10) {
      out.append((char) ('0' + number / power % 10));
    }
  }
}
