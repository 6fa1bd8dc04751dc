package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.Protocol;
import org.equipoise.report.ChecklistText;
import org.equipoise.report.FlowFields;
import org.equipoise.report.FlowPlot;
import org.equipoise.report.FlowText;
import org.equipoise.store.ProtocolText;
import org.equipoise.trial.AnswerRecord;
import org.equipoise.trial.Refused;
import org.equipoise.trial.Standing;
import org.equipoise.waves.Checklist;
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

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write the picture (flow.svg), the numbers (flow.json) and a draft of the reporting"
              + " checklist (checklist.md) into this folder.")
  private @Nullable Path out;

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
      if (day.isAfter(today)) {
        throw TrialArgument.bad("--as-of", day + " is still to come", "name a day until today");
      }
      if (arms) {
        open.noteViewing("flow", reason);
      }
      boolean past = day.isBefore(today);
      Chronicle told =
          Chronicle.read(open.ledger(), new ProtocolText(), trial.surroundings().zone(), day);
      if (!told.state().frozen()) {
        throw TrialArgument.bad(
            "--as-of", "on " + day + " nothing was written yet", "name a later day");
      }
      ParticipantFlow flow = count(open, told, past, arms);
      print(told, flow, past, tables);
      if (out != null) {
        write(out, told, flow);
      }
      return Main.DONE;
    }
  }

  /**
   * Counts the flow.
   *
   * @param past whether the day is over, so that the records may say more than was known then
   * @param arms whether arms may be seen
   */
  static ParticipantFlow count(OpenTrial open, Chronicle told, boolean past, boolean arms)
      throws IOException, Refused {
    Map<PersonId, Standing> standings = past ? Map.of() : open.desk().standings();
    return ParticipantFlow.of(told, standings, answers(open, told), arms);
  }

  /** Every answer; null when one that was there on that day was erased since. */
  private static @Nullable Map<Digest, AnswerRecord> answers(OpenTrial open, Chronicle told)
      throws IOException, Refused {
    Map<Digest, AnswerRecord> all = open.checkedAnswers();
    return all.keySet().containsAll(told.state().answerRecords()) ? all : null;
  }

  private void write(Path folder, Chronicle told, ParticipantFlow flow) throws IOException {
    Files.createDirectories(folder);
    Protocol protocol = told.state().protocol();
    Checklist list = Checklist.of(told, flow, trial.surroundings().zone());
    StringWriter numbers = new StringWriter();
    Json.print(new PrintWriter(numbers, true), FlowFields.of(flow));
    Map<String, String> files = new LinkedHashMap<>();
    files.put("flow.svg", FlowPlot.of(protocol, flow, trial.language()).svg());
    files.put("flow.json", numbers.toString());
    files.put("checklist.md", ChecklistText.of(protocol, list, trial.language()));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path written = folder.resolve(file.getKey());
      Files.writeString(written, file.getValue());
      if (!trial.json()) {
        trial.out().println("wrote " + written);
      }
    }
  }

  private void print(Chronicle told, ParticipantFlow flow, boolean past, List<By> tables)
      throws IOException {
    if (trial.json()) {
      Json.print(trial.out(), FlowFields.of(flow));
      return;
    }
    FlowText text = FlowText.of(told.state().protocol(), flow, past, trial.language());
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
