package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.equipoise.cli.SmallTrial.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The board of a running trial as a page, by the command that writes it. */
class StatusPageTest {

  /** Titles and codes of the arms, as the protocol and the ledger spell them. */
  private static final List<String> ARMS =
      List.of("Team now", "Team later", "Team nu", "Team senare", ">now<", ">later<");

  @TempDir private Path folder;

  private TrialDesk desk;

  @BeforeEach
  void drawn() throws IOException {
    desk = new TrialDesk(folder).referred();
    desk.done("draw", "/t", "--all", "--key", "/key");
  }

  private String page(String... more) throws IOException {
    List<String> args = new java.util.ArrayList<>(List.of("status", "/t", "--html", "/b.html"));
    args.addAll(List.of(more));
    assertEquals("wrote b.html\n", desk.done(args.toArray(new String[0])));
    return Files.readString(folder.resolve("b.html"));
  }

  @Test
  void page_masksTheArmsUnlessAskedFor() throws IOException {
    for (String language : List.of("en", "sv")) {
      String page = page("--lang", language, "--force");
      for (String arm : ARMS) {
        assertFalse(page.contains(arm), arm);
      }
    }
    assertTrue(page("--force").contains("Arms are masked on this page"));
  }

  @Test
  void page_showsTheArmsToThoseWhoSayWhy_andTheLedgerNotesIt() throws IOException {
    String page = page("--arms", "--reason", "board meeting", "--actor", "eva");
    assertTrue(page.contains("Arms are shown on this page"));
    assertTrue(page.contains("Team now") && page.contains("Team later"));
    desk.done("export", "/t", "--out", "/out", "--reason", "review");
    String ledger = Files.readString(folder.resolve("out/ledger.jsonl"));
    assertTrue(ledger.contains("\"reason\":\"board meeting\""), ledger);
    Run refused = desk.run("status", "/t", "--html", "/c.html", "--arms");
    assertEquals(2, refused.code());
    assertFalse(Files.exists(folder.resolve("c.html")), "nothing is written that is not noted");
  }

  @Test
  void page_tellsDrawnAgainstThePlan_andTheLineItRestsOn() throws IOException {
    String page = page();
    assertTrue(page.contains("3 of 40 planned"), "drawn against the plan");
    assertTrue(page.contains("Not for publication"));
    assertTrue(page.contains("22\u00a0November 2026"), "the day");
    // The trial frozen, four referred with what they consent to and answer, three drawn.
    String lines =
        desk.done("verify", "/t", "--json").replaceAll("(?s).*\"lines\": (\\d+).*", "$1");
    assertTrue(page.contains("line " + lines + " of the ledger"), lines);
  }

  @Test
  void page_isWrittenInSwedish() throws IOException {
    String page = page("--lang", "sv");
    assertTrue(page.contains("lang=\"sv\""));
    assertTrue(page.contains("3 av 40 planerade"));
    assertTrue(page.contains("Grupperna är maskerade på denna sida"));
  }

  @Test
  void page_lettersOfTheDayFollowTheWindow() throws IOException {
    String more = "id;site;agrees;urgent;age;surveys\nA5;south;yes;no;40;yes\n";
    Files.writeString(folder.resolve("more.csv"), more);
    desk.done("refer", "/t", "--file", "/more.csv");
    desk.done("draw", "/t", "--all", "--key", "/key");
    // Drawn on 22 November: the wave opens after 20 days, on 12 December. Only A5 agrees to
    // surveys.
    desk.at("2026-12-12T10:00:00Z");
    String page = page();
    int row = page.indexOf("Letters to send today");
    assertTrue(row > 0);
    String words = page.substring(row).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    assertTrue(words.matches("(?s).*? w1 1 0 0 0 0 .*"), words);
  }

  @Test
  void page_refusesAFileThatIsThere() throws IOException {
    page();
    Run again = desk.run("status", "/t", "--html", "/b.html");
    assertEquals(2, again.code());
    assertTrue(again.err().contains("b.html exists already"), again.err());
    Run ledger = desk.run("status", "/t", "--html", "/t/protocol.json", "--force");
    assertEquals(2, ledger.code(), ledger.err());
    Run noFolder = desk.run("status", "/t", "--html", "/nowhere/b.html");
    assertEquals(2, noFolder.code(), noFolder.err());
  }

  @Test
  void page_answersPrograms() {
    String answer = desk.done("status", "/t", "--html", "/b.html", "--json");
    assertTrue(answer.contains("\"wrote\": \"b.html\""), answer);
    assertTrue(answer.contains("\"arms\": false"), answer);
  }
}
