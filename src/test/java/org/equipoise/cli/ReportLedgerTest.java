package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.equipoise.cli.SmallTrial.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a trial folder: who looks at arms is on record, and nobody looks in vain. */
class ReportLedgerTest {

  @TempDir private Path folder;

  private TrialDesk desk;

  @BeforeEach
  void draw() throws IOException {
    desk = new TrialDesk(folder);
    // So few people that any limit would hide every count of them, and the report be refused.
    String cells = "{\"cells\": {\"display\": 1, \"events\": 1, \"nonEvents\": 1},";
    Files.writeString(folder.resolve("trial.json"), TrialDesk.PROTOCOL.replaceFirst("\\{", cells));
    Files.writeString(folder.resolve("r.csv"), TrialDesk.REFERRALS);
    desk.done("new", "/t", "--from", "/trial.json");
    desk.done("freeze", "/t", "--key", "/key");
    desk.done("refer", "/t", "--file", "/r.csv");
    desk.done("draw", "/t", "--all", "--key", "/key");
  }

  private String log() {
    return desk.done("log", "/t", "--all");
  }

  @Test
  void report_notesWhoLookedBeforeItIsMade() throws IOException {
    Run refused = desk.run("report", "/t", "--out", "/r.html");
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("--reason"), refused.err());
    assertFalse(Files.exists(folder.resolve("r.html")));
    assertFalse(log().contains("the board's report"));
    desk.done("report", "/t", "--out", "/r.html", "--reason", "the board's report");
    assertTrue(Files.readString(folder.resolve("r.html")).contains("A small trial"));
    assertTrue(log().contains("the board's report"));
  }

  /** What is printed is run, from where the trial lies. */
  @Test
  void report_printsTheCommandThatMakesItAgain() throws IOException {
    desk.done("new", "/u", "--from", "/trial.json");
    desk.done("freeze", "/u", "--key", "/own-key");
    desk.done("refer", "/u", "--file", "/r.csv");
    desk.done("draw", "/u", "--all", "--key", "/own-key");
    desk.at("2026-12-24T10:00:00Z");
    String[] first = {
      "report",
      "/u",
      "--as-of",
      "2026-11-22",
      "--reason",
      "to the board",
      "--lang",
      "sv",
      "--round",
      "10",
      "--all-conventions",
      "--out",
      "/a.md"
    };
    desk.done(first);
    String page = Files.readString(folder.resolve("a.md"));
    String printed =
        page.lines()
            .map(String::strip)
            .filter(l -> l.startsWith("equipoise report"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        "equipoise report u --all-conventions --round 10 --lang sv --as-of 2026-11-22"
            + " --reason 'to the board'",
        printed);
    String[] words =
        printed.replace("'", "").replace("to the board", "to_the_board").split(" ", -1);
    words[2] = "/u";
    words[words.length - 1] = "to the board";
    String[] again = java.util.Arrays.copyOfRange(words, 1, words.length + 2);
    again[words.length - 1] = "--out";
    again[words.length] = "/b.md";
    desk.done(again);
    String second = Files.readString(folder.resolve("b.md"));
    assertEquals(page, second.replace("b-figures/", "a-figures/"));
  }

  @Test
  void report_refusesBeforeAnybodyLooks() throws IOException {
    Files.writeString(folder.resolve("r.html"), "mine");
    String before = log();
    Run run = desk.run("report", "/t", "--out", "/r.html", "--reason", "in vain");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("r.html exists already"), run.err());
    assertEquals(2, desk.run("report", "/t", "--reason", "x", "--round", "7").code());
    assertEquals(2, desk.run("report", "/t", "--reason", "x", "--as-of", "2027-01-01").code());
    assertEquals(before, log(), "nobody has looked");
    assertEquals("mine", Files.readString(folder.resolve("r.html")));
  }

  @Test
  void report_takesThePlanFromTheLedger() throws IOException {
    Run run =
        desk.run("report", "/t", "--reason", "x", "--out", "/r.html", "--planned", "/trial.json");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("says itself what was frozen"), run.err());
  }

  @Test
  void report_neverWritesIntoATrialFolder() throws IOException {
    byte[] protocol = Files.readAllBytes(folder.resolve("t/protocol.json"));
    for (String[] more :
        new String[][] {
          {"--files", "/t", "--force", "--out", "/r.html"},
          {"--out", "/t/README.txt", "--force"}
        }) {
      String[] words = {"report", "/t", "--reason", "x"};
      String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
      System.arraycopy(more, 0, all, words.length, more.length);
      Run run = desk.run(all);
      assertEquals(2, run.code(), String.join(" ", more));
      assertTrue(run.err().contains("trial"), run.err());
    }
    assertArrayEquals(protocol, Files.readAllBytes(folder.resolve("t/protocol.json")));
    assertFalse(Files.exists(folder.resolve("r.html")));
  }

  @Test
  void report_tellsAPastDayAsItWasThen() throws IOException {
    desk.at("2026-12-24T10:00:00Z");
    String[] words = {
      "report", "/t", "--as-of", "2026-11-22", "--reason", "x", "--out", "/a.html", "--lang", "sv"
    };
    desk.done(words);
    desk.done("record", "/t", "withdraw", desk.id("A1"), "contact");
    words[7] = "/b.html";
    desk.done(words);
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("a.html")), Files.readAllBytes(folder.resolve("b.html")));
    Run early =
        desk.run("report", "/t", "--as-of", "2026-11-21", "--reason", "x", "--out", "/c.md");
    assertEquals(2, early.code());
    assertTrue(early.err().contains("nothing was written yet"), early.err());
  }
}
