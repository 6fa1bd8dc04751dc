package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.equipoise.adoption.AdoptionAnalysis;
import org.equipoise.adoption.AdoptionData;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.analysis.PlannedAnalysis;
import org.equipoise.analysis.Results;
import org.equipoise.analysis.TrialData;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Document;
import org.equipoise.document.Language;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Finding.Severity;
import org.equipoise.finding.Place;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Protocol;
import org.equipoise.publication.ComparedTable;
import org.equipoise.publication.PrintedTable;
import org.equipoise.publication.Reanalysis;
import org.equipoise.publication.WaysOfStudy;
import org.equipoise.publication.WaysOfTrial;
import org.equipoise.publication.WaysSearch;
import org.equipoise.report.ComparedBasis;
import org.equipoise.report.ComparedFields;
import org.equipoise.report.ComparedPlan;
import org.equipoise.report.ComparedText;
import org.equipoise.report.ComparisonReport;
import org.equipoise.store.AdoptionDataFile;
import org.equipoise.store.AdoptionFile;
import org.equipoise.store.CsvWriter;
import org.equipoise.store.FileSet;
import org.equipoise.store.PublishedFile;
import org.equipoise.store.ReanalysisFile;
import org.equipoise.store.ReportFolder;
import org.equipoise.store.ReportForm;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Compares a printed table with an analysis made anew. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    header = "Compare a printed table with an analysis made anew, number by number.",
    description = {
      "%nEach printed number is reproduced, within rounding, reproduced only under a named"
          + " convention, or not reproduced, with the nearest convention and the gap. With data every"
          + " convention, sample, distribution and adjustment that programs use is tried, and the"
          + " one that explains most of the whole table is named.",
      "%nPLAN is a protocol with --data, a trial folder, a study of adoption with --data; or, to"
          + " compare only, results.json, its folder, or a tidy CSV from R or Stata.",
      "%nPUBLISHED is a CSV with a row for each printed line: outcome, wave, group, term, analysis"
          + " say which of our rows it is; estimate, std.error, statistic, df, p, stars, ci, n,"
          + " n.treated, n.control, mean.control hold the figures as printed. docs/compare.md tells"
          + " more.",
      "%nThe exit code is 0 when the plan reproduces every number, 1 when it does not.%n"
    },
    footer = {
      "",
      "Examples:",
      "  equipoise compare my-trial.json table2.csv --data answers.csv",
      "  equipoise compare my-trial table2.csv --reason 'review of the article' --out compared.html",
      "  equipoise compare results/results.json table2.csv --csv compared.csv"
    })
