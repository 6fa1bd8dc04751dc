package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The analysis from the command line: what is printed, what is written, and to which exit code. */
class AnalyseCommandTest {

  private static final String[] BOTH = {"--data", "/people.csv", "--data", "months=/months.csv"};

  @TempDir private Path folder;

  /** The estimates of a run, to the last digit. */
  private String results() throws IOException {
    return Files.readString(folder.resolve("out/results.csv"));
  }

  private List<String> written(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String[] args(String command, String... more) {
    return Stream.of(new String[] {command, "/trial.json"}, BOTH, more)
        .flatMap(Stream::of)
        .toArray(String[]::new);
  }

  @Test
  void analyse_printsTheReport() throws IOException {
    SmallTrial.Run run = new SmallTrial(folder).run(args("analyse"));
    assertEquals("", run.err());
    assertEquals(0, run.code());
    assertTrue(run.out().startsWith("A small trial\nProtocol trial, version 1"), run.out());
    assertTrue(run.out().contains("Effect = team − usual"), run.out());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void analyze_isTheSameCommand() throws IOException {
    SmallTrial trial = new SmallTrial(folder);
    assertEquals(trial.run(args("analyse")), trial.run(args("analyze")));
  }

  @Test
  void analyse_takesAFolderForItsFiles() throws IOException {
    SmallTrial trial = new SmallTrial(folder);
    SmallTrial.Run named = trial.run(args("analyse"));
    assertEquals(named, trial.run("analyse", "/trial.json", "--data", "/"));
  }

  @Test
  void analyse_writesTheFilesItLists() throws IOException {
    SmallTrial.Run run = new SmallTrial(folder).analyse();
    assertEquals(0, run.code());
    List<String> listed =
        run.out()
            .lines()
            .filter(line -> line.startsWith("wrote "))
            .map(line -> Path.of(line.substring(6)).getFileName().toString())
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "balance-tests.csv",
            "balance.csv",
            "forest.svg",
            "recruitment.csv",
            "report.txt",
            "response-tests.csv",
            "response.csv",
            "results.csv",
            "results.json"),
        listed);
    assertEquals(listed, written("out"));
  }

  @Test
  void analyse_replacesItsFilesWhenRunAgain() throws IOException {
    SmallTrial trial = new SmallTrial(folder);
    assertEquals(0, trial.analyse().code());
    byte[] json = Files.readAllBytes(folder.resolve("out/results.json"));
    List<String> files = written("out");
    for (String file : files) {
      Files.writeString(folder.resolve("out").resolve(file), "old");
    }
    assertEquals(0, trial.analyse().code());
    assertEquals(files, written("out"));
    assertArrayEquals(json, Files.readAllBytes(folder.resolve("out/results.json")));
    for (String file : files) {
      assertFalse(Files.readString(folder.resolve("out").resolve(file)).equals("old"), file);
    }
  }

  @Test
  void analyse_printsJsonAndNothingElse() throws IOException {
    SmallTrial.Run run = new SmallTrial(folder).analyse("--json");
    assertEquals(0, run.code());
    assertEquals("", run.err());
    try (JsonParser json = new JsonFactory().createParser(run.out())) {
      json.nextToken();
      json.skipChildren();
      assertEquals(null, json.nextToken());
    }
    assertEquals(Files.readString(folder.resolve("out/results.json")).strip(), run.out().strip());
  }

  @Test
  void analyse_speaksSwedish() throws IOException {
    SmallTrial.Run run = new SmallTrial(folder).analyse("--lang", "sv");
    assertEquals(0, run.code());
    assertTrue(run.out().contains("Lottade"), run.out());
    assertFalse(run.out().contains("Drawn"), run.out());
    assertTrue(Files.readString(folder.resolve("out/report.txt")).contains("Lottade"));
  }

  @Test
  void analyse_refusesWrongUsageWithTheUsage() throws IOException {
    SmallTrial trial = new SmallTrial(folder);
    usage(trial.run("analyse", "/trial.json"), "Missing required option: '--data=[NAME=]FILE'");
    usage(trial.run("analyse", "--data", "/people.csv"), "Missing required parameter: 'PROTOCOL'");
    SmallTrial.Run misspelled = trial.run(args("analyse", "--outt"));
    assertEquals("Unknown option: '--outt'\nPossible solutions: --out\n", misspelled.err());
    assertEquals(2, misspelled.code());
    // A wrong value is one line: the usage would bury it.
    SmallTrial.Run norwegian = trial.run(args("analyse", "--lang", "no"));
    assertEquals(
        "Invalid value for option '--lang': expected en or sv, not 'no'\n", norwegian.err());
    assertEquals(2, norwegian.code());
  }

  private static void usage(SmallTrial.Run run, String first) {
    assertTrue(run.err().startsWith(first), run.err());
    assertTrue(run.err().contains("Usage: equipoise analyse"), run.err());
    assertEquals("", run.out());
    assertEquals(2, run.code());
  }

  @Test
  void analyse_refusesAnOutputFolderThatIsAFile() throws IOException {
    Files.writeString(folder.resolve("out"), "mine");
    SmallTrial.Run run = new SmallTrial(folder).analyse();
    assertEquals("equipoise: error: out: exists already and is no folder\n", run.err());
    assertEquals(2, run.code());
    assertEquals("mine", Files.readString(folder.resolve("out")));
    assertEquals(List.of("months.csv", "out", "people.csv", "trial.json"), written(""));
  }

