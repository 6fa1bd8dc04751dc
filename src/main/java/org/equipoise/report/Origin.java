package org.equipoise.report;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.Chronicle;
import org.jspecify.annotations.Nullable;

/**
 * Where results come from, and how somebody else makes them again.
 *
 * @param day the day the report is made, or whose end it tells
 * @param command the command line that made it, without folders
 * @param ledger what the ledger says of itself; null where data files were analysed
 * @param plan what was planned when, and what was done otherwise
 */
public record Origin(
    LocalDate day, List<String> command, @Nullable LedgerFacts ledger, PlanRecord plan) {

  /** Keeps its own copy. */
  public Origin {
    command = List.copyOf(command);
  }

  /**
   * What a ledger says of itself.
   *
   * @param lines how many lines it has
   * @param head digest of its last line, in hexadecimal
   * @param commitment to the key of the draw, in hexadecimal
   * @param keyRevealed whether the key has been published
   * @param viewings when arms were looked at and why, in order
   */
  public record LedgerFacts(
      long lines, String head, String commitment, boolean keyRevealed, List<Viewing> viewings) {
    /** Keeps its own copy. */
    public LedgerFacts {
      viewings = List.copyOf(viewings);
    }

    /**
     * What a ledger told of itself by the end of the chronicle's day.
     *
     * @param told a trial whose protocol is frozen
     * @param zone where days begin and end
     */
    public static LedgerFacts of(Chronicle told, ZoneId zone) {
      TrialState state = told.state();
      List<Viewing> viewings = new ArrayList<>();
      for (Entry entry : told.notes()) {
        if (entry.event() instanceof Event.ArmsViewed viewed) {
          LocalDate day = LocalDate.ofInstant(entry.at(), zone);
          viewings.add(new Viewing(day, entry.number(), viewed.what(), entry.reason()));
        }
      }
      return new LedgerFacts(
          state.lines(),
          state.head().hex(),
          state.commitment().hex(),
          state.revealed().isPresent(),
          viewings);
    }
  }

  /** Somebody looked at the arms. */
  public record Viewing(LocalDate day, long line, String what, String why) {}
}
