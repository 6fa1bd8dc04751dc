package org.equipoise.publication;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.protocol.Consent;
import org.equipoise.protocol.DataLayout;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.Item;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;

/**
 * Rows of data files that rest on a consent that somebody refused: an arm on that to the draw,
 * answers on that to surveys, rows of registers on that to them; and rows of people who were never
 * drawn, of whom no more than why need be known.
 */
public final class SealConsents {

  /** How people say no, as the analysis reads it. */
  private static final Set<String> NO = Set.of("no", "n", "nej", "0", "false");

  private final Protocol protocol;
  private final DataLayout layout;
  private final Map<String, List<SealTable>> tables;
  private final SealTable main;
  private final List<String> ids;

  private SealConsents(Protocol protocol, Map<String, List<SealTable>> tables, SealTable main) {
    this.protocol = protocol;
    this.layout = protocol.data();
    this.tables = tables;
    this.main = main;
    this.ids = main.column(layout.idColumn());
  }

  /**
   * Rows whose person said no to what they rest on.
   *
   * @param tables by the protocol's name of the file
   * @param main the file with the persons
   */
  public static List<Finding> refused(
      Protocol protocol, Map<String, List<SealTable>> tables, SealTable main) {
    return SealRules.capped(new SealConsents(protocol, tables, main).refused());
  }

  private List<Finding> refused() {
    List<Finding> findings = new ArrayList<>();
    for (Consent consent : protocol.consents()) {
      String column = layout.columnOf(consent.id().value());
      if (consent.purpose() == Consent.Purpose.PUBLICATION || !main.has(column)) {
        continue;
      }
      List<String> said = main.column(column);
      List<Boolean> rests = rests(consent.purpose());
      for (int row = 0; row < said.size(); row++) {
        if (rests.get(row) && NO.contains(plain(said.get(row)))) {
          findings.add(
              Finding.error(
                  new Place(main.path(), main.lines().get(row), 0, column),
                  ids.get(row) + " said no to what these data rest on",
                  "take the rows out, or seal --without-data"));
        }
      }
    }
    return findings;
  }

  /** Of each row whether there are data that rest on such a consent. */
  private List<Boolean> rests(Consent.Purpose purpose) {
    return switch (purpose) {
      case DRAW -> any(Set.of(layout.arm()), Set.of());
      case SURVEY -> any(answers(), people(Consent.Purpose.SURVEY));
      case REGISTER, PROXY -> any(Set.of(), people(purpose));
      case PUBLICATION -> any(Set.of(), Set.of());
    };
  }

  /** Rows with anything in some columns, and rows of some people. */
  private List<Boolean> any(Set<String> columns, Set<String> people) {
    List<List<String>> cells = columns.stream().filter(main::has).map(main::column).toList();
    List<Boolean> any = new ArrayList<>(ids.size());
    for (int i = 0; i < ids.size(); i++) {
      int row = i;
      any.add(
          people.contains(ids.get(row).strip())
              || cells.stream().anyMatch(column -> !column.get(row).isBlank()));
    }
    return any;
  }

  private Set<String> answers() {
    Set<String> columns = new LinkedHashSet<>();
    for (Item item : protocol.items()) {
      columns.add(layout.columnOf(item.id().value()));
      for (Wave wave : protocol.waves()) {
        columns.add(layout.columnOf(item.id(), wave.id()));
      }
    }
    return columns;
  }

  /** Who has rows in the files beside the main one that rest on such a consent. */
  private Set<String> people(Consent.Purpose purpose) {
    Set<String> people = new HashSet<>();
    List<DataFile> files = layout.files();
    for (DataFile file : files.subList(1, files.size())) {
      boolean register = file.rows().ofRegisters();
      boolean proxy = !register && file.respondent() != null;
      Consent.Purpose of =
          register
              ? Consent.Purpose.REGISTER
              : proxy ? Consent.Purpose.PROXY : Consent.Purpose.SURVEY;
      if (of == purpose) {
        for (SealTable table : tables.getOrDefault(file.name(), List.of())) {
          table.column(layout.idColumn()).forEach(id -> people.add(id.strip()));
        }
      }
    }
    people.remove("");
    return people;
  }

  /**
   * Rows that tell more of people who were never drawn than why they were not, unless these agreed
   * to publication.
   *
   * @param main the file with the persons
   */
  public static List<Finding> undrawn(Protocol protocol, SealTable main) {
    return SealRules.capped(new SealConsents(protocol, Map.of(), main).undrawn());
  }

  private List<Finding> undrawn() {
    List<Finding> findings = new ArrayList<>();
    if (!main.has(layout.arm()) || !SealRules.publication(protocol).isEmpty()) {
      // Where people are asked, whoever did not agree is named by that.
      return findings;
    }
    Set<String> told = new LinkedHashSet<>(SealUnique.background(protocol));
    told.addAll(answers());
    List<Boolean> any = any(told, Set.of());
    List<String> arms = main.column(layout.arm());
    for (int row = 0; row < arms.size(); row++) {
      if (arms.get(row).isBlank() && any.get(row)) {
        findings.add(
            Finding.error(
                new Place(main.path(), main.lines().get(row), 0, layout.arm()),
                ids.get(row) + " was not drawn, and more is told than why",
                "leave no more than id, consents and eligibility in the row"));
      }
    }
    return findings;
  }

  private static String plain(String cell) {
    return cell.strip().toLowerCase(Locale.ROOT);
  }
}
