package org.equipoise.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.equipoise.report.Origin.LedgerFacts;
import org.equipoise.report.PlanRecord;
import org.equipoise.store.ProtocolText;
import org.equipoise.trial.Refused;
import org.equipoise.waves.Chronicle;
import org.equipoise.waves.ParticipantFlow;

/**
 * What a report tells of a trial beside its results, from the ledger alone.
 *
 * @param flow from whom was approached to who is analysed, by arm
 * @param facts what the ledger says of itself
 * @param plan what was planned when
 */
record LedgerAccount(ParticipantFlow flow, LedgerFacts facts, PlanRecord plan) {

  /**
   * Reads the ledger as it stood at the end of a day.
   *
   * @param past whether that day is over
   */
  static LedgerAccount of(OpenTrial open, LocalDate day, boolean past) throws IOException, Refused {
    ZoneId zone = open.office().zone();
    Chronicle told = Chronicle.read(open.ledger(), new ProtocolText(), zone, day);
    return new LedgerAccount(
        FlowCommand.count(open, told, past, true),
        LedgerFacts.of(told, zone),
        PlanRecord.of(told, zone));
  }
}
