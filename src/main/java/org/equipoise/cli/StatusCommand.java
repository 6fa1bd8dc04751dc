package org.equipoise.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.PersonId;
import org.equipoise.report.StatusFields;
import org.equipoise.report.StatusText;
import org.equipoise.trial.Delivery;
import org.equipoise.trial.Enrolment;
import org.equipoise.trial.Refused;
import org.equipoise.waves.Cases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the trial goes. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    header = "Show how the intake goes; the arms only when asked for.",
    description =
        "%nWithout --arms nothing is shown from which anybody could guess an arm. With --arms the"
            + " ledger first notes who looked, and why.%n")
final class StatusCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Option(names = "--arms", description = "Show what became of the arms.")
  private boolean arms;

  @Option(names = "--reason", paramLabel = "TEXT", description = "With --arms: why.")
  private String reason = "";

  @Override
  public Integer call() throws IOException, Refused {
    try (Progress progress = trial.main().progress();
        OpenTrial open = trial.open(arms ? Role.ANALYST : Role.SITE)) {
      progress.stage("reading the ledger");
      open.noteProposal();
      LocalDate today = trial.today();
      if (arms) {
        open.noteViewing("status", reason);
      }
      Enrolment enrolment = Enrolment.of(open.state(), open.desk().standings(), today);
      Delivery delivery = arms ? Delivery.of(open.state(), today) : null;
      if (trial.json()) {
        Json.print(trial.out(), StatusFields.of(open.protocol(), enrolment, delivery));
      } else {
        StatusText.of(open.protocol(), enrolment, delivery, trial.language())
            .print(trial.out(), today);
        if (arms) {
          printLoss(open, today);
        }
      }
      return Main.DONE;
    }
  }

  /** Alarms of unequal response, which only those hear who may see the arms. */
  private void printLoss(OpenTrial open, LocalDate today) throws IOException {
    Predicate<PersonId> hidden = WaveRatesCommand.known(open.records().all());
    Cases cases = Cases.of(open.state(), hidden, today, open.protocol().participant());
    for (String alarm : WaveLossCommand.alarms(open.state(), cases, trial.language())) {
      trial.out().println("! " + alarm);
    }
  }
}
