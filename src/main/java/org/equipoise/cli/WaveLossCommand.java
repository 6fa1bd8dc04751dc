package org.equipoise.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.analysis.UnequalLoss;
import org.equipoise.document.Language;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;
import org.equipoise.report.LossText;
import org.equipoise.trial.PersonRecord;
import org.equipoise.trial.Refused;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.Cases;
import org.equipoise.waves.Effort;
import org.equipoise.waves.Grouping;
import org.equipoise.waves.Respondents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether the arms lose people alike, and whom. */
@Command(
    name = "loss",
    mixinStandardHelpOptions = true,
    header = "Compare the arms' response, with an alarm; show who answers, and at what effort.",
    description =
        "%nOf everybody drawn whose window has closed. The test is that of the draw's own design."
            + " An alarm is given when p is below the protocol's limit or the difference exceeds 10"
            + " points. It shows arms, so that the ledger first notes who looked, and why.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise wave loss my-trial --reason \"monthly review\"",
      "  equipoise wave loss my-trial --wave w2 --json --reason \"for the board\""
    })
final class WaveLossCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Mixin private WaveOptions waves = new WaveOptions();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why you look at arms; asked for until the key is revealed.")
  private String reason = "";

  @Override
  public Integer call() throws IOException, Refused {
    try (Progress progress = trial.main().progress();
        OpenTrial open = trial.open(Role.ANALYST)) {
      progress.stage("reading the ledger");
      LocalDate day = waves.day(trial);
      TrialState state = waves.state(open, day);
      Protocol protocol = state.protocol();
      Map<PersonId, PersonRecord> records = open.records().all();
      Cases cases =
          Cases.of(state, WaveRatesCommand.known(records), day, waves.respondent(protocol));
      open.noteViewing("wave loss", reason);
      LossText text = text(state, cases, records);
      if (trial.json()) {
        Json.print(trial.out(), text.fields(day));
      } else {
        text.print(trial.out(), day);
      }
      return Main.DONE;
    }
  }

  private LossText text(TrialState state, Cases cases, Map<PersonId, PersonRecord> records)
      throws Refused {
    Protocol protocol = state.protocol();
    double level = WaveRatesCommand.level(protocol);
    return LossText.of(
        protocol,
        UnequalLoss.of(state, cases, level),
        Respondents.of(cases, baseline(protocol, cases, records)),
        Effort.of(cases, Grouping.arms(state, cases.people())),
        cases.armKnown(),
        waves.waves(protocol),
        level,
        trial.language());
  }

  /** What is alarming about the arms' response, a sentence each. */
  static List<String> alarms(TrialState state, Cases cases, Language language) {
    double level = WaveRatesCommand.level(state.protocol());
    return LossText.of(
            state.protocol(),
            UnequalLoss.of(state, cases, level),
            List.of(),
            List.of(),
            Map.of(),
            wave -> true,
            level,
            language)
        .alarms();
  }

  /** By everything known before the draw that has levels. */
  private static List<Grouping> baseline(
      Protocol protocol, Cases cases, Map<PersonId, PersonRecord> records) {
    List<Grouping> groupings = new ArrayList<>();
    for (String code : Grouping.possible(protocol)) {
      Variable.Id id = new Variable.Id(code);
      if (protocol.variable(id).map(Variable::baseline).orElse(false)) {
        Grouping.of(protocol, id, cases.people(), records).ifPresent(groupings::add);
      }
    }
    return groupings;
  }
}
