package org.equipoise.cli;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Finding.Severity;

/** Findings as lines: errors first to be mended, the rest counted when there are many. */
final class FindingList {

  /** How many are listed unless all are asked for. */
  static final int SHOWN = 20;

  /** How many findings that say the same are listed unless all are asked for. */
  private static final int ALIKE = 3;

  private FindingList() {}

  /** Prints why something that was well asked is not so; nothing has changed. */
  static int answerNo(PrintWriter err, List<Finding> findings) {
    findings.forEach(err::println);
    err.println("equipoise: no; nothing has changed");
    return Main.NO;
  }

  /** Prints why an input cannot be used. */
  static int refuse(PrintWriter err, List<Finding> findings, boolean all) {
    printErrors(err, findings, all);
    return Main.BAD_INPUT;
  }

  /** Prints the errors of an input that cannot be used; every one of them is among the findings. */
  static void printErrors(PrintWriter err, List<Finding> findings, boolean all) {
    printErrors(err, findings, 0, all);
  }

  /**
   * Prints the errors of an input that cannot be used.
   *
   * @param errors how many there are, when so many that not all are among the findings
   */
  static void printErrors(PrintWriter err, List<Finding> findings, long errors, boolean all) {
    List<Finding> listed =
        findings.stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
    int shown = all ? listed.size() : Math.min(SHOWN, listed.size());
    listed.subList(0, shown).forEach(err::println);
    long count = Math.max(errors, listed.size());
    long more = count - shown;
    if (more > 0) {
      err.println("… and " + more + " more" + (all ? "" : "; --all-findings lists them"));
    }
    err.println(
        "equipoise: "
            + (count == 1 ? "1 error" : count + " errors")
            + "; nothing was computed and nothing was written");
  }

  /**
   * Prints findings that do not stop the work. Of many that say the same of different people or
   * places only the first few are listed, unless all are asked for.
   */
  static void printNotes(PrintWriter err, List<Finding> findings, boolean all) {
    Map<String, Integer> said = new HashMap<>();
    for (Finding finding : findings) {
      int before = said.merge(what(finding), 1, Integer::sum) - 1;
      if (all || before < ALIKE) {
        err.println(finding);
      }
    }
    if (!all) {
      for (Finding finding : findings) {
        int count = said.getOrDefault(what(finding), 0);
        if (count > ALIKE) {
          err.println("… and " + (count - ALIKE) + " more: " + finding.found());
          said.remove(what(finding));
        }
      }
    }
  }

  private static String what(Finding finding) {
    return finding.severity() + " " + finding.found();
  }
}
