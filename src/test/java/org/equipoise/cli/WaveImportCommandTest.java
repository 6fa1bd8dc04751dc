package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.equipoise.ledger.Event;
import org.equipoise.ledger.Ledger;
import org.equipoise.protocol.Digest;
import org.equipoise.protocol.DispositionCode;
import org.equipoise.store.SqliteAnswers;
import org.equipoise.store.SqliteLedger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers, contacts and themes by command. */
class WaveImportCommandTest {

  private static final String PROTOCOL =
      """
      {
        "equipoise": 1, "id": "small", "version": 1,
        "title": "A small trial", "purpose": "Does a team make life better?",
        "arms": [
          {"id": "now", "startsAfterDays": 0},
          {"id": "later", "control": true, "startsAfterDays": 90}
        ],
        "draw": {"rule": "big-stick", "limit": 3},
        "intake": {"from": "2026-11-01", "to": "2027-10-31", "target": 40},
        "consents": [
          {"id": "agrees", "title": "To the draw", "purpose": "draw", "required": true},
          {"id": "surveys", "title": "To surveys", "purpose": "survey"}
        ],
        "sites": ["north", "south"],
        "variables": [{"id": "age", "type": "number", "min": 18, "max": 64}],
        "waves": [
          {"id": "w1", "title": {"en": "Before", "sv": "Före"}, "baseline": true, "opens": -21,
           "due": -7, "closes": 0},
          {"id": "w2", "title": {"en": "After", "sv": "Efter"}, "opens": 20, "due": 30, "closes": 60}
        ],
        "items": [
          {"id": "life", "question": "How is life?", "type": "ordinal", "levels": ["1", "2", "3"]},
          {"id": "work", "question": "How is work?", "type": "ordinal", "levels": ["1", "2", "3"]},
          {"id": "more", "question": {"en": "More?", "sv": "Mer?"}, "type": "text",
           "themes": [{"code": "good", "title": {"en": "Good", "sv": "Bra"}}, "bad"]}
        ],
        "outcomes": [
          {"id": "life", "type": "ordinal", "direction": "up-good",
           "source": {"item": "life", "at": ["w2"]}}
        ],
        "analyses": [{"id": "main"}],
        "cells": {"display": 3},
        "data": {"files": [{"name": "people", "rows": "person"}], "drawn": "drawn", "met": "met"}
      }
      """;

  @TempDir private Path folder;
  private TrialDesk desk;

  @BeforeEach
  void trial() throws IOException {
    desk = new TrialDesk(folder);
    Files.writeString(desk.path("trial.json"), PROTOCOL);
    desk.done("new", "/t", "--from", "/trial.json");
    desk.done("freeze", "/t", "--key", "/key");
  }

  private void refer(int people) throws IOException {
    StringBuilder rows = new StringBuilder("id;referred;site;agrees;surveys;age\n");
    for (int i = 1; i <= people; i++) {
      String surveys = i == 4 ? "no" : "yes";
      rows.append("A").append(i).append(";2026-11-01;north;yes;").append(surveys).append(";30\n");
    }
    Files.writeString(desk.path("r.csv"), rows);
    desk.done("refer", "/t", "--file", "/r.csv");
  }

  private String take(String rows, String... more) throws IOException {
    Files.writeString(desk.path("a.csv"), rows);
    List<String> args = new ArrayList<>(List.of("wave", "import", "/t", "/a.csv"));
    args.addAll(List.of(more));
    return desk.done(args.toArray(String[]::new));
  }

  private static final String HEAD = "id;wave;date;life;work;more\n";

  private static void has(String text, String part) {
    assertTrue(text.replaceAll("\\s+", " ").contains(part), text);
  }

