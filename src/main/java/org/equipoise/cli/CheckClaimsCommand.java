package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.equipoise.claims.CheckedClaim;
import org.equipoise.claims.ClaimCheck;
import org.equipoise.claims.ClaimVerdicts;
import org.equipoise.claims.FigureRules;
import org.equipoise.claims.Verdict;
import org.equipoise.document.Document;
import org.equipoise.document.Language;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.report.ClaimsBasis;
import org.equipoise.report.ClaimsFields;
import org.equipoise.report.ClaimsReport;
import org.equipoise.report.ClaimsText;
import org.equipoise.store.ClaimsFiles;
import org.equipoise.store.CsvWriter;
import org.equipoise.store.FileSet;
import org.equipoise.store.OutputFile;
import org.equipoise.store.ReportFolder;
import org.equipoise.store.ReportForm;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The arithmetic of a published report, without any data. */
@Command(
    name = "check-claims",
    mixinStandardHelpOptions = true,
    header = "Check the arithmetic of printed claims, without any data.",
    description =
        "%nEach row of a claims file is a figure as a report prints it, in Swedish or English, and"
            + " what it follows from. Every figure that can be recomputed is, with all that rounding"
            + " and words such as cirka allow: it comes out as printed, only because of rounding,"
            + " only because of a hedge, or it cannot be right. Figures that cannot all be true"
            + " together are found too. docs/claims.md describes the file.%n%n"
            + "Exit code 1 says that something cannot be right; what may be saved by another"
            + " reading counts only with --strict.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise check-claims protocols/published/fk-follow-up-2017.csv",
      "  equipoise check-claims protocols/published/*.csv --out claims.html --lang sv",
      "  equipoise check-claims claims.csv --about-share 10%% --only impossible"
    })
final class CheckClaimsCommand implements Callable<Integer> {

  /** What is told. */
  enum Shown {
    /** Everything. */
    ALL,
    /** What cannot be right, alone. */
    IMPOSSIBLE
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Claims files, as CSV.")
  private List<Path> files = List.of();

  @Mixin private HedgeOptions hedges = new HedgeOptions();

  @Option(
      names = "--only",
      paramLabel = "impossible",
      description = "Tell only of what does not agree.")
  private String only = "all";

  @Option(
      names = "--strict",
      description = "Exit with 1 also for what agrees only if something else is meant.")
  private boolean strict;

  @Option(names = "--json", description = "Print everything as JSON.")
  private boolean json;

  @Option(
      names = "--csv",
      converter = OutFile.class,
      paramLabel = "FILE",
      description = "Write a table with one row a figure.")
  private @Nullable Path table;

  @Option(
      names = "--out",
      converter = OutFile.class,
      paramLabel = "FILE",
      description =
          "Write a page for reviewers. Its ending decides the form: .html, .md, .tex (the tables)"
              + " or .txt.")
  private @Nullable Path page;

  @Mixin private Overwrite overwrite = new Overwrite();

  @Option(names = "--all-findings", description = "List every finding.")
  private boolean allFindings;

  @Option(
      names = "--lang",
      paramLabel = "en|sv",
      converter = Lang.class,
      description = "Language of the answer (default: en).")
  private Language language = Language.ENGLISH;

  @Override
  public Integer call() throws IOException, Refused {
    Main main = (Main) spec.root().userObject();
    PrintWriter err = spec.commandLine().getErr();
    FigureRules rules = hedges.rules();
    boolean impossibleOnly = Choice.of(Shown.class, "--only", only) == Shown.IMPOSSIBLE;
    refuse();
    try (Progress progress = main.progress()) {
      progress.stage("reading the claims");
      ClaimsFiles read = ClaimsFiles.read(files);
      if (read.errors() > 0) {
        FindingList.printErrors(err, read.findings(), read.errors(), allFindings);
        return Main.BAD_INPUT;
      }
      progress.stage("checking the claims");
      ClaimVerdicts checked = ClaimCheck.of(read.claims(), rules);
      List<Finding> findings = new ArrayList<>(read.findings());
      findings.addAll(read.placed(checked.findings()));
      ClaimVerdicts verdicts =
          new ClaimVerdicts(checked.claims(), checked.conflicts(), rules, findings);
      ClaimsBasis basis = new ClaimsBasis(sources(read), Main.program(), command());
      write(verdicts, basis, impossibleOnly);
      print(verdicts, basis, impossibleOnly);
      return answer(verdicts);
    }
  }

  /** What is wrong with the places to write to, all at once. */
  private void refuse() throws IOException, Refused {
    List<Finding> findings = new ArrayList<>();
    if (page != null) {
      if (ReportForm.of(page).isEmpty()) {
        findings.add(
            Finding.error(
                Place.file("--out"),
                "no page is made in a form for the file " + page,
                "end its name in " + String.join(", ", ReportForm.endings())));
      }
      findings.addAll(OutputFile.refusals("--out", page, overwrite.force(), files));
    }
    if (table != null) {
      findings.addAll(OutputFile.refusals("--csv", table, overwrite.force(), files));
    }
    if (!findings.isEmpty()) {
      throw Refused.badInput(findings);
    }
  }

  private void write(ClaimVerdicts verdicts, ClaimsBasis basis, boolean impossibleOnly)
      throws IOException {
    FileSet out = new FileSet();
    if (table != null) {
      StringBuilder text = new StringBuilder();
      ClaimsFields.Tidy tidy = ClaimsFields.tidy(verdicts, impossibleOnly);
      CsvWriter.standard().write(text, tidy.columns(), tidy.rows());
      out.add(table, text.toString());
    }
    if (page != null) {
      Document document = ClaimsReport.of(verdicts, basis, language);
      ReportFolder.into(out).report(page, List.of(document));
    }
    out.write();
  }

  private void print(ClaimVerdicts verdicts, ClaimsBasis basis, boolean impossibleOnly)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Json.print(out, ClaimsFields.of(verdicts, basis, impossibleOnly));
      return;
    }
    FindingList.printNotes(spec.commandLine().getErr(), verdicts.findings(), allFindings);
    List<String> names = basis.files().stream().map(ClaimsBasis.Source::name).toList();
    ClaimsText.print(out, verdicts, names, impossibleOnly, language);
    if (table != null) {
      out.println("wrote " + table);
    }
    if (page != null) {
      out.println("wrote " + page);
    }
  }

  private int answer(ClaimVerdicts verdicts) {
    boolean wrong =
        verdicts.conflicts().stream().anyMatch(conflict -> strict || conflict.doubts().isEmpty())
            || verdicts.claims().stream().anyMatch(this::fails);
    return wrong ? Main.NO : Main.DONE;
  }

  private boolean fails(CheckedClaim claim) {
    return claim.verdict() == Verdict.IMPOSSIBLE && (strict || claim.doubts().isEmpty());
  }

  private static List<ClaimsBasis.Source> sources(ClaimsFiles read) {
    List<ClaimsBasis.Source> sources = new ArrayList<>();
    read.digests()
        .forEach((name, digest) -> sources.add(new ClaimsBasis.Source(name, digest.hex())));
    return sources;
  }

  /** How to get the same page again. */
  private String command() {
    List<String> words = new ArrayList<>(List.of("equipoise", "check-claims"));
    files.forEach(file -> words.add(file.toString()));
    words.addAll(hedges.changed());
    if (strict) {
      words.add("--strict");
    }
    if (page != null) {
      words.addAll(List.of("--out", page.toString()));
    }
    words.addAll(List.of("--lang", language.tag()));
    return String.join(" ", words);
  }
}
