package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.equipoise.cli.SmallTrial.Run;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample trial through its whole life by commands only, on a clock that moves: referrals,
 * draws, letters, answers as survey tools export them, attempts, meetings, withdrawals and deaths.
 * What the ledger then tells is compared with counts made from the files by other code.
 */
class WholeLifeTest {

  private static final List<String> WAVES = List.of("w1", "w2", "w3");
  private static final List<String> CLOSED_QUESTIONS =
      List.of(
          "job_now",
          "job_future",
          "self_support",
          "economy",
          "life",
          "health",
          "wb_calm",
          "wb_energy",
          "wb_worry",
          "wb_meaning");
  private static final LocalDate FIRST = LocalDate.parse("2019-07-15");
  private static final LocalDate LAST = LocalDate.parse("2021-03-01");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  private static TrialDesk desk;
  private static final Map<String, String> trialIds = new HashMap<>();
  private static final Map<String, String> arms = new HashMap<>();

  /** A table of the sample data; none of its dates, ids or codes holds a comma or a quote. */
  private record Table(String header, List<String> lines) {

    static Table read(String file) throws IOException {
      List<String> lines = Files.readAllLines(Path.of("sample-data", file));
      return new Table(lines.get(0), lines.subList(1, lines.size()));
    }

    int column(String name) {
      return Arrays.asList(header.split(",", -1)).indexOf(name);
    }

    String cell(String line, String name) {
      return line.split(",", -1)[column(name)];
    }

    /** The lines that {@code some} lets through, as a file; whether there are any. */
    boolean write(String file, Predicate<String> some) throws IOException {
      List<String> chosen = new ArrayList<>(List.of(header));
      lines.stream().filter(some).forEach(chosen::add);
      Files.write(desk.path(file), chosen);
      return chosen.size() > 1;
    }
  }

  @BeforeAll
  static void live() throws IOException {
    desk = new TrialDesk(folder);
    at(FIRST);
    desk.done("new", "/t", "--from", "protocols/isf-team.json");
    desk.done("freeze", "/t", "--key", "/key");
    Table referrals = Table.read("referrals.csv");
    Table people = Table.read("people.csv");
    Table contacts = Table.read("waves/contacts.csv");
    Table events = Table.read("waves/events.csv");
    Map<String, LocalDate> comes = new HashMap<>();
    for (String line : referrals.lines()) {
      comes.put(referrals.cell(line, "id"), day(referrals.cell(line, "referred")));
    }
    for (String line : people.lines()) {
      // Whoever was drawn comes in the weeks of the draw, so that the first wave can be answered.
      String drawn = people.cell(line, "drawn");
      if (!drawn.isEmpty()) {
        comes.put(people.cell(line, "id"), day(drawn));
      }
    }
    for (int step = 0; FIRST.plusWeeks(2 * step).isBefore(LAST); step++) {
      LocalDate before = FIRST.plusWeeks(2 * step);
      LocalDate today = before.plusWeeks(2);
      at(today);
      if (referrals.write(
          "referrals.csv", line -> in(comes.get(referrals.cell(line, "id")), before, today))) {
        desk.done("refer", "/t", "--file", "/referrals.csv");
        answers("w1", before, today, "limesurvey");
        remember(desk.done("draw", "/t", "--all", "--key", "/key", "--json"));
        for (String line : desk.done("people", "/t", "--csv").lines().skip(1).toList()) {
          trialIds.put(line.split(",", -1)[1], line.split(",", -1)[0]);
        }
      }
      if (step % 3 == 2) {
        LocalDate since = today.minusWeeks(6);
        for (String wave : List.of("w2", "w3")) {
          letters(wave, today);
          answers(wave, since, today, "limesurvey");
        }
        if (contacts.write(
            "contacts.csv", line -> in(day(contacts.cell(line, "date")), since, today))) {
          desk.done("wave", "contact", "/t", "--file", "/contacts.csv");
        }
        happen(events, since, today);
      }
    }
    // What came before its person was drawn, or was cut off by the months, comes in at last.
    for (String wave : WAVES) {
      answers(wave, FIRST.minusYears(1), LAST, "limesurvey");
      desk.done("wave", "close", "/t", wave, "--reason", "the last window has closed");
    }
    desk.done("wave", "import", "/t", "sample-data/waves/caseworkers.csv", "--as", "caseworkers");
  }

  private static void at(LocalDate day) {
    desk.at(day + "T10:00:00Z");
  }

  private static LocalDate day(String written) {
    return LocalDate.parse(written.substring(0, 10));
  }

  private static boolean in(LocalDate day, LocalDate after, LocalDate until) {
    return day.isAfter(after) && !day.isAfter(until);
  }