  @Test
  void analyse_readsASwedishSpreadsheetAlike() throws IOException {
    SmallTrial trial = new SmallTrial(folder);
    assertEquals(0, trial.analyse().code());
    final String plain = results();
    trial
        .with("trial.json", "[\"north\", \"south\"]", SWEDISH_SITES)
        .with("trial.json", ", \"decimal\": \".\"", "")
        .with("people.csv", SmallTrial.ALL, "\uFEFF" + swedish(trial.text("people.csv")))
        .with("months.csv", SmallTrial.ALL, "\uFEFF" + swedish(trial.text("months.csv")));
    SmallTrial.Run run = trial.analyse();
    assertEquals("", run.err());
    assertEquals(plain, results());
  }

  private static final String SWEDISH_SITES =
      "[{\"code\": \"north\", \"spelled\": [\"Östra Åsen, norr\"]}, \"south\"]";

  /** Semicolons, decimal commas, no-break blanks between thousands, å, ä and ö, CRLF. */
  private static String swedish(String text) {
    return text.replace(",", ";")
        .replaceAll("(\\d)\\.(\\d)", "$1,$2")
        .replaceAll(";(\\d)(\\d{3}),", ";$1\u00A0$2,")
        .replace(";north;", ";Östra Åsen, norr;")
        .replace("\n", "\r\n");
  }

  @Test
  void analyse_readsADeclaredEncodingAlike() throws IOException {
    SmallTrial trial = new SmallTrial(folder);
    assertEquals(0, trial.analyse().code());
    final String plain = results();
    trial
        .with("trial.json", "[\"north\", \"south\"]", SWEDISH_SITES)
        .with(
            "trial.json",
            "{\"name\": \"people\", ",
            "{\"name\": \"people\", \"encoding\": \"windows-1252\", ")
        .without("people.csv");
    Files.write(
        folder.resolve("people.csv"),
        swedish(SmallTrial.PEOPLE).getBytes(Charset.forName("windows-1252")));
    SmallTrial.Run run = trial.analyse();
    assertEquals("", run.err());
    assertEquals(plain, results());
  }

  @Test
  void analyse_countsLinesThroughQuotedLineBreaks() throws IOException {
    SmallTrial trial = new SmallTrial(folder);
    trial.with("people.csv", ",H1,", ",\"H\n1\",").with("people.csv", "10.5", "ten");
    SmallTrial.Run run = trial.analyse();
    assertEquals(
        "people.csv:4:11: error: hours_w2: \"ten\" is not a number; write a number such as"
            + " 1234.5",
        run.errors().get(0));
    trial.with("people.csv", "ten", "10.5");
    assertEquals(0, trial.analyse().code());
  }

  @Test
  void analyse_readsTheLongLayoutAlike() throws IOException {
    SmallTrial trial = new SmallTrial(folder);
    assertEquals(0, trial.analyse().code());
    final String wide = results();
    SmallTrial.Run run = longLayout(trial).analyse("--data", "answers=/answers.csv");
    assertEquals("", run.err());
    assertEquals(wide, results());
  }

  @Test
  void analyse_refusesARowTwiceInTheLongLayout() throws IOException {
    SmallTrial trial = longLayout(new SmallTrial(folder));
    trial.with("answers.csv", "P01,w2", "P01,w1").with("answers.csv", "P02,w2", "P02,w9");
    SmallTrial.Run wave = trial.analyse("--data", "answers=/answers.csv");
    assertEquals(
        "answers.csv:5:2: error: wave: \"w9\" is not a category of this column; did you mean"
            + " \"w1\"? expected one of w1, w2",
        wave.errors().get(0));
    trial.with("answers.csv", "P02,w9", "P02,w2");
    SmallTrial.Run twice = trial.analyse("--data", "answers=/answers.csv");
    assertEquals(
        "answers.csv:3:1: error: id: this person and wave already stand on line 2; one row a"
            + " person and wave: remove one of the two",
        twice.errors().get(0));
    assertEquals(2, twice.code());
  }

  @Test
  void analyse_refusesAnswersInTwoFiles() throws IOException {
    SmallTrial trial = longLayout(new SmallTrial(folder));
    trial.with("people.csv", SmallTrial.ALL, SmallTrial.PEOPLE);
    SmallTrial.Run run = trial.analyse("--data", "answers=/answers.csv");
    assertEquals(
        "answers.csv: error: life: answers at \"w1\" that another file has too; keep them in one"
            + " file: remove the column or the rows",
        run.errors().get(0));
    assertEquals(4, run.errors().size());
    assertEquals(2, run.code());
  }

  /** The same answers in a file of their own, one row a person and wave. */
  private static SmallTrial longLayout(SmallTrial trial) {
    StringBuilder people = new StringBuilder();
    StringBuilder answers = new StringBuilder("id,wave,life,hours\n");
    for (String line : SmallTrial.PEOPLE.lines().toList()) {
      String[] cells = line.split(",");
      people.append(String.join(",", List.of(cells).subList(0, 8))).append('\n');
      if (!cells[0].equals("id")) {
        answers.append(cells[0]).append(",w1,").append(cells[8]).append(",\n");
        answers.append(cells[0]).append(",w2,").append(cells[9]).append(',');
        answers.append(cells[10]).append('\n');
      }
    }
    return trial
        .with(
            "trial.json",
            "{\"name\": \"months\"",
            "{\"name\": \"answers\", \"rows\": \"person-wave\", \"wave\": \"wave\"},"
                + " {\"name\": \"months\"")
        .with("people.csv", SmallTrial.ALL, people.toString())
        .with("answers.csv", SmallTrial.ALL, answers.toString());
  }
}
