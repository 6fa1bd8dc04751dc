package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.analysis.LedgerTables;
import org.equipoise.analysis.Results.Input;
import org.equipoise.analysis.TrialData;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.Frame;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.TrialFiles;
import org.equipoise.trial.Refused;
import org.equipoise.trial.TrialState;
import org.jspecify.annotations.Nullable;

/**
 * What an analysis is made of, wherever it came from.
 *
 * @param protocol the trial as promised
 * @param digest digest of the protocol, in hexadecimal
 * @param trial the persons drawn; null when there are errors
 * @param inputs what was read
 * @param findings what was found
 * @param errors number of errors, listed among the findings or not
 */
record AnalysisData(
    Protocol protocol,
    String digest,
    @Nullable TrialData trial,
    List<Input> inputs,
    List<Finding> findings,
    long errors) {

  /** Keeps its own copies. */
  AnalysisData {
    inputs = List.copyOf(inputs);
    findings = List.copyOf(findings);
  }

  /** From data files. */
  static AnalysisData of(
      ProtocolFile.Loaded loaded, Protocol protocol, Digest digest, TrialFiles.Read read) {
    List<Finding> findings = new ArrayList<>(loaded.findings());
    findings.addAll(read.findings());
    return new AnalysisData(
        protocol, digest.hex(), read.data(), read.inputs(), findings, read.errors());
  }

  /**
   * From a ledger.
   *
   * @param state what the ledger meant on the day that is analysed
   * @param files what the ledger does not hold, by the protocol's names
   */
  static AnalysisData of(OpenTrial open, TrialState state, Map<String, List<Path>> files)
      throws IOException, Refused {
    LedgerTables.Made made =
        LedgerTables.of(state, open.state(), open.records().all(), open.checkedAnswers());
    List<Finding> findings = new ArrayList<>(made.findings());
    Map<String, Frame> frames = made.failed() ? Map.of() : made.frames(state.protocol(), findings);
    refuseErrors(findings);
    TrialFiles.Read read = TrialFiles.readDeliveries(state.protocol(), files, frames);
    findings.addAll(read.findings());
    List<Input> inputs = new ArrayList<>();
    Path name = open.folder().ledger().getFileName();
    inputs.add(new Input("ledger", String.valueOf(name), (int) state.lines(), state.head().hex()));
    inputs.addAll(read.inputs());
    findings.addAll(unnoted(state, read.inputs()));
    return new AnalysisData(
        state.protocol(), state.digest().hex(), read.data(), inputs, findings, read.errors());
  }

  /** Register files that the ledger does not know, once it knows any delivery. */
  private static List<Finding> unnoted(TrialState state, List<Input> inputs) {
    Set<String> noted = new HashSet<>();
    state.deliveries().values().forEach(delivery -> noted.add(delivery.file().hex()));
    List<Finding> findings = new ArrayList<>();
    for (Input input : inputs) {
      if (!noted.isEmpty() && !noted.contains(input.sha256())) {
        findings.add(
            Finding.warning(
                Place.file(input.file()),
                "this file is no delivery that the ledger notes, or it has changed since",
                "note it: equipoise register add TRIAL FILE --as REGISTER --cut-off DATE"));
      }
    }
    return findings;
  }

  private static void refuseErrors(List<Finding> findings) throws Refused {
    if (findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR)) {
      throw Refused.badInput(findings);
    }
  }
}