  private static void answers(String wave, LocalDate after, LocalDate until, String format)
      throws IOException {
    Table table = Table.read("waves/" + wave + "-limesurvey.csv");
    boolean any =
        table.write(
            wave + ".csv",
            line ->
                trialIds.containsKey(table.cell(line, "token"))
                    && in(day(table.cell(line, "datestamp")), after, until));
    if (any) {
      desk.done("wave", "import", "/t", "/" + wave + ".csv", "--as", format, "--wave", wave);
    }
  }

  private static void letters(String wave, LocalDate today) {
    Run run =
        desk.run("wave", "due", "/t", "--wave", wave, "--out", "/" + wave + "-" + today, "--sent");
    assertTrue(run.code() < 2, run.err());
  }

  private static void remember(String drawn) throws IOException {
    for (JsonNode each : JSON.readTree(drawn).get("drawn")) {
      arms.put(each.get("person").asText(), each.get("arm").asText());
    }
  }

  /** Meetings under the arm that was drawn here, and what does not depend on it. */
  private static void happen(Table events, LocalDate since, LocalDate today) {
    List<String> met = new ArrayList<>(List.of("record", "/t", "met"));
    for (String line : events.lines()) {
      String id = trialIds.getOrDefault(events.cell(line, "id"), "");
      String arm = events.cell(line, "arm");
      if (!in(day(events.cell(line, "date")), since, today)
          || !arms.containsKey(id)
          || (!arm.isEmpty() && !arm.equals(arms.get(id)))) {
        continue;
      }
      String date = events.cell(line, "date");
      switch (events.cell(line, "event")) {
        case "met" -> met.add(id);
        case "contact", "data" ->
            desk.done("record", "/t", "withdraw", id, events.cell(line, "event"), "--date", date);
        default ->
            desk.done("record", "/t", "left", id, events.cell(line, "event"), "--date", date);
      }
    }
    if (met.size() > 3) {
      desk.done(met.toArray(String[]::new));
    }
  }

  private static JsonNode json(String... args) throws IOException {
    return JSON.readTree(desk.done(args));
  }

  @Test
  void verify_findsTheLedgerIntactAndEveryDrawRight() {
    Run run = desk.run("verify", "/t", "--key", "/key");
    assertEquals(0, run.code(), run.out() + run.err());
  }

  /** The first form of each person, unless it was not complete and a complete one followed. */
  private static Map<String, Integer> questionsAnswered(String wave) throws IOException {
    Table table = Table.read("waves/" + wave + "-limesurvey.csv");
    Map<String, Integer> best = new HashMap<>();
    for (String line : table.lines()) {
      int count = 0;
      for (String question : CLOSED_QUESTIONS) {
        count += table.cell(line, question).isEmpty() ? 0 : 1;
      }
      String id = table.cell(line, "token");
      if (arms.containsKey(trialIds.get(id))) {
        int given = count;
        best.merge(id, count, (first, second) -> first < 8 && given >= 8 ? given : first);
      }
    }
    return best;
  }

  @Test
  void rates_areThoseCountedFromTheFiles() throws IOException {
    JsonNode groups = json("wave", "rates", "/t", "--json").get("groups");
    for (String wave : WAVES) {
      long complete = questionsAnswered(wave).values().stream().filter(n -> n >= 8).count();
      long partial = questionsAnswered(wave).values().stream().filter(n -> n >= 5 && n < 8).count();
      JsonNode all = null;
      for (JsonNode group : groups) {
        if (group.get("wave").asText().equals(wave) && group.get("variable").asText("").isEmpty()) {
          all = group;
        }
      }
      assertTrue(all != null, groups.toString());
      assertEquals(550, all.get("drawn").asInt());
      assertEquals(550, all.get("windowClosed").asInt());
      JsonNode randomized = all.get("bases").get("randomized");
      assertEquals(complete, randomized.get("cases").get("I").asLong(), wave);
      assertEquals(partial, randomized.get("cases").get("P").asLong(), wave);
      double rr2 = randomized.get("rates").get("RR2").get("rate").asDouble();
      assertEquals((complete + partial) / 550.0, rr2, 1e-15);
    }
  }

  @Test
  void flow_addsUpToEverybodyReferred() throws IOException {
    JsonNode flow = json("flow", "/t", "--json");
    assertTrue(flow.toString().contains("\"people\" : 688") || flow.toString().contains(":688"));
    Run masked = desk.run("flow", "/t");
    assertEquals(0, masked.code(), masked.err());
    Run byArm = desk.run("flow", "/t", "--arms", "--reason", "the report");
    assertEquals(0, byArm.code(), byArm.err());
  }

