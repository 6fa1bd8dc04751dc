package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.equipoise.analysis.PlannedAnalysis;
import org.equipoise.analysis.Results;
import org.equipoise.analysis.TrialData;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Document;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.protocol.Protocol;
import org.equipoise.report.AdoptionReport;
import org.equipoise.report.Origin;
import org.equipoise.report.PlanRecord;
import org.equipoise.report.TrialReport;
import org.equipoise.store.FileSet;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.ReportFolder;
import org.equipoise.store.TrialFolder;
import org.equipoise.trial.Refused;
import org.equipoise.trial.TrialState;
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

  /** Bases that counts may be rounded to. */
  private static final Set<Integer> BASES = Set.of(3, 5, 10);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private AnalysisInput input = new AnalysisInput();

  @Mixin private ReportTarget target = new ReportTarget();

  @Option(
      names = "--all-conventions",
      description = "Show each main contrast under every named convention of other programs too.")
  private boolean allConventions;

  @Option(
      names = "--planned",
      paramLabel = "FILE",
      description =
          "Of data files: the protocol as it was before the first draw, to tell what was planned and"
              + " what was not. A ledger holds its own.")
  private @Nullable Path planned;

  @Option(
      names = "--earlier",
      paramLabel = "FILE",
      description =
          "The release.json of an earlier report: nothing is shown from which, together with that"
              + " one, a small count could be told. May be repeated.")
  private List<Path> earlier = List.of();

  @Option(
      names = "--round",
      paramLabel = "3|5|10",
      description = "Show counts of people rounded to this base instead of hiding small ones.")
  private int round;

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
    try (Progress progress = main.progress()) {
      refuse(problems(today));
      FileSet files = new FileSet();
      boolean made =
          input.isStudy()
              ? study(files, today, answer, err, progress)
              : trial(files, today, answer, err, progress);
      if (!made) {
        return Main.BAD_INPUT;
      }
      refuse(files.refusals(target.folder() == null ? "--out" : "--files", target.force(), inputs));
      answer.wrote(files.write());
      answer.print(json, spec.commandLine().getOut());
      return Main.DONE;
    }
  }

  /** What is wrong with the options, all at once. */
  private List<Finding> problems(LocalDate today) throws IOException {
    List<Finding> findings = new ArrayList<>(target.problems());
    if (round != 0 && !BASES.contains(round)) {
      findings.add(error("--round", "counts cannot be rounded to " + round, "choose 3, 5 or 10"));
    }
    LocalDate day = input.ledger().day();
    if (day != null && day.isAfter(today)) {
      findings.add(error("--as-of", day + " is still to come", "name a day until today"));
    }
    if (planned != null && input.hasLedger()) {
      String found = "the ledger of this trial says itself what was frozen";
      findings.add(error("--planned", found, "leave it out: it is for data files"));
    }
    return findings;
  }

  private boolean trial(
      FileSet files, LocalDate today, ReportAnswer answer, PrintWriter err, Progress progress)
      throws IOException, Refused {
    Protocol frozen = frozen();
    Reported use = new Reported(today);
    AnalysisData read = input.read(use, progress);
    TrialData trial = read.trial();
    if (trial == null) {
      input.plan().refuse(err, read.findings(), read.errors());
      return false;
    }
    if (frozen != null) {
      refuse(ofAnother(frozen, read.protocol()));
    }
    answer.done("reading");
    progress.stage("estimating");
    PlannedAnalysis analysis = PlannedAnalysis.of(read.protocol(), trial);
    Results results =
        (allConventions ? analysis.withAllConventions() : analysis)
            .run(read.digest(), read.inputs(), Main.program(), read.findings());
    answer.done("estimating");
    progress.stage("writing");
    Released released = Released.of(results);
    Origin origin = use.origin(frozen);
    List<Document> documents =
        target.languages().stream()
            .map(language -> TrialReport.of(released, origin, language))
            .toList();
    ReportFolder parts = ReportFolder.into(files);
    target.words(parts, documents);
    if (target.folder() != null) {
      parts.numbers(target.folder(), released);
    }
    answer.about(read.protocol().id(), read.digest(), origin.day());
    answer.hidden(released.suppressions().size());
    return true;
  }

  /** What a trial's data are wanted for here. */
  private final class Reported implements AnalysisInput.Use {

    private final LocalDate today;
    private final List<String> command = new ArrayList<>(List.of("equipoise", "report"));
    private LocalDate day;
    private @Nullable LedgerAccount account;

    Reported(LocalDate today) {
      this.today = today;
      this.day = today;
    }

    @Override
    public String viewing() {
      return "report";
    }

    @Override
    public void check(Path protocol, Map<String, List<Path>> data) throws IOException, Refused {
      command.add(name(protocol));
      inputs.add(protocol);
      inputs.add(new TrialFolder(protocol).protocol());
      for (Map.Entry<String, List<Path>> each : data.entrySet()) {
        for (Path file : each.getValue()) {
          inputs.add(file);
          command.addAll(List.of("--data", each.getKey() + "=" + name(file)));
        }
      }
      refuse(target.refusals(inputs));
    }

    @Override
    public void take(OpenTrial open, TrialState state) throws IOException, Refused {
      LocalDate asked = input.ledger().day();
      day = asked == null ? today : asked;
      command.addAll(List.of("--as-of", day.toString()));
      account = LedgerAccount.of(open, day, day.isBefore(today));
    }

    /** Where the results come from. */
    Origin origin(@Nullable Protocol frozen) {
      if (allConventions) {
        command.add("--all-conventions");
      }
      if (planned != null) {
        command.addAll(List.of("--planned", name(planned)));
      }
      if (round != 0) {
        command.addAll(List.of("--round", String.valueOf(round)));
      }
      earlier.forEach(file -> command.addAll(List.of("--earlier", name(file))));
      LedgerAccount ledger = account;
      return ledger != null
          ? new Origin(day, command, ledger.facts(), ledger.plan())
          : new Origin(
              day,
              command,
              null,
              frozen == null ? PlanRecord.NONE : new PlanRecord(frozen, List.of()));
    }
  }

  /** A study in which nothing is drawn; what belongs to trials alone is refused. */
  private boolean study(
      FileSet files, LocalDate today, ReportAnswer answer, PrintWriter err, Progress progress)
      throws IOException, Refused {
    StudyRun study = input.study();
    refuse(ofTrialsAlone());
    inputs.add(input.plan().file());
    inputs.add(study.file());
    refuse(target.refusals(inputs));
    ReleasedAdoption released = study.run(err, progress);
    if (released == null) {
      return false;
    }
    answer.done("estimating");
    progress.stage("writing");
    List<String> command =
        List.of("equipoise", "report", name(input.plan().file()), "--data", name(study.file()));
    List<Document> documents =
        target.languages().stream()
            .map(language -> AdoptionReport.of(released, today, command, language))
            .toList();
    ReportFolder parts = ReportFolder.into(files);
    target.words(parts, documents);
    if (target.folder() != null) {
      parts.numbers(target.folder(), released);
    }
    answer.about(released.plan().id(), released.digest(), today);
    return true;
  }

  private List<Finding> ofTrialsAlone() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--all-conventions", allConventions);
    given.put("--planned", planned != null);
    given.put("--earlier", !earlier.isEmpty());
    given.put("--round", round != 0);
    return given.entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(
            option ->
                error(
                    option.getKey(),
                    "this is the plan of a study of adoption, not of a trial",
                    "leave it out"))
        .toList();
  }

  /** The plan that somebody names; null when nobody does. */
  private @Nullable Protocol frozen() throws Refused {
    if (planned == null) {
      return null;
    }
    ProtocolFile.Loaded loaded = ProtocolFile.read(planned);
    Protocol protocol = loaded.protocol();
    if (protocol == null) {
      throw Refused.badInput(loaded.findings());
    }
    inputs.add(planned);
    return protocol;
  }

  private static List<Finding> ofAnother(Protocol frozen, Protocol run) {
    if (frozen.id().equals(run.id())) {
      return List.of();
    }
    String found = "this is the plan of the trial " + frozen.id() + ", not of " + run.id();
    return List.of(error("--planned", found, "name an earlier version of the protocol analysed"));
  }

  /** A file or folder without those it lies in. */
  private static String name(Path path) {
    return String.valueOf(path.toAbsolutePath().normalize().getFileName());
  }

  private static Finding error(String option, String found, String expected) {
    return Finding.error(Place.file(option), found, expected);
  }

  private static void refuse(List<Finding> findings) throws Refused {
    if (!findings.isEmpty()) {
      throw Refused.badInput(findings);
    }
  }
}
