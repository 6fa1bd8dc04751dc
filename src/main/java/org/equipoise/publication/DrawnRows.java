package org.equipoise.publication;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.draw.Drawn;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.Frame;
import org.equipoise.frame.TextColumn;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.DataLayout;
import org.equipoise.protocol.DataLayout.Rows;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.TrialState;
import org.jspecify.annotations.Nullable;

/**
 * Whether the main data file is of the people whom the ledger says were drawn, each once, in the
 * arm, on the day and with the chance that the ledger has, and with the day on which they met the
 * service.
 */
public final class DrawnRows {

  /** Differences told one by one; more are counted. */
  private static final int MOST = 20;

  private static final String PROBABILITY = "probability";

  private final TrialState state;
  private final Frame rows;
  private final Map<String, Person> drawn = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private long more;

  private DrawnRows(TrialState state, Frame rows) {
    this.state = state;
    this.rows = rows;
    for (Person person : state.persons()) {
      if (arm(person) != null) {
        drawn.put(person.id().toString(), person);
      }
    }
  }

  /** The columns of a main file that the ledger knows too, as texts. */
  public static List<String> columns(DataLayout layout) {
    List<String> columns = new ArrayList<>(List.of(layout.idColumn(), layout.arm(), PROBABILITY));
    for (@Nullable String date : new @Nullable String[] {layout.drawn(), layout.met()}) {
      if (date != null) {
        columns.add(date);
      }
    }
    return columns;
  }

  /**
   * Holds the rows against the ledger.
   *
   * @param rows those of {@link #columns} that the file has
   * @param mayLack whether the bundle states that somebody was left out
   */
  public static List<Finding> against(TrialState state, Frame rows, boolean mayLack) {
    DrawnRows check = new DrawnRows(state, rows);
    check.compare(mayLack);
    return List.copyOf(check.findings);
  }

  private void compare(boolean mayLack) {
    DataLayout layout = state.protocol().data();
    // A file with one row a person and wave tells the arm on each of them.
    boolean many = layout.files().get(0).rows() == Rows.PERSON_WAVE;
    Map<String, Integer> seen = new LinkedHashMap<>();
    for (int row = 0; row < rows.rows(); row++) {
      String id = cell(row, layout.idColumn());
      String arm = cell(row, layout.arm());
      Integer before = seen.putIfAbsent(id, row);
      if (before != null && !many) {
        wrong(row, layout.idColumn(), "a second row of " + id, "the first is on line " + line(before));
      }
      Person person = drawn.get(id);
      if (person == null) {
        if (!arm.isEmpty()) {
          wrong(row, layout.idColumn(), "the ledger has not drawn " + id, "");
        }
        continue;
      }
      compare(row, person);
    }
    long lacking = drawn.keySet().stream().filter(id -> !seen.containsKey(id)).count();
    if (lacking > 0) {
      Place place = Place.file(rows.source());
      String found = lacking + " of the " + drawn.size() + " people drawn have no row";
      findings.add(
          mayLack
              ? Finding.note(place, found, "the bundle states that some were left out")
              : Finding.error(place, found, "the ledger says that they were drawn"));
    }
    if (more > 0) {
      findings.add(
          Finding.error(Place.file(rows.source()), more + " more cells like these", ""));
    }
  }

  private void compare(int row, Person person) {
    DataLayout layout = state.protocol().data();
    Fact<Event.ArmDrawn> fact = person.drawn();
    if (fact == null) {
      return;
    }
    Drawn draw = fact.event().drawn();
    same(row, layout.arm(), String.valueOf(draw.arm()));
    chance(row, draw.probability().value());
    same(row, layout.drawn(), fact.event().on().toString());
    Fact<Event.ServiceStarted> met = person.started();
    same(row, layout.met(), met == null ? "" : met.event().on().toString());
  }

  /** A chance is a number, however its digits are written. */
  private void chance(int row, double told) {
    if (rows.has(PROBABILITY)) {
      try {
        if (Double.parseDouble(cell(row, PROBABILITY).replace(',', '.')) == told) {
          return;
        }
      } catch (NumberFormatException e) {
        // What is no number is told below as what it is.
      }
      same(row, PROBABILITY, String.valueOf(told));
    }
  }

  private void same(int row, @Nullable String column, String told) {
    if (column != null && rows.has(column) && !cell(row, column).equals(told)) {
      String id = cell(row, state.protocol().data().idColumn());
      wrong(
          row,
          column,
          "'" + cell(row, column) + "' for " + id,
          told.isEmpty() ? "the ledger has nothing here" : "the ledger has '" + told + "'");
    }
  }

  private String cell(int row, String column) {
    if (!rows.has(column)) {
      return "";
    }
    TextColumn texts = rows.texts(column);
    String text = texts.isMissing(row) ? null : texts.at(row);
    return text == null ? "" : text;
  }

  private int line(int row) {
    return rows.lineOf(row);
  }

  private void wrong(int row, String column, String found, String expected) {
    if (findings.size() >= MOST) {
      more++;
      return;
    }
    findings.add(Finding.error(rows.placeOf(row, column), found, expected));
  }

  private static @Nullable Object arm(Person person) {
    Fact<Event.ArmDrawn> fact = person.drawn();
    return fact == null ? null : fact.event().drawn().arm();
  }
}