  @Test
  void import_tellsWhatBecameOfEachForm_andIsSafeToRepeat() throws IOException {
    refer(5);
    String first = HEAD + "A1;w1;2026-11-20;1;2;\nA2;w1;2026-11-20;1;;\nA4;w1;2026-11-20;1;1;\n";
    String out = take(first, "--dry-run");
    has(out, "Nothing is written");
    assertFalse(Files.exists(desk.path("t/answers.db")), "a rehearsal writes nothing");
    out = take(first);
    has(out, "Before (w1), participant 3 2 0 0 0 0 1");
    has(out, "of those written: 1 partial");
    has(out, "line 4 " + desk.id("A4") + " w1 the consent to be asked is not given");
    has(take(first), "Before (w1), participant 3 0 2 0 0 0 1");
    String changed = HEAD + "A1;w1;2026-11-21;3;2;\nA2;w1;2026-11-21;1;3;\n";
    out = take(changed);
    has(out, "Before (w1), participant 2 0 0 1 0 1 0");
    has(out, "line 2 " + desk.id("A1") + " w1 those of line");
    assertFalse(out.contains(" 3;2"), "answers are never printed");
    out = take(changed, "--replace", "--reason", "the paper was misread");
    has(out, "Before (w1), participant 2 0 1 0 1 0 0");
    has(take(changed, "--lang", "sv"), "Före (w1)");
    has(desk.done("verify", "/t"), "Intact: YES.");
  }

  @Test
  void import_ofABadFileTakesNothing() throws IOException {
    refer(3);
    Files.writeString(
        desk.path("a.csv"), HEAD + "A1;w1;2026-11-20;1;2;\nA2;w1;2026-11-20;9;;\nB;w1;;1;1;\n");
    SmallTrial.Run run = desk.run("wave", "import", "/t", "/a.csv");
    assertEquals(2, run.code());
    has(run.err(), "a.csv:3:4: error: life: \"9\" is no answer to 'life'");
    has(run.err(), "a.csv:4:1: error: id: nobody has the code \"B\"");
    assertFalse(Files.exists(desk.path("t/answers.db")));
  }

  @Test
  void contact_takesOneAttemptAndAFile() throws IOException {
    refer(3);
    String id = desk.id("A1");
    has(
        desk.done("wave", "contact", "/t", id, "w1", "no-answer", "--mode", "phone"),
        "1 contacts recorded, 0 stood there before. 2.24 Nobody answered: 1");
    Files.writeString(
        desk.path("c.csv"),
        "id;våg;datum;utfall;sätt\nA1;w1;2026-11-22;2,24;telefon\nA2;w1;2026-11-22;refusal;\n");
    has(
        desk.done("wave", "contact", "/t", "--file", "/c.csv"),
        "1 contacts recorded, 1 stood there before.");
    SmallTrial.Run bad = desk.run("wave", "contact", "/t", id, "w1", "1.1");
    assertEquals(2, bad.code());
    has(bad.err(), "follows from what was answered");
    assertEquals(2, desk.run("wave", "contact", "/t", id, "w1").code());
    for (String language : List.of("en", "sv")) {
      String words = desk.done("wave", "contact", "/t", "--words", "--lang", language);
      for (DispositionCode code : DispositionCode.values()) {
        String line = code.code() + " " + code.word(language).orElse("");
        String told = (line.strip() + " " + code.title(language)).strip();
        boolean listed = words.lines().anyMatch(l -> l.replaceAll(" +", " ").equals(told));
        assertEquals(code.byHand(), listed, told);
      }
    }
  }

  @Test
  void contact_helpNamesOnlyWordsThatMeanTheirCode() {
    String help = desk.done("wave", "contact", "--help");
    Matcher pairs = Pattern.compile("([a-z][a-z-]+) (\\d\\.\\d\\d)").matcher(help);
    int found = 0;
    while (pairs.find()) {
      Optional<String> code = DispositionCode.parse(pairs.group(1)).map(DispositionCode::code);
      assertEquals(Optional.of(pairs.group(2)), code, pairs.group());
      found++;
    }
    assertEquals(16, found, help);
  }

