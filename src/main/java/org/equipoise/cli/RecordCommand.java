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
import org.equipoise.store.CorrectionForm;
import org.equipoise.store.EventFile;
import org.equipoise.trial.Correction;
import org.equipoise.trial.Recorded;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records what happened to a person. */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    header = "Record what happened: told, met, ended, withdrew, left and more.",
    description = {
      "%nFacts stay; one that should not have been recorded is declared void by another. The drawn"
          + " arm never changes.",
      "",
      "  told ID …           was told the arm",
      "  met ID …            met the team: the service started",
      "  ended ID …          the service ended",
      "  never ID …          the service will not start",
      "  withdraw ID FROM    withdrew from: service, contact, registers, data",
      "  left ID CAUSE       cannot be followed: died, moved-abroad, lost",
      "  outside ID WHY      placed without a draw: urgent, exempt, fill-in; needs --approved-by",
      "  consent ID CODE yes|no       a consent given or refused later",
      "  answer ID CODE yes|no        an eligibility question answered otherwise, before the draw",
      "  deviation ID KIND   not-eligible-after-all, wrong-service, wrong-baseline, other",
      "  correct ID NAME=VALUE …      right values, or protected=yes; a draw keeps those it used",
      "  correct ID site=… referrer=… referred=…      the referral itself, before the draw",
      "  file FILE           several at once: columns id, date, event (told, met, ended, never, contact,",
      "                      data, service, registers, died, moved-abroad, lost); all or none",
      "  erase ID            erase all that is known of the person, for ever",
      "  void LINE           line LINE of the ledger should not have been recorded",
      "  approached WHY=NUMBER …      people approached and never referred, counted: declined,",
      "                      not-eligible, not-reached, other; needs --site, and --referrer where the",
      "                      protocol has agencies",
      "",
      "outside, answer, deviation, correct, erase and void need --reason.%n"
    },
    footer = {
      "",
      "Examples:",
      "  equipoise record my-trial met K7QF-2M9X-HP4C --date 2026-12-01",
      "  equipoise record my-trial withdraw K7QF-2M9X-HP4C contact",
      "  equipoise record my-trial approached --site north --referrer fk declined=12 not-reached=3"
    })
final class RecordCommand implements Callable<Integer> {

  /** More lines than this are only counted. */
  private static final int MOST_LINES = 20;

  @Mixin private TrialArgument trial = new TrialArgument();

  @Parameters(index = "1", paramLabel = "WHAT", description = "What happened, as listed above.")
  private String what = "";

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "WORD",
      description = "To whom, and how.")
  private List<String> words = List.of();

  @Option(
      names = "--date",
      paramLabel = "DATE",
      converter = Day.class,
      description = "When (default: today).")
  private @Nullable LocalDate date;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  @Option(names = "--approved-by", paramLabel = "WHO", description = "Who approved the placement.")
  private String approvedBy = "";

  @Option(names = "--site", paramLabel = "S", description = "With approached: at which site.")
  private String site = "";

  @Option(names = "--referrer", paramLabel = "R", description = "With approached: by which agency.")
  private String referrer = "";

  @Option(
      names = "--request",
      paramLabel = "TEXT",
      description = "Name of the request: the same one is never carried out twice.")
  private String request = "";

  @Option(names = "--yes", description = "With erase: yes, for ever.")
  private boolean yes;

  @Override
  public Integer call() throws IOException, Refused {
    try (OpenTrial open = trial.open(Role.SITE)) {
      Happening happening = Choice.of(Happening.class, "WHAT", what);
      List<String> named = happening.named(words, open);
      report(
          switch (happening) {
            case ERASE -> List.of(erase(open, named));
            case CORRECT -> correct(open, named);
            case APPROACHED ->
                open.desk().recordAll(Happening.approached(named, site, referrer, day()), reason);
            case FILE -> fromFile(open);
            default -> happened(open, happening.events(named, day(), approvedBy));
          });
      return Main.DONE;
    }
  }

  private LocalDate day() {
    return date == null ? trial.today() : date;
  }

  private List<Recorded> correct(OpenTrial open, List<String> named) throws IOException, Refused {
    Correction correction =
        CorrectionForm.read(
            open.protocol(), named.subList(1, named.size()), open.identity(), trial.today());
    return open.desk().correct(Happening.first(named), correction, reason);
  }

  /** One fact as it is asked for, or several at once: all or none, with one forced write. */
  private List<Recorded> happened(OpenTrial open, List<Event> events) throws IOException, Refused {
    if (events.size() == 1) {
      return List.of(open.desk().record(events.get(0), reason, request));
    } else if (!request.isEmpty()) {
      throw TrialArgument.bad(
          "--request", "one name for " + events.size() + " people", "name one person");
    }
    return open.desk().recordAll(events, reason);
  }

  private List<Recorded> fromFile(OpenTrial open) throws IOException, Refused {
    Happening.alone(words, 1);
    EventFile.Read read =
        EventFile.read(
            open.protocol(), Path.of(words.get(0)), trial.today(), null, WaveArgument.people(open));
    if (read.errors() > 0) {
      throw Refused.badInput(read.findings());
    }
    trial.warn(read.findings());
    return open.desk().recordAll(read.events(), reason);
  }

  private Recorded erase(OpenTrial open, List<String> named) throws IOException, Refused {
    Happening.alone(named, 1);
    if (!yes) {
      throw TrialArgument.bad(
          "--yes", "what is erased cannot be brought back", "write --yes to erase it for ever");
    }
    return open.desk().erase(Happening.first(named), reason);
  }

  private void report(List<Recorded> recorded) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    List<Finding> warnings = new ArrayList<>();
    int before = 0;
    for (Recorded one : recorded) {
      warnings.addAll(one.warnings());
      before += one.before() ? 1 : 0;
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("line", one.line());
      row.put("before", one.before());
      row.put("warnings", one.warnings());
      rows.add(row);
    }
    trial.warn(warnings);
    if (trial.json()) {
      Json.print(trial.out(), Map.of("recorded", rows));
    } else if (recorded.size() > MOST_LINES) {
      int added = recorded.size() - before;
      String stood = before == 0 ? "" : "; " + before + " stood there before";
      trial.out().println(added + " facts recorded" + stood);
    } else {
      for (Recorded one : recorded) {
        String stood = one.before() ? " stood there before; nothing was added" : "";
        trial.out().println((one.before() ? "line " : "recorded on line ") + one.line() + stood);
      }
    }
  }
}
