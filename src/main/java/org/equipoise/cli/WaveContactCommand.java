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
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.Event;
import org.equipoise.protocol.DispositionCode;
import org.equipoise.protocol.Protocol;
import org.equipoise.report.AnswersText;
import org.equipoise.store.ContactFile;
import org.equipoise.trial.Recorded;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records attempts to reach people for a wave. */
@Command(
    name = "contact",
    mixinStandardHelpOptions = true,
    header = "Record attempts to reach people for a wave, and what came of them.",
    description = {
      "%nAn outcome is a disposition code of AAPOR (2.11) or one of its words. Who refused, died,"
          + " cannot take part or does not belong to the trial is never contacted again, in any"
          + " wave or mode; a consent given later lifts a refusal.",
      "",
      "  refusal 2.11       break-off 2.12      not-reached 2.20     postponed 2.21",
      "  no-answer 2.24     away 2.25           late 2.27            other 2.30",
      "  dead 2.31          unable 2.32         language 2.33        literacy 2.34",
      "  not-sent 3.11      returned-mail 3.31  moved 3.32",
      "  answering-machine 2.22",
      "",
      "--words lists every code that may be recorded.",
      "",
      "A file has the columns id, wave, date and outcome; mode and respondent if you have them.%n"
    },
    footer = {
      "",
      "Examples:",
      "  equipoise wave contact my-trial K7QF-2M9X-HP4C w2 no-answer --mode phone",
      "  equipoise wave contact my-trial --file contacts.csv"
    })
final class WaveContactCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Parameters(
      index = "1..*",
      arity = "0..3",
      paramLabel = "ID WAVE OUTCOME",
      description = "About whom, for which wave, and what came of it.")
  private List<String> words = List.of();

  @Option(names = "--file", paramLabel = "FILE", description = "A table, one row an attempt.")
  private @Nullable Path file;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      converter = Day.class,
      description = "The day (default: today).")
  private @Nullable LocalDate date;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "How: web, paper, phone or assisted.")
  private @Nullable String mode;

  @Option(
      names = "--respondent",
      paramLabel = "WHO",
      description = "Who was sought (default: the participant).")
  private @Nullable String respondent;

  @Option(
      names = "--encoding",
      paramLabel = "utf-8|latin-1",
      description = "How the file is encoded (default: utf-8).")
  private @Nullable String encoding;

  @Option(names = "--words", description = "List every code and word, and record nothing.")
  private boolean list;

  @Override
  public Integer call() throws IOException, Refused {
    if (!list && (file == null) != (words.size() == 3)) {
      throw TrialArgument.bad(
          "wave contact",
          file == null
              ? "it is not told who, which wave and what came of it"
              : "both a file and words",
          "write ID WAVE OUTCOME for one attempt, or --file FILE");
    }
    try (Progress progress = trial.main().progress();
        OpenTrial open = trial.open(Role.SITE)) {
      if (list) {
        AnswersText.of(open.protocol(), trial.language()).printOutcomes(trial.out());
        return Main.DONE;
      }
      progress.stage("reading the contacts");
      List<Event.ContactAttempted> attempts = new ArrayList<>();
      if (file == null) {
        attempts.add(one(open));
      } else {
        ContactFile.Read read =
            ContactFile.read(
                open.protocol(),
                file,
                trial.today(),
                WaveArgument.encoding(encoding),
                WaveArgument.people(open));
        if (read.errors() > 0) {
          return trial.refuse(read.findings(), read.errors());
        }
        trial.warn(read.findings());
        attempts.addAll(read.attempts());
      }
      progress.stage("recording the contacts");
      print(open.protocol(), attempts, open.desk().recordAll(attempts, ""));
      return Main.DONE;
    }
  }

  private Event.ContactAttempted one(OpenTrial open) throws IOException, Refused {
    Protocol protocol = open.protocol();
    DispositionCode code = DispositionCode.parse(words.get(2)).orElse(null);
    if (code == null) {
      throw TrialArgument.bad(
          "OUTCOME",
          "there is no outcome '" + Choice.shown(words.get(2)) + "'",
          ContactFile.hint(words.get(2)));
    }
    return new Event.ContactAttempted(
        open.id(words.get(0)),
        WaveArgument.wave(protocol, "WAVE", words.get(1)).id(),
        WaveArgument.respondent(protocol, respondent),
        date == null ? trial.today() : date,
        WaveArgument.mode(mode),
        code.code());
  }

  private void print(
      Protocol protocol, List<Event.ContactAttempted> attempts, List<Recorded> recorded)
      throws IOException {
    List<Finding> warnings = new ArrayList<>();
    recorded.forEach(one -> warnings.addAll(one.warnings()));
    trial.warn(warnings);
    if (!trial.json()) {
      AnswersText.of(protocol, trial.language()).printContacts(trial.out(), attempts, recorded);
      return;
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < recorded.size(); i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("person", attempts.get(i).person());
      row.put("wave", attempts.get(i).wave());
      row.put("respondent", attempts.get(i).respondent());
      row.put("outcome", attempts.get(i).outcome());
      row.put("line", recorded.get(i).line());
      row.put("before", recorded.get(i).before());
      row.put("warnings", recorded.get(i).warnings());
      rows.add(row);
    }
    Json.print(trial.out(), Map.of("contacts", rows));
  }
}