  /** The rows come in another order than that of the draw, one late and after the draw at once. */
  @Test
  void import_listsEachRowOnceInTheOrderOfTheFile() throws IOException {
    refer(3);
    desk.done("draw", "/t", "--all", "--key", "/key");
    desk.at("2026-11-30T10:00:00Z");
    String out = take(HEAD + "A3;w1;2026-11-25;1;2;\nA1;w1;2026-11-26;1;2;\n");
    has(out, "line 2 " + desk.id("A3") + " w1 late, after the window had closed, after the draw");
    assertTrue(out.indexOf("line 2 ") < out.indexOf("line 3 "), out);
    assertEquals(out.indexOf("line 2 "), out.lastIndexOf("line 2 "), out);
    String swedish = desk.done("wave", "import", "/t", "/a.csv", "--dry-run", "--lang", "sv");
    assertFalse(swedish.contains("beskedet"), swedish);
  }

  @Test
  void close_marksLaterAnswersLate() throws IOException {
    refer(3);
    has(
        desk.done("wave", "close", "/t", "w1", "--date", "2026-11-20", "--reason", "enough"),
        "Before (w1) is closed: 2026-11-20 was its last day");
    has(take(HEAD + "A1;w1;2026-11-21;1;2;\n"), "w1 late, after the window had closed");
  }

  @Test
  void texts_areHandedOutOnlyAfterADecision_andThemesCounted() throws IOException {
    refer(9);
    StringBuilder rows = new StringBuilder(HEAD);
    for (int i = 1; i <= 9; i++) {
      rows.append("A" + i + ";w1;2026-11-20;1;2;" + (i < 8 ? "hemligt " + i : "") + "\n");
    }
    take(rows.toString());
    SmallTrial.Run undecided = desk.run("wave", "texts", "/t", "--item", "more", "--out", "/x.csv");
    assertEquals(2, undecided.code());
    has(undecided.err(), "nobody has decided");
    has(
        desk.done(
            "wave", "texts", "/t", "--release", "--approved-by", "A. Berg", "--reason", "coding"),
        "Texts that answer more may be handed out: decided by A. Berg");
    String out = desk.done("wave", "texts", "/t", "--out", "/x.csv");
    has(out, "6 texts written to x.csv");
    assertFalse(out.contains("hemligt"));
    List<String> lines = Files.readAllLines(desk.path("x.csv"), StandardCharsets.UTF_8);
    assertEquals(7, lines.size());
    List<String> coded = new ArrayList<>(List.of(lines.get(0)));
    for (String line : lines.subList(1, 7)) {
      coded.add(line + (line.contains("hemligt 1") ? "bad good" : "good"));
    }
    Files.write(desk.path("x2.csv"), coded);
    has(desk.done("wave", "themes", "/t", "--file", "/x2.csv"), "6 codings recorded, 0 stood");
    has(desk.done("wave", "themes", "/t", "--file", "/x2.csv"), "0 codings recorded, 6 stood");
    String themes = desk.done("wave", "themes", "/t", "--lang", "sv");
    // A4 gave no consent: 8 answered, 6 wrote, all coded; one theme rests on a single text.
    has(themes, "besvarade enkäten 8");
    has(themes, "varav skrev något 6 75");
    has(themes, "Bra 6 100");
    has(themes, "bad <3");
    assertFalse(themes.contains("hemligt"));
  }

