package org.equipoise.register;

import java.time.LocalDate;
import org.equipoise.protocol.Register;
import org.jspecify.annotations.Nullable;

/**
 * Which days each period of a register is for one person. Counted from the draw on day d, with m
 * months a period, period k is from d plus (k - 1)m months to the day before d plus km months: 1 is
 * the first after the draw, 0 the last before it. Every limit is counted from the draw itself
 * ({@link CalendarMonths#plus}), so that after a draw on 31 January the first month ends before 28
 * or 29 February and the second before 31 March.
 *
 * <p>By the calendar, period k = 1, 2, … is the kth month, quarter or year after that of the draw,
 * and 0, -1, … are the last before it, the one before that and so on. The draw's own lies on both
 * sides and is no period.
 *
 * <p>One person after the other; not for several threads.
 */
final class PersonClock {

  /** No date. */
  static final int UNKNOWN = Integer.MIN_VALUE;

  private final int from;
  private final int months;
  private final int coversFrom;
  private final int coversTo;
  private final int[] starts;
  private final int[] ends;
  private int drawnMonth;
  private int drawnPeriod;
  private boolean drawn;
  private int left;
  private boolean laidOut;
  private int daysIn;

  PersonClock(Register register) {
    from = register.from();
    months = register.period().months();
    Register.Covers covers = register.covers();
    coversFrom = day(covers == null ? null : covers.from(), Integer.MIN_VALUE);
    coversTo = day(covers == null ? null : covers.to(), Integer.MAX_VALUE - 1);
    starts = new int[register.length()];
    ends = new int[register.length()];
  }

  private static int day(@Nullable LocalDate date, int otherwise) {
    return date == null ? otherwise : Math.toIntExact(date.toEpochDay());
  }

  /**
   * The next person.
   *
   * @param drawnOn day of the draw; {@link #UNKNOWN} when nothing tells
   * @param leftOn first day on which the person can no longer be followed; {@link #UNKNOWN} for
   *     nobody who left
   */
  void set(int drawnOn, int leftOn) {
    drawn = drawnOn != UNKNOWN;
    left = leftOn == UNKNOWN || !drawn ? Integer.MAX_VALUE : leftOn;
    laidOut = false;
    if (drawn) {
      drawnMonth = CalendarMonths.of(drawnOn);
      daysIn = drawnOn - CalendarMonths.firstDay(drawnMonth);
      drawnPeriod = Math.floorDiv(drawnMonth, months);
    }
  }

  boolean isDrawn() {
    return drawn;
  }

  /** Place of a calendar period, or -1 when it is none of the register's, as that of the draw. */
  int placeOf(int calendarPeriod) {
    int after = calendarPeriod - drawnPeriod;
    int at = (after > 0 ? after : after + 1) - from;
    return drawn && after != 0 && at >= 0 && at < starts.length ? at : -1;
  }

  /** First day of the period at a place. */
  int start(int at) {
    layOut();
    return starts[at];
  }

  /** The day after the last of the period at a place. */
  int end(int at) {
    layOut();
    return ends[at];
  }

  /** Calendar year of the first day of the period at a place. */
  int year(int at) {
    return CalendarMonths.year(CalendarMonths.of(start(at)));
  }

  private void layOut() {
    if (laidOut) {
      return;
    }
    int limit = limit(from - 1);
    for (int at = 0; at < starts.length; at++) {
      starts[at] = limit;
      limit = limit(from + at);
      ends[at] = limit;
    }
    laidOut = true;
  }

  private int limit(int periods) {
    return CalendarMonths.plus(drawnMonth, daysIn, periods * months);
  }

  /**
   * Whether the register and the person tell of the whole period, so that no row means 0.
   *
   * @param calendar whether periods are those of the calendar
   */
  boolean isWhole(int at, boolean calendar) {
    if (!drawn) {
      return true;
    }
    int first;
    int after;
    if (calendar) {
      int period = from + at;
      int month = (drawnPeriod + (period > 0 ? period : period - 1)) * months;
      first = CalendarMonths.firstDay(month);
      after = CalendarMonths.firstDay(month + months);
    } else {
      first = start(at);
      after = end(at);
    }
    return first >= coversFrom && after - 1 <= coversTo && after <= left;
  }
}
