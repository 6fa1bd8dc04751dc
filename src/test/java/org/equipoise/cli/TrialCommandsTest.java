package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.equipoise.cli.SmallTrial.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial from an empty folder to a verified one. */
class TrialCommandsTest {

  @TempDir private Path folder;

  @Test
  void trial_runsFromAnEmptyFolderToAVerifiedOne() throws IOException {
    TrialDesk desk = new TrialDesk(folder);
    Files.writeString(folder.resolve("trial.json"), TrialDesk.PROTOCOL);
    assertTrue(desk.done("new", "/t", "--from", "/trial.json").startsWith("made t, with"));
    String frozen = desk.done("freeze", "/t", "--key", "/key");
    assertTrue(frozen.startsWith("Frozen: A small trial (small, version 1)\n"), frozen);
    assertTrue(frozen.matches("(?s).*\n  commitment  [0-9a-f]{64}\n.*"), frozen);
    assertTrue(desk.done("mix", "/t", "--second", "47", "--by", "Board").startsWith("mixed in"));
    Files.writeString(folder.resolve("r.csv"), TrialDesk.REFERRALS);
    assertEquals(
        "4 referred, 0 referred again, 0 known already; 3 ready to be drawn\n"
            + "Not ready:\n  line 5: "
            + desk.id("A4")
            + "  A4  A consent is missing: To the draw\nReady:\n  "
            + desk.id("A1")
            + "  A1\n  "
            + desk.id("A2")
            + "  A2\n  "
            + desk.id("A3")
            + "  A3\n",
        desk.done("refer", "/t", "--file", "/r.csv"));
    String drawn = desk.done("draw", "/t", "--all", "--key", "/key");
    assertEquals(4, drawn.lines().count(), drawn);
    assertTrue(drawn.endsWith("3 drawn\n"), drawn);
    desk.done("checkpoint", "/t", "--to", "Board", "--key", "/key");
    desk.done("reveal", "/t", "--yes", "--key", "/key");
    desk.done("export", "/t", "--out", "/out", "--reason", "review");
    String verdict =
        desk.done(
            "verify", "/out/ledger.jsonl", "--checkpoint", "/out/checkpoints/checkpoint-1.txt");
    assertTrue(verdict.startsWith("Intact: YES."), verdict);
    assertTrue(verdict.contains("\nComplete: YES. Nothing is missing up to checkpoint 1"), verdict);
    assertTrue(verdict.contains("\nDraws follow from the key: YES."), verdict);
    assertTrue(desk.done("verify", "/t").contains("Records of people: YES."));
  }

  @Test
  void verify_saysNoAndNamesTheFirstWrongLine() throws IOException {
    TrialDesk desk = new TrialDesk(folder).referred();
    desk.done("draw", "/t", "--all", "--key", "/key");
    desk.done("export", "/t", "--out", "/out", "--reason", "review");
    Path ledger = folder.resolve("out/ledger.jsonl");
    String text = Files.readString(ledger);
    Files.writeString(ledger, text.replaceFirst("\"site\":\"south\"", "\"site\":\"north\""));
    Run run = desk.run("verify", "/out/ledger.jsonl");
    assertEquals(1, run.code());
    assertTrue(run.out().startsWith("Intact: NO."), run.out());
    assertTrue(run.out().contains("error: "), run.out());
    Run swedish = desk.run("verify", "/out/ledger.jsonl", "--lang", "sv");
    assertTrue(swedish.out().startsWith("Orörd: NEJ."), swedish.out());
  }

  @Test
  void draw_tellsTheFirstResultAgain() throws IOException {
    TrialDesk desk = new TrialDesk(folder).referred();
    String id = desk.id("A1");
    String first = desk.done("draw", "/t", id, "--key", "/key");
    assertTrue(first.contains("Your trial id: " + id), first);
    String sloppy = id.toLowerCase(java.util.Locale.ROOT).replace("-", " ");
    Run again = desk.at("2026-12-24T10:00:00Z").run("draw", "/t", sloppy, "--key", "/key");
    assertEquals(first, again.out());
    assertTrue(again.err().contains("drawn on 2026-11-22 (line 6); nothing was drawn now"));
    assertEquals(0, again.code());
    assertEquals(first, desk.done("notice", "/t", id));
  }