  @Test
  void answersChangedBehindTheLedger_areReadByNobody() throws Exception {
    refer(9);
    StringBuilder rows = new StringBuilder(HEAD);
    for (int i = 1; i <= 9; i++) {
      rows.append("A" + i + ";w1;2026-11-20;1;2;hemligt " + i + "\n");
    }
    take(rows.toString());
    String[] release = {"--release", "--approved-by", "A. Berg", "--reason", "coding"};
    desk.done(
        Stream.concat(Stream.of("wave", "texts", "/t"), Stream.of(release)).toArray(String[]::new));
    List<String[]> readers =
        List.of(
            new String[] {"wave", "texts", "/t", "--out", "/x.csv"},
            new String[] {"wave", "themes", "/t"},
            new String[] {"wave", "scales", "/t"},
            new String[] {"flow", "/t"},
            new String[] {"export", "/t", "--out", "/e", "--data", "--reason", "test"});
    String address = "jdbc:sqlite:" + desk.path("t/answers.db");
    try (Connection file = DriverManager.getConnection(address);
        Statement change = file.createStatement()) {
      change.executeUpdate(
          "UPDATE record SET answers = replace(answers, 'life=1', 'life=3')"
              + " WHERE answers LIKE '%hemligt 7%'");
    }
    for (String[] reader : readers) {
      SmallTrial.Run run = desk.run(reader);
      assertEquals(2, run.code(), run.out());
      has(run.err(), "what " + desk.id("A7") + " answered was changed behind the ledger's back");
      has(run.err(), "bring back an untouched copy of answers.db");
      has(run.err(), "equipoise: 1 error;");
      assertFalse(run.out().contains("hemligt") || run.err().contains("hemligt"));
    }
    assertFalse(Files.exists(desk.path("x.csv")));
    try (Connection file = DriverManager.getConnection(address);
        Statement change = file.createStatement()) {
      change.executeUpdate("DELETE FROM record WHERE answers LIKE '%hemligt 7%'");
    }
    for (String[] reader : readers) {
      SmallTrial.Run run = desk.run(reader);
      assertEquals(2, run.code(), run.out());
      has(run.err(), "what " + desk.id("A7") + " answered is missing from answers.db");
    }
  }

  /** A trial whose import is killed again and again has all of a file or nothing of it. */
  @Test
  void import_killedAtAnyMoment_leavesAllOrNothing() throws Exception {
    int people = 1500;
    refer(people);
    StringBuilder rows = new StringBuilder(HEAD);
    for (int i = 1; i <= people; i++) {
      rows.append("A" + i + ";w1;2026-11-20;1;2;text " + i + "\n");
    }
    Files.writeString(desk.path("a.csv"), rows);
    int cut = 0;
    for (int delay : new int[] {0, 2, 5, 10, 20, 40}) {
      cut += killed(delay) ? 1 : 0;
      long lines = answered();
      assertTrue(lines == 0 || lines == people - 1, lines + " of " + people + " were taken");
      if (lines > 0) {
        break;
      }
    }
    assertTrue(cut > 0, "no import was cut short");
    desk.done("wave", "import", "/t", "/a.csv");
    assertEquals(people - 1, answered());
    try (SqliteAnswers answers = SqliteAnswers.open(desk.path("t/answers.db"))) {
      assertEquals(people - 1, answers.count(), "answers without a line are gone");
      for (Digest record : records()) {
        assertTrue(answers.find(record).isPresent());
      }
    }
  }

  /** Kills an import a while after its first answers reach the disk; whether it was still at it. */
  private boolean killed(int delay) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.equipoise.cli.Main",
                "wave",
                "import",
                desk.path("t").toString(),
                desk.path("a.csv").toString(),
                "--actor",
                "child")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path journal = desk.path("t/answers.db-journal");
    while (child.isAlive() && !Files.exists(journal)) {
      Thread.onSpinWait();
    }
    TimeUnit.MILLISECONDS.sleep(delay);
    boolean atIt = child.isAlive();
    child.destroyForcibly().waitFor();
    return atIt;
  }

  private long answered() throws IOException {
    return records().size();
  }

  private List<Digest> records() throws IOException {
    List<Digest> records = new ArrayList<>();
    try (Ledger ledger = SqliteLedger.open(desk.path("t/ledger.db"))) {
      ledger.read(
          0,
          entry -> {
            if (entry.event() instanceof Event.AnswersReceived e) {
              records.add(e.record());
            }
          });
    }
    return records;
  }

  @Test
  void help_showsExamples() {
    for (String verb : List.of("import", "contact", "close", "texts", "themes")) {
      String help = desk.done("wave", verb, "--help");
      assertTrue(help.contains("Example"), help);
      assertTrue(help.lines().allMatch(line -> line.length() <= 100), verb);
    }
    assertTrue(Stream.of("import", "close").allMatch(WaveCommand::isVerb));
  }
}