  /** The same rows whether they go by way of files or not: every number, to the last bit. */
  @Test
  void analyse_ofTheLedgerIsThatOfTheFilesExported() throws IOException {
    desk.done("export", "/t", "--out", "/x", "--data", "--reason", "the analysis");
    ObjectNode ledger =
        (ObjectNode) json("analyse", "/t", "--reason", "the planned analysis", "--json");
    ObjectNode files = (ObjectNode) json("analyse", "/x/protocol.json", "--data", "/x", "--json");
    assertEquals("ledger", ledger.get("inputs").get(0).get("name").asText());
    assertEquals(1, ledger.get("inputs").size());
    assertEquals(2, files.get("inputs").size());
    Set<String> differ = new HashSet<>(List.of("inputs", "findings"));
    for (ObjectNode results : List.of(ledger, files)) {
      results.remove(differ);
      // Only a ledger knows which plan was frozen.
      for (String rows : List.of("effects", "supplements")) {
        results.get(rows).forEach(row -> ((ObjectNode) row).remove("planned"));
      }
    }
    assertTrue(ledger.get("effects").size() > 20);
    assertEquals(files, ledger);
  }

  /** A day that is over is told alike for ever, and with the numbers of the analysis. */
  @Test
  void report_ofAPastDayStaysTheSame() throws IOException {
    String day = LAST.minusDays(1).toString();
    String[] words = {
      "report",
      "/t",
      "--as-of",
      day,
      "--reason",
      "final report",
      "--out",
      "/r.html",
      "--files",
      "/f"
    };
    desk.done(words);
    byte[] page = Files.readAllBytes(desk.path("r.html"));
    ObjectNode analysed =
        (ObjectNode) json("analyse", "/t", "--as-of", day, "--reason", "to compare", "--json");
    ObjectNode reported = (ObjectNode) JSON.readTree(desk.path("f/results.json").toFile());
    // A report hides parts of its flow too; nothing that both show may differ.
    assertTrue(reported.get("hidden").size() > analysed.get("hidden").size());
    analysed.remove("hidden");
    reported.remove("hidden");
    assertEquals(analysed, reported);
    String[] again = Arrays.copyOf(words, words.length + 1);
    again[words.length] = "--force";
    desk.done(again);
    assertArrayEquals(page, Files.readAllBytes(desk.path("r.html")));
    assertTrue(desk.done("log", "/t", "--all").contains("final report"));
  }

  @Test
  void export_holdsWhatTheFilesOfAnswersHold() throws IOException {
    desk.done("export", "/t", "--out", "/y", "--data", "--reason", "a look at the data");
    List<String> lines = Files.readAllLines(desk.path("y/people.csv"));
    Table people = new Table(lines.get(0), lines.subList(1, lines.size()));
    assertEquals(-1, people.column("anything_else_w2"), "no decision lets free text out");
    Map<String, String> lineOf = new HashMap<>();
    people.lines().forEach(line -> lineOf.put(people.cell(line, "id"), line));
    Set<String> withdrawn = new HashSet<>();
    Table events = Table.read("waves/events.csv");
    for (String line : events.lines()) {
      if (events.cell(line, "event").equals("data")) {
        withdrawn.add(events.cell(line, "id"));
      }
    }
    Table answers = Table.read("waves/w2-limesurvey.csv");
    int compared = 0;
    int brokenOff = 0;
    Set<String> seen = new HashSet<>();
    for (String line : answers.lines()) {
      String id = answers.cell(line, "token");
      String row = lineOf.get(trialIds.get(id));
      if (row == null || !seen.add(id)) {
        continue;
      }
      long given = CLOSED_QUESTIONS.stream().filter(q -> !answers.cell(line, q).isEmpty()).count();
      brokenOff += given < 5 ? 1 : 0;
      for (String question : CLOSED_QUESTIONS) {
        boolean kept = given >= 5 && !withdrawn.contains(id);
        String expected = kept ? answers.cell(line, question) : "";
        assertEquals(expected, people.cell(row, question + "_w2"), id + " " + question);
      }
      compared++;
    }
    assertTrue(compared > 380, compared + " people compared");
    assertTrue(brokenOff > 0, "a form broken off is no answer: " + brokenOff);
  }

  @Test
  void import_ofWhatIsThereChangesNothing() throws IOException {
    long before = Files.size(desk.path("t/answers.db"));
    int lines = json("log", "/t", "--all", "--json").get("lines").size();
    for (String wave : WAVES) {
      desk.done(
          "wave",
          "import",
          "/t",
          "sample-data/waves/" + wave + "-limesurvey.csv",
          "--as",
          "limesurvey",
          "--wave",
          wave);
    }
    assertEquals(lines, json("log", "/t", "--all", "--json").get("lines").size());
    assertEquals(before, Files.size(desk.path("t/answers.db")));
  }

  /** What was known on a day stays what was known on that day. */
  @Test
  void rates_ofAnEarlierDayAreThoseOfThatDay() throws IOException {
    JsonNode then = json("wave", "rates", "/t", "--as-of", "2020-06-01", "--json");
    JsonNode group = then.get("groups").get(0);
    assertTrue(group.get("drawn").asInt() < 550, group.toString());
    assertFalse(then.toString().contains(arms.keySet().iterator().next()));
  }
}
