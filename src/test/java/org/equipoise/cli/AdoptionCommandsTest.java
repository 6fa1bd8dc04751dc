package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study in which nothing is drawn, from the command line. */
class AdoptionCommandsTest {

  @TempDir private Path folder;

  private Path plan;

  @BeforeEach
  void copyPlan() throws IOException {
    plan = folder.resolve("study.json");
    Files.copy(Path.of("src/test/resources/protocols/adoption/every-field.json"), plan);
  }

  private SmallTrial.Run run(String... args) {
    return new SmallTrial(folder).runAlone(args);
  }

  private void change(String from, String to) throws IOException {
    String text = Files.readString(plan);
    assertTrue(text.contains(from), from);
    Files.writeString(plan, text.replace(from, to));
  }

  @Test
  void check_explainsAStudy() {
    SmallTrial.Run run = run("check", "/study.json");
    assertEquals("", run.err());
    assertEquals(0, run.code());
    assertTrue(run.out().startsWith("Every field\nStudy every-field, version 2\n"), run.out());
    assertTrue(run.out().matches("(?s).*\nDigest: [0-9a-f]{64}\n"), run.out());
    SmallTrial.Run swedish = run("check", "/study.json", "--lang", "sv");
    assertTrue(swedish.out().startsWith("Alla fält\nStudie every-field, version 2\n"));
  }

  @Test
  void check_refusesAStudyWithEveryProblem() throws IOException {
    change("\"direction\": \"down-good\"", "\"direction\": \"down\"");
    change("\"weighted\": true", "\"weigted\": true");
    SmallTrial.Run run = run("check", "/study.json");
    assertEquals(2, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().contains("study.json:28:20: error: /outcomes/0/direction"), run.err());
    assertTrue(run.err().contains("did you mean 'weighted'?"), run.err());
  }

  @Test
  void check_printsWarningsAndGoesOn() throws IOException {
    change("\"draws\": 2000", "\"draws\": 200");
    SmallTrial.Run run = run("check", "/study.json");
    assertEquals(0, run.code());
    assertTrue(run.err().contains("warning: /analyses/0/draws: 200 draws give"), run.err());
  }

  @Test
  void simulate_writesTheSameBytesForTheSameSeed() throws IOException {
    Path a = folder.resolve("a");
    Path b = folder.resolve("b");
    SmallTrial.Run run = run("simulate", "/study.json", "--seed", "7", "--out", "/a");
    assertEquals("", run.err());
    assertEquals("wrote a simulated study, and its truth, to a\n", run.out());
    run("simulate", "/study.json", "--seed", "7", "--out", "/b");
    for (String file : new String[] {"panel.csv", "truth.json"}) {
      assertArrayEquals(Files.readAllBytes(a.resolve(file)), Files.readAllBytes(b.resolve(file)));
    }
    String source = Files.readString(a.resolve("SOURCE.md"));
    assertTrue(source.contains("    equipoise simulate "), source);
    assertTrue(source.contains("study.json --seed 7 --out "), source);
    assertTrue(source.contains("| panel.csv | 1560 | 10 |"), source);
    SmallTrial.Run again = run("simulate", "/study.json", "--seed", "7", "--out", "/a");
    assertEquals(2, again.code());
    assertTrue(again.err().contains("the file is already there"), again.err());
  }

  @Test
  void simulate_asksForAssumptions() throws IOException {
    Files.copy(
        Path.of("src/test/resources/protocols/adoption/minimal.json"), folder.resolve("bare.json"));
    SmallTrial.Run run = run("simulate", "/bare.json", "--seed", "1", "--out", "/out");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("no assumptions"), run.err());
    assertTrue(Files.notExists(folder.resolve("out")));
  }

  /** A study cannot be made a trial: nothing would be drawn in it. */
  @Test
  void new_refusesAStudy() {
    SmallTrial.Run run = run("new", "/trial", "--from", "/study.json");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("this is a study in which nothing is drawn"), run.err());
    assertTrue(Files.notExists(folder.resolve("trial")));
  }
}