  @Test
  void draw_writesNoticesIntoAFolder() throws IOException {
    TrialDesk desk = new TrialDesk(folder).referred();
    desk.done("draw", "/t", "--all", "--key", "/key", "--notices", "/n", "--lang", "sv");
    Path notice = folder.resolve("n/" + desk.id("A2") + ".txt");
    assertTrue(Files.readString(notice).startsWith("En liten studie\n"));
  }

  @Test
  void draw_ofOneSiteLeavesTheOther() throws IOException {
    TrialDesk desk = new TrialDesk(folder).referred();
    assertTrue(
        desk.done("draw", "/t", "--all", "--site", "north", "--key", "/key").endsWith("2 drawn\n"));
    assertTrue(desk.done("draw", "/t", "--all", "--key", "/key").endsWith("1 drawn\n"));
    assertEquals(
        "0 drawn; 3 drawn earlier and not told yet: equipoise notice t --untold\n",
        desk.done("draw", "/t", "--all", "--key", "/key"));
    desk.done("record", "/t", "told", desk.id("A1"));
    assertEquals("2 notices written to n\n", desk.done("notice", "/t", "--untold", "--out", "/n"));
    assertEquals(
        desk.done("notice", "/t", desk.id("A3")),
        desk.done("notice", "/t", "--untold", "--site", "south"));
  }

