package org.equipoise.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.finding.Nearest;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Problem;
import org.equipoise.identity.PersonalNumber;

/**
 * Which cell of a record holds which column asked for. A header is matched as it stands; else, if
 * only one does, one that differs in case.
 */
final class CsvBinding {

  private static final int ABSENT = -1;

  /** The header stands more than once, which has been reported: no cell is read for it. */
  private static final int UNCLEAR = -2;

  private static final int HEADERS_SHOWN = 30;

  private final CsvHeader header;
  private final List<ColumnSpec> specs;
  private final int[] cells;

  private CsvBinding(CsvHeader header, List<ColumnSpec> specs) {
    this.header = header;
    this.specs = specs;
    this.cells = new int[specs.size()];
  }

  static CsvBinding of(CsvHeader header, List<ColumnSpec> specs, CsvFindings findings) {
    CsvBinding binding = new CsvBinding(header, specs);
    findDuplicates(header, findings);
    binding.bindExact();
    if (binding.isForeign()) {
      binding.reportForeign(findings);
    } else {
      binding.bindRest(findings);
    }
    return binding;
  }

  /** Reports headers that stand more than once; blank ones name nothing and may repeat. */
  static void findDuplicates(CsvHeader header, CsvFindings findings) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> names = header.names();
    for (int cell = 0; cell < names.size(); cell++) {
      String name = names.get(cell);
      Integer earlier = name.isEmpty() ? null : seen.putIfAbsent(name, cell);
      if (earlier != null) {
        findings.error(
            header.firstLine(),
            cell + 1,
            name,
            "the header " + Problem.quote(name) + " stands in cell " + (earlier + 1) + " already",
            "give each column its own header");
      }
    }
  }

  private void bindExact() {
    for (int i = 0; i < cells.length; i++) {
      int first = header.names().indexOf(specs.get(i).name());
      cells[i] = first == header.names().lastIndexOf(specs.get(i).name()) ? first : UNCLEAR;
    }
  }

  /** Whether the header has none of several columns asked for, in whatever case. */
  boolean isForeign() {
    for (int i = 0; i < cells.length; i++) {
      String name = specs.get(i).name();
      if (cells[i] != ABSENT || header.names().stream().anyMatch(name::equalsIgnoreCase)) {
        return false;
      }
    }
    return cells.length > 1;
  }

  private void reportForeign(CsvFindings findings) {
    List<String> names = specs.stream().map(ColumnSpec::name).toList();
    findings.error(
        header.firstLine(),
        0,
        "",
        "none of the columns needed is in this header, which has " + shown(headers()),
        "is a title above the header, or the delimiter another? needed: " + shown(names));
  }

  private void bindRest(CsvFindings findings) {
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] != ABSENT) {
        continue;
      }
      String name = specs.get(i).name();
      int cell = sameButForCase(name);
      if (cell == ABSENT) {
        findings.error(header.firstLine(), 0, name, "no column of this name", advice(name));
      } else {
        cells[i] = cell;
        findings.note(
            header.firstLine(),
            cell + 1,
            header.names().get(cell),
            "read as the column " + Problem.quote(name),
            "the headers differ in case only");
      }
    }
  }

  /** The one free cell whose header differs in case only, or {@link #ABSENT}. */
  private int sameButForCase(String name) {
    int found = ABSENT;
    for (int cell = 0; cell < header.names().size(); cell++) {
      if (header.names().get(cell).equalsIgnoreCase(name) && !isTaken(cell)) {
        if (found != ABSENT) {
          return ABSENT;
        }
        found = cell;
      }
    }
    return found;
  }

  private boolean isTaken(int cell) {
    for (int taken : cells) {
      if (taken == cell) {
        return true;
      }
    }
    return false;
  }

  private String advice(String name) {
    List<String> headers = headers();
    String nearest = Nearest.to(name, unasked(headers));
    String has = "the table has " + shown(headers);
    return nearest == null ? has : "did you mean " + Problem.quote(nearest) + "? " + has;
  }

  /** The headers that are not blank. */
  private List<String> headers() {
    return header.names().stream().filter(name -> !name.isEmpty()).toList();
  }

  private static String shown(List<String> headers) {
    // A table without a header shows its first row here.
    List<String> names =
        headers.stream().map(n -> PersonalNumber.looksLike(n) ? "(hidden)" : n).toList();
    return names.size() <= HEADERS_SHOWN
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, HEADERS_SHOWN))
            + " and "
            + (names.size() - HEADERS_SHOWN)
            + " more";
  }

  /** Headers that are nobody's own name: the meant one is among them. */
  private List<String> unasked(List<String> headers) {
    List<String> unasked = new ArrayList<>(headers);
    for (ColumnSpec spec : specs) {
      unasked.remove(spec.name());
    }
    return unasked;
  }

  /** The cell of a column asked for, counted from 0, or a negative number if there is none. */
  int cellOf(int spec) {
    return cells[spec];
  }

  /** For each column that was found, its cell counted from 1. */
  Map<String, Integer> cellNumbers() {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] >= 0) {
        numbers.put(specs.get(i).name(), cells[i] + 1);
      }
    }
    return numbers;
  }

  /** Headers of columns nobody asked for. */
  List<String> unused() {
    List<String> unused = new ArrayList<>();
    for (int cell = 0; cell < header.names().size(); cell++) {
      String name = header.names().get(cell);
      if (!name.isEmpty() && !isTaken(cell)) {
        unused.add(name);
      }
    }
    return unused;
  }
}
