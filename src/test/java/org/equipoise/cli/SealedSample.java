package org.equipoise.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes {@code sample-data/sealed.zip}: the first of the simulated referrals through the whole life
 * of a trial, by the program's own commands on a clock that moves. Keys come from chance, so that
 * each run gives another bundle; {@code SEALED.md} says which one is kept.
 */
final class SealedSample {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PEOPLE = 168;
  private static final LocalDate FIRST = LocalDate.parse("2019-07-15");
  private static final List<String> WAVES = List.of("w1", "w2", "w3");

  private final TrialDesk desk;
  private final Set<String> among = new HashSet<>();
  private final Map<String, String> trialIds = new HashMap<>();
  private final Map<String, LocalDate> comes = new HashMap<>();
  private final Set<String> drawn = new HashSet<>();
  private LocalDate last = FIRST;

  private SealedSample(Path folder) {
    desk = new TrialDesk(folder);
  }

  /**
   * Makes the bundle.
   *
   * @param args a folder for the trial, empty, and the file to write
   */
  public static void main(String[] args) throws IOException {
    SealedSample sample = new SealedSample(Path.of(args[0]));
    sample.live();
    sample.desk.done("seal", "/t", "--key", "/key", "--simulated", "--out", "/sealed.zip");
    Files.copy(
        sample.desk.path("sealed.zip"), Path.of(args[1]), StandardCopyOption.REPLACE_EXISTING);
  }

  /** The plan of the sample trial, cut down to what is made again in a few seconds. */
  private static ObjectNode plan() throws IOException {
    ObjectNode plan = (ObjectNode) JSON.readTree(Path.of("protocols/isf-team.json").toFile());
    ObjectNode main = (ObjectNode) plan.get("analyses").get(0);
    main.remove(List.of("repeated", "measures"));
    main.putArray("attrition").add("lee-bounds");
    main.putArray("subgroups").add("women").add("men");
    ((ObjectNode) main.get("permutations")).put("draws", 1000);
    plan.putArray("analyses").add(main);
    return plan;
  }

  /** A table of the sample data; none of its dates, ids or codes holds a comma or a quote. */
  private record Table(String header, List<String> lines) {

    static Table read(String file) throws IOException {
      List<String> lines = Files.readAllLines(Path.of("sample-data", file));
      return new Table(lines.get(0), lines.subList(1, lines.size()));
    }

    String cell(String line, String name) {
      int column = Arrays.asList(header.split(",", -1)).indexOf(name);
      return line.split(",", -1)[column];
    }
  }

  private boolean write(Table table, String file, Predicate<String> some) throws IOException {
    List<String> chosen = new ArrayList<>(List.of(table.header()));
    table.lines().stream().filter(some).forEach(chosen::add);
    Files.write(desk.path(file), chosen);
    return chosen.size() > 1;
  }

  private static LocalDate day(String written) {
    return LocalDate.parse(written.substring(0, 10));
  }

  private static boolean in(LocalDate day, LocalDate after, LocalDate until) {
    return day.isAfter(after) && !day.isAfter(until);
  }

