package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of a protocol, and what the program itself says. */
class CheckCommandTest {

  @TempDir private Path folder;

  @Test
  void check_explainsTheProtocol() throws IOException {
    SmallTrial.Run run = new SmallTrial(folder).run("check", "/trial.json");
    assertEquals("", run.err());
    assertEquals(0, run.code());
    assertTrue(run.out().startsWith("A small trial\nProtocol trial, version 1\n"), run.out());
    assertTrue(run.out().matches("(?s).*\nDigest: [0-9a-f]{64}\n"), run.out());
  }

  @Test
  void check_speaksSwedish() throws IOException {
    SmallTrial.Run run = new SmallTrial(folder).run("check", "/trial.json", "--lang", "sv");
    assertEquals(0, run.code());
    assertTrue(run.out().contains("Slumpen"), run.out());
    assertFalse(run.out().contains("HOW CHANCE DECIDES"), run.out());
  }

  @Test
  void check_printsWarningsAndGoesOn() throws IOException {
    SmallTrial trial = new SmallTrial(folder);
    trial.with("trial.json", "\"purpose\": \"register\"", "\"purpose\": \"draw\"");
    SmallTrial.Run run = trial.run("check", "/trial.json");
    assertEquals(
        "trial.json:13:15: warning: /consents: no consent covers the registers; add one, or say in"
            + " 'caveats' on what ground they are used\n",
        run.err());
    assertEquals(0, run.code());
    assertTrue(run.out().startsWith("A small trial"), run.out());
  }

  @Test
  void check_refusesWrongUsageWithTheUsage() {
    SmallTrial trial = new SmallTrial(folder);
    usage(trial.runAlone("check"), "Missing required parameter: 'PROTOCOL'", "equipoise check");
    usage(trial.runAlone("check", "a", "b"), "Unmatched argument at index 2: 'b'", "equipoise");
    usage(trial.runAlone("check", "a", "--x"), "Unknown option: '--x'", "equipoise check");
    usage(trial.runAlone(), "Name a command.", "equipoise");
    usage(trial.runAlone("chek"), "Unmatched argument at index 0: 'chek'", "equipoise");
  }

  private static void usage(SmallTrial.Run run, String first, String command) {
    assertTrue(run.err().startsWith(first), run.err());
    assertTrue(
        run.err().contains("Usage: " + command) || run.err().contains("Did you mean"), run.err());
    assertEquals("", run.out());
    assertEquals(2, run.code());
  }

  @Test
  void run_helpsAndTellsItsVersion() {
    SmallTrial trial = new SmallTrial(folder);
    for (String command : new String[] {"check", "analyse", "simulate"}) {
      SmallTrial.Run help = trial.runAlone(command, "--help");
      assertEquals(0, help.code());
      assertTrue(help.out().contains("Usage: equipoise " + command), help.out());
      assertTrue(trial.runAlone("--help").out().contains(command));
    }
    SmallTrial.Run version = trial.runAlone("--version");
    assertEquals(0, version.code());
    assertTrue(version.out().startsWith("equipoise "), version.out());
  }
}
