package org.equipoise.waves;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.equipoise.ledger.Ledger;
import org.equipoise.trial.ProtocolSource;
import org.equipoise.trial.TrialState;

/**
 * The trial as it was known at the end of a day: what the lines written by then mean. They never
 * change, so that the same answer comes out for ever; what happened by that day and was written
 * down later is not in it.
 */
public final class AsOf {

  private AsOf() {}

  /**
   * The state at the end of a day; not frozen when nothing was written by then.
   *
   * @param zone where the days of the trial begin and end
   */
  public static TrialState of(Ledger ledger, ProtocolSource protocols, LocalDate day, ZoneId zone)
      throws IOException {
    Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
    TrialState state = new TrialState(protocols);
    // The time of a line is never before that of the line before it: this is a prefix.
    ledger.read(
        0,
        entry -> {
          if (entry.at().isBefore(end)) {
            state.apply(entry);
          }
        });
    return state;
  }
}
