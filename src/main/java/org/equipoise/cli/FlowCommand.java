package org.equipoise.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Digest;
import org.equipoise.report.FlowFields;
import org.equipoise.report.FlowText;
import org.equipoise.store.ProtocolText;
import org.equipoise.trial.AnswerRecord;
import org.equipoise.trial.Refused;
import org.equipoise.trial.Standing;
import org.equipoise.waves.Chronicle;
import org.equipoise.waves.ParticipantFlow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The participant flow. */
@Command(
    name = "flow",
    mixinStandardHelpOptions = true,
    header = "Show the participant flow, from whom was approached to who is analysed.",
    description =
        "%nEvery number is counted from the ledger, every reason is told even when nobody has it, and"
            + " the boxes add up, or the command fails. --as-of tells what was on record by the end of"
            + " a day: what happened by then and was recorded later is not in it. Without --arms"
            + " nothing is shown from which anybody could guess an arm.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise flow my-trial --by site",
      "  equipoise flow my-trial --as-of 2026-12-31 --json",
      "  equipoise flow my-trial --arms --reason \"final report\" --out report --lang sv"
    })
final class FlowCommand implements Callable<Integer> {

  /** By what the main boxes may be divided. */
  private enum By {
    SITE,
    REFERRER
  }

  @Mixin private TrialArgument trial = new TrialArgument();

  @Option(names = "--arms", description = "Show each arm in a lane of its own.")
  private boolean arms;

  @Option(names = "--reason", paramLabel = "TEXT", description = "With --arms: why.")
  private String reason = "";

  @Option(
      names = "--by",
      paramLabel = "site|referrer",
      description = "Add a table by site or by agency. May be repeated.")
  private List<String> by = List.of();

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      converter = Day.class,
      description = "What was on record by the end of this day (default: now).")
  private @Nullable LocalDate asOf;

  @Override
  public Integer call() throws IOException, Refused {
    List<By> tables = new ArrayList<>();
    for (String each : by) {
      tables.add(Choice.of(By.class, "--by", each));
    }
    try (Progress progress = trial.main().progress();
        OpenTrial open = trial.open(arms ? Role.ANALYST : Role.SITE)) {
      progress.stage("reading the ledger");
      LocalDate today = trial.today();
      LocalDate day = asOf == null ? today : asOf;
      if (arms) {
        open.noteViewing("flow", reason);
      }
      boolean past = day.isBefore(today);
      Chronicle told =
          Chronicle.read(open.ledger(), new ProtocolText(), trial.surroundings().zone(), day);
      Map<PersonId, Standing> standings = past ? Map.of() : open.desk().standings();
      ParticipantFlow flow = ParticipantFlow.of(told, standings, answers(open, told), arms);
      print(open, flow, past, tables);
      return Main.DONE;
    }
  }

  /** Every answer; null when one of those committed to is not at hand. */
  private static @Nullable Map<Digest, AnswerRecord> answers(OpenTrial open, Chronicle told)
      throws IOException {
    Map<Digest, AnswerRecord> all = open.answers().all();
    return all.keySet().containsAll(told.state().answerRecords()) ? all : null;
  }

  private void print(OpenTrial open, ParticipantFlow flow, boolean past, List<By> tables)
      throws IOException {
    if (trial.json()) {
      Json.print(trial.out(), FlowFields.of(flow));
      return;
    }
    FlowText text = FlowText.of(open.protocol(), flow, past, trial.language());
    text.print(trial.out());
    for (By table : tables) {
      if (table == By.SITE) {
        text.printSites(trial.out());
      } else {
        text.printReferrers(trial.out());
      }
    }
  }
}
