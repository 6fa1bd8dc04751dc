package org.equipoise.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.protocol.Level;
import org.equipoise.report.PeopleList;
import org.equipoise.store.CsvWriter;
import org.equipoise.trial.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the people of a trial. */
@Command(
    name = "people",
    mixinStandardHelpOptions = true,
    header = "List the people: ready, drawn, told, or not to be drawn and why.",
    description =
        "%nOne row a person in the order of the referrals, with the trial id and the site's own"
            + " code. No arm is shown.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise people my-trial --site stockholm",
      "  equipoise people my-trial --csv > people.csv"
    })
final class PeopleCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Option(names = "--site", paramLabel = "S", description = "Only people of this site.")
  private String site = "";

  @Option(names = "--csv", description = "Answer as a table for a spreadsheet.")
  private boolean csv;

  @Override
  public Integer call() throws IOException, Refused {
    try (Progress progress = trial.main().progress();
        OpenTrial open = trial.open(Role.SITE)) {
      progress.stage("reading the ledger");
      known(site, open.protocol().sites());
      PeopleList people =
          PeopleList.of(
              open.state(), open.desk().standings(), open.records().all(), site, trial.language());
      if (trial.json()) {
        Json.print(trial.out(), Map.of("people", people.fields()));
      } else if (csv) {
        CsvWriter.standard().write(trial.out(), people.columns(), people.rows());
      } else {
        people.print(trial.out());
      }
      return Main.DONE;
    }
  }

  private static void known(String site, List<Level> sites) throws Refused {
    if (site.isEmpty() || sites.stream().anyMatch(level -> level.code().equals(site))) {
      return;
    }
    String codes = String.join(", ", sites.stream().map(Level::code).toList());
    throw Refused.badInput(
        List.of(
            Finding.error(
                Place.file("--site"),
                "the protocol has no site '" + Choice.shown(site) + "'",
                "known: " + codes)));
  }
}
