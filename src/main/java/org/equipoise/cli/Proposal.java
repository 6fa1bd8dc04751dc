package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Event.ProtocolAmended;
import org.equipoise.ledger.Ledger;
import org.equipoise.ledger.LedgerDamaged;
import org.equipoise.protocol.Digest;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.ProtocolText;
import org.equipoise.store.SqliteLedger;
import org.equipoise.store.TrialFolder;
import org.equipoise.trial.TrialState;

/** The file of the protocol in the folder of a frozen trial: the ledger's copy counts. */
final class Proposal {

  private Proposal() {}

  /** The canonical text of the protocol in force. */
  static String inForce(TrialState state) {
    List<ProtocolAmended> amendments = state.amendments();
    return amendments.isEmpty()
        ? state.freeze().protocol()
        : amendments.get(amendments.size() - 1).protocol();
  }

  /** A note when the file is not what is in force; none when there is no file. */
  static List<Finding> notes(TrialFolder folder, TrialState state) {
    if (!Files.exists(folder.protocol())) {
      return List.of();
    }
    ProtocolFile.Loaded loaded = folder.readProtocol();
    if (Digest.of(inForce(state)).equals(loaded.digest())) {
      return List.of();
    }
    int version = state.protocol().version();
    return List.of(
        Finding.note(
            Place.file(folder.protocol().toString()),
            "it differs from the protocol in force, version " + version,
            "the ledger's copy counts; a change needs: equipoise amend "
                + folder.folder()
                + " --reason …"));
  }

  /** The same of a folder that is not open; a damaged ledger is for verify to tell of. */
  static List<Finding> notes(TrialFolder folder) throws IOException {
    if (!folder.frozen()) {
      return List.of();
    }
    TrialState state = new TrialState(new ProtocolText());
    try (Ledger ledger = SqliteLedger.openReadOnly(folder.ledger())) {
      ledger.read(0, state::apply);
    } catch (LedgerDamaged e) {
      return List.of();
    }
    return notes(folder, state);
  }
}
