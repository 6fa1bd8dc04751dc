package org.equipoise.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.equipoise.protocol.Digest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command that the README prints and compares what it says: the lines shown must come in
 * this order, one right after the other; a line {@code …} stands for lines left out.
 */
class ReadmeTest {

  private static final String PROMPT = "$ ./equipoise ";
  private static final String LEFT_OUT = "…";

  /** A day of the sample trial's intake; keys that are always the same, unlike the reader's. */
  private static final Surroundings HERE =
      new Surroundings(
          () -> Instant.parse("2020-06-30T10:00:00Z"),
          ZoneId.of("Europe/Stockholm"),
          count -> Arrays.copyOf(Digest.of("the readme's key").hex().getBytes(US_ASCII), count),
          "anna",
          Map.of(),
          prompt -> null,
          false);

  @TempDir static Path folder;

  /** A command of the README and the lines shown under it. */
  private record Shown(String command, List<String> lines) {}

  private static List<Shown> shown() throws IOException {
    List<Shown> shown = new ArrayList<>();
    boolean console = false;
    for (String line : Files.readAllLines(Path.of("README.md"))) {
      if (line.startsWith("```")) {
        console = line.equals("```console");
      } else if (console && line.startsWith(PROMPT)) {
        shown.add(new Shown(line.substring(PROMPT.length()), new ArrayList<>()));
      } else if (console) {
        shown.get(shown.size() - 1).lines().add(line);
      }
    }
    return shown;
  }

  @TestFactory
  Stream<DynamicTest> everyCommandDoesWhatTheReadmeShows() throws IOException {
    return shown().stream()
        .map(s -> DynamicTest.dynamicTest("equipoise " + s.command(), () -> assertShown(s)));
  }

  private static void assertShown(Shown shown) {
    List<String> args = new ArrayList<>();
    for (String word : shown.command().split(" ")) {
      // What the reader gets in the current folder, the test gets in one of its own.
      boolean written = word.equals("results") || word.startsWith("my-");
      args.add(written ? folder.resolve(word).toString() : word);
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(new PrintWriter(out), new PrintWriter(err), HERE, args.toArray(new String[0]));
    assertEquals(0, code, err::toString);
    List<String> printed =
        out.toString()
            .replace(folder + java.io.File.separator, "")
            .replace("equipoise (development)", "equipoise 0.1.0")
            .lines()
            .map(String::stripTrailing)
            .toList();
    int next = 0;
    boolean skipped = true;
    for (String line : shown.lines()) {
      if (line.equals(LEFT_OUT)) {
        skipped = true;
        continue;
      }
      int at = printed.subList(next, printed.size()).indexOf(line);
      assertTrue(at == 0 || (skipped && at > 0), () -> "not printed here: " + line + "\n" + out);
      next += at + 1;
      skipped = false;
    }
  }

  @Test
  void readme_isShortAndShowsCommands() throws IOException {
    assertTrue(Files.readAllLines(Path.of("README.md")).size() < 150);
    assertFalse(shown().isEmpty());
  }

  @Test
  void ciRunsTheReadmesTestCommand() throws IOException {
    String command = "mvn -B -ntp verify";
    assertTrue(Files.readString(Path.of("README.md")).contains("\n" + command + "\n"));
    assertTrue(Files.readString(Path.of(".ci/run")).contains("\n" + command + "\n"));
  }
}
