package org.equipoise.publication;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.equipoise.draw.Drawn;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.Frame;
import org.equipoise.frame.TextColumn;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.DataLayout;
import org.equipoise.protocol.DataLayout.Rows;
import org.equipoise.publication.BundleManifest.Statement;
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

  /** How many were left out, as {@link SealPeople#count} writes it. */
  private static final Pattern COUNT = Pattern.compile("(<?)([0-9]{1,9})");

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
   * @param left what the bundle states of people who were left out
   */
  public static List<Finding> against(TrialState state, Frame rows, List<Statement> left) {
    DrawnRows check = new DrawnRows(state, rows);
    check.compare(left);
    return List.copyOf(check.findings);
  }

  /**
   * The trial ids of those in the rows who did not agree that their data are published, or withdrew
   * from the use of data, as the ledger has it.
   */
  public static List<Finding> unwilling(TrialState state, Frame rows) {
    List<Finding> findings = new ArrayList<>();
    if (SealRules.publication(state.protocol()).isEmpty()) {
      findings.add(
          Finding.error(
              Place.file(BundleManifest.PATH),
              "it states that everybody packed agreed to publication",
              "the protocol asks nobody"));
      return findings;
    }
    DrawnRows check = new DrawnRows(state, rows);
    Set<String> present = new HashSet<>();
    for (int row = 0; row < rows.rows(); row++) {
      present.add(check.cell(row, state.protocol().data().idColumn()));
    }
    SealPeople.of(state, Map.of(), Set.of())
        .unwilling()
        .forEach(
            (id, line) -> {
              if (present.contains(id.toString())) {
                Place place = new Place("ledger", Math.toIntExact(line), 0, "");
                findings.add(
                    Finding.error(
                        place,
                        id + " has not agreed that data are published, or withdrew",
                        "the bundle states that everybody packed agreed"));
              }
            });
    return SealRules.capped(findings);
  }

  /** Whether as many are missing as were left out, and in which arms. */
  private void lacking(Set<String> seen, List<Statement> left) {
    Map<String, Integer> lacking = new LinkedHashMap<>();
    Map<String, Integer> all = new LinkedHashMap<>();
    int missing = 0;
    for (Map.Entry<String, Person> each : drawn.entrySet()) {
      String arm = String.valueOf(arm(each.getValue()));
      all.merge(arm, 1, Integer::sum);
      if (!seen.contains(each.getKey())) {
        lacking.merge(arm, 1, Integer::sum);
        missing++;
      }
    }
    long least = 0;
    long most = 0;
    Place manifest = Place.file(BundleManifest.PATH);
    int limit = state.protocol().cells().display();
    for (Statement statement : left) {
      Matcher count = COUNT.matcher(statement.words());
      long number = count.matches() ? Long.parseLong(count.group(2)) : -1;
      boolean fewer = count.matches() && !count.group(1).isEmpty();
      if (number < 0 || (fewer ? number != limit : (number != 0 && number < limit))) {
        findings.add(
            Finding.error(
                manifest,
                "it does not say how many were left out: '" + statement.words() + "'",
                "a count from " + limit + " on, 0 or <" + limit));
        return;
      }
      least += fewer ? 1 : number;
      most += fewer ? number - 1 : number;
    }
    // Whom the draw never reached may have had a row too.
    long known =
        state.persons().stream().filter(person -> !seen.contains(person.id().toString())).count();
    Place place = Place.file(rows.source());
    String found = missing + " of the " + drawn.size() + " people drawn have no row";
    if (missing > most) {
      findings.add(
          Finding.error(
              place,
              found,
              left.isEmpty()
                  ? "the ledger says that they were drawn"
                  : "the bundle states that " + most + " at most were left out"));
    } else if (known < least) {
      findings.add(
          Finding.error(
              manifest,
              "it states that " + least + " or more people were left out",
              known + " of those in the ledger have no row"));
    } else if (missing > 0) {
      findings.add(Finding.note(place, found, "the bundle states that some were left out"));
    }
    if (missing > 0) {
      all.forEach(
          (arm, people) ->
              findings.add(
                  Finding.note(
                      place,
                      "without a row in arm " + arm + ": " + lacking.getOrDefault(arm, 0),
                      "the ledger drew " + people + " into it")));
    }
  }

  private void compare(List<Statement> left) {
    DataLayout layout = state.protocol().data();
    // A file with one row a person and wave tells the arm on each of them.
    boolean many = layout.files().get(0).rows() == Rows.PERSON_WAVE;
    Map<String, Integer> seen = new LinkedHashMap<>();
    for (int row = 0; row < rows.rows(); row++) {
      String id = cell(row, layout.idColumn());
      String arm = cell(row, layout.arm());
      Integer before = seen.putIfAbsent(id, row);
      if (before != null && !many) {
        wrong(
            row,
            layout.idColumn(),
            "a second row of " + id,
            "the first is on line " + line(before));
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
    lacking(seen.keySet(), left);
    if (more > 0) {
      findings.add(Finding.error(Place.file(rows.source()), more + " more cells like these", ""));
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
