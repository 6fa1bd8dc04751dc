package org.equipoise.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.cli.SmallTrial.Run;

/** Commands on a trial in a folder, with a clock, secrets and lines typed that a test decides. */
final class TrialDesk {

  private final Path folder;
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private byte next = 1;
  private final Deque<String> typed = new ArrayDeque<>();
  private final Map<String, String> environment = new HashMap<>();

  TrialDesk(Path folder) {
    this.folder = folder;
  }

  Path path(String file) {
    return folder.resolve(file);
  }

  /** What is typed, or piped in, when a command asks. */
  TrialDesk types(String line) {
    typed.add(line);
    return this;
  }

  TrialDesk at(String instant) {
    now = Instant.parse(instant);
    return this;
  }

  /** The day by its clock. */
  java.time.LocalDate day() {
    return java.time.LocalDate.ofInstant(now, ZoneId.of("Europe/Stockholm"));
  }

  TrialDesk with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Secrets as far from random as can be, and never the same twice. */
  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    java.util.Arrays.fill(bytes, next++);
    return bytes;
  }

  /** Runs a command; a leading {@code /} in an argument, or one after {@code =}, is the folder. */
  Run run(String... args) {
    String here = folder + java.io.File.separator;
    String[] real = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      real[i] = args[i].startsWith("/") ? here + args[i].substring(1) : args[i];
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Surroundings here2 =
        new Surroundings(
            () -> now,
            ZoneId.of("Europe/Stockholm"),
            this::bytes,
            "tester",
            environment,
            prompt -> typed.poll(),
            false);
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), here2, real);
    return new Run(code, out.toString().replace(here, ""), err.toString().replace(here, ""));
  }

  /** The same, which must succeed. */
  String done(String... args) {
    Run run = run(args);
    if (run.code() != 0) {
      throw new AssertionError(List.of(args) + " gave " + run.code() + ": " + run.err());
    }
    return run.out();
  }

  /** A frozen trial at two sites drawn by the big stick, its key in {@code key}. */
  TrialDesk frozen() throws java.io.IOException {
    java.nio.file.Files.writeString(path("trial.json"), PROTOCOL);
    done("new", "/t", "--from", "/trial.json");
    done("freeze", "/t", "--key", "/key");
    return this;
  }

  /** The same with four people referred by codes of their own. */
  TrialDesk referred() throws java.io.IOException {
    frozen();
    java.nio.file.Files.writeString(path("r.csv"), REFERRALS);
    done("refer", "/t", "--file", "/r.csv");
    return this;
  }

  /** The trial id of one of them, or of somebody unknown. */
  String id(String code) {
    return types(code).run("id", "/t").out().strip();
  }

  static final String REFERRALS =
      """
      id;site;agrees;urgent;age
      A1;north;yes;no;30
      A2;north;ja;nej;41
      A3;south;yes;no;52
      A4;south;no;no;33
      """;

  static final String PROTOCOL =
      """
      {
        "equipoise": 1,
        "id": "small",
        "version": 1,
        "title": {"en": "A small trial", "sv": "En liten studie"},
        "purpose": "Does a team make life better?",
        "arms": [
          {"id": "now", "title": {"en": "Team now", "sv": "Team nu"}, "startsAfterDays": 0},
          {"id": "later", "title": {"en": "Team later", "sv": "Team senare"}, "control": true,
           "startsAfterDays": 90}
        ],
        "strata": ["site"],
        "draw": {"rule": "big-stick", "limit": 3},
        "intake": {"from": "2026-11-01", "to": "2027-10-31", "target": 40},
        "consents": [
          {"id": "agrees", "title": "To the draw", "purpose": "draw", "required": true},
          {"id": "surveys", "title": "To surveys", "purpose": "survey"}
        ],
        "eligibility": [{"id": "urgent", "question": "Is it urgent?", "mustBe": false}],
        "sites": ["north", "south"],
        "variables": [{"id": "age", "type": "number", "min": 18, "max": 64, "personal": true}],
        "waves": [{"id": "w1", "opens": 20, "due": 30, "closes": 60}],
        "items": [
          {"id": "life", "question": "How is life?", "type": "ordinal", "levels": ["1", "2", "3"]}
        ],
        "outcomes": [
          {"id": "life", "type": "ordinal", "direction": "up-good",
           "source": {"item": "life", "at": ["w1"]}}
        ],
        "analyses": [{"id": "main"}],
        "data": {"files": [{"name": "people", "rows": "person"}], "drawn": "drawn", "met": "met"}
      }
      """;
}
