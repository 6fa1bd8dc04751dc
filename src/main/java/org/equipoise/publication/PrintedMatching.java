package org.equipoise.publication;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;
import org.equipoise.finding.Place;
import org.equipoise.publication.ReanalysedName.Part;
import org.jspecify.annotations.Nullable;

/**
 * Which of our rows a printed line is. Codes and titles in any language do, whatever their case and
 * blanks; a part that is left out is everybody, the main analysis, or the only one there is.
 */
final class PrintedMatching {

  private static final List<String> WHAT =
      List.of("outcome", "wave", "group", "arm or term", "analysis");
  private static final int GROUP = 2;

  private final String file;
  private final List<ReanalysedRow> rows;
  private final List<Finding> findings = new ArrayList<>();

  PrintedMatching(String file, List<ReanalysedRow> rows) {
    this.file = file;
    this.rows = rows;
  }

  /** What could not be understood, so far. */
  List<Finding> findings() {
    return findings;
  }

  /** Our row of a printed line; null when there is none or several, which is then a finding. */
  @Nullable ReanalysedRow of(PrintedRow printed) {
    List<ReanalysedRow> left = rows;
    List<String> written = printed.name().parts();
    boolean known = true;
    for (int part = 0; part < written.size(); part++) {
      String word = written.get(part);
      if (word.isEmpty()) {
        continue;
      }
      if (!among(rows, part, word)) {
        known = false;
        warn(printed, part, word, rows);
        continue;
      }
      List<ReanalysedRow> next = named(left, part, word);
      if (next.isEmpty() && known) {
        known = false;
        warn(printed, part, word, left);
      }
      left = next;
    }
    return known ? one(printed, left) : null;
  }

  private @Nullable ReanalysedRow one(PrintedRow printed, List<ReanalysedRow> found) {
    List<ReanalysedRow> left = found;
    if (printed.name().group().isEmpty()) {
      left = preferred(left, left.stream().filter(row -> code(row, GROUP).isEmpty()).toList());
    }
    if (printed.name().analysis().isEmpty()) {
      left = preferred(left, left.stream().filter(ReanalysedRow::main).toList());
    }
    if (left.size() == 1) {
      return left.get(0);
    }
    List<ReanalysedRow> several = left;
    String open =
        PrintedName.COLUMNS.stream()
            .filter(
                column -> {
                  int part = PrintedName.COLUMNS.indexOf(column);
                  return several.stream().map(row -> code(row, part)).distinct().count() > 1;
                })
            .map(
                column -> column + " (" + codes(several, PrintedName.COLUMNS.indexOf(column)) + ")")
            .collect(Collectors.joining(", "));
    findings.add(
        Finding.error(
            place(printed),
            "this line could be " + left.size() + " of our rows",
            "fill in " + open));
    return null;
  }

  private static List<ReanalysedRow> preferred(
      List<ReanalysedRow> all, List<ReanalysedRow> better) {
    return better.isEmpty() ? all : better;
  }

  private static String codes(List<ReanalysedRow> rows, int part) {
    Set<String> codes = new LinkedHashSet<>();
    rows.forEach(row -> codes.add(code(row, part)));
    return codes.stream()
        .limit(12)
        .map(code -> code.isEmpty() ? "nothing" : code)
        .collect(Collectors.joining(", "));
  }

  private void warn(PrintedRow printed, int part, String word, List<ReanalysedRow> known) {
    Set<String> names = new LinkedHashSet<>();
    for (ReanalysedRow row : known) {
      Part name = row.name().parts().get(part);
      if (!name.code().isEmpty()) {
        names.add(name.code());
      }
    }
    List<String> spelled = new ArrayList<>(names);
    for (ReanalysedRow row : known) {
      row.name().parts().get(part).titles().values().stream()
          .sorted()
          .filter(names::add)
          .forEach(spelled::add);
    }
    String near = Nearest.to(word, spelled);
    Set<String> codes = new LinkedHashSet<>();
    known.forEach(row -> codes.add(code(row, part)));
    codes.remove("");
    findings.add(
        Finding.warning(
            place(printed),
            "no row of the re-analysis has the "
                + WHAT.get(part)
                + " '"
                + word
                + "'"
                + (known.size() < rows.size() ? " with the rest of this line" : ""),
            near != null
                ? "did you mean '" + near + "'?"
                : codes.isEmpty() ? "none has any" : "known: " + String.join(", ", codes)));
  }

  private Place place(PrintedRow printed) {
    return new Place(file, printed.line(), 0, "");
  }

  private static boolean among(List<ReanalysedRow> rows, int part, String word) {
    return rows.stream().anyMatch(row -> says(row, part, word));
  }

  private static List<ReanalysedRow> named(List<ReanalysedRow> rows, int part, String word) {
    List<ReanalysedRow> exact =
        rows.stream().filter(row -> plain(code(row, part)).equals(plain(word))).toList();
    return exact.isEmpty() ? rows.stream().filter(row -> says(row, part, word)).toList() : exact;
  }

  private static boolean says(ReanalysedRow row, int part, String word) {
    Part name = row.name().parts().get(part);
    String wanted = plain(word);
    return plain(name.code()).equals(wanted)
        || name.titles().values().stream().anyMatch(title -> plain(title).equals(wanted));
  }

  private static String code(ReanalysedRow row, int part) {
    return row.name().parts().get(part).code();
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[\\s_\\-\u00a0]+", " ").strip();
  }
}
