package org.equipoise.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.Loaded;

/** What is found while a table is read: all of it counted, the first of it kept. */
final class CsvFindings {

  private final String source;
  private final List<Finding> kept = new ArrayList<>();
  private long errors;
  private int settled;

  CsvFindings(String source) {
    this.source = source;
  }

  long errors() {
    return errors;
  }

  void error(int line, int cell, String path, String found, String expected) {
    kept.add(Finding.error(new Place(source, line, cell, path), found, expected));
    errors++;
  }

  void note(int line, int cell, String path, String found, String expected) {
    kept.add(Finding.note(new Place(source, line, cell, path), found, expected));
  }

  /**
   * Puts what was found since the last call in the order of the file, and keeps no more than is
   * listed.
   */
  void settle() {
    if (kept.size() == settled) {
      return;
    }
    kept.subList(settled, kept.size()).sort(new InFile());
    if (kept.size() > Loaded.LISTED_ERRORS) {
      kept.subList(Loaded.LISTED_ERRORS, kept.size()).clear();
    }
    settled = kept.size();
  }

  /** Adds what was found farther on in the same file. */
  void append(CsvFindings later) {
    for (Finding finding : later.kept) {
      if (finding.severity() != Finding.Severity.ERROR) {
        kept.add(finding);
      } else if (errors < Loaded.LISTED_ERRORS) {
        kept.add(finding);
        errors++;
        later.errors--;
      }
    }
    errors += later.errors;
  }

  /** What was kept, and how much was not. */
  List<Finding> list() {
    List<Finding> all = new ArrayList<>(kept);
    long more = errors - Loaded.LISTED_ERRORS;
    if (more > 0) {
      all.add(
          Finding.error(
              Place.file(source), more + " more errors are not listed", "mend the first ones"));
    }
    return all;
  }

  /**
   * Line by line, cell by cell. A class, not lambdas: those cost a small run more than its file.
   */
  private static final class InFile implements Comparator<Finding> {
    @Override
    public int compare(Finding a, Finding b) {
      int lines = Integer.compare(a.place().line(), b.place().line());
      return lines != 0 ? lines : Integer.compare(a.place().column(), b.place().column());
    }
  }
}
