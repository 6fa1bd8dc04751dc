package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.equipoise.draw.Streams;
import org.equipoise.finding.Finding;
import org.equipoise.ledger.Ledger;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.KeyFile;
import org.equipoise.store.KeyFile.Keyholder;
import org.equipoise.store.SqliteLedger;
import org.equipoise.store.SqliteRecords;
import org.equipoise.store.TrialFolder;
import org.equipoise.trial.Desk;
import org.equipoise.trial.Office;
import org.equipoise.trial.PersonKey;
import org.equipoise.trial.Records;
import org.equipoise.trial.Refused;
import org.equipoise.trial.TrialState;

/** A frozen trial whose ledger and records are open. */
final class OpenTrial implements AutoCloseable {

  private final TrialFolder folder;
  private final Office office;
  private final Consumer<List<Finding>> warnings;
  private final Ledger ledger;
  private final Records records;
  private final Desk desk;

  private OpenTrial(
      TrialFolder folder,
      Office office,
      Consumer<List<Finding>> warnings,
      Ledger ledger,
      Records records,
      Desk desk) {
    this.folder = folder;
    this.office = office;
    this.warnings = warnings;
    this.ledger = ledger;
    this.records = records;
    this.desk = desk;
  }
}
