package org.equipoise.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Nearest;

/** Collects what the rules of {@link Consistency} find. */
final class Problems {

  private final List<Consistency.Problem> problems = new ArrayList<>();

  void error(String path, String found, String expected) {
    problems.add(new Consistency.Problem(path, found, expected, Finding.Severity.ERROR));
  }

  void warning(String path, String found, String expected) {
    problems.add(new Consistency.Problem(path, found, expected, Finding.Severity.WARNING));
  }

  void note(String path, String found, String expected) {
    problems.add(new Consistency.Problem(path, found, expected, Finding.Severity.NOTE));
  }

  /**
   * Reports a reference that leads nowhere.
   *
   * @param what kind of thing, as in {@code wave}
   * @return whether it leads somewhere
   */
  boolean refers(String path, String what, Object code, Collection<String> known) {
    if (known.contains(code.toString())) {
      return true;
    }
    error(path, "there is no " + what + " '" + code + "'", Nearest.hint(code.toString(), known));
    return false;
  }

  List<Consistency.Problem> all() {
    return List.copyOf(problems);
  }
}
