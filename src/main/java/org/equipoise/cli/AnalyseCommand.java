package org.equipoise.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.equipoise.analysis.PlannedAnalysis;
import org.equipoise.analysis.Results;
import org.equipoise.analysis.TrialData;
import org.equipoise.disclosure.Released;
import org.equipoise.finding.Finding;
import org.equipoise.protocol.Protocol;
import org.equipoise.report.Detail;
import org.equipoise.report.Language;
import org.equipoise.report.Style;
import org.equipoise.report.TextReport;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.ResultsFolder;
import org.equipoise.store.ResultsJson;
import org.equipoise.store.TrialFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Runs the planned analysis on data files. */
@Command(
    name = "analyse",
    aliases = "analyze",
    mixinStandardHelpOptions = true,
    header = "Run the planned analysis on data files.",
    description =
        "%nPrints who was referred, drawn and answered, how alike the arms were, and each planned"
            + " effect with its interval. With --out everything goes to files: results.json, tidy"
            + " CSV tables, a forest plot and the full report.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise analyse protocols/isf-team.json --data sample-data --out results",
      "  equipoise analyse my-trial.json --data answers.csv --lang sv",
      "  equipoise analyse my-trial.json --data people.csv --data months=register.csv"
    })
final class AnalyseCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Main main;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ProtocolArgument plan = new ProtocolArgument();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "[NAME=]FILE",
      description = {
        "A data file. NAME is what the protocol calls it; without NAME it is the main one. A folder"
            + " stands for the files NAME.csv in it. May be repeated."
      })
  private List<String> data = List.of();

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

  @Option(names = "--json", description = "Print results.json instead of the report.")
  private boolean json;

  @Option(
      names = "--lang",
      paramLabel = "en|sv",
      converter = Lang.class,
      description = "Language of report and picture (default: en).")
  private Language language = Language.ENGLISH;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (Progress progress = main == null ? Progress.silent() : main.progress()) {
      ProtocolFile.Loaded loaded = plan.read();
      Protocol protocol = loaded.protocol();
      if (protocol == null || loaded.digest() == null) {
        return plan.refuse(err, loaded.findings());
      }
      DataFiles files = DataFiles.of(protocol, data);
      if (!files.findings().isEmpty()) {
        return plan.refuse(err, files.findings());
      }
      progress.stage("reading the data");
      TrialFiles.Read read = TrialFiles.read(protocol, files.paths());
      TrialData trial = read.data();
      if (trial == null) {
        return plan.refuse(err, read.findings(), read.errors());
      }
      progress.stage("estimating");
      List<Finding> findings = new ArrayList<>(loaded.findings());
      findings.addAll(read.findings());
      Results results =
          PlannedAnalysis.of(protocol, trial)
              .run(loaded.digest().hex(), read.inputs(), Main.program(), findings);
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
}
