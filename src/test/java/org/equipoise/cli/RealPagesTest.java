package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.equipoise.document.PageChecks;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages as people get them, from commands on the shipped samples, in a real browser. */
class RealPagesTest {

  @TempDir private static Path folder;

  @BeforeAll
  static void browser() {
    PageChecks.assumeBrowser();
  }

  private static void passes(Path page, String... args) throws IOException {
    StringWriter err = new StringWriter();
    Surroundings here =
        new Surroundings(
            () -> Instant.parse("2026-11-22T10:00:00Z"),
            ZoneOffset.UTC,
            byte[]::new,
            "tester",
            Map.of(),
            prompt -> null,
            false);
    int code = Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), here, args);
    assertEquals(0, code, err.toString());
    assertEquals(List.of(), PageChecks.check(page));
  }

  @Test
  void report_ofTheSampleTrialInSwedish() throws IOException {
    Path page = folder.resolve("isf.html");
    passes(
        page,
        "report",
        "protocols/isf-team.json",
        "--data",
        "sample-data",
        "--lang",
        "sv",
        "--out",
        page.toString());
  }

  @Test
  void report_ofTheMunicipalities() throws IOException {
    Path page = folder.resolve("towns.html");
    passes(
        page,
        "report",
        "protocols/finsam-municipalities.json",
        "--data",
        "sample-data/municipalities",
        "--out",
        page.toString());
  }

  /** As a board hangs on a wall: the arms are masked. */
  @Test
  void board_ofARunningTrialInSwedish() throws IOException {
    TrialDesk desk = new TrialDesk(folder).referred();
    desk.done("draw", "/t", "--all", "--key", "/key");
    desk.done("status", "/t", "--html", "/board.html", "--lang", "sv");
    assertEquals(List.of(), PageChecks.check(folder.resolve("board.html")));
  }
}
