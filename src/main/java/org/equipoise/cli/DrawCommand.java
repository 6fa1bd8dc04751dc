package org.equipoise.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.equipoise.draw.Streams;
import org.equipoise.finding.Finding;
import org.equipoise.ledger.Actor.Role;
import org.equipoise.ledger.PersonId;
import org.equipoise.protocol.Arm;
import org.equipoise.trial.Refused;
import org.equipoise.trial.Standing;
import org.equipoise.trial.Told;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets chance decide. */
@Command(
    name = "draw",
    mixinStandardHelpOptions = true,
    header = "Let chance decide, for one person or for all who are ready.",
    description =
        "%nThe draw is on the disk before it is shown. Who is drawn already keeps the arm: asking"
            + " again shows it and draws nothing.%n",
    footer = {
      "",
      "Examples:",
      "  equipoise draw my-trial K7QF-2M9X-HP4C --key /media/usb/draw.key",
      "  equipoise draw my-trial --all --site stockholm --notices letters --lang sv"
    })
final class DrawCommand implements Callable<Integer> {

  @Mixin private TrialArgument trial = new TrialArgument();

  @Mixin private KeyOption key = new KeyOption();

  @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "Whom to draw.")
  private @Nullable String id;

  @Option(names = "--all", description = "Draw everybody who is ready.")
  private boolean all;

  @Option(names = "--site", paramLabel = "S", description = "With --all: at this site only.")
  private String site = "";

  @Option(
      names = "--one-by-one",
      description =
          "With --all: bring each draw to the disk and show it before the next is made, rather than"
              + " all in one go.")
  private boolean oneByOne;

  @Option(
      names = "--notices",
      paramLabel = "DIR",
      description = "Write each notice as a text file into this folder.")
  private @Nullable Path notices;

  @Override
  public Integer call() throws IOException, Refused {
    String one = id;
    if ((one == null) != all || (!all && (oneByOne || !site.isEmpty()))) {
      throw TrialArgument.bad("ID", "neither one person nor --all, or both", "ID, or --all");
    }
    try (Progress progress = trial.main().progress();
        OpenTrial open = trial.open(Role.DRAWER)) {
      progress.stage("reading the ledger");
      Streams streams = open.streams(key.in(open, trial.surroundings()));
      Path letters = notices;
      if (letters != null) {
        Notices.prepare(letters);
      }
      progress.stage("drawing");
      if (oneByOne) {
        return eachByItself(open, streams);
      }
      List<Told> told =
          one == null
              ? open.desk().drawReady(site, streams)
              : List.of(open.desk().draw(open.id(one), streams));
      List<Finding> warnings = new ArrayList<>();
      told.forEach(each -> warnings.addAll(each.warnings()));
      if (all) {
        warnings.addAll(open.desk().undrawn(site, told.size()));
      }
      trial.warn(warnings);
      int code = Main.DONE;
      if (letters != null) {
        progress.stage("writing notices");
        code = write(new Notices(open.state(), trial.language()), told, letters);
      }
      report(open, told);
      return code;
    }
  }

  /** What is drawn stands and is shown whether or not its notice can be written. */
  private int write(Notices words, List<Told> told, Path letters) {
    try {
      words.write(told, letters);
      return Main.DONE;
    } catch (IOException e) {
      trial
          .err()
          .println(
              "equipoise: error: the draws stand, but their notices could not be written to "
                  + letters
                  + ": "
                  + Main.reason(e)
                  + "; write them with: equipoise notice "
                  + trial.path()
                  + " --untold --out DIR");
      return Main.BAD_INPUT;
    }
  }

  private int eachByItself(OpenTrial open, Streams streams) throws IOException, Refused {
    PrintWriter out = trial.out();
    Notices words = new Notices(open.state(), trial.language());
    int drawn = 0;
    int code = Main.DONE;
    for (Map.Entry<PersonId, Standing> each : open.desk().standings().entrySet()) {
      boolean here = site.isEmpty() || open.person(each.getKey()).site().equals(site);
      if (here && each.getValue().ready()) {
        Told told = open.desk().draw(each.getKey(), streams);
        trial.warn(told.warnings());
        if (notices != null) {
          code = Math.max(code, write(words, List.of(told), notices));
        }
        out.println(words.line(told));
        drawn += told.before() ? 0 : 1;
        if (out.checkError()) {
          // Nobody sees the arms any more: the rest are drawn when somebody does.
          break;
        }
      }
    }
    trial.warn(open.desk().undrawn(site, drawn));
    out.println(drawn + " drawn" + earlier(open, drawn));
    return code;
  }

  private void report(OpenTrial open, List<Told> told) throws IOException {
    PrintWriter out = trial.out();
    Notices words = new Notices(open.state(), trial.language());
    if (trial.json()) {
      Json.print(out, Map.of("drawn", told.stream().map(DrawCommand::fields).toList()));
    } else if (all) {
      for (Told each : told) {
        out.println(words.line(each));
      }
      out.println(told.size() + " drawn" + earlier(open, told.size()));
    } else {
      Told only = told.get(0);
      if (only.before()) {
        String when = only.event().on() + " (line " + only.line() + ")";
        trial.err().println("equipoise: drawn on " + when + "; nothing was drawn now");
      }
      out.print(words.page(only.person()));
    }
  }

  /** When nobody was drawn: who was drawn earlier and may still wait for the notice. */
  private String earlier(OpenTrial open, int drawn) {
    int untold = drawn > 0 ? 0 : Notices.untold(open.state(), site).size();
    return untold == 0
        ? ""
        : "; "
            + untold
            + " drawn earlier and not told yet: equipoise notice "
            + trial.path()
            + " --untold";
  }

  private static Map<String, Object> fields(Told told) {
    Map<String, Object> fields = new LinkedHashMap<>();
    Arm.Id arm = told.event().drawn().arm();
    LocalDate start = told.event().start();
    fields.put("person", told.person());
    fields.put("arm", arm == null ? null : arm.value());
    fields.put("start", start);
    fields.put("on", told.event().on());
    fields.put("line", told.line());
    fields.put("before", told.before());
    return fields;
  }
}
