package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.equipoise.document.Language;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.report.RatesFields;
import org.equipoise.report.RatesText;
import org.equipoise.store.CsvWriter;
import org.equipoise.store.RatesFile;
import org.equipoise.store.RatesFile.Content;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Outcome rates of any survey, from a table of its cases or of its answers. */
@Command(
    name = "rates",
    mixinStandardHelpOptions = true,
    header = "Compute the outcome rates of any survey from a CSV file.",
    description =
        "%nA file with a column 'code' has one row a case, or one row several with a column 'count'."
            + " A code is AAPOR's (1.1, 2.11, 3.19 ...) or a word: refusal, break-off, not-reached,"
            + " no-answer, postponed, away, late, dead, unable, language, returned-mail, moved."
            + " All response, cooperation, refusal and contact rates come out, with intervals.%n%n"
            + "A file with the columns 'answers' and 'asked' has one row a group. Asked is 28 if they"
            + " were counted, 64..80 or ~80 if that is a guess, and ? if nobody knows: a guess gives"
            + " a range of shares, and what nobody knows gives none. (64 answers that are thought to"
            + " be 'at least 80 %%' were asked of 64..80.)%n",
    footer = {
      "",
      "Examples:",
      "  equipoise rates cases.csv --by county --by sex",
      "  equipoise rates cases.csv --e 0.9 --json",
      "  equipoise rates organisations.csv --by respondent --lang sv"
    })
final class RatesCommand implements Callable<Integer> {

  private static final double LEVEL = ConfidenceInterval.DEFAULT_LEVEL;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "The cases or the answers, as CSV.")
  private Path file = Path.of("");

  @Option(
      names = "--by",
      paramLabel = "COLUMN",
      description = "Also for each value of this column. May be repeated.")
  private List<String> by = List.of();

  @Option(
      names = "--e",
      paramLabel = "X",
      converter = Share.class,
      description =
          "Share of the cases of unknown eligibility that counts as eligible, from 0 to 1 (default:"
              + " estimated from the cases whose eligibility is known).")
  private double shareEligible = Double.NaN;

  @Option(names = "--json", description = "Print everything as JSON.")
  private boolean json;

  @Option(names = "--csv", description = "Print a table with one row a group and rate.")
  private boolean csv;

  @Option(names = "--all-findings", description = "List every finding.")
  private boolean allFindings;

  @Option(
      names = "--lang",
      paramLabel = "en|sv",
      converter = Lang.class,
      description = "Language of the report (default: en).")
  private Language language = Language.ENGLISH;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    RatesFile.Read read = RatesFile.read(file, by, shareEligible);
    Content content = read.content();
    if (content == null) {
      FindingList.printErrors(err, read.findings(), read.errors(), allFindings);
      return Main.BAD_INPUT;
    }
    FindingList.printNotes(err, read.findings(), allFindings);
    String source = file.toString();
    boolean given = !Double.isNaN(shareEligible);
    if (content instanceof Content.Cases cases) {
      if (json) {
        Json.print(out, RatesFields.ofCases(cases.rates(), source, given, LEVEL));
      } else if (csv) {
        print(out, RatesFields.tidyCases(cases.rates(), LEVEL));
      } else {
        RatesText.printCases(out, cases.rates(), source, given, LEVEL, language);
      }
    } else if (content instanceof Content.Answers answers) {
      if (json) {
        Json.print(out, RatesFields.ofAnswers(answers.rates(), source, LEVEL));
      } else if (csv) {
        print(out, RatesFields.tidyAnswers(answers.rates(), LEVEL));
      } else {
        RatesText.printAnswers(out, answers.rates(), source, LEVEL, language);
      }
    }
    return Main.DONE;
  }

  private static void print(PrintWriter out, RatesFields.Tidy table) throws IOException {
    CsvWriter.standard().write(out, table.columns(), table.rows());
  }
}
