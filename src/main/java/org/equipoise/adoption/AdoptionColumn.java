package org.equipoise.adoption;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Problem;
import org.equipoise.frame.TextColumn;
import org.equipoise.panel.StaggeredPanel;
import org.jspecify.annotations.Nullable;

/** Reads the column that tells when each unit adopted, which is the same on every row of a unit. */
final class AdoptionColumn {

  /** A period that cannot be read: this has been reported. */
  private static final int UNREADABLE = Integer.MIN_VALUE;

  private final AdoptionPlan plan;
  private final Frame frame;
  private final UnitRows units;
  private final Errors errors;
  private final Consumer<Finding> findings;

  /** Takes an error about one cell. */
  interface Errors {
    void add(int row, String column, String found, String expected);
  }

  AdoptionColumn(
      AdoptionPlan plan, Frame frame, UnitRows units, Errors errors, Consumer<Finding> findings) {
    this.plan = plan;
    this.frame = frame;
    this.units = units;
    this.errors = errors;
    this.findings = findings;
  }

  /** The first period of each unit with what is adopted; NEVER for none by the last period. */
  int[] read() {
    String column = plan.adoption().column();
    TextColumn texts = frame.texts(column);
    int[] values = new int[frame.rows()];
    for (int row = 0; row < values.length; row++) {
      values[row] = period(texts.at(row));
      if (values[row] == UNREADABLE) {
        String quoted = Problem.quote(String.valueOf(texts.at(row)));
        String expected =
            "a period such as " + plan.periods().to() + ", or an empty cell for never";
        errors.add(row, column, quoted + " is no period", expected);
      }
    }
    units.constant(
        row -> values[row],
        (row, first) -> {
          if (values[row] != UNREADABLE && values[first] != UNREADABLE) {
            differs(column, values, row, first);
          }
        });
    int[] adopted = new int[units.names().size()];
    for (int unit = 0; unit < adopted.length; unit++) {
      adopted[unit] = values[units.first(unit)];
    }
    return afterwards(adopted, texts);
  }

  /** One unit in two periods; leaving again is worth words of its own. */
  private void differs(String column, int[] values, int row, int first) {
    boolean leaves = values[row] == StaggeredPanel.NEVER;
    String found =
        (leaves ? "never" : Integer.toString(values[row]))
            + ", but "
            + (values[first] == StaggeredPanel.NEVER ? "never" : Integer.toString(values[first]))
            + " on line "
            + frame.lineOf(first)
            + " of the same unit";
    String expected =
        leaves
            ? "the first period on every row; leaving again is not part of this design:"
                + " end its rows the period before"
            : "the same first period on every row of a unit";
    errors.add(row, column, found, expected);
  }

  /** Spreadsheets write 2006 as 2006.0 or 2006,0 where cells of the column are empty. */
  private int period(@Nullable String text) {
    if (text == null || plan.adoption().never().contains(text)) {
      return StaggeredPanel.NEVER;
    }
    int end = text.length();
    int mark = Math.max(text.indexOf('.'), text.indexOf(','));
    if (mark > 0 && text.substring(mark + 1).matches("0+")) {
      end = mark;
    }
    try {
      int period = Integer.parseInt(text.substring(0, end));
      return period == StaggeredPanel.NEVER ? UNREADABLE : period;
    } catch (NumberFormatException e) {
      return UNREADABLE;
    }
  }

  /** Who adopts after the last period is not treated in any; empty cells are told. */
  private int[] afterwards(int[] adopted, TextColumn texts) {
    int last = plan.periods().to();
    List<String> near = new ArrayList<>();
    int later = 0;
    int empty = 0;
    for (int unit = 0; unit < adopted.length; unit++) {
      if (adopted[unit] == StaggeredPanel.NEVER) {
        empty += texts.at(units.first(unit)) == null ? 1 : 0;
      } else if (adopted[unit] > last) {
        if ((long) adopted[unit] - plan.adoption().anticipation() <= last) {
          near.add(units.names().get(unit));
        }
        adopted[unit] = StaggeredPanel.NEVER;
        later++;
      }
    }
    Place file = Place.file(frame.source());
    if (empty > 0) {
      String units = AdoptionCheck.counted(empty, "unit");
      String found = "no period in '" + plan.adoption().column() + "': " + units;
      findings.accept(Finding.note(file, found, "taken as not by " + last));
    }
    if (later > 0) {
      String found = "adopting after " + last + ": " + AdoptionCheck.counted(later, "unit");
      findings.accept(Finding.note(file, found, "compared with like those that never do"));
    }
    if (!near.isEmpty()) {
      String found =
          AdoptionCheck.named(near) + " may behave differently before " + last + " already";
      findings.accept(
          Finding.warning(file, found, "compared with all the same: see adoption.anticipation"));
    }
    return adopted;
  }
}
