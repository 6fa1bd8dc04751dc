package org.equipoise.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;

/** What is worth knowing about the lines of a claims file; none of it stops the check. */
final class ClaimRemarks {

  private static final int SHOWN = 40;

  private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();

  /** In the order of the file; claims may have been looked at in any. */
  List<Finding> findings() {
    List<Finding> ordered = new ArrayList<>(findings);
    ordered.sort(
        Comparator.comparingInt((Finding finding) -> finding.place().line())
            .thenComparing(finding -> finding.place().path())
            .thenComparing(Finding::found));
    return List.copyOf(ordered);
  }

  /** A cell that is not a formula: where reading stopped. */
  void stopped(Claim claim, FormulaReading reading) {
    int at = Math.min(reading.stopped(), claim.follows().length());
    String rest = claim.follows().substring(at);
    String found =
        rest.isEmpty()
            ? "it ends after character " + at
            : "reading stopped at character " + (at + 1) + ", '" + shortened(rest) + "'";
    findings.add(
        Finding.warning(
            place(claim, "follows"),
            claim.id() + ": what it follows from is not a formula: " + found,
            "expected " + reading.expected() + "; or write 'none (what is missing)'"));
  }

  /** Words were left over, and without them it could not be true. */
  void passedOver(Claim claim, FormulaReading reading) {
    findings.add(
        Finding.warning(
            place(claim, "follows"),
            claim.id()
                + ": these words are not understood: '"
                + shortened(String.join("', '", reading.passedOver()))
                + "'",
            "the formula alone does not give the figure, but words may change it; put remarks in"
                + " brackets, or in the note"));
  }

  /** A claim is named that is not there. */
  void absent(Claim claim, String id) {
    findings.add(
        Finding.note(
            place(claim, "follows"),
            claim.id() + ": " + id + " is not a claim with a figure in this file",
            "add it, or write its figure in the formula"));
  }

  /** Nothing printed can be read as a figure. */
  void unread(Claim claim) {
    findings.add(
        Finding.warning(
            place(claim, "printed"),
            claim.id() + ": no figure in '" + shortened(claim.printed()) + "'",
            "a number, a share in words, or a direction such as 'ökar'"));
  }

  /** A figure that was read in one of two ways. */
  void read(Claim claim, String remark) {
    findings.add(Finding.note(place(claim, "printed"), claim.id() + ": " + remark, ""));
  }

  private static Place place(Claim claim, String column) {
    return new Place("", claim.line(), 0, column);
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 1) + "…";
  }
}
