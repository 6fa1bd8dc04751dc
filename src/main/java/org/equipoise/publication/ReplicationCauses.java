package org.equipoise.publication;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.publication.NumberDifference.Kind;
import org.equipoise.publication.Replication.Cause;
import org.equipoise.publication.ReplicationStep.Outcome;
import org.jspecify.annotations.Nullable;

/** Why a publication did not come out again, as far as its own files tell. */
public final class ReplicationCauses {

  /** Differences up to this are those of processors and Java platforms, not of methods. */
  private static final double ROUNDING = 1e-7;

  private ReplicationCauses() {}

  /**
   * What is known.
   *
   * @param sealed name and version of the program that sealed
   * @param now name and version of this program
   * @param ladder every step taken
   * @param comparison the numbers; null when none were made
   */
  public static List<Cause> of(
      String sealed, String now, ReplicationLadder ladder, @Nullable ResultsComparison comparison) {
    List<Cause> causes = new ArrayList<>();
    if (!sealed.equals(now)) {
      causes.add(new Cause(Cause.Kind.OTHER_PROGRAM, sealed));
      for (String change : KnownChanges.between(sealed, now)) {
        causes.add(new Cause(Cause.Kind.KNOWN_CHANGE, change));
      }
    }
    if (comparison == null) {
      return causes;
    }
    boolean numbers = ladder.outcome(ReplicationStep.NUMBERS) == Outcome.HOLDS;
    boolean tables = ladder.outcome(ReplicationStep.TABLES) == Outcome.HOLDS;
    boolean pages = ladder.outcome(ReplicationStep.PAGES) == Outcome.HOLDS;
    if (!numbers && tables && pages) {
      causes.add(new Cause(Cause.Kind.EDITED_RESULTS, "results/results.json"));
    }
    if (numbers && ladder.outcome(ReplicationStep.TABLES) == Outcome.FAILS) {
      causes.add(new Cause(Cause.Kind.EDITED_RESULTS, "results/*.csv"));
    }
    if (numbers && ladder.outcome(ReplicationStep.PAGES) == Outcome.FAILS) {
      causes.add(new Cause(Cause.Kind.EDITED_RESULTS, "report/*.html"));
    }
    boolean rounding = !comparison.agrees();
    List<String> shown = new ArrayList<>();
    for (NumberDifference each : comparison.differences()) {
      rounding &= each.kind() == Kind.NUMBER && each.relative() <= ROUNDING;
      if (each.kind() == Kind.SHOWN_THOUGH_HIDDEN || each.kind() == Kind.HIDDEN_THOUGH_SHOWN) {
        shown.add(each.place().toString());
      }
      if (each.place().part().equals("inputs") && each.place().quantity().equals("sha256")) {
        String file = each.place().row().getOrDefault("file", "");
        causes.add(new Cause(Cause.Kind.CHANGED_DATA, file));
      }
    }
    if (rounding) {
      causes.add(new Cause(Cause.Kind.ROUNDING, ""));
    }
    if (!shown.isEmpty()) {
      causes.add(new Cause(Cause.Kind.OTHER_HIDING, shown.get(0)));
    }
    return causes;
  }
}
