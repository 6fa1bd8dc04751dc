package org.equipoise.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Respondent;
import org.equipoise.report.BoardText;
import org.equipoise.trial.PersonRecord;
import org.equipoise.trial.Refused;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.Cases;
import org.equipoise.waves.Contrast;
import org.equipoise.waves.Schedule;
import org.equipoise.waves.WaveBoard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Every wave at every site on one screen. */
@Command(
    name = "board",
    mixinStandardHelpOptions = true,
    header = "Show every wave at every site on one screen.",
    description =
        "%nWithout --arms nothing is shown from which anybody could guess an arm. With --arms also"
            + " how different the arms still are at each wave, and alarms of unequal loss; the"
            + " ledger first notes who looked, and why.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise wave board my-trial",
      "  equipoise wave board my-trial --as-of 2027-01-15 --lang sv",
      "  equipoise wave board my-trial --arms --reason \"monthly review\""
    })
final class WaveBoardCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Mixin private WaveOptions waves = new WaveOptions();

  @Option(names = "--arms", description = "Also the contrast between the arms, and alarms.")
  private boolean arms;

  @Option(names = "--reason", paramLabel = "TEXT", description = "With --arms: why.")
  private String reason = "";

  @Override
  public Integer call() throws IOException, Refused {
    try (Progress progress = trial.main().progress();
        OpenTrial open = trial.open(arms ? Role.ANALYST : Role.SITE)) {
      progress.stage("reading the ledger");
      LocalDate day = waves.day(trial);
      TrialState state = waves.state(open, day);
      Respondent.Id respondent = waves.respondent(state.protocol());
      Map<PersonId, PersonRecord> records = open.records().all();
      Schedule schedule = Schedule.of(state, records, day, respondent);
      Cases cases = Cases.of(state, WaveRatesCommand.known(records), day, respondent);
      WaveBoard board = WaveBoard.of(state, schedule, cases);
      if (arms) {
        open.noteViewing("wave board", reason);
      }
      List<Contrast> contrasts = arms ? Contrast.of(state, cases) : List.of();
      BoardText text =
          BoardText.of(state, board, contrasts, waves.waves(state.protocol()), trial.language());
      if (trial.json()) {
        Json.print(trial.out(), text.fields(day, respondent));
      } else {
        List<String> alarms =
            arms ? WaveLossCommand.alarms(state, cases, trial.language()) : List.of();
        text.print(trial.out(), day, respondent, alarms);
      }
      return Main.DONE;
    }
  }
}
