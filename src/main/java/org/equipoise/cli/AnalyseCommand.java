package org.equipoise.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.analysis.PlannedAnalysis;
import org.equipoise.analysis.Results;
import org.equipoise.analysis.TrialData;
import org.equipoise.disclosure.Released;
import org.equipoise.document.Language;
import org.equipoise.document.Style;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Protocol;
import org.equipoise.report.Detail;
import org.equipoise.report.TextReport;
import org.equipoise.store.AdoptionFile;
import org.equipoise.store.LeftOutFile;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.ResultsFolder;
import org.equipoise.store.ResultsJson;
import org.equipoise.store.TrialFiles;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs the planned analysis on a trial's own ledger, or on data files. */
@Command(
    name = "analyse",
    aliases = "analyze",
    mixinStandardHelpOptions = true,
    header = "Run the planned analysis on a trial folder or on data files.",
    description = {
      "%nPrints who was referred, drawn and answered, how alike the arms were, and each planned"
          + " effect with its interval. With --out everything goes to files: results.json, tidy"
          + " CSV tables, a forest plot and the full report.",
      "%nOf a trial folder whose protocol is frozen the ledger itself is analysed, by the protocol"
          + " in force, with the answers imported so far: the same rows that export --data writes."
          + " Until the key is revealed the ledger first notes who looked, and why. Registers still"
          + " come by --data.%n",
      "%nOf the plan of a study of adoption, in which nothing is drawn, the data file is analysed:"
          + " effects by periods since adoption, other estimators beside them, and how far their"
          + " assumption is tested.%n"
    },
    footer = {
      "",
      "Examples:",
      "  equipoise analyse my-trial --reason 'planned analysis' --out results",
      "  equipoise analyse my-trial --as-of 2020-09-30 --reason 'interim report to the board'",
      "  equipoise analyse protocols/isf-team.json --data sample-data --out results",
      "  equipoise analyse my-trial.json --data answers.csv --lang sv",
      "  equipoise analyse my-trial.json --data people.csv --data months=register.csv",
      "  equipoise analyse protocols/finsam-municipalities.json --data sample-data/municipalities"
    })
final class AnalyseCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Main main;

  @Spec private CommandSpec spec = CommandSpec.create();

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

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write results.json, CSV tables, the forest plot and report.txt into this folder.")
  private @Nullable Path folder;

  @Option(
      names = "--full",
      description = "Print the full report, with every subgroup, stratum and balance table.")
  private boolean full;

  @Option(
      names = "--left-out",
      paramLabel = "FILE",
      description =
          "Write who is left out of which comparison, and why, person by person. The file tells of"
              + " single persons: keep it with the data.")
  private @Nullable Path leftOut;

  @Mixin private Overwrite overwrite = new Overwrite();

  @Option(
      names = "--all-conventions",
      description =
          "Show each main contrast under every named convention of other programs, with the reason"
              + " they differ.")
  private boolean allConventions;

  @Option(names = "--json", description = "Print results.json instead of the report.")
  private boolean json;

  @Option(
      names = "--lang",
      paramLabel = "en|sv",
      converter = Lang.class,
      description = "Language of report and picture (default: en).")
  private Language language = Language.ENGLISH;

  @Override
  public Integer call() throws IOException, Refused {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (Progress progress = main == null ? Progress.silent() : main.progress()) {
      if (AdoptionFile.isStudy(plan.file())) {
        return study().run(out, err, progress);
      }
      AnalysisData read = ledger.has(plan.file()) ? fromLedger(progress) : fromFiles(progress);
      TrialData trial = read.trial();
      if (trial == null) {
        return plan.refuse(err, read.findings(), read.errors());
      }
      progress.stage("estimating");
      PlannedAnalysis planned = PlannedAnalysis.of(read.protocol(), trial);
      Results results =
          (allConventions ? planned.withAllConventions() : planned)
              .run(read.digest(), read.inputs(), Main.program(), read.findings());
      Released released = Released.of(results);
      progress.stage("writing");
      if (json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ResultsJson.write(released, bytes);
        out.println(bytes.toString(StandardCharsets.UTF_8));
      } else {
        Detail detail = full ? Detail.FULL : Detail.BRIEF;
        TextReport.of(released, language, Style.PLAIN).with(detail).print(out);
      }
      if (leftOut != null) {
        Path written = LeftOutFile.write(planned.leftOut(), leftOut);
        if (!json) {
          out.println();
          out.println("wrote " + written);
        }
      }
      if (folder != null) {
        List<Path> written = ResultsFolder.write(released, folder, language);
        if (!json) {
          out.println();
          written.forEach(path -> out.println("wrote " + path));
        }
      }
      return Main.DONE;
    }
  }

  /** The same for a study in which nothing is drawn; what belongs to trials alone is refused. */
  private StudyRun study() throws Refused {
    ledger.refuseWithoutLedger();
    if (leftOut != null || allConventions) {
      throw TrialArgument.bad(
          leftOut != null ? "--left-out" : "--all-conventions",
          "this is the plan of a study of adoption, not of a trial",
          "leave it out; the report tells how many units are left out, and compares estimators");
    }
    Detail detail = full ? Detail.FULL : Detail.BRIEF;
    return new StudyRun(plan, data, folder, json, detail, language);
  }

  private AnalysisData fromLedger(Progress progress) throws IOException, Refused {
    Surroundings here = ((Main) spec.root().userObject()).surroundings();
    try (OpenTrial open = ledger.open(plan, here, spec.commandLine().getErr())) {
      DataFiles files = DataFiles.besideLedger(open.protocol(), data);
      if (!files.findings().isEmpty()) {
        throw Refused.badInput(files.findings());
      }
      overwrite.check("--left-out", leftOut, plan.file(), files.paths().values());
      progress.stage("reading the ledger");
      open.noteViewing("analysis", ledger.reason());
      return AnalysisData.of(open, ledger.state(open), files.paths());
    }
  }

  private AnalysisData fromFiles(Progress progress) throws IOException, Refused {
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
          spec.commandLine(), "Missing required option: '--data=[NAME=]FILE'");
    }
    DataFiles files = DataFiles.of(protocol, data);
    if (!files.findings().isEmpty()) {
      throw Refused.badInput(files.findings());
    }
    overwrite.check("--left-out", leftOut, plan.file(), files.paths().values());
    progress.stage("reading the data");
    return AnalysisData.of(
        loaded, protocol, digest, TrialFiles.readDeliveries(protocol, files.paths(), Map.of()));
  }
}