final class CompareCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Main main;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private AnalysisInput input = new AnalysisInput();

  @Parameters(index = "1", paramLabel = "PUBLISHED", description = "The printed table, as CSV.")
  private Path published = Path.of("");

  @Option(
      names = "--stars",
      paramLabel = "P,P,P",
      split = ",",
      description =
          "The largest p-value of one star, two stars and so on, as the table's legend says. Without"
              + " it the two usual legends are tried.")
  private List<Double> stars = List.of();

  @Option(
      names = "--tolerance",
      paramLabel = "SHARE",
      converter = Share.class,
      description =
          "Let a number differ by this share of ours besides rounding (default: 0), as where standard"
              + " errors come from a bootstrap.")
  private double tolerance = 0;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write a table with one row a printed number.")
  private @Nullable Path csv;

  @Option(
      names = "--out",
      converter = OutFile.class,
      paramLabel = "FILE",
      description =
          "Write a page for reviewers. Its ending decides the form: .html, .md, .tex (the tables)"
              + " or .txt.")
  private @Nullable Path page;

  @Mixin private Overwrite overwrite = new Overwrite();

  @Option(names = "--json", description = "Print everything as JSON.")
  private boolean json;

  @Option(
      names = "--lang",
      paramLabel = "en|sv",
      converter = Lang.class,
      description = "Language of the answer (default: en).")
  private Language language = Language.ENGLISH;

  /** What was compared with what, for the page. */
  private final List<ComparedBasis.Source> sources = new ArrayList<>();

  /** What the plan does in the lines of a table; nothing is known of it from results alone. */
  private Function<ComparedTable, List<ComparedPlan>> planned = table -> List.of();

  /** The trial's data, looked at to compare them with what is printed. */
  private final class Printed implements AnalysisInput.Use {

    @Override
    public String viewing() {
      return "comparison with a printed table";
    }

    @Override
    public void check(Protocol protocol, Map<String, List<Path>> data) throws IOException, Refused {
      List<List<Path>> inputs = new ArrayList<>(data.values());
      inputs.add(List.of(published));
      refuse(inputs);
    }
  }

  @Override
  public Integer call() throws IOException, Refused {
    PrintWriter err = spec.commandLine().getErr();
    if (page != null && ReportForm.of(page).isEmpty()) {
      throw Refused.badInput(
          List.of(
              Finding.error(
                  Place.file("--out"),
                  "no page is made in a form for the file " + page,
                  "end its name in " + String.join(", ", ReportForm.endings()))));
    }
    try (Progress progress = main == null ? Progress.silent() : main.progress()) {
      PublishedFile.Read read = PublishedFile.read(published, stars);
      PrintedTable table = read.table();
      if (table == null) {
        return input.plan().refuse(err, read.findings());
      }
      input.plan().warn(err, read.findings());
      source(published);
      Reanalysis reanalysis = reanalysis(err, progress);
      if (reanalysis == null) {
        return Main.BAD_INPUT;
      }
      progress.stage("comparing");
      ComparedTable compared = WaysSearch.of(table, reanalysis, tolerance);
      if (compared.rows().stream().allMatch(row -> row.ours() == null)
          && compared.findings().stream().noneMatch(f -> f.severity() == Severity.ERROR)) {
        return input.plan().refuse(err, List.of(unknown(compared)));
      }
      if (compared.findings().stream().anyMatch(f -> f.severity() == Severity.ERROR)) {
        return input.plan().refuse(err, compared.findings());
      }
      input.plan().warn(err, compared.findings());
      print(compared);
      return compared.agrees() ? Main.DONE : Main.NO;
    }
  }

  /** What to say of a table of which no line is a row of the re-analysis. */
  private static Finding unknown(ComparedTable compared) {
    return Finding.error(
        Place.file(compared.published()),
        "no line of this table is a row of " + compared.results(),
        compared.findings().stream()
            .map(Finding::expected)
            .findFirst()
            .orElse("name each line by codes or titles of the plan"));
  }

  private void print(ComparedTable compared) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<ComparedPlan> plans = planned.apply(compared);
    if (csv != null) {
      CsvWriter.standard().write(csv, ComparedFields.COLUMNS, ComparedFields.tidy(compared));
    }
    if (page != null) {
      ComparedBasis basis = new ComparedBasis(sources, Main.program(), command(), plans);
      Document document = ComparisonReport.of(compared, basis, language);
      FileSet files = new FileSet();
      ReportFolder.into(files).report(page, List.of(document));
      files.write();
    }
    if (json) {
      Json.print(out, ComparedFields.of(compared));
      return;
    }
    ComparedText.print(out, compared, plans, language);
    for (Path file : new @Nullable Path[] {csv, page}) {
      if (file != null) {
        out.println("wrote " + file);
      }
    }
  }

  /** Refuses to write over anything that is there or is read. */
  private void refuse(List<List<Path>> inputs) throws IOException, Refused {
    overwrite.check("--csv", csv, input.plan().file(), inputs);
    overwrite.check("--out", page, input.plan().file(), inputs);
  }

  private void source(Path file) throws IOException {
    String digest = Digest.of(Files.readAllBytes(file)).hex();
    sources.add(new ComparedBasis.Source(file.toString(), digest));
  }

  /** How to get the same page again. */
  private String command() {
    List<String> words = new ArrayList<>(List.of("equipoise", "compare"));
    words.addAll(List.of(input.plan().file().toString(), published.toString()));
    input.data().forEach(file -> words.addAll(List.of("--data", file)));
    if (!stars.isEmpty()) {
      words.add("--stars");
      words.add(stars.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
    if (tolerance > 0) {
      words.addAll(List.of("--tolerance", String.valueOf(tolerance)));
    }
    if (page != null) {
      words.addAll(List.of("--out", page.toString()));
    }
    words.addAll(List.of("--lang", language.tag()));
    return String.join(" ", words);
  }

  /** The rows to compare with; null when they cannot be had, which has been said. */
  private @Nullable Reanalysis reanalysis(PrintWriter err, Progress progress)
      throws IOException, Refused {
    Path path = input.plan().file();
    Path results = ReanalysisFile.of(path);
    if (results != null) {
      refuse(List.of(List.of(results, published)));
      source(results);
      input.refuseData();
      ReanalysisFile.Read read = ReanalysisFile.read(results);
      if (read.reanalysis() == null) {
        input.plan().refuse(err, read.findings());
      }
      return read.reanalysis();
    }
    return input.isStudy() ? study(err, progress) : trial(err, progress);
  }

  private @Nullable Reanalysis trial(PrintWriter err, Progress progress)
      throws IOException, Refused {
    AnalysisData read = input.read(new Printed(), progress);
    TrialData trial = read.trial();
    if (trial == null) {
      input.plan().refuse(err, read.findings(), read.errors());
      return null;
    }
    sources.add(new ComparedBasis.Source(input.plan().file().toString(), read.digest()));
    read.inputs()
        .forEach(each -> sources.add(new ComparedBasis.Source(each.file(), each.sha256())));
    progress.stage("estimating");
    Results results =
        PlannedAnalysis.of(read.protocol(), trial)
            .withoutSupplements()
            .run(read.digest(), read.inputs(), Main.program(), read.findings());
    planned = table -> ComparedPlan.of(results, table, language);
    return WaysOfTrial.of(input.plan().file().toString(), results, trial);
  }

  private @Nullable Reanalysis study(PrintWriter err, Progress progress)
      throws IOException, Refused {
    StudyRun run = input.study();
    refuse(List.of(List.of(run.file(), published)));
    AdoptionFile.Loaded loaded = AdoptionFile.read(input.plan().file());
    AdoptionPlan plan = loaded.plan();
    Digest digest = loaded.digest();
    if (plan == null || digest == null) {
      input.plan().refuse(err, loaded.findings());
      return null;
    }
    progress.stage("reading the data");
    AdoptionDataFile.Read read = AdoptionDataFile.read(plan, run.file());
    AdoptionData panel = read.data();
    if (panel == null) {
      input.plan().refuse(err, read.findings(), read.errors());
      return null;
    }
    sources.add(new ComparedBasis.Source(input.plan().file().toString(), digest.hex()));
    read.inputs()
        .forEach(each -> sources.add(new ComparedBasis.Source(each.file(), each.digest())));
    progress.stage("estimating");
    planned = table -> ComparedPlan.of(plan, table, language);
    List<Finding> none = List.of();
    WaysOfStudy.Runner runner =
        other ->
            ReleasedAdoption.of(
                AdoptionAnalysis.of(other, panel)
                    .run(digest.hex(), read.inputs(), Main.program(), none));
    return WaysOfStudy.of(input.plan().file().toString(), runner.run(plan), runner);
  }
}
