package org.equipoise.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.equipoise.analysis.ScaleQuality;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Respondent;
import org.equipoise.report.ScalesText;
import org.equipoise.trial.Refused;
import org.equipoise.trial.TrialState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How well a survey was answered. */
@Command(
    name = "scales",
    mixinStandardHelpOptions = true,
    header = "Show questions left out, and the reliability of scales.",
    description =
        "%nAmong those who answered a wave, in full or in part: how many left each question out,"
            + " how many get a score on each scale, Cronbach's alpha and omega. No arm is shown.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise wave scales my-trial",
      "  equipoise wave scales my-trial --wave w2 --lang sv"
    })
final class WaveScalesCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Mixin private WaveOptions waves = new WaveOptions();

  @Override
  public Integer call() throws IOException, Refused {
    try (Progress progress = trial.main().progress();
        OpenTrial open = trial.open(Role.ANALYST)) {
      progress.stage("reading the ledger");
      LocalDate day = waves.day(trial);
      TrialState state = waves.state(open, day);
      Protocol protocol = state.protocol();
      Respondent.Id respondent = waves.respondent(protocol);
      ScaleQuality quality =
          ScaleQuality.of(
              state, open.state(), open.checkedAnswers(), respondent, waves.waves(protocol));
      double level = WaveRatesCommand.level(protocol);
      ScalesText text = ScalesText.of(protocol, respondent, quality, level, trial.language());
      if (trial.json()) {
        Json.print(trial.out(), text.fields(day));
      } else {
        text.print(trial.out(), day);
      }
      return Main.DONE;
    }
  }
}
