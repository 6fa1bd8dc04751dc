package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.document.HtmlPage;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Respondent;
import org.equipoise.protocol.Wave;
import org.equipoise.report.StatusFields;
import org.equipoise.report.StatusReport;
import org.equipoise.report.StatusText;
import org.equipoise.store.OutputFile;
import org.equipoise.trial.Delivery;
import org.equipoise.trial.Enrolment;
import org.equipoise.trial.PersonRecord;
import org.equipoise.trial.Refused;
import org.equipoise.trial.TrialState;
import org.equipoise.waves.Cases;
import org.equipoise.waves.Schedule;
import org.equipoise.waves.WaveAhead;
import org.equipoise.waves.WaveBoard;
import org.jspecify.annotations.Nullable;
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
            + " ledger first notes who looked, and why. With --html a page with pictures, the"
            + " survey waves and the next days is written, for those who run the trial.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise status my-trial",
      "  equipoise status my-trial --html board.html --force",
      "  equipoise status my-trial --html --lang sv",
      "  equipoise status my-trial --arms --reason \"monthly review\""
    })
final class StatusCommand implements Callable<Integer> {

  /** How many days ahead the page looks. */
  private static final int DAYS = 7;

  @Mixin private TrialArgument trial = new TrialArgument();

  @Option(names = "--arms", description = "Show what became of the arms.")
  private boolean arms;

  @Option(names = "--reason", paramLabel = "TEXT", description = "With --arms: why.")
  private String reason = "";

  @Option(
      names = "--html",
      arity = "0..1",
      fallbackValue = "status.html",
      paramLabel = "FILE",
      description =
          "Write the board as one page that needs nothing else (default: status.html here).")
  private @Nullable Path page;

  @Mixin private Overwrite overwrite = new Overwrite();

  @Override
  public Integer call() throws IOException, Refused {
    overwrite.check("--html", page, trial.path(), List.of());
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
      if (page != null) {
        write(open, enrolment, delivery, page, today);
      } else if (trial.json()) {
        Json.print(trial.out(), StatusFields.of(open.protocol(), enrolment, delivery));
      } else {
        StatusText.of(open.protocol(), enrolment, delivery, trial.language())
            .print(trial.out(), today);
        if (arms) {
          losses(open, today).forEach(alarm -> trial.out().println("! " + alarm));
        }
      }
      return Main.DONE;
    }
  }

  private void write(
      OpenTrial open, Enrolment enrolment, @Nullable Delivery delivery, Path file, LocalDate today)
      throws IOException, Refused {
    TrialState state = open.state();
    StatusReport.Arms shown =
        delivery == null ? null : new StatusReport.Arms(delivery, losses(open, today));
    StatusReport.Basis basis =
        new StatusReport.Basis(today, state.lines(), state.head().hex(), Main.program());
    var document =
        StatusReport.of(
            open.protocol(), enrolment, surveys(open, today), shown, basis, trial.language());
    OutputFile.write(file, HtmlPage.of(document).html());
    if (trial.json()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("wrote", file);
      fields.put("line", state.lines());
      fields.put("arms", arms);
      Json.print(trial.out(), fields);
    } else {
      trial.out().println("wrote " + file);
    }
  }

  /** How the survey waves go; null when the protocol has none. */
  private StatusReport.@Nullable Surveys surveys(OpenTrial open, LocalDate today)
      throws IOException {
    TrialState state = open.state();
    if (state.protocol().waves().isEmpty()) {
      return null;
    }
    Respondent.Id participant = state.protocol().participant();
    Map<PersonId, PersonRecord> records = open.records().all();
    Schedule schedule = Schedule.of(state, records, today, participant);
    Cases cases = Cases.of(state, WaveRatesCommand.known(records), today, participant);
    Map<Wave.Id, LocalDate> closed = new HashMap<>();
    for (Wave wave : schedule.waves()) {
      state.closed(wave.id()).ifPresent(on -> closed.put(wave.id(), on));
    }
    WaveBoard board = WaveBoard.of(state, schedule, cases);
    return new StatusReport.Surveys(participant, board, WaveAhead.of(schedule, DAYS), closed);
  }

  /** Alarms of unequal response, which only those hear who may see the arms. */
  private List<String> losses(OpenTrial open, LocalDate today) throws IOException {
    Cases cases =
        Cases.of(
            open.state(),
            WaveRatesCommand.known(open.records().all()),
            today,
            open.protocol().participant());
    return WaveLossCommand.alarms(open.state(), cases, trial.language());
  }
}
