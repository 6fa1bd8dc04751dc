package org.equipoise.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.analysis.PlannedAnalysis;
import org.equipoise.analysis.Results;
import org.equipoise.analysis.TrialData;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Language;
import org.equipoise.document.Style;
import org.equipoise.protocol.Protocol;
import org.equipoise.report.AdoptionText;
import org.equipoise.report.Detail;
import org.equipoise.report.PlanRecord;
import org.equipoise.report.TextReport;
import org.equipoise.store.AdoptionJson;
import org.equipoise.store.AdoptionResultsFolder;
import org.equipoise.store.LeftOutFile;
import org.equipoise.store.ProtocolText;
import org.equipoise.store.ResultsFolder;
import org.equipoise.store.ResultsJson;
import org.equipoise.trial.Refused;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.Chronicle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Mixin private AnalysisInput input = new AnalysisInput();

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

  /** Before anything is read, the file of single persons is looked after. */
  private final class Printed implements AnalysisInput.Use {

    /** What was planned when; only rows for programs tell it. */
    private PlanRecord plan = PlanRecord.NONE;

    @Override
    public String viewing() {
      return "analysis";
    }

    @Override
    public void check(Protocol protocol, Map<String, List<Path>> data) throws IOException, Refused {
      overwrite.check("--left-out", leftOut, input.plan().file(), data.values());
    }

    @Override
    public void take(OpenTrial open, TrialState state) throws IOException, Refused {
      if (json || folder != null) {
        LocalDate asked = input.ledger().day();
        LocalDate day = asked == null ? LocalDate.MAX : asked;
        ZoneId zone = open.office().zone();
        plan = PlanRecord.of(Chronicle.read(open.ledger(), new ProtocolText(), zone, day), zone);
      }
    }
  }

  @Override
  public Integer call() throws IOException, Refused {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (Progress progress = main == null ? Progress.silent() : main.progress()) {
      if (input.isStudy()) {
        return study(out, err, progress);
      }
      Printed use = new Printed();
      AnalysisData read = input.read(use, progress);
      TrialData trial = read.trial();
      if (trial == null) {
        return input.plan().refuse(err, read.findings(), read.errors());
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
        ResultsJson.write(released, use.plan, bytes);
        out.println(bytes.toString(StandardCharsets.UTF_8));
      } else {
        TextReport.of(released, language, Style.PLAIN).with(detail()).print(out);
      }
      if (leftOut != null) {
        Path written = LeftOutFile.write(planned.leftOut(), leftOut);
        if (!json) {
          out.println();
          out.println("wrote " + written);
        }
      }
      if (folder != null) {
        list(ResultsFolder.write(released, use.plan, folder, language), out);
      }
      return Main.DONE;
    }
  }

  /** The same for a study in which nothing is drawn; what belongs to trials alone is refused. */
  private int study(PrintWriter out, PrintWriter err, Progress progress)
      throws IOException, Refused {
    StudyRun study = input.study();
    if (leftOut != null || allConventions) {
      throw TrialArgument.bad(
          leftOut != null ? "--left-out" : "--all-conventions",
          "this is the plan of a study of adoption, not of a trial",
          "leave it out; the report tells how many units are left out, and compares estimators");
    }
    ReleasedAdoption released = study.run(err, progress);
    if (released == null) {
      return Main.BAD_INPUT;
    }
    progress.stage("writing");
    if (json) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      AdoptionJson.write(released, bytes);
      out.print(bytes.toString(StandardCharsets.UTF_8));
    } else {
      AdoptionText.of(released, language, Style.PLAIN).with(detail()).print(out);
    }
    if (folder != null) {
      list(AdoptionResultsFolder.write(released, folder, language), out);
    }
    return Main.DONE;
  }

  private Detail detail() {
    return full ? Detail.FULL : Detail.BRIEF;
  }

  private void list(List<Path> written, PrintWriter out) {
    if (!json) {
      out.println();
      written.forEach(path -> out.println("wrote " + path));
    }
  }
}
