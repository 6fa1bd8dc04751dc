package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.finding.Finding;
import org.equipoise.frame.TableFormat.Encoding;
import org.equipoise.identity.PersonalNumber;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.report.ReferredText;
import org.equipoise.store.ReferralFile;
import org.equipoise.store.ReferralForm;
import org.equipoise.trial.Admission;
import org.equipoise.trial.PersonKey;
import org.equipoise.trial.Referral;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Refers people to a trial. */
@Command(
    name = "refer",
    mixinStandardHelpOptions = true,
    header = "Refer people to a trial: a file, or one person.",
    description =
        "%nA file is taken whole or not at all, and may be read again: who is in the trial already"
            + " keeps the first referral. Personal numbers become trial ids at once and are never"
            + " stored or printed.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise refer my-trial --file referrals.csv",
      "  equipoise refer my-trial --person - --set site=stockholm --set consent_draw=yes"
    })
final class ReferCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Option(names = "--file", paramLabel = "FILE", description = "A table, one row a referral.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "One value of one person, by the column's name. May be repeated.")
  private List<String> values = List.of();

  @Option(
      names = "--person",
      paramLabel = "-",
      description = "Ask for the personal number, or read it from standard input.")
  private @Nullable String person;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      converter = Day.class,
      description = "Day of the referrals that state none (default: today).")
  private @Nullable LocalDate date;

  @Option(
      names = "--encoding",
      paramLabel = "utf-8|latin-1",
      description = "How the file is encoded (default: as the protocol's data files are).")
  private @Nullable String encoding;

  @Override
  public Integer call() throws IOException, Refused {
    if ((file == null) == (values.isEmpty() && person == null)) {
      throw TrialArgument.bad(
          "refer",
          file == null ? "nobody is referred" : "both a file and one person",
          "write either --file FILE, or --set NAME=VALUE … for one person");
    }
    try (Progress progress = trial.main().progress();
        OpenTrial open = trial.open(Role.SITE)) {
      progress.stage("reading the referrals");
      PersonKey key = open.identity();
      LocalDate day = date == null ? trial.today() : date;
      ReferralFile.Read read =
          file == null
              ? ReferralForm.read(open.protocol(), form(), key, day)
              : encoding == null
                  ? ReferralFile.read(open.protocol(), file, key, day)
                  : ReferralFile.read(open.protocol(), file, key, day, encoding(encoding));
      if (read.errors() > 0) {
        return trial.refuse(read.findings(), read.errors());
      }
      trial.warn(read.findings());
      progress.stage("writing the referrals");
      report(open, read.referrals());
      return Main.DONE;
    }
  }

  private static Encoding encoding(String written) throws Refused {
    return Choice.of(Encoding.class, "--encoding", written);
  }

  private List<String> form() throws IOException, Refused {
    for (String pair : values) {
      if (PersonalNumber.isIn(pair)) {
        throw TrialArgument.bad(
            "--set",
            "a personal number on the command line (hidden), where other programs and the history"
                + " of the shell can see it",
            "remove it from the history, and write --person - to be asked for it");
      }
    }
    List<String> form = new ArrayList<>(values);
    if (person != null) {
      if (!person.equals("-")) {
        throw TrialArgument.bad(
            "--person",
            "something else than '-' (hidden)",
            "write --person - to be asked for the personal number; if it was one, remove it from"
                + " the history of the shell");
      }
      String line = trial.surroundings().input().line("Personal number");
      form.add("person=" + (line == null ? "" : line.strip()));
    }
    return form;
  }

  private void report(OpenTrial open, List<Referral> referrals) throws IOException, Refused {
    List<Admission> admissions = open.desk().refer(referrals);
    List<Finding> warnings = new ArrayList<>();
    admissions.forEach(admission -> warnings.addAll(admission.warnings()));
    trial.warn(warnings);
    if (trial.json()) {
      printJson(admissions);
    } else {
      ReferredText.of(open.protocol(), trial.language())
          .print(trial.out(), referrals, admissions, trial.path().toString());
    }
  }

  private void printJson(List<Admission> admissions) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Admission admission : admissions) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("person", admission.person());
      row.put("how", TrialArgument.word(admission.how()));
      row.put("standing", TrialArgument.word(admission.standing().kind()));
      row.put("reasons", admission.standing().reasons());
      row.put("line", admission.line());
      row.put("place", admission.place());
      rows.add(row);
    }
    Json.print(trial.out(), Map.of("referrals", rows));
  }
}
