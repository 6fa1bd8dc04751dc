package org.equipoise.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.PersonId;
import org.equipoise.store.CorrectionForm;
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
      LocalDate day = date == null ? trial.today() : date;
      List<Recorded> recorded = new ArrayList<>();
      if (happening == Happening.ERASE) {
        recorded.add(erase(open));
      } else if (happening == Happening.CORRECT) {
        PersonId who = Happening.first(words);
        List<String> pairs = words.subList(1, words.size());
        Correction correction =
            CorrectionForm.read(open.protocol(), pairs, open.identity(), trial.today());
        recorded.addAll(open.desk().correct(who, correction, reason));
      } else if (happening == Happening.APPROACHED) {
        List<Event> counts = Happening.approached(words, site, referrer, day);
        recorded.addAll(open.desk().recordAll(counts, reason));
      } else {
        List<Event> events = happening.events(words, day, approvedBy);
        if (events.size() == 1) {
          recorded.add(open.desk().record(events.get(0), reason, request));
        } else if (request.isEmpty()) {
          // Several people at once: all or none, and one forced write for all of them.
          recorded.addAll(open.desk().recordAll(events, reason));
        } else {
          throw TrialArgument.bad(
              "--request", "one name for " + events.size() + " people", "name one person");
        }
      }
      report(recorded);
      return Main.DONE;
    }
  }

  private Recorded erase(OpenTrial open) throws IOException, Refused {
    Happening.alone(words, 1);
    if (!yes) {
      throw TrialArgument.bad(
          "--yes", "what is erased cannot be brought back", "write --yes to erase it for ever");
    }
    return open.desk().erase(Happening.first(words), reason);
  }

  private void report(List<Recorded> recorded) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Recorded one : recorded) {
      trial.warn(one.warnings());
      if (!trial.json()) {
        String before = one.before() ? " stood there before; nothing was added" : "";
        trial.out().println((one.before() ? "line " : "recorded on line ") + one.line() + before);
      }
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("line", one.line());
      row.put("before", one.before());
      row.put("warnings", one.warnings());
      rows.add(row);
    }
    if (trial.json()) {
      Json.print(trial.out(), Map.of("recorded", rows));
    }
  }
}
