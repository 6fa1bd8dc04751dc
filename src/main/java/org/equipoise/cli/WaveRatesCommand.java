package org.equipoise.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.equipoise.disclosure.RatesGate;
import org.equipoise.finding.Nearest;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;
import org.equipoise.protocol.Wave;
import org.equipoise.report.WaveRatesFields;
import org.equipoise.report.WaveRatesText;
import org.equipoise.store.CsvWriter;
import org.equipoise.trial.PersonRecord;
import org.equipoise.trial.Refused;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.Cases;
import org.equipoise.waves.Grouping;
import org.equipoise.waves.PanelPatterns;
import org.equipoise.waves.WaveRates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Response rates by wave. */
@Command(
    name = "rates",
    mixinStandardHelpOptions = true,
    header = "Show response rates by wave, over three bases, with intervals.",
    description =
        "%nOf everybody drawn; of those alive, in the country and not withdrawn when the wave was"
            + " due; of those who answered the wave before. Rates are those of people whose window"
            + " has closed. No arm is shown without --arms, which the ledger notes first. By arm, or"
            + " by a variable other than site and referrer, counts below the protocol's limit are"
            + " hidden, and whatever would give them away.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise wave rates my-trial --by site --by sex",
      "  equipoise wave rates my-trial --all --as-of 2027-01-15",
      "  equipoise wave rates my-trial --arms --reason \"for the board\" --csv > rates.csv"
    })
final class WaveRatesCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Mixin private WaveOptions waves = new WaveOptions();

  @Option(
      names = "--by",
      paramLabel = "VARIABLE",
      description = "Also by site, referrer or another variable with levels; may be repeated.")
  private List<String> by = new ArrayList<>();

  @Option(names = "--arms", description = "Also by arm.")
  private boolean arms;

  @Option(names = "--reason", paramLabel = "TEXT", description = "With --arms: why.")
  private String reason = "";

  @Option(names = "--all", description = "Show RR1-6, COOP1-4, REF1-3 and CON1-3.")
  private boolean all;

  @Option(names = "--csv", description = "Answer as a table for a spreadsheet.")
  private boolean csv;

  @Override
  public Integer call() throws IOException, Refused {
    try (Progress progress = trial.main().progress();
        OpenTrial open = trial.open(arms ? Role.ANALYST : Role.SITE)) {
      progress.stage("reading the ledger");
      LocalDate day = waves.day(trial);
      TrialState state = waves.state(open, day);
      Protocol protocol = state.protocol();
      Predicate<Wave.Id> among = waves.waves(protocol);
      Map<PersonId, PersonRecord> records = open.records().all();
      Cases cases = cases(state, records, day);
      List<Grouping> groupings = new ArrayList<>();
      for (String variable : by) {
        groupings.add(grouping(protocol, variable, cases, records));
      }
      if (arms) {
        open.noteViewing("wave rates", reason);
        groupings.add(Grouping.arms(state, cases.people()));
      }
      WaveRates rates = WaveRates.of(cases, groupings);
      PanelPatterns patterns = PanelPatterns.of(cases, person -> true);
      RatesGate.Shown shown = RatesGate.of(rates, patterns, protocol.cells());
      double level = level(protocol);
      if (trial.json()) {
        Json.print(trial.out(), WaveRatesFields.of(protocol, shown, among, level));
      } else if (csv) {
        List<String> columns = WaveRatesFields.columns();
        CsvWriter.standard().write(trial.out(), columns, WaveRatesFields.rows(shown, among, level));
      } else {
        WaveRatesText.of(protocol, shown, among, level, trial.language()).print(trial.out(), all);
      }
      return Main.DONE;
    }
  }

  private Cases cases(TrialState state, Map<PersonId, PersonRecord> records, LocalDate day)
      throws Refused {
    return Cases.of(state, known(records), day, waves.respondent(state.protocol()));
  }

  /** Whether somebody's identity is known to be protected. */
  static Predicate<PersonId> known(Map<PersonId, PersonRecord> records) {
    return id -> {
      PersonRecord record = records.get(id);
      return record != null && record.protectedIdentity();
    };
  }

  /** Coverage of intervals: that of the main analysis. */
  static double level(Protocol protocol) {
    return protocol.analyses().isEmpty() ? 0.95 : protocol.analyses().get(0).level();
  }

  private static Grouping grouping(
      Protocol protocol, String code, Cases cases, Map<PersonId, PersonRecord> records)
      throws Refused {
    Grouping grouping =
        Grouping.of(protocol, new Variable.Id(code), cases.people(), records).orElse(null);
    if (grouping == null) {
      String found = "there is no variable '" + Choice.shown(code) + "' with levels";
      throw TrialArgument.bad("--by", found, Nearest.hint(code, Grouping.possible(protocol)));
    }
    return grouping;
  }
}
