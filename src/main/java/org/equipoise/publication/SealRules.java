package org.equipoise.publication;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.protocol.Condition;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Subgroup;
import org.equipoise.protocol.Variable;

/**
 * Which rows and columns of data may not be published. Findings name file, line and trial id, and
 * never a value.
 *
 * <p>People can be told by what others know of them: the variables by which the protocol divides
 * people. A combination of them that fewer people share than the protocol's smallest count shown
 * would be told again by anybody who knows one of them (Sweeney 2002, k-anonymity, section 2).
 */
public final class SealRules {

  /** Findings of one kind that are told one by one. */
  private static final int MOST = 20;

  /** How people say yes, as the analysis reads it. */
  private static final Set<String> YES = Set.of("yes", "y", "j", "ja", "1", "true");

  private SealRules() {}

  /**
   * What forbids that files are packed.
   *
   * @param tables by the protocol's name of the file
   * @param personNumber tells a personal identity number in a text
   * @param simulated whether no person stands behind any row; then only numbers of persons forbid
   */
  public static List<Finding> of(
      Protocol protocol,
      Map<String, List<SealTable>> tables,
      Predicate<String> personNumber,
      boolean simulated) {
    List<Finding> findings = new ArrayList<>();
    String id = protocol.data().idColumn();
    for (DataFile file : protocol.data().files()) {
      for (SealTable table : tables.getOrDefault(file.name(), List.of())) {
        findings.addAll(numbers(table, id, personNumber));
        if (!simulated) {
          SealColumns columns = SealColumns.of(protocol, file);
          findings.addAll(columns(table, columns.known()));
          findings.addAll(texts(table, columns.texts()));
        }
      }
    }
    List<SealTable> main = tables.getOrDefault(protocol.data().files().get(0).name(), List.of());
    if (!simulated) {
      main.forEach(table -> findings.addAll(few(protocol, table)));
    }
    return findings;
  }

  /**
   * Rows with numbers of persons, of any table.
   *
   * @param id the column of the trial id; it may be missing
   */
  public static List<Finding> numbers(SealTable table, String id, Predicate<String> personNumber) {
    List<Finding> findings = new ArrayList<>();
    List<String> ids = table.column(id);
    for (String header : table.columns()) {
      if (personNumber.test(header)) {
        findings.add(error(table, 1, "", "a column is called by a personal identity number"));
      }
    }
    for (int row = 0; row < table.rows().size(); row++) {
      List<String> cells = table.rows().get(row);
      for (int i = 0; i < cells.size(); i++) {
        if (personNumber.test(cells.get(i))) {
          boolean own = table.columns().get(i).equals(id) || personNumber.test(ids.get(row));
          String who = own || ids.get(row).isEmpty() ? "" : ids.get(row) + ": ";
          findings.add(
              Finding.error(
                  new Place(table.path(), table.lines().get(row), i + 1, columnName(table, i)),
                  who + "what looks like a personal identity number (hidden)",
                  "take it out: nobody's number is ever published"));
        }
      }
    }
    return capped(findings);
  }

  private static String columnName(SealTable table, int at) {
    return table.columns().get(at);
  }

  /** Nobody has promised anything of columns that the protocol does not name. */
  public static List<Finding> columns(SealTable table, Collection<String> known) {
    List<String> others =
        table.columns().stream().filter(column -> !known.contains(column)).toList();
    return others.isEmpty()
        ? List.of()
        : List.of(
            error(
                table,
                1,
                "take them out, or name them in the protocol",
                "columns that the protocol does not name: " + String.join(", ", others)));
  }

  private static List<Finding> texts(SealTable table, Set<String> texts) {
    List<String> there = table.columns().stream().filter(texts::contains).toList();
    return there.isEmpty()
        ? List.of()
        : List.of(
            error(
                table,
                1,
                "take them out, or seal --without-data",
                "columns of free text, which can tell who somebody is: "
                    + String.join(", ", there)));
  }

  /**
   * Rows of people who did not agree that their data are published.
   *
   * @param main the file with the persons
   * @return for each consent to publication the rows without it; an error for the file when it does
   *     not have the column
   */
  public static List<Finding> unwilling(Protocol protocol, SealTable main) {
    List<Finding> findings = new ArrayList<>();
    List<String> ids = main.column(protocol.data().idColumn());
    for (Consent consent : publication(protocol)) {
      String column = protocol.data().columnOf(consent.id().value());
      if (!main.has(column)) {
        findings.add(
            error(
                main,
                1,
                "add it, or seal --without-data",
                "the column " + column + ", which tells who agreed to publication, is missing"));
        continue;
      }
      List<String> cells = main.column(column);
      for (int row = 0; row < cells.size(); row++) {
        if (!YES.contains(cells.get(row).strip().toLowerCase(Locale.ROOT))) {
          findings.add(
              Finding.error(
                  new Place(main.path(), main.lines().get(row), 0, column),
                  ids.get(row) + " has not agreed that data are published",
                  "take the rows out, or seal --without-data"));
        }
      }
    }
    return capped(findings);
  }

  /** The consents to publication that a protocol asks for. */
  public static List<Consent> publication(Protocol protocol) {
    return protocol.consents().stream()
        .filter(consent -> consent.purpose() == Consent.Purpose.PUBLICATION)
        .toList();
  }

