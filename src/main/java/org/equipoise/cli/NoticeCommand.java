package org.equipoise.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.Event.ArmDrawn;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Arm;
import org.equipoise.trial.Fact;
import org.equipoise.trial.Person;
import org.equipoise.trial.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the notice of a draw. */
@Command(
    name = "notice",
    mixinStandardHelpOptions = true,
    header = "Print what a drawn person is told.",
    description =
        "%nNow, or later and not before which day; what it means; that chance decided. The ledger"
            + " notes who printed it. With --untold: the notices of everybody drawn and not yet"
            + " recorded as told.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise notice my-trial K7QF-2M9X-HP4C",
      "  equipoise notice my-trial --untold --out letters --lang sv"
    })
final class NoticeCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "The trial id.")
  private @Nullable String id;

  @Option(names = "--untold", description = "Everybody drawn and not told yet.")
  private boolean untold;

  @Option(names = "--site", paramLabel = "S", description = "With --untold: at this site only.")
  private String site = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "With --untold: write each notice as a text file into this folder.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException, Refused {
    String one = id;
    if ((one == null) != untold || (!untold && (out != null || !site.isEmpty()))) {
      throw TrialArgument.bad(
          "ID", "neither one person nor --untold, or both", "write ID, or --untold");
    }
    try (OpenTrial open = trial.open(Role.SITE)) {
      if (one == null) {
        return everybody(open);
      }
      PersonId who = open.id(one);
      Person person = open.person(who);
      Fact<ArmDrawn> drawn = person.drawn();
      if (drawn == null) {
        String standing = TrialArgument.words(person.standing());
        throw Refused.no(
            List.of(
                Finding.error(
                    Place.file("ID"),
                    who + " is not drawn (" + standing + ")",
                    "there is a notice once chance has decided")));
      }
      open.noteViewing("notice " + who, "to tell the person");
      String caution = Notices.caution(person);
      if (!caution.isEmpty()) {
        trial.err().println("equipoise: " + caution);
      }
      String text = new Notices(open.state(), trial.language()).page(who);
      if (trial.json()) {
        Json.print(trial.out(), fields(who, drawn.event(), text));
      } else {
        trial.out().print(text);
      }
      return Main.DONE;
    }
  }

  /** The notices of all who wait for one; those who must not be written to are named instead. */
  private int everybody(OpenTrial open) throws IOException, Refused {
    Path folder = out;
    if (folder != null) {
      Notices.prepare(folder);
    }
    List<Person> waiting = Notices.untold(open.state(), site);
    if (!waiting.isEmpty()) {
      open.noteViewing("notices of " + waiting.size() + " not told yet", "to tell them");
    }
    Notices words = new Notices(open.state(), trial.language());
    List<Map<String, Object>> rows = new ArrayList<>();
    int shown = 0;
    for (Person person : waiting) {
      Fact<ArmDrawn> drawn = person.drawn();
      String caution = Notices.caution(person);
      if (drawn == null || !caution.isEmpty()) {
        trial.err().println("equipoise: " + person.id() + ": " + caution);
        continue;
      }
      if (folder != null) {
        words.write(person.id(), folder);
      } else if (!trial.json()) {
        // A form feed, so that a printer begins a new sheet.
        trial.out().print((shown == 0 ? "" : "\f") + words.page(person.id()));
      }
      rows.add(fields(person.id(), drawn.event(), words.page(person.id())));
      shown++;
    }
    if (trial.json()) {
      Json.print(trial.out(), Map.of("notices", rows));
    } else if (folder != null) {
      trial.out().println(shown + " notices written to " + folder);
    } else if (shown == 0) {
      trial.err().println("equipoise: nobody is drawn and not told yet");
    }
    return Main.DONE;
  }

  private static Map<String, Object> fields(PersonId who, ArmDrawn drawn, String text) {
    Map<String, Object> fields = new LinkedHashMap<>();
    Arm.Id arm = drawn.drawn().arm();
    fields.put("person", who);
    fields.put("arm", arm == null ? null : arm.value());
    fields.put("start", drawn.start());
    fields.put("on", drawn.on());
    fields.put("text", text);
    return fields;
  }
}
