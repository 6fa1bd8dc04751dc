package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.equipoise.cli.SmallTrial.Run;
import org.equipoise.publication.Bundle;
import org.equipoise.publication.BundleManifest;
import org.equipoise.publication.BundleManifest.Role;
import org.equipoise.store.BundleReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data of trials drawn elsewhere, and of studies in which nothing was drawn. */
class SealDataCommandTest {

  @TempDir private Path folder;

  private TrialDesk desk;

  @BeforeEach
  void files() throws IOException {
    desk = new TrialDesk(folder);
    SmallTrial trial = new SmallTrial(folder);
    Files.writeString(
        desk.path("trial.json"),
        SmallTrial.PROTOCOL.replace(
            "{\"id\": \"proxy\", \"title\": \"To others' answers\", \"purpose\": \"proxy\"}",
            "{\"id\": \"proxy\", \"title\": \"To others' answers\", \"purpose\": \"proxy\"},"
                + " {\"id\": \"published\", \"title\": \"Published\","
                + " \"purpose\": \"publication\"}"));
    String people = trial.text("people.csv");
    Files.write(
        desk.path("people.csv"),
        people
            .lines()
            .map(line -> line + (line.startsWith("id,") ? ",published" : ",yes"))
            .toList());
    Files.writeString(desk.path("months.csv"), trial.text("months.csv"));
  }

  private Run seal(String... more) {
    return desk.run(
        Stream.concat(
                Stream.of(
                    "seal",
                    "/trial.json",
                    "--data",
                    "people=" + desk.path("people.csv"),
                    "--data",
                    "months=" + desk.path("months.csv"),
                    "--day",
                    "2026-11-22"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private Bundle bundle(String file) throws IOException {
    BundleReader.Read read = BundleReader.read(desk.path(file));
    assertEquals(List.of(), read.problems());
    return read.bundle();
  }

  @Test
  void seal_makesAKeyOnceAndSignsWithItAgain() throws IOException {
    Run first = seal("--key", "/own.key", "--out", "/a.zip");
    // The household is a free text unless it is the unit: here it is not.
    assertEquals(1, first.code(), first.err());
    assertTrue(first.err().contains("columns of free text"), first.err());
    assertFalse(Files.exists(desk.path("own.key")), "a refusal leaves no key behind");
    unit();
    assertEquals(0, seal("--key", "/own.key", "--out", "/a.zip").code());
    byte[] key = Files.readAllBytes(desk.path("own.key"));
    assertEquals(0, seal("--key", "/own.key", "--out", "/b.zip").code());
    assertArrayEquals(key, Files.readAllBytes(desk.path("own.key")));
    assertArrayEquals(
        Files.readAllBytes(desk.path("a.zip")), Files.readAllBytes(desk.path("b.zip")));
    BundleManifest manifest = bundle("a.zip").manifest();
    assertTrue(manifest.signed());
    assertEquals(BundleManifest.Kind.DATA, manifest.kind());
    assertEquals(
        List.of("data/months.csv", "data/people.csv"),
        manifest.of(Role.DATA).stream().map(BundleManifest.Packed::path).toList());
  }

  /** Takes the free text out of the file and of the protocol. */
  private void unit() throws IOException {
    String protocol =
        Files.readString(desk.path("trial.json"))
            .replace("{\"id\": \"household\", \"type\": \"text\"},", "");
    Files.writeString(desk.path("trial.json"), protocol);
    List<String> lines = Files.readAllLines(desk.path("people.csv"));
    Files.write(
        desk.path("people.csv"),
        lines.stream().map(line -> line.replaceFirst(",(H\\d+|household),", ",")).toList());
  }

  @Test
  void seal_namesRowsThatDoNotAgree() throws IOException {
    unit();
    String people = Files.readString(desk.path("people.csv"));
    Files.writeString(desk.path("people.csv"), people.replace("2,4,5.5,yes", "2,4,5.5,no"));
    Run run = seal("--unsigned", "--out", "/a.zip");
    assertEquals(1, run.code());
    assertTrue(
        run.err()
            .contains(
                "data/people.csv:2: error: published: P01 has not agreed that data are published"),
        run.err());
    assertFalse(Files.exists(desk.path("a.zip")));
  }

  @Test
  void seal_asksForDayAndKeyTogether() {
    Run run = desk.run("seal", "/trial.json", "--data", "/people.csv", "--out", "/a.zip");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("--key: error: nobody signs"), run.err());
    assertTrue(run.err().contains("--day: error: "), run.err());
  }

  @Test
  void seal_refusesDataThatCannotBeUsed() throws IOException {
    unit();
    Files.writeString(
        desk.path("people.csv"),
        Files.readString(desk.path("people.csv")).replace("P01,team", "P01,elsewhere"));
    Run run = seal("--unsigned", "--out", "/a.zip");
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains("data/people.csv:2"), run.err());
    assertFalse(Files.exists(desk.path("a.zip")));
  }

  @Test
  void seal_leavesNothingWhereItMayNotWrite() throws IOException {
    unit();
    Files.createDirectory(desk.path("full"));
    Path out = desk.path("full").resolve("a.zip");
    Files.createDirectory(out);
    Run run = seal("--unsigned", "--out", "/full/a.zip", "--force");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("is a folder"), run.err());
    try (Stream<Path> there = Files.list(desk.path("full"))) {
      assertEquals(List.of(out), there.toList());
    }
  }

  @Test
  void seal_packsAStudy() throws IOException {
    desk.done(
        "seal",
        "protocols/finsam-municipalities.json",
        "--data",
        "sample-data/municipalities",
        "--without-data",
        "--unsigned",
        "--day",
        "2026-11-22",
        "--out",
        "/s.zip");
    Bundle bundle = bundle("s.zip");
    assertEquals(BundleManifest.Kind.STUDY, bundle.manifest().kind());
    assertEquals("panel.csv", bundle.manifest().absent().get(0).file());
    assertNotNull(bundle.files().get("results/results.json"));
    Run run =
        desk.run(
            "seal",
            "protocols/finsam-municipalities.json",
            "--data",
            "sample-data/municipalities",
            "--unsigned",
            "--day",
            "2026-11-22",
            "--out",
            "/t.zip");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("--data-consent: error: "), run.err());
  }
}
