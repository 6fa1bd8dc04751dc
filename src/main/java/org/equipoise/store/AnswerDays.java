package org.equipoise.store;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.equipoise.frame.Column;
import org.equipoise.frame.ColumnBuilder;
import org.equipoise.frame.ColumnPart;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.Problem;
import org.equipoise.frame.TableFormat;
import org.jspecify.annotations.Nullable;

/**
 * Days as survey tools write them: a date in any form of a table, and after it a time of day, which
 * is left out as it stands, whatever its zone.
 */
final class AnswerDays {

  private static final Pattern TIMED =
      Pattern.compile(
          "(.*?)(?:\\s+|T)(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2})(?:[.,]\\d+)?)?"
              + "\\s*(?:[AaPp][Mm]|Z|[+-]\\d{2}:?\\d{2})?");

  /** REDCap's word for a form begun and not sent in. */
  private static final String NOT_COMPLETED = "[not completed]";

  /** What LimeSurvey writes where it keeps no dates. */
  private static final String NO_DATE = "1980-01-01 00:00:00";

  private final TableFormat table;
  private final Map<String, Reading> read = new HashMap<>();

  /**
   * A cell as read.
   *
   * @param day the day; null when there is none or it cannot be read
   * @param problem why it cannot be read; else null
   */
  record Reading(@Nullable LocalDate day, @Nullable Problem problem) {}

  AnswerDays(TableFormat table) {
    this.table = table;
  }

  /** The day in a cell. */
  Reading read(String cell) {
    return read.computeIfAbsent(cell, this::reading);
  }

  private Reading reading(String cell) {
    if (cell.isEmpty() || cell.equalsIgnoreCase(NOT_COMPLETED) || cell.equals(NO_DATE)) {
      return new Reading(null, null);
    }
    Matcher timed = TIMED.matcher(cell);
    boolean atTime = timed.matches();
    if (atTime && !isTimeOfDay(timed)) {
      return new Reading(
          null, new Problem("there is no such time of day", "hours are 0 to 23, minutes 0 to 59"));
    }
    String day = atTime ? timed.group(1) : cell;
    ColumnBuilder builder = ColumnBuilder.of(ColumnSpec.dates("day"), table, 1);
    ColumnPart part = builder.part(0);
    Problem problem = part.put(0, day);
    part.close(1);
    Column column = builder.build(List.of(part));
    return new Reading(
        ((DateColumn) column).at(0), problem == null ? null : CellWords.of(day, problem));
  }

  private static boolean isTimeOfDay(Matcher timed) {
    String seconds = timed.group(4);
    return Integer.parseInt(timed.group(2)) <= 23
        && Integer.parseInt(timed.group(3)) <= 59
        // A leap second is a second.
        && (seconds == null || Integer.parseInt(seconds) <= 60);
  }
}
