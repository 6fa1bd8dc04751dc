package org.equipoise.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;

/**
 * Collects what is wrong with a JSON file, and which of its top-level sections could not be read as
 * meant, so that rules about those sections are not asked of half-read values.
 */
final class JsonFindings {

  private final String source;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> unreadable = new LinkedHashSet<>();

  JsonFindings(String source) {
    this.source = source;
  }

  /** A value that cannot be used: its section counts as unreadable. */
  void unusable(JsonTree at, String path, String found, String expected) {
    unusable(at.line(), at.column(), path, found, expected);
  }

  void unusable(int line, int column, String path, String found, String expected) {
    unreadable.add(section(path));
    harmless(line, column, path, found, expected);
  }

  /** An error that leaves every other value of the section readable. */
  void harmless(int line, int column, String path, String found, String expected) {
    findings.add(Finding.error(new Place(source, line, column, path), found, expected));
  }

  void add(Finding finding) {
    findings.add(finding);
  }

  String source() {
    return source;
  }

  /** Top-level names under which something was unusable. */
  Set<String> unreadable() {
    return unreadable;
  }

  List<Finding> all() {
    return findings;
  }

  /** All findings in the order of the file. */
  List<Finding> ordered() {
    List<Finding> ordered = new ArrayList<>(findings);
    ordered.sort(
        Comparator.comparingInt((Finding f) -> f.place().line())
            .thenComparingInt(f -> f.place().column()));
    return ordered;
  }

  private static String section(String path) {
    int end = path.indexOf('/', 1);
    return end < 0 ? path.substring(Math.min(1, path.length())) : path.substring(1, end);
  }
}