  private void live() throws IOException {
    at(FIRST);
    Files.writeString(desk.path("plan.json"), plan().toPrettyString());
    desk.done("new", "/t", "--from", "/plan.json");
    desk.done("freeze", "/t", "--key", "/key");
    Table referrals = Table.read("referrals.csv");
    Table people = Table.read("people.csv");
    for (String line : referrals.lines().subList(0, PEOPLE)) {
      among.add(referrals.cell(line, "id"));
      comes.put(referrals.cell(line, "id"), day(referrals.cell(line, "referred")));
    }
    for (String line : people.lines()) {
      // Whoever was drawn comes in the weeks of the draw, so that the first wave can be answered.
      String on = people.cell(line, "drawn");
      if (!on.isEmpty() && among.contains(people.cell(line, "id"))) {
        comes.put(people.cell(line, "id"), day(on));
      }
    }
    for (LocalDate day : comes.values()) {
      last = day.isAfter(last) ? day : last;
    }
    last = last.plusDays(14);
    for (LocalDate before = FIRST; before.isBefore(last); before = before.plusWeeks(2)) {
      LocalDate from = before;
      LocalDate today = before.plusWeeks(2);
      at(today);
      if (write(
          referrals,
          "referrals.csv",
          line ->
              among.contains(referrals.cell(line, "id"))
                  && in(comes.get(referrals.cell(line, "id")), from, today))) {
        desk.done("refer", "/t", "--file", "/referrals.csv");
        answers("w1", from, today);
        desk.done("draw", "/t", "--all", "--key", "/key");
        remember();
      }
    }
    desk.done("checkpoint", "/t", "--key", "/key", "--to", "The board of the agencies");
    LocalDate end = LocalDate.parse("2021-03-01");
    happen(end);
    at(end);
    for (String wave : WAVES) {
      answers(wave, FIRST.minusYears(1), end);
      desk.done("wave", "close", "/t", wave, "--reason", "the last window has closed");
    }
    Table workers = Table.read("waves/caseworkers.csv");
    write(workers, "caseworkers.csv", line -> trialIds.containsKey(workers.cell(line, "id")));
    desk.done("wave", "import", "/t", "/caseworkers.csv", "--as", "caseworkers");
    desk.done("reveal", "/t", "--key", "/key", "--yes");
    desk.done("checkpoint", "/t", "--key", "/key", "--to", "The board of the agencies");
  }

  private void at(LocalDate day) {
    desk.at(day + "T10:00:00Z");
  }

  private void remember() {
    for (String line : desk.done("people", "/t", "--csv").lines().skip(1).toList()) {
      trialIds.put(line.split(",", -1)[1], line.split(",", -1)[0]);
    }
  }

  private void answers(String wave, LocalDate after, LocalDate until) throws IOException {
    Table table = Table.read("waves/" + wave + "-limesurvey.csv");
    boolean any =
        write(
            table,
            wave + ".csv",
            line ->
                trialIds.containsKey(table.cell(line, "token"))
                    && in(day(table.cell(line, "datestamp")), after, until));
    if (any) {
      desk.done("wave", "import", "/t", "/" + wave + ".csv", "--as", "limesurvey", "--wave", wave);
    }
  }

  /** Meetings under the arm that was drawn here, and withdrawals. */
  private void happen(LocalDate end) throws IOException {
    Table events = Table.read("waves/events.csv");
    Map<String, String> arms = new HashMap<>();
    desk.done("export", "/t", "--out", "/arms", "--data", "--reason", "who met the team");
    List<String> rows = Files.readAllLines(desk.path("arms/people.csv"));
    List<String> head = Arrays.asList(rows.get(0).split(",", -1));
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",", -1);
      arms.put(cells[head.indexOf("id")], cells[head.indexOf("arm")]);
    }
    for (LocalDate today = last; today.isBefore(end); today = today.plusWeeks(6)) {
      LocalDate since = today.equals(last) ? FIRST.minusYears(1) : today.minusWeeks(6);
      at(today);
      List<String> met = new ArrayList<>(List.of("record", "/t", "met"));
      for (String line : events.lines()) {
        String id = trialIds.getOrDefault(events.cell(line, "id"), "");
        String arm = events.cell(line, "arm");
        String kind = events.cell(line, "event");
        String drawnArm = arms.getOrDefault(id, "");
        if (!in(day(events.cell(line, "date")), since, today)
            || drawnArm.isEmpty()
            || (!arm.isEmpty() && !arm.equals(drawnArm))
            || !drawn.add(id + kind)) {
          continue;
        }
        String date = events.cell(line, "date");
        switch (kind) {
          case "met" -> met.add(id);
          case "contact", "data" -> desk.done("record", "/t", "withdraw", id, kind, "--date", date);
          default -> desk.done("record", "/t", "left", id, kind, "--date", date);
        }
      }
      if (met.size() > 3) {
        desk.done(met.toArray(String[]::new));
      }
    }
  }
}
