package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.equipoise.cli.SmallTrial.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is said to somebody who asks for what cannot be done. The trial has four people referred and
 * nobody drawn; {@code ID} in a command is the first of them, {@code GHOST} a right id of nobody.
 */
class TrialRefusalsTest {

  /** A number that the Swedish Tax Agency publishes for testing. */
  private static final String NUMBER = "20170112-2382";

  @TempDir private Path folder;

  /** A command that is refused, its exit code, and what it says. */
  record Case(int code, String command, String said) {
    @Override
    public String toString() {
      return command;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(2, "status /nowhere", "nowhere: error: there is no such folder"),
        new Case(2, "status /empty", "empty: error: this folder holds no trial"),
        new Case(2, "status /draft", "draft: error: the trial is not frozen"),
        new Case(2, "freeze /t", "t: error: the trial is frozen already"),
        new Case(2, "freeze /draft --key /key", "key: error: there is a key file of this name"),
        new Case(2, "new /t --from isf-team", "t/protocol.json: error: the file is already there"),
        new Case(2, "new /x --from isf-tam", "isf-tam: error: there is no such protocol; did you"),
        new Case(
            2, "draw /t ID", "t/draw.key: error: there is no such key file; name it with --key"),
        new Case(2, "draw /t ID --key /other", "this key is not the one that was committed to"),
        new Case(2, "draw /t ID --key /t/identity.key", "this is the other key file of the trial"),
        new Case(2, "draw /t ID --key /r.csv", "r.csv"),
        new Case(2, "draw /t --key /key", "ID: error: neither one person nor --all, or both"),
        new Case(2, "draw /t ID --all --key /key", "ID: error: neither one person nor --all"),
        new Case(2, "draw /t GHOST --key /key", "GHOST"),
        new Case(2, "draw /t K7QF-2M9X-HP4X --key /key", "a character is mistyped"),
        new Case(2, "draw /t Anna --key /key", "this is no trial id, which looks like"),
        new Case(
            2, "draw /t " + NUMBER + " --key /key", "a personal number is no trial id (hidden)"),
        new Case(
            2, "draw /t ID " + NUMBER + " --key /key", "Unmatched argument at index 3: '(hidden)'"),
        new Case(1, "draw /t UNWILLING --key /key", "equipoise: no; nothing has changed"),
        new Case(
            1, "notice /t ID", "is not drawn (ready); there is a notice once chance has decided"),
        new Case(2, "notice /t GHOST", "nobody with the id GHOST was referred to this trial"),
        new Case(2, "why /t GHOST", "GHOST"),
        new Case(2, "refer /t", "refer: error: nobody is referred; write either --file FILE"),
        new Case(2, "refer /t --file /r.csv --set site=north", "both a file and one person"),
        new Case(2, "refer /t --file /none.csv", "none.csv: error: there is no such file"),
        new Case(
            2, "refer /t --set person=" + NUMBER, "a personal number on the command line (hidden)"),
        new Case(2, "refer /t --person " + NUMBER, "something else than '-' (hidden)"),
        new Case(
            2, "record /t tuld ID", "WHAT: error: there is no 'tuld' here; did you mean 'told'?"),
        new Case(2, "record /t told GHOST", "GHOST"),
        new Case(2, "record /t told ID", "not drawn: there is no arm to tell"),
        new Case(2, "record /t met ID --date 2027-01-01", "2027-01-01"),
        new Case(2, "record /t left ID dead", "CAUSE: error: there is no 'dead' here; known: died"),
        new Case(
            2,
            "record /t met ID --date 2026-02-30",
            "there is no such date; write a date as 2026-01-31\n"),
        new Case(2, "refer /t --file /r.csv --date 31/1", "write a date as 2026-01-31\n"),
        new Case(2, "notice /t", "ID: error: neither one person nor --untold, or both"),
        new Case(2, "export /t --out /o", "--reason: error: no reason is given"),
        new Case(2, "record /t left ID", "WORD: error: 1 word after WHAT; write 2"),
        new Case(2, "record /t consent ID agrees maybe", "yes|no: error: 'maybe'; write yes or no"),
        new Case(2, "record /t void three --reason x", "LINE: error: 'three' is no line number"),
        new Case(2, "record /t void 1 --reason x", "1"),
        new Case(
            2, "record /t erase ID --reason x", "--yes: error: what is erased cannot be brought"),
        new Case(2, "record /t correct ID age=12 --reason x", "--set age: error"),
        new Case(2, "record /t correct ID site= --reason x", "write the right one"),
        new Case(2, "mix /t --second 4", "mix: error: not one number and where it comes from"),
        new Case(2, "amend /t --reason x --key /key", "amend: error"),
        new Case(2, "reveal /t --key /key", "--yes: error: nobody can be referred or drawn once"),
        new Case(2, "checkpoint /t --to X --key /other", "not the one frozen with the trial"),
        new Case(2, "status /t --arms", "--reason: error: no reason is given"),
        new Case(
            2, "status /t --role boss", "--role: error: there is no 'boss' here; known: keeper"),
        new Case(2, "status /t --actor " + NUMBER, "--actor: error: a personal number (hidden)"),
        new Case(2, "export /t --out /o --data", "--reason: error: no reason is given"),
        new Case(2, "verify /none.jsonl", "none.jsonl"),
        new Case(2, "verify /t --checkpoint /r.csv", "r.csv: error: this is no checkpoint"),
        new Case(2, "kit /t isue", "kit: error: 'isue'; write issue or merge"),
        new Case(
            2, "kit /t issue --site north", "something is missing; write issue --site S --out"),
        new Case(2, "kit /t merge /empty --key /key", "empty: error: this folder holds no trial"));
  }

