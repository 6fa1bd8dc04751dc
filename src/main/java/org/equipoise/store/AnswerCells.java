package org.equipoise.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.equipoise.analysis.Coding;
import org.equipoise.frame.Blanks;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Column;
import org.equipoise.frame.ColumnBuilder;
import org.equipoise.frame.ColumnPart;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.Problem;
import org.equipoise.frame.TableFormat;
import org.equipoise.protocol.AnswerFormat;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.ValueType;
import org.jspecify.annotations.Nullable;

/** Reads the cells of one question as its answers, by the instrument. */
final class AnswerCells {

  /** Longer texts are no answer but a document. */
  static final int LONGEST = 20_000;

  private final Item item;
  private final AnswerFormat format;
  private final TableFormat table;
  private final ColumnSpec spec;
  private final Set<String> missing;
  private final AnswerDays days;

  /** A few answers fill a hundred thousand cells. */
  private final Map<String, Reading> read = new HashMap<>();

  /**
   * A cell as read.
   *
   * @param value the answer, as {@link org.equipoise.trial.AnswerRecord#values} has it; null when
   *     there is none, or none that can be read
   * @param problem why it cannot be read; else null
   */
  record Reading(@Nullable String value, @Nullable Problem problem) {
    static final Reading NONE = new Reading(null, null);
  }

  AnswerCells(Item item, AnswerFormat format, TableFormat table) {
    this.item = item;
    this.format = format;
    this.table = table;
    this.missing = new HashSet<>(table.missing());
    this.spec = spec(item);
    this.days = new AnswerDays(table);
  }

  private static ColumnSpec spec(Item item) {
    String name = item.id().value();
    if (item.type() == ValueType.BINARY) {
      return ReferralColumns.yesNo(name);
    }
    return item.type().levelled() && !item.levels().isEmpty()
        ? ReferralColumns.levels(name, item.levels())
        : new ColumnSpec(name, Coding.of(item).kind(), false, false, List.of());
  }

  /** Whether a cell holds something. */
  boolean isFilled(String cell) {
    return !cell.isEmpty() && !missing.contains(format.meaning(item.id(), cell));
  }

  /** The answer in a cell, which has no blanks around it. */
  Reading read(String cell) {
    if (cell.isEmpty()) {
      return Reading.NONE;
    }
    return item.type() == ValueType.TEXT ? text(cell) : read.computeIfAbsent(cell, this::reading);
  }

  private Reading reading(String cell) {
    String meant = format.meaning(item.id(), cell);
    if (item.type() == ValueType.DATE) {
      AnswerDays.Reading day =
          missing.contains(meant) ? new AnswerDays.Reading(null, null) : days.read(meant);
      return new Reading(day.day() == null ? null : day.day().toString(), day.problem());
    }
    ColumnBuilder builder = ColumnBuilder.of(spec, table, 1);
    ColumnPart part = builder.part(0);
    Problem problem = part.put(0, meant);
    part.close(1);
    Column column = builder.build(List.of(part));
    return problem != null
        ? new Reading(null, advised(CellWords.of(meant, problem)))
        : new Reading(column.isMissing(0) ? null : value(column), null);
  }

  private static String value(Column column) {
    if (column instanceof NumberColumn numbers) {
      return ReferralRows.plain(numbers.at(0));
    } else if (column instanceof DateColumn dates) {
      return String.valueOf(dates.at(0));
    }
    return Objects.requireNonNull(((CategoryColumn) column).at(0));
  }

  /** The table speaks of columns and protocols, where a survey has questions. */
  private Problem advised(Problem problem) {
    String found =
        problem
            .found()
            .replace("is not a category of this column", "is no answer to '" + item.id() + "'");
    return new Problem(found, problem.expected());
  }

  /** A text with line feeds at the ends of its lines, as it was written else. */
  private Reading text(String cell) {
    if (missing.contains(cell)) {
      return Reading.NONE;
    }
    StringBuilder text = new StringBuilder(cell.length());
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      boolean pair = c == '\r' && i + 1 < cell.length() && cell.charAt(i + 1) == '\n';
      if (c == '\r' || c == '\u000b' || c == '\f' || c == '\u2028' || c == '\u2029') {
        text.append(pair ? "" : "\n");
      } else if (Character.isISOControl(c) && c != '\n' && c != '\t') {
        String code = String.format(Locale.ROOT, "U+%04X", (int) c);
        return wrong("a control character in the text, " + code, "take it out");
      } else {
        text.append(c);
      }
    }
    String written = Blanks.strip(text.toString());
    if (written.length() > LONGEST) {
      return wrong(
          "a text of " + written.length() + " characters",
          "at most " + LONGEST + "; are quotes missing, so that rows run together?");
    }
    return written.isEmpty() ? Reading.NONE : new Reading(written, null);
  }

  private static Reading wrong(String found, String expected) {
    return new Reading(null, new Problem(found, expected));
  }
}
