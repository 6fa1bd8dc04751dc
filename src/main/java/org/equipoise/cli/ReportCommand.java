package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.equipoise.analysis.PlannedAnalysis;
import org.equipoise.analysis.Results;
import org.equipoise.analysis.TrialData;
import org.equipoise.disclosure.Material;
import org.equipoise.disclosure.Narrowed;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Document;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.protocol.Protocol;
import org.equipoise.report.AdoptionReport;
import org.equipoise.report.LetteredReport;
import org.equipoise.report.Origin;
import org.equipoise.report.TrialReport;
import org.equipoise.store.FileSet;
import org.equipoise.store.ReportFolder;
import org.equipoise.store.TrialFolder;
import org.equipoise.trial.Refused;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.ParticipantFlow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the report of a trial, or of a study of adoption, for whoever reads it. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    header = "Write the report: one page with pictures, numbers and methods, fit to publish.",
    description = {
      "%nRuns the planned analysis and writes one HTML file that needs no network: what was found,"
          + " in plain words; who took part; every planned effect; how far it can be trusted; what"
          + " was planned and done; how to run it again. Counts below the protocol's limit are"
          + " hidden in all of it at once. With --files every other form and part comes from the"
          + " same results.",
      "%nOf a trial folder the ledger itself is reported, by the protocol in force; until the key is"
          + " revealed the ledger first notes who looked at the arms, and why. Of a protocol its data"
          + " files are, and of the plan of a study of adoption its data file.%n"
    },
    footer = {
      "",
      "Examples:",
      "  equipoise report my-trial --reason 'final report' --lang sv",
      "  equipoise report my-trial --as-of 2020-09-30 --reason 'to the board' --files release-1",
      "  equipoise report my-trial --reason 'second report' --earlier release-1/release.json",
      "  equipoise report protocols/isf-team.json --data sample-data --lang en --lang sv",
      "  equipoise report protocols/finsam-municipalities.json --data sample-data/municipalities"
    })
