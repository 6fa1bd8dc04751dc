package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.AdoptionFile;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.TrialFiles;
import org.equipoise.trial.Refused;
import org.equipoise.trial.TrialState;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What is analysed: a trial's own ledger, the data files of a protocol, or those of a study in
 * which nothing is drawn.
 */
final class AnalysisInput {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Mixin private ProtocolArgument plan = new ProtocolArgument();

  @Option(
      names = "--data",
      paramLabel = "[NAME=]FILE",
      description = {
        "A data file. NAME is what the protocol calls it; without NAME it is the main one. A folder"
            + " stands for the files NAME.csv in it. May be repeated."
      })
  private List<String> data = List.of();

  @Mixin private LedgerOptions ledger = new LedgerOptions();

  /** What a command does with a trial's data, besides analysing them. */
  interface Use {

    /** What the ledger says was looked at. */
    String viewing();

    /**
     * Refuses what cannot be done, before anybody looks at arms or waits for numbers.
     *
     * @param protocol the trial as promised
     * @param data the data files that are read, by the protocol's names
     */
    void check(Protocol protocol, Map<String, List<Path>> data) throws IOException, Refused;

    /**
     * Takes what else it wants of an open trial.
     *
     * @param state what the ledger meant on the day that is analysed
     */
    default void take(OpenTrial open, TrialState state) throws IOException, Refused {}
  }

  ProtocolArgument plan() {
    return plan;
  }

  /** The data files as they were named. */
  List<String> data() {
    return List.copyOf(data);
  }

  LedgerOptions ledger() {
    return ledger;
  }

  /** Results that were made before need no data. */
  void refuseData() throws Refused {
    if (!data.isEmpty()) {
      throw TrialArgument.bad(
          "--data",
          "results that were made before cannot be made again",
          "name the protocol instead of the results, or leave the data out");
    }
    ledger.refuseWithoutLedger();
  }

  /** Whether this is the plan of a study in which nothing is drawn. */
  boolean isStudy() {
    return AdoptionFile.isStudy(plan.file());
  }

  /** Whether this is a trial that has a ledger. */
  boolean hasLedger() {
    return ledger.has(plan.file());
  }

  /** The study and its data, yet to be read. */
  StudyRun study() throws Refused {
    ledger.refuseWithoutLedger();
    return StudyRun.of(plan, data);
  }

  /** The data of a trial, from its ledger or from files. */
  AnalysisData read(Use use, Progress progress) throws IOException, Refused {
    return hasLedger() ? fromLedger(use, progress) : fromFiles(use, progress);
  }

  private AnalysisData fromLedger(Use use, Progress progress) throws IOException, Refused {
    PrintWriter err = command.commandLine().getErr();
    Surroundings here = ((Main) command.root().userObject()).surroundings();
    try (OpenTrial open = ledger.open(plan, here, err)) {
      DataFiles files = DataFiles.besideLedger(open.protocol(), data);
      refuse(files);
      use.check(open.protocol(), files.paths());
      progress.stage("reading the ledger");
      open.noteViewing(use.viewing(), ledger.reason());
      TrialState state = ledger.state(open);
      use.take(open, state);
      return AnalysisData.of(open, state, files.paths());
    }
  }

  private AnalysisData fromFiles(Use use, Progress progress) throws IOException, Refused {
    ledger.refuseWithoutLedger();
    ProtocolFile.Loaded loaded = plan.read();
    Protocol protocol = loaded.protocol();
    Digest digest = loaded.digest();
    if (protocol == null || digest == null) {
      throw Refused.badInput(loaded.findings());
    }
    if (data.isEmpty()) {
      // Only a frozen trial's folder can do without.
      throw new ParameterException(
          command.commandLine(), "Missing required option: '--data=[NAME=]FILE'");
    }
    DataFiles files = DataFiles.of(protocol, data);
    refuse(files);
    use.check(protocol, files.paths());
    progress.stage("reading the data");
    return AnalysisData.of(
        loaded, protocol, digest, TrialFiles.readDeliveries(protocol, files.paths(), Map.of()));
  }

  private static void refuse(DataFiles files) throws Refused {
    if (!files.findings().isEmpty()) {
      throw Refused.badInput(files.findings());
    }
  }
}
