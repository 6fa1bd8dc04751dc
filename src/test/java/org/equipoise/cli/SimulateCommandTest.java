package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulated trial from the command line. */
class SimulateCommandTest {

  @TempDir private Path folder;

  /** The small trial drawn by a coin, with what is assumed of forty people. */
  private SmallTrial assumed() {
    return new SmallTrial(folder)
        .with(
            "trial.json",
            "\"cells\"",
            """
            "assumptions": {
              "referred": 40,
              "assigned": {"team": 0.5, "usual": 0.5},
              "numbers": {"age": {"mean": 40, "sd": 10}},
              "outcomes": {"wage": {"control": 5000, "sd": 900, "effect": 500}}
            },
            "cells\"""")
        .with("trial.json", "\"draw\": {", "\"intake\": " + INTAKE + ", \"draw\": {");
  }

  private static final String INTAKE =
      "{\"from\": \"2019-08-01\", \"to\": \"2020-06-30\", \"target\": 40}";

  @Test
  void simulate_writesTheSameBytesForTheSameSeed() throws IOException {
    SmallTrial trial = assumed();
    SmallTrial.Run run = trial.run("simulate", "/trial.json", "--seed", "7", "--out", "/a");
    assertEquals("", run.err());
    assertEquals(0, run.code());
    assertEquals("wrote a simulated trial, and its truth, to a\n", run.out());
    trial.run("simulate", "/trial.json", "--seed", "7", "--out", "/b");
    trial.run("simulate", "/trial.json", "--seed", "8", "--out", "/c");
    byte[] first = Files.readAllBytes(folder.resolve("a/people.csv"));
    assertArrayEquals(first, Files.readAllBytes(folder.resolve("b/people.csv")));
    assertFalse(java.util.Arrays.equals(first, Files.readAllBytes(folder.resolve("c/people.csv"))));
    assertEquals(0, trial.run("analyse", "/trial.json", "--data", "/a").code());
  }

  @Test
  void simulate_keepsWhatIsThereUnlessForced() throws IOException {
    SmallTrial trial = assumed();
    Files.createDirectory(folder.resolve("a"));
    Files.writeString(folder.resolve("a/people.csv"), "mine");
    SmallTrial.Run run = trial.run("simulate", "/trial.json", "--seed", "7", "--out", "/a");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("people.csv"), run.err());
    assertEquals("mine", Files.readString(folder.resolve("a/people.csv")));
    try (Stream<Path> files = Files.list(folder.resolve("a"))) {
      assertEquals(List.of(folder.resolve("a/people.csv")), files.toList());
    }
    String[] forced = {"simulate", "/trial.json", "--seed", "7", "--out", "/a", "--force"};
    assertEquals(0, trial.run(forced).code());
    assertTrue(Files.readString(folder.resolve("a/people.csv")).startsWith("id,"));
  }

  @Test
  void simulate_refusesAProtocolWithoutAssumptions() throws IOException {
    SmallTrial trial = new SmallTrial(folder);
    SmallTrial.Run run = trial.run("simulate", "/trial.json", "--seed", "7", "--out", "/a");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("assumptions"), run.err());
    assertEquals("", run.out());
    assertFalse(Files.exists(folder.resolve("a")));
  }

  @Test
  void simulate_refusesASeedThatIsNoNumber() throws IOException {
    SmallTrial.Run run = assumed().run("simulate", "/trial.json", "--seed", "x", "--out", "/a");
    assertEquals(2, run.code());
    assertEquals("Invalid value for option '--seed': 'x' is not a long\n", run.err());
  }
}
