package org.equipoise.register;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import org.equipoise.protocol.Register.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarMonthsTest {

  /** By hand: the same day, or the last of a shorter month; every limit from the first day. */
  @ParameterizedTest
  @CsvSource({
    "2019-01-31, 1, 2019-02-28",
    "2020-01-31, 1, 2020-02-29",
    "2019-01-31, 2, 2019-03-31",
    "2020-02-29, 12, 2021-02-28",
    "2020-02-29, 48, 2024-02-29",
    "2019-12-31, 2, 2020-02-29",
    "2019-03-31, -1, 2019-02-28",
    "2100-01-31, 1, 2100-02-28",
    "2000-01-31, 1, 2000-02-29",
    "1799-01-31, 1, 1799-02-28"
  })
  void plus_keepsTheDayOrTakesTheLast(LocalDate day, int months, LocalDate expected) {
    int found = CalendarMonths.plus((int) day.toEpochDay(), months);
    assertEquals(expected, LocalDate.ofEpochDay(found));
  }

  /** java.time of the JDK: LocalDate.plusMonths, every 11th day of seven centuries. */
  @Test
  void plus_matchesJavaTime() {
    for (int day = (int) LocalDate.of(1790, 1, 1).toEpochDay();
        day < LocalDate.of(2490, 1, 1).toEpochDay();
        day += 11) {
      LocalDate date = LocalDate.ofEpochDay(day);
      int month = (date.getYear() - 1970) * 12 + date.getMonthValue() - 1;
      assertEquals(month, CalendarMonths.of(day));
      assertEquals(date.withDayOfMonth(1).toEpochDay(), CalendarMonths.firstDay(month));
      int months = day % 50;
      assertEquals(date.plusMonths(months).toEpochDay(), CalendarMonths.plus(day, months));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2019-03, MONTH, 590", // 49 years and two months after January 1970
    "201903, MONTH, 590",
    "1969-12, MONTH, -1",
    "2019, YEAR, 49",
    "2019Q1, QUARTER, 196",
    "2019K4, QUARTER, 199",
    "2019-Q2, QUARTER, 197"
  })
  void parse_understandsHowRegistersWriteTime(String text, Period period, int expected) {
    assertEquals(expected, CalendarMonths.parse(text, period));
    assertEquals(expected, CalendarMonths.parse(CalendarMonths.text(expected, period), period));
  }

  @ParameterizedTest
  @CsvSource({
    "2019-13, MONTH", "2019-00, MONTH", "2019-3, MONTH", "19-03, MONTH", "2019, MONTH",
    "2019-03-01, MONTH", "2019-03, YEAR", "20190, YEAR", "2019Q5, QUARTER", "2019Q0, QUARTER",
    "'', YEAR", "abcd, YEAR"
  })
  void parse_refusesWhatMayMeanSomethingElse(String text, Period period) {
    assertEquals(Integer.MIN_VALUE, CalendarMonths.parse(text, period));
  }
}