  private TrialDesk desk;
  private String ghost;

  @ParameterizedTest
  @MethodSource("cases")
  void refused_withOneClearMessage(Case one) throws IOException {
    prepare();
    List<String> args = new ArrayList<>();
    for (String word : one.command().split(" ", -1)) {
      args.add(
          switch (word) {
            case "ID" -> desk.id("A1");
            case "GHOST" -> ghost;
            case "UNWILLING" -> desk.id("A4");
            default -> word;
          });
    }
    Run run = desk.run(args.toArray(new String[0]));
    assertEquals(one.code(), run.code(), run.err());
    assertEquals("", run.out());
    assertTrue(run.err().contains(one.said().replace("GHOST", ghost)), run.err());
    assertFalse(run.err().contains("2382"), run.err());
    assertFalse(run.err().contains("our bug"), run.err());
  }

  private void prepare() throws IOException {
    desk = new TrialDesk(folder).referred();
    ghost = desk.id("Z9");
    Files.createDirectory(folder.resolve("empty"));
    desk.done("new", "/draft", "--from", "/trial.json");
    desk.done("new", "/u", "--from", "/trial.json");
    desk.done("freeze", "/u", "--key", "/other");
  }

  @Test
  void id_saysWhatIsWrongWithANumberWithoutRepeatingIt() throws IOException {
    prepare();
    Run run = desk.types("20170112-2383").run("id", "/t");
    assertEquals(2, run.code());
    assertTrue(run.err().startsWith("personal number: error: "), run.err());
    assertFalse(run.err().contains("2383"), run.err());
    assertEquals(2, desk.types("").run("id", "/t").code());
    assertEquals(1, desk.types("Z9").run("id", "/t").code());
    assertEquals(0, desk.types("A1").run("id", "/t").code());
  }

  @Test
  void afterTheKeyIsRevealedNobodyIsReferredOrDrawn() throws IOException {
    prepare();
    String id = desk.id("A1");
    desk.done("reveal", "/t", "--key", "/key", "--yes");
    Run drawn = desk.run("draw", "/t", id, "--key", "/key");
    assertEquals(1, drawn.code());
    assertTrue(drawn.err().contains("the key is revealed"), drawn.err());
    Files.writeString(folder.resolve("new.csv"), TrialDesk.REFERRALS.replace("A", "B"));
    Run referred = desk.run("refer", "/t", "--file", "/new.csv");
    assertEquals(2, referred.code());
    assertTrue(referred.err().contains("the intake is over"), referred.err());
  }

  @Test
  void mix_isTooLateAfterTheFirstDraw() throws IOException {
    prepare();
    desk.done("draw", "/t", "--all", "--key", "/key");
    Run late = desk.run("mix", "/t", "--second", "47", "--by", "Board");
    assertTrue(late.code() == 1 || late.code() == 2, late.err());
    assertEquals("", late.out());
  }

  @Test
  void freeze_leavesNothingBehindWhenTheProtocolCannotBeDrawn() throws IOException {
    Files.createDirectory(folder.resolve("d"));
    Files.writeString(folder.resolve("d/protocol.json"), SmallTrial.PROTOCOL);
    Run run = new TrialDesk(folder).run("freeze", "/d", "--key", "/k");
    assertEquals(2, run.code());
    assertFalse(Files.exists(folder.resolve("k")));
    assertFalse(Files.exists(folder.resolve("d/ledger.db")));
    assertFalse(Files.exists(folder.resolve("d/identity.key")));
  }
}
