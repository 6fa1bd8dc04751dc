package org.equipoise.waves;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.ledger.Entry;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Ledger;
import org.equipoise.trial.ProtocolSource;
import org.equipoise.trial.TrialState;

/**
 * A trial as its ledger told it by the end of a day, with the lines that are about the trial and
 * not about one person, and every deviation, each with who wrote it, when and why. Made of a prefix
 * of the ledger, it stays the same for ever.
 *
 * @param state what the lines mean
 * @param day the day
 * @param notes the lines about the trial, and deviations, in order
 */
public record Chronicle(TrialState state, LocalDate day, List<Entry> notes) {

  /** Keeps its own copy. */
  public Chronicle {
    notes = List.copyOf(notes);
  }

  /**
   * Reads what was written by the end of a day.
   *
   * @param zone where the day ends
   * @throws IOException if the ledger cannot be read or is damaged
   */
  public static Chronicle read(Ledger ledger, ProtocolSource protocols, ZoneId zone, LocalDate day)
      throws IOException {
    TrialState state = new TrialState(protocols);
    List<Entry> notes = new ArrayList<>();
    ledger.read(
        0,
        entry -> {
          if (!LocalDate.ofInstant(entry.at(), zone).isAfter(day)) {
            state.apply(entry);
            if (!(entry.event() instanceof Event.OfPerson)
                || entry.event() instanceof Event.Deviated) {
              notes.add(entry);
            }
          }
        });
    return new Chronicle(state, day, notes);
  }
}
