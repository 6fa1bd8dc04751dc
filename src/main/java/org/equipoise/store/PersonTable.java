package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Finding.Severity;
import org.equipoise.finding.Nearest;
import org.equipoise.finding.Place;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Loaded;
import org.equipoise.frame.Problem;
import org.equipoise.frame.TableFormat;
import org.equipoise.frame.TableFormat.Encoding;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * A small table that people fill in by hand, each row about a person and a wave: cells as texts by
 * the name of their column, and everything that is wrong with them.
 */
final class PersonTable {

  private final Protocol protocol;
  private final IdLookup people;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final String source;
  private @Nullable Frame frame;
  private long errors;

  private PersonTable(Protocol protocol, IdLookup people, String source) {
    this.protocol = protocol;
    this.people = people;
    this.source = source;
  }

  /**
   * Reads a table.
   *
   * @param needed columns it must have
   * @param others columns it may have
   * @param titles other names of columns, by name
   */
  static PersonTable read(
      Protocol protocol,
      Path file,
      @Nullable Encoding encoding,
      IdLookup people,
      List<String> needed,
      List<String> others,
      Map<String, List<String>> titles) {
    PersonTable table = new PersonTable(protocol, people, CellWords.of(file));
    TableFormat format =
        TableFormat.standard().withMissing().with(encoding == null ? Encoding.UTF_8 : encoding);
    try (CsvBytes bytes = CsvBytes.open(file)) {
      CsvTable.Salvaged read =
          CsvTable.salvage(
              bytes, file, format, header -> table.choose(header, needed, others, titles));
      read.loaded().findings().forEach(finding -> table.findings.add(AnswerFile.advised(finding)));
      table.errors += read.loaded().errors();
      table.frame = table.headers.keySet().containsAll(needed) ? read.good() : null;
    } catch (IOException e) {
      table.findings.add(CsvTable.unreadable(file, e));
      table.errors++;
    }
    return table;
  }

  private List<ColumnSpec> choose(
      CsvHeader header,
      List<String> needed,
      List<String> others,
      Map<String, List<String>> titles) {
    Map<String, String> byLower = new HashMap<>();
    for (String name : header.names()) {
      byLower.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
    }
    List<String> all = new ArrayList<>(needed);
    all.addAll(others);
    for (String name : all) {
      List<String> spellings = new ArrayList<>(List.of(name));
      spellings.addAll(titles.getOrDefault(name, List.of()));
      for (String spelling : spellings) {
        String found = byLower.get(spelling.toLowerCase(Locale.ROOT));
        if (found != null && !headers.containsValue(found)) {
          headers.putIfAbsent(name, found);
        }
      }
    }
    List<String> unused = new ArrayList<>(header.names());
    unused.removeAll(headers.values());
    for (String name : needed) {
      if (!headers.containsKey(name)) {
        String near = Nearest.to(name, unused);
        Place place = new Place(source, header.firstLine(), 0, "");
        error(
            place,
            "no column '" + name + "'",
            near == null || PersonalNumber.isIn(near)
                ? "needed: " + String.join(", ", needed)
                : "did you mean " + Problem.quote(near) + "?");
      }
    }
    return headers.values().stream().map(name -> ColumnSpec.texts(name).asPersonal()).toList();
  }

  /** What was found, in the order of the file. */
  List<Finding> findings() {
    List<Finding> ordered = new ArrayList<>(findings);
    ordered.sort(
        Comparator.comparingInt((Finding f) -> f.place().line())
            .thenComparingInt(f -> f.place().column()));
    return ordered;
  }

  long errors() {
    return errors;
  }

  /** Number of rows that can be read; 0 when a column is missing. */
  int rows() {
    return frame == null ? 0 : frame.rows();
  }

  /** The cell of a row; empty when there is none. */
  String cell(int row, String name) {
    String header = headers.get(name);
    if (header == null || frame == null || !frame.has(header)) {
      return "";
    }
    String text = frame.texts(header).at(row);
    return text == null ? "" : text;
  }

  /** The row as a whole. */
  Place place(int row) {
    return new Place(source, Objects.requireNonNull(frame).lineOf(row), 0, "");
  }

  /** The person of a row, or null after saying why not. */
  @Nullable PersonId person(int row) {
    IdLookup.Found found = people.find(cell(row, "id"));
    if (found.person() == null) {
      error(row, "id", found.found(), found.expected());
    }
    return found.person();
  }

  /** The wave of a row, or null after saying why not. */
  Wave.@Nullable Id wave(int row) {
    String cell = cell(row, "wave");
    List<String> known = new ArrayList<>();
    for (Wave wave : protocol.waves()) {
      if (wave.id().value().equalsIgnoreCase(cell)) {
        return wave.id();
      }
      known.add(wave.id().value());
    }
    String found = cell.isEmpty() ? "no wave is told" : CellWords.of(cell) + " is no wave";
    error(row, "wave", found, Nearest.hint(cell, known));
    return null;
  }

  /** The respondent of a row, the participant where none is told; null after saying why not. */
  Respondent.@Nullable Id respondent(int row) {
    String cell = cell(row, "respondent");
    if (cell.isEmpty()) {
      return protocol.participant();
    }
    Respondent.Id id = new Respondent.Id(cell.toLowerCase(Locale.ROOT));
    if (protocol.respondent(id).isPresent()) {
      return id;
    }
    List<String> known = protocol.respondents().stream().map(r -> r.id().value()).toList();
    error(row, "respondent", CellWords.of(cell) + " is no respondent", Nearest.hint(cell, known));
    return null;
  }

  void error(int row, String name, String found, String expected) {
    String header = headers.get(name);
    Frame read = Objects.requireNonNull(frame);
    error(
        header == null || !read.has(header) ? place(row) : read.placeOf(row, header),
        found,
        expected);
  }

  private void error(Place place, String found, String expected) {
    errors++;
    if (errors <= Loaded.LISTED_ERRORS) {
      findings.add(new Finding(Severity.ERROR, place, found, expected));
    }
  }
}