  /**
   * Rows of a register about people who have no row in the trial's own data.
   *
   * @param id the column of the trial id
   * @param present those who would have rows
   * @param left those of them who are left out
   */
  public static List<Finding> strangers(
      SealTable register, String id, Set<String> present, Set<String> left) {
    List<Finding> findings = new ArrayList<>();
    List<String> ids = register.column(id);
    for (int row = 0; row < ids.size(); row++) {
      String who = ids.get(row).strip();
      if (left.contains(who) || !present.contains(who)) {
        findings.add(
            Finding.error(
                new Place(register.path(), register.lines().get(row), 0, id),
                left.contains(who)
                    ? who + " is left out of the data"
                    : "somebody who is not among the people of the trial's data",
                "take the rows out of the file"));
      }
    }
    return capped(findings);
  }

  /** Combinations that fewer people share than may be told of. */
  static List<Finding> few(Protocol protocol, SealTable main) {
    int limit = protocol.cells().display();
    List<Division> divisions = divisions(protocol, main);
    if (limit < 2 || divisions.isEmpty()) {
      return List.of();
    }
    List<String> ids = main.column(protocol.data().idColumn());
    Map<List<String>, Map<String, Integer>> people = new LinkedHashMap<>();
    List<String> arms = main.column(protocol.data().arm());
    boolean drawn = main.has(protocol.data().arm());
    List<List<String>> told =
        SealUnique.background(protocol).stream().filter(main::has).map(main::column).toList();
    for (int i = 0; i < ids.size(); i++) {
      int row = i;
      if (drawn
          && arms.get(row).isBlank()
          && told.stream().allMatch(column -> column.get(row).isBlank())) {
        // Of somebody not drawn nothing is told that divides people.
        continue;
      }
      List<String> key = new ArrayList<>();
      for (Division division : divisions) {
        key.add(division.parts().get(row));
      }
      // A file may have several rows of one person; one without ids has a person in each row.
      String who = ids.get(row).isEmpty() ? "line " + main.lines().get(row) : ids.get(row);
      people
          .computeIfAbsent(key, each -> new LinkedHashMap<>())
          .putIfAbsent(who, main.lines().get(row));
    }
    String by = divisions.stream().map(Division::what).distinct().collect(Collectors.joining(", "));
    List<Finding> findings = new ArrayList<>();
    for (Map<String, Integer> alike : people.values()) {
      if (alike.size() < limit) {
        findings.add(few(main, alike, by, limit));
      }
    }
    return capped(findings);
  }

  private static Finding few(SealTable main, Map<String, Integer> alike, String by, int limit) {
    List<String> lines = alike.values().stream().map(String::valueOf).toList();
    String who = String.join(", ", alike.keySet());
    return Finding.error(
        new Place(main.path(), alike.values().iterator().next(), 0, by),
        (alike.size() == 1 ? "a person alone" : alike.size() + " people alone")
            + " in a combination of these: line"
            + (lines.size() == 1 ? " " : "s ")
            + String.join(", ", lines)
            + (who.startsWith("line ") ? "" : " (" + who + ")"),
        "fewer than " + limit + " can be told again: seal --without-data, or merge levels");
  }

  /** Something by which people are divided, and the part that each row belongs to. */
  private record Division(String what, List<String> parts) {}

  private static List<Division> divisions(Protocol protocol, SealTable main) {
    List<Division> divisions = new ArrayList<>();
    Set<Variable.Id> whole = new LinkedHashSet<>(protocol.strata());
    for (Subgroup subgroup : protocol.subgroups()) {
      for (Condition condition : subgroup.where()) {
        if (condition.is().isEmpty()) {
          List<Double> values = numbers(protocol, main, condition.variable());
          divisions.add(
              new Division(
                  condition.variable().value(),
                  values.stream()
                      .map(v -> String.valueOf(condition.range().contains(v)))
                      .toList()));
        } else {
          whole.add(condition.variable());
        }
      }
    }
    for (Variable.Id variable : whole) {
      divisions.add(new Division(variable.value(), parts(protocol, main, variable)));
    }
    return divisions;
  }

  /** The level of each row; of a banded variable the band. */
  private static List<String> parts(Protocol protocol, SealTable main, Variable.Id id) {
    Variable.Bands bands = protocol.variable(id).map(Variable::bands).orElse(null);
    if (bands == null) {
      return main.column(protocol.data().columnOf(id.value())).stream()
          .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
          .toList();
    }
    return numbers(protocol, main, bands.of()).stream()
        .map(
            value ->
                bands.bands().stream()
                    .filter(band -> band.range().contains(value))
                    .map(Variable.Band::code)
                    .findFirst()
                    .orElse(""))
        .toList();
  }

  private static List<Double> numbers(Protocol protocol, SealTable main, Variable.Id id) {
    return main.column(protocol.data().columnOf(id.value())).stream()
        .map(SealRules::number)
        .toList();
  }

  private static double number(String cell) {
    try {
      return Double.parseDouble(cell.strip().replace(',', '.'));
    } catch (NumberFormatException e) {
      // A missing value belongs to no band.
      return Double.NaN;
    }
  }

  private static Finding error(SealTable table, int line, String expected, String found) {
    return Finding.error(new Place(table.path(), line, 0, ""), found, expected);
  }

  /** The first of many, and how many more there are. */
  static List<Finding> capped(List<Finding> findings) {
    if (findings.size() <= MOST) {
      return findings;
    }
    List<Finding> shown = new ArrayList<>(findings.subList(0, MOST));
    Finding next = findings.get(MOST);
    String more = (findings.size() - MOST) + " more of this kind, the first of them here";
    shown.add(Finding.error(next.place(), more, next.expected()));
    return shown;
  }
}