final class ReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private AnalysisInput input = new AnalysisInput();

  @Mixin private ReportTarget target = new ReportTarget();

  @Mixin private ReleaseOptions release = new ReleaseOptions();

  @Option(names = "--json", description = "Say for programs what was written.")
  private boolean json;

  /** Everything read, which is never written over. */
  private final List<Path> inputs = new ArrayList<>();

  @Override
  public Integer call() throws IOException, Refused {
    Main main = (Main) spec.root().userObject();
    PrintWriter err = spec.commandLine().getErr();
    LocalDate today = main.surroundings().today();
    ReportAnswer answer = new ReportAnswer(main.surroundings().clock());
    FileSet files = new FileSet();
    try (Progress progress = main.progress()) {
      refuse(problems(today));
      Making making = new Making(ReportFolder.into(files), today, answer, err, progress);
      if (!(input.isStudy() ? study(making) : trial(making))) {
        return Main.BAD_INPUT;
      }
      checkAgain(files);
      answer.write(files);
      answer.print(json, spec.commandLine().getOut());
      return Main.DONE;
    }
  }

  /** Places that were free before the work may be taken by now; then the work was in vain. */
  private void checkAgain(FileSet files) throws IOException {
    String option = target.folder() == null ? "--out" : "--files";
    List<Finding> findings = files.refusals(option, target.force(), inputs);
    if (!findings.isEmpty()) {
      throw new IOException(
          findings.stream()
                  .map(each -> option + ": " + each.found() + ": " + each.expected())
                  .collect(Collectors.joining("\n"))
              + "; nothing was written");
    }
  }

  /** What making a report needs, whatever it is of. */
  private record Making(
      ReportFolder files,
      LocalDate today,
      ReportAnswer answer,
      PrintWriter err,
      Progress progress) {}

  /** What is wrong with the options, all at once. */
  private List<Finding> problems(LocalDate today) throws IOException {
    List<Finding> findings = new ArrayList<>(target.problems());
    findings.addAll(release.problems(input.hasLedger()));
    LocalDate day = input.ledger().day();
    if (day != null && day.isAfter(today)) {
      String found = day + " is still to come";
      findings.add(Finding.error(Place.file("--as-of"), found, "name a day until today"));
    }
    return findings;
  }

  /** Whether the report of a trial was made; why not has been said. */
  private boolean trial(Making making) throws IOException, Refused {
    Reported use = new Reported(release.read(inputs), making.today());
    AnalysisData read = input.read(use, making.progress());
    TrialData trial = read.trial();
    if (trial == null) {
      input.plan().refuse(making.err(), read.findings(), read.errors());
      return false;
    }
    making.answer().done("reading");
    making.progress().stage("estimating");
    PlannedAnalysis analysis = PlannedAnalysis.of(read.protocol(), trial);
    Results results =
        (release.allConventions() ? analysis.withAllConventions() : analysis)
            .run(read.digest(), read.inputs(), Main.program(), read.findings());
    making.answer().done("estimating");
    making.progress().stage("writing");
    Released released = Released.of(use.material(results));
    refuseTold(released);
    Origin origin = use.origin();
    List<Document> documents =
        target.languages().stream()
            .map(language -> TrialReport.of(released, origin, language))
            .toList();
    making.files().lettered(document -> LetteredReport.of(document, released));
    if (target.folder() != null) {
      making.files().numbers(target.folder(), released, origin.plan());
    }
    target.words(making.files(), documents);
    making.answer().about(read.protocol().id(), read.digest(), origin.day());
    making.answer().hidden(released.suppressions().size());
    return true;
  }

  /** What a trial's data are wanted for here. */
  private final class Reported implements AnalysisInput.Use {

    private final ReleaseOptions.Read beside;
    private final LocalDate today;
    private final List<String> command = new ArrayList<>(List.of("equipoise", "report"));
    private LocalDate day;
    private @Nullable LedgerAccount account;

    Reported(ReleaseOptions.Read beside, LocalDate today) {
      this.beside = beside;
      this.today = today;
      this.day = today;
    }

    @Override
    public String viewing() {
      return "report";
    }

    @Override
    public void check(Protocol protocol, Map<String, List<Path>> data) throws IOException, Refused {
      Path plan = input.plan().file();
      command.add(ReleaseOptions.name(plan));
      inputs.add(plan);
      inputs.add(new TrialFolder(plan).protocol());
      for (Map.Entry<String, List<Path>> each : data.entrySet()) {
        for (Path file : each.getValue()) {
          inputs.add(file);
          command.addAll(List.of("--data", each.getKey() + "=" + ReleaseOptions.name(file)));
        }
      }
      release.add(command);
      target.add(command);
      List<Finding> findings = new ArrayList<>(target.refusals(inputs));
      findings.addAll(release.unfit(beside, protocol));
      refuse(findings);
    }

    @Override
    public void take(OpenTrial open, TrialState state) throws IOException, Refused {
      LocalDate asked = input.ledger().day();
      day = asked == null ? today : asked;
      command.addAll(List.of("--as-of", day.toString()));
      if (!input.ledger().reason().isEmpty()) {
        command.addAll(List.of("--reason", input.ledger().reason()));
      }
      account = LedgerAccount.of(open, day, day.isBefore(today));
    }

    /** Everything that the gate must weigh together. */
    Material material(Results results) {
      ParticipantFlow flow = account == null ? null : account.flow();
      return new Material(results, flow, beside.earlier(), release.round());
    }

    /** Where the results come from. */
    Origin origin() {
      LedgerAccount ledger = account;
      return ledger == null
          ? new Origin(day, command, null, beside.plan())
          : new Origin(day, command, ledger.facts(), ledger.plan());
    }
  }

  /** A study in which nothing is drawn; what belongs to trials alone is refused. */
  private boolean study(Making making) throws IOException, Refused {
    StudyRun study = input.study();
    refuse(release.ofTrialsAlone());
    inputs.add(input.plan().file());
    inputs.add(study.file());
    refuse(target.refusals(inputs));
    ReleasedAdoption released = study.run(making.err(), making.progress());
    if (released == null) {
      return false;
    }
    making.answer().done("estimating");
    making.progress().stage("writing");
    List<String> command =
        new ArrayList<>(
            List.of(
                "equipoise",
                "report",
                ReleaseOptions.name(input.plan().file()),
                "--data",
                ReleaseOptions.name(study.file())));
    target.add(command);
    List<Document> documents =
        target.languages().stream()
            .map(language -> AdoptionReport.of(released, making.today(), command, language))
            .toList();
    if (target.folder() != null) {
      making.files().numbers(target.folder(), released);
    }
    target.words(making.files(), documents);
    making.answer().about(released.plan().id(), released.digest(), making.today());
    return true;
  }

  /** What hiding cannot protect is not published at all: some sum is known to everybody. */
  private void refuseTold(Released released) throws Refused {
    List<Finding> told = new ArrayList<>();
    for (Narrowed left : released.exposed()) {
      if (left.values() == 1) {
        told.add(
            Finding.error(
                Place.file(ReleaseOptions.name(input.plan().file())),
                left.what() + " are few, and sums that readers know would tell how many",
                "leave out what it is a part of, or use --round"));
      }
    }
    if (!told.isEmpty()) {
      throw Refused.no(told);
    }
  }

  private static void refuse(List<Finding> findings) throws Refused {
    if (!findings.isEmpty()) {
      throw Refused.badInput(findings);
    }
  }
}