  @Test
  void draw_triesTheFolderOfNoticesBeforeItDraws() throws IOException {
    TrialDesk desk = new TrialDesk(folder).referred();
    Run run = desk.run("draw", "/t", "--all", "--key", "/key", "--notices", "/r.csv");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("r.csv: error: no notices can be written here"), run.err());
    assertTrue(desk.done("draw", "/t", "--all", "--key", "/key").endsWith("3 drawn\n"));
  }

  @Test
  void draw_showsTheDrawsWhenANoticeCannotBeWritten() throws IOException {
    TrialDesk desk = new TrialDesk(folder).referred();
    Files.createDirectories(folder.resolve("n/" + desk.id("A2") + ".txt"));
    Run run = desk.run("draw", "/t", "--all", "--key", "/key", "--notices", "/n");
    assertEquals(2, run.code());
    assertTrue(run.out().endsWith("3 drawn\n"), run.out());
    assertTrue(run.err().contains("the draws stand"), run.err());
  }

  @Test
  void people_areListedWithoutArms() throws IOException {
    TrialDesk desk = new TrialDesk(folder).referred();
    desk.done("draw", "/t", desk.id("A1"), "--key", "/key");
    desk.done("record", "/t", "told", desk.id("A1"));
    String list = desk.done("people", "/t");
    assertEquals(6, list.lines().count(), list);
    assertTrue(list.contains(desk.id("A1") + "  A1        north  2026-11-22"), list);
    assertTrue(list.contains("2026-11-22  2026-11-22  2026-11-22  Drawn\n"), list);
    assertTrue(list.contains("A consent is missing: To the draw\n4 people\n"), list);
    assertFalse(list.contains("Team") || list.contains("later"), list);
    String south = desk.done("people", "/t", "--site", "south", "--csv", "--lang", "sv");
    assertEquals(3, south.lines().count(), south);
    assertTrue(south.startsWith("Studie-id,Egen kod,"), south);
    String json = desk.done("people", "/t", "--json");
    assertTrue(json.contains("no-consent"), json);
    assertFalse(json.contains("\"now\"") || json.contains("\"later\""), json);
    assertEquals(2, desk.run("people", "/t", "--site", "east").code());
  }

  @Test
  void missingRecords_areNotMadeAnew() throws IOException {
    TrialDesk desk = new TrialDesk(folder).referred();
    Files.delete(folder.resolve("t/people.db"));
    Run run = desk.run("status", "/t");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("what is known of people, 4 records, is missing"), run.err());
    assertFalse(Files.exists(folder.resolve("t/people.db")));
  }

  @Test
  void status_saysWhenTheProtocolFileIsNotTheOneInForce() throws IOException {
    TrialDesk desk = new TrialDesk(folder).frozen();
    assertEquals("", desk.run("status", "/t").err());
    String other = TrialDesk.PROTOCOL.replace("\"target\": 40", "\"target\": 50");
    Files.writeString(folder.resolve("t/protocol.json"), other);
    for (String command : new String[] {"status", "verify", "check"}) {
      Run run = desk.run(command, "/t");
      assertTrue(run.err().contains("it differs from the protocol in force"), run.err());
    }
  }

  @Test
  void refer_readsTheSameFileAgainAndAsksForNumbers() throws IOException {
    TrialDesk desk = new TrialDesk(folder).referred();
    assertTrue(
        desk.done("refer", "/t", "--file", "/r.csv")
            .startsWith("0 referred, 0 referred again, 4 known"));
    String[] form = {
      "refer",
      "/t",
      "--person",
      "-",
      "--set",
      "site=north",
      "--set",
      "agrees=yes",
      "--set",
      "urgent=no"
    };
    // A number that the Swedish Tax Agency publishes for testing.
    String one = desk.types("20170112-2382").done(form);
    assertTrue(one.matches("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}  Ready\n1 referred, .*\n"), one);
    assertEquals(one.substring(0, 14) + "\n", desk.types("1701122382").done("id", "/t"));
    for (String file : new String[] {"t/ledger.db", "t/people.db"}) {
      String raw =
          new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.ISO_8859_1);
      assertFalse(raw.contains("0112") && raw.contains("2382"), file);
    }
  }

  @Test
  void record_keepsFactsOnceAndWarnsOfAnEarlyStart() throws IOException {
    TrialDesk desk = new TrialDesk(folder).referred();
    String drawn = desk.done("draw", "/t", "--all", "--key", "/key");
    String now =
        drawn.lines().filter(l -> l.contains("now")).findFirst().orElseThrow().substring(0, 14);
    assertEquals("recorded on line 9\n", desk.done("record", "/t", "told", now));
    assertEquals(
        "line 9 stood there before; nothing was added\n", desk.done("record", "/t", "told", now));
    assertTrue(desk.done("record", "/t", "withdraw", now, "contact").startsWith("recorded"));
    Run notice = desk.run("notice", "/t", now);
    assertTrue(notice.err().contains("does not want to be contacted"), notice.err());
    assertTrue(
        desk.done("record", "/t", "void", "9", "--reason", "another person")
            .startsWith("recorded"));
  }

  @Test
  void why_notesWhoLookedUntilTheKeyIsRevealed() throws IOException {
    TrialDesk desk = new TrialDesk(folder).referred();
    desk.done("draw", "/t", "--all", "--key", "/key");
    String id = desk.id("A1");
    Run without = desk.run("why", "/t", id);
    assertEquals(2, without.code());
    assertTrue(without.err().contains("--reason"), without.err());
    String keyless = desk.done("why", "/t", id, "--reason", "complaint");
    assertTrue(keyless.contains("by the rule big-stick/1."), keyless);
    assertTrue(keyless.contains("need the key"), keyless);
    assertTrue(desk.done("why", "/t", id, "--reason", "x", "--key", "/key").contains("Made again"));
    desk.done("reveal", "/t", "--yes", "--key", "/key");
    assertTrue(desk.done("why", "/t", id).contains("Made again with the key"));
    desk.done("export", "/t", "--out", "/out", "--reason", "review");
    String ledger = Files.readString(folder.resolve("out/ledger.jsonl"));
    assertEquals(2, ledger.split("\"event\":\"arms-viewed\"", -1).length - 1);
    assertTrue(ledger.contains("\"actor\":\"tester\""));
  }

  @Test
  void amend_startsANewSchemeOnlyWhereTheDrawChanges() throws IOException {
    TrialDesk desk = new TrialDesk(folder).referred();
    String longer = TrialDesk.PROTOCOL.replace("\"version\": 1", "\"version\": 2");
    Files.writeString(
        folder.resolve("t/protocol.json"), longer.replace("2027-10-31", "2027-12-31"));
    assertEquals(
        "version 2 is in force from line 6; the draw is as before\n",
        desk.done("amend", "/t", "--reason", "slower intake", "--key", "/key"));
    String other = TrialDesk.PROTOCOL.replace("\"version\": 1", "\"version\": 3");
    Files.writeString(folder.resolve("v3.json"), other.replace("\"limit\": 3", "\"limit\": 2"));
    assertEquals(
        "version 3 is in force from line 7; draw scheme 2\n",
        desk.done("amend", "/t", "--protocol", "/v3.json", "--reason", "tighter", "--key", "/key"));
  }

  @Test
  void export_writesPeopleForTheAnalysisOnlyWithAReason() throws IOException {
    TrialDesk desk = new TrialDesk(folder).referred();
    desk.done("draw", "/t", "--all", "--key", "/key");
    assertEquals(2, desk.run("export", "/t", "--out", "/out", "--data").code());
    assertFalse(Files.exists(folder.resolve("out/people.csv")));
    desk.done("export", "/t", "--out", "/out", "--data", "--reason", "analysis");
    String people = Files.readString(folder.resolve("out/people.csv"));
    assertTrue(
        people.startsWith("id,arm,probability,drawn,met,site,agrees,surveys,urgent,age,life_w1\n"),
        people);
    assertEquals(5, people.lines().count());
    assertTrue(people.contains(desk.id("A4") + ",,,,,south,no,no,no,33,\n"), people);
  }

  @Test
  void json_hasStableFields() throws IOException {
    TrialDesk desk = new TrialDesk(folder).referred();
    String drawn = desk.done("draw", "/t", desk.id("A1"), "--key", "/key", "--json");
    for (String field : new String[] {"person", "arm", "start", "on", "line", "before"}) {
      assertTrue(drawn.contains("\"" + field + "\": "), drawn);
    }
    String verdict = desk.done("verify", "/t", "--json");
    assertTrue(verdict.contains("\"intact\": \"yes\""), verdict);
    assertTrue(verdict.contains("\"complete\": \"not-shown\""), verdict);
    String checkpoint = desk.done("checkpoint", "/t", "--to", "Board", "--key", "/key", "--json");
    assertTrue(checkpoint.contains("\"file\": \"t/checkpoints/checkpoint-1.txt\""), checkpoint);
  }

  @Test
  void erase_takesAwayAndTheLedgerStaysIntact() throws IOException {
    TrialDesk desk = new TrialDesk(folder).referred();
    String id = desk.id("A3");
    desk.done("draw", "/t", "--all", "--key", "/key");
    assertEquals(2, desk.run("record", "/t", "erase", id, "--reason", "asked").code());
    desk.done("record", "/t", "erase", id, "--reason", "asked", "--yes");
    String verdict = desk.done("verify", "/t", "--key", "/key");
    assertFalse(verdict.contains("NO."), verdict);
  }

  @Test
  void freeze_makesDifferentKeysAndCommitments() throws IOException {
    Files.writeString(folder.resolve("trial.json"), TrialDesk.PROTOCOL);
    TrialDesk desk = new TrialDesk(folder);
    desk.done("new", "/t", "--from", "/trial.json");
    desk.done("new", "/u", "--from", "/trial.json");
    String one = desk.done("freeze", "/t", "--json", "--key", "/k1");
    assertNotEquals(one, desk.done("freeze", "/u", "--json", "--key", "/k2"));
  }

  @Test
  void status_showsNoArmUnlessAskedForAndNotesWhoAsked() throws IOException {
    TrialDesk desk = new TrialDesk(folder).referred();
    desk.done("draw", "/t", "--all", "--key", "/key");
    for (String[] masked : new String[][] {{"status", "/t"}, {"status", "/t", "--json"}}) {
      String status = desk.done(masked);
      assertFalse(status.contains("now") && status.contains("later"), status);
      assertFalse(status.contains("Team now") || status.contains("Team later"), status);
    }
    String swedish = desk.done("status", "/t", "--lang", "sv");
    assertTrue(
        swedish.startsWith("En liten studie\nsmall, version 1, 22\u00a0november 2026\n"), swedish);
    assertTrue(swedish.contains("Lottade: 3 av 40 planerade"), swedish);
    String arms =
        desk.done("status", "/t", "--arms", "--reason", "board meeting", "--actor", "eva");
    assertTrue(arms.contains("Team later"), arms);
    desk.done("export", "/t", "--out", "/out", "--reason", "review");
    String ledger = Files.readString(folder.resolve("out/ledger.jsonl"));
    assertTrue(ledger.contains("{\"actor\":\"eva\""), ledger);
    assertTrue(ledger.contains("\"reason\":\"board meeting\""), ledger);
  }

  @Test
  void kit_drawsAwayAndComesBack() throws IOException {
    TrialDesk desk = new TrialDesk(folder).referred();
    desk.done("kit", "/t", "issue", "--site", "north", "--out", "/k", "--key", "/key");
    assertTrue(desk.done("draw", "/t", "--all", "--key", "/key").endsWith("1 drawn\n"));
    assertEquals(1, desk.run("draw", "/t", desk.id("A1"), "--key", "/key").code());
    assertTrue(desk.done("draw", "/k", "--all").endsWith("2 drawn\n"));
    assertTrue(Files.readString(folder.resolve("k/README.txt")).contains("equipoise draw k --all"));
    assertTrue(Files.exists(folder.resolve("k/protocol.json")));
    assertEquals("", desk.run("status", "/k").err());
    assertEquals("merged 2 lines of the kit\n", desk.done("kit", "/t", "merge", "/k"));
    assertTrue(desk.done("kit", "/t", "merge", "/k").contains("nothing was added"));
    String verdict = desk.done("verify", "/t", "--key", "/key");
    assertTrue(verdict.contains("all 3 draws made again"), verdict.replace("\n", " "));
  }

  @Test
  void check_ofAFolderShowsHowWellTheDrawCanBeGuessed() throws IOException {
    TrialDesk desk = new TrialDesk(folder).frozen();
    String told = desk.done("check", "/t");
    assertTrue(told.contains("Can the next draw be guessed?"), told);
    assertTrue(told.contains("big-stick 3 (this protocol)"), told);
  }

  @Test
  void record_takesTheSitesOwnCodesAndFiles() throws IOException {
    TrialDesk desk = new TrialDesk(folder).referred();
    desk.done("draw", "/t", "--all", "--key", "/key");
    assertTrue(desk.done("record", "/t", "told", "A1", "A2").contains("recorded on line"));
    assertTrue(desk.done("log", "/t", "A1").contains(desk.id("A1")));
    Files.writeString(
        folder.resolve("events.csv"),
        "id;datum;händelse\nA1;DAY;met\nA2;DAY;moved-abroad\n"
            .replace("DAY", desk.day().toString()));
    String told = desk.done("record", "/t", "file", "/events.csv");
    assertEquals(2, told.lines().filter(line -> line.startsWith("recorded on line")).count(), told);
    assertTrue(desk.done("record", "/t", "file", "/events.csv").contains("stood there before"));
    Files.writeString(
        folder.resolve("events.csv"), "id,date,event\nA1,2020-13-45,mett\nA9,DAY,met\n");
    Run wrong = desk.run("record", "/t", "file", "/events.csv");
    assertEquals(2, wrong.code());
    for (String part :
        new String[] {"events.csv:2:2: error", "did you mean 'met'?", "events.csv:3:1: error"}) {
      assertTrue(wrong.err().contains(part), part + " in " + wrong.err());
    }
  }

  @Test
  void record_correctsValuesByTheNamesAndChecksOfReferrals() throws IOException {
    TrialDesk desk = new TrialDesk(folder).referred();
    String id = desk.id("A1");
    String[] right = {"record", "/t", "correct", id, "age=44", "--reason", "typed wrong"};
    assertTrue(desk.done(right).startsWith("recorded on line 6"));
    assertTrue(desk.done(right).startsWith("line 6 stood there before"));
    // The data are of people drawn, or stopped by an answer: who waits is neither yet.
    desk.done("draw", "/t", "--all", "--key", "/key");
    desk.done("export", "/t", "--out", "/out", "--data", "--reason", "x");
    assertTrue(
        Files.readString(folder.resolve("out/people.csv")).contains(",north,yes,no,no,44,\n"));
    desk.done("record", "/t", "correct", id, "age=", "--reason", "not known after all");
    desk.done("export", "/t", "--out", "/out", "--data", "--reason", "x");
    assertTrue(Files.readString(folder.resolve("out/people.csv")).contains(",north,yes,no,no,,\n"));
  }

  @Test
  void check_ofABatchSaysThatThereIsNothingToGuess() throws IOException {
    TrialDesk desk = new TrialDesk(folder);
    String rule = "{\"rule\": \"big-stick\", \"limit\": 3}";
    assertTrue(TrialDesk.PROTOCOL.contains(rule));
    String batch = TrialDesk.PROTOCOL.replace(rule, "{\"rule\": \"complete\"}");
    Files.writeString(folder.resolve("trial.json"), batch);
    String told = desk.done("check", "/trial.json");
    assertTrue(told.contains("all who are ready are drawn at once"), told);
    assertFalse(told.contains("Certain in advance"), told);
  }

  @Test
  void new_ofAProtocolOfTheProgramSaysNothingOfItsText() {
    Run run = new TrialDesk(folder).run("new", "/n", "--from", "isf-team");
    assertEquals(0, run.code());
    assertEquals("", run.err());
  }
}
