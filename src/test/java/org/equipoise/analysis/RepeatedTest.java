package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.equipoise.frame.Column;
import org.equipoise.frame.Frame;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.ProtocolFile;
import org.junit.jupiter.api.Test;

/** The topic on 64 persons; expected numbers of R, see the folder's SOURCE.md. */
class RepeatedTest {

  private static final Path FOLDER =
      Path.of("src", "test", "resources", "golden", "repeated", "analysis");

  private static final String PROTOCOL =
      """
      {"equipoise": 1, "id": "waves", "version": 1, "title": "Waves", "purpose": "A test.",
       "arms": [{"id": "control", "title": "Control", "control": true},
                {"id": "team", "title": "Team", "startsAfterDays": 0}],
       "draw": {"rule": "recorded", "scheme": "blocks",
                "probability": {"control": 0.5, "team": 0.5}},
       "strata": ["place"],
       "variables": [
         {"id": "x", "title": "X", "type": "number", "baseline": true},
         {"id": "place", "title": "Place", "type": "category",
          "levels": ["north", "south", "west"], "baseline": true},
         {"id": "yv", "title": "Once", "type": "number", "baseline": false}],
       "respondents": [{"id": "participant", "title": "Participant"}],
       "waves": [
         {"id": "w0", "baseline": true, "opens": -21, "due": -7, "closes": 0},
         {"id": "w1", "opens": 80, "due": 90, "closes": 110},
         {"id": "w2", "opens": 170, "due": 180, "closes": 200},
         {"id": "w3", "opens": 350, "due": 360, "closes": 380}],
       "items": [
         {"id": "y", "question": "Y?", "type": "number"},
         {"id": "z", "question": "Z?", "type": "number", "waves": ["w1", "w2", "w3"]},
         {"id": "b", "question": "B?", "type": "binary", "waves": ["w1", "w2", "w3"]}],
       "registers": [{"id": "r", "period": "month", "from": 1, "to": 2,
         "series": [{"id": "pay", "type": "number"}]}],
       "outcomes": [
         {"id": "y", "title": "Y", "type": "number", "direction": "up-good",
          "source": {"item": "y", "at": ["w1", "w2", "w3"]}},
         {"id": "z", "title": "Z", "type": "number", "direction": "up-good",
          "source": {"item": "z", "at": ["w1", "w2", "w3"]}},
         {"id": "b", "title": "B", "type": "binary", "direction": "up-good",
          "source": {"item": "b", "at": ["w1", "w2", "w3"]}},
         {"id": "late", "title": "Late", "type": "number", "direction": "up-good",
          "source": {"item": "y", "at": ["w3"]}},
         {"id": "pay", "title": "Pay", "type": "number", "direction": "up-good",
          "source": {"series": "pay", "measure": "value", "at": [1, 2]}},
         {"id": "paySum", "title": "Pay so far", "type": "number", "direction": "up-good",
          "source": {"series": "pay", "measure": "sum", "at": [1, 2]}},
         {"id": "once", "title": "Once", "type": "number", "direction": "up-good",
          "source": {"variable": "yv"}}],
       "cells": {"events": EVENTS, "nonEvents": 5},
       "analyses": [{"id": "main", "title": "Main", "adjust": ["x"], ANALYSIS}],
       "data": {"files": [{"name": "people"},
                          {"name": "months", "rows": "person-period", "period": "month"}],
                "id": "id", "columns": {"place": "site"}}}
      """;

  private static final String ALL =
      "\"repeated\": {\"models\": [\"change\", \"ancova\", \"mmrm\"]}";

  @Test
  void rows_matchR() throws IOException {
    List<Supplement> kenwardRoger = rows(5, ALL);
    List<Supplement> satterthwaite =
        rows(5, "\"repeated\": {\"models\": [\"mmrm\"], \"df\": \"satterthwaite\"}");
    Set<String> seen = new TreeSet<>();
    for (CSVRecord expected : records(FOLDER.resolve("cases.csv"))) {
      boolean other = expected.get("case").endsWith("-satterthwaite");
      String outcome = expected.get("case").replace("-satterthwaite", "");
      Supplement row =
          find(
              other ? satterthwaite : kenwardRoger,
              outcome,
              expected.get("moment"),
              expected.get("measure"),
              expected.get("method"));
      String name = expected.toString();
      Reading.Figure number = assertInstanceOf(Reading.Figure.class, row.reading(), name);
      boolean test = !Double.isNaN(number.dfDenominator());
      close(expected.get("value"), number.value(), name);
      close(expected.get("se"), test ? number.df() : number.standardError(), name);
      close(expected.get("df"), test ? number.dfDenominator() : number.df(), name);
      close(expected.get("p"), number.pValue(), name);
      seen.add(outcome + row.measure() + row.method() + expected.get("moment"));
    }
    assertEquals(
        seen.size(),
        IntStream.concat(
                kenwardRoger.stream()
                    .filter(r -> number(r) && !outcome(r).equals("late"))
                    .mapToInt(r -> 1),
                satterthwaite.stream()
                    .filter(r -> number(r) && outcome(r).equals("y"))
                    .mapToInt(r -> 1))
            .sum(),
        "every number has an expected one");
  }

  @Test
  void rows_countPersonsOfTheModelAndRestOnTheAnswersOfTheirWave() throws IOException {
    List<Supplement> rows = rows(5, ALL);
    Supplement wave = find(rows, "y", "w3", "wave-effect", "mmrm-kenward-roger");
    Supplement change = find(rows, "y", "w3", "wave-effect", "change");
    Supplement average = find(rows, "y", "w3", "average-effect", "mmrm-kenward-roger");
    assertTrue(
        wave.analysed() + wave.analysedControl() > change.analysed() + change.analysedControl());
    assertEquals(average.analysed(), wave.analysed());
    // The same three persons lack a value before the draw, so change and model share their answers.
    assertEquals(List.of(change.analysed(), change.analysedControl()), wave.rests());
    assertEquals(6, average.rests().size());
    assertEquals(
        153, average.rests().stream().mapToInt(Integer::intValue).sum(), "answers in the model");
    Supplement binary = find(rows, "b", "w2", "wave-effect", "mmrm-kenward-roger-no-baseline");
    List<Integer> rests = binary.rests();
    assertEquals(6, rests.size());
    assertEquals(rests.get(1), rests.get(2) + rests.get(3), "control: without and with");
    assertEquals(rests.get(0), rests.get(4) + rests.get(5), "team: without and with");
    assertEquals("binary", assertInstanceOf(Reading.Figure.class, binary.reading()).note());
    assertEquals("baseline", assertInstanceOf(Reading.Figure.class, wave.reading()).note());
  }

  @Test
  void rows_refuseWithReasons() throws IOException {
    List<Supplement> rows = rows(5, ALL);
    assertEquals("ONE_WAVE", rule(rows, "late", "w3", "average-effect", "mmrm-kenward-roger"));
    for (String alone : List.of("change", "ancova")) {
      assertEquals(
          find(rows, "y", "w3", "wave-effect", alone).reading(),
          find(rows, "late", "w3", "wave-effect", alone).reading());
    }
    assertEquals("NO_BASELINE", rule(rows, "z", "w3", "wave-effect", "change"));
    assertEquals("NO_BASELINE", rule(rows, "z", "w3", "wave-effect", "ancova"));
    assertEquals(
        "CUMULATIVE",
        rule(rows, "paySum", "2", "average-effect", "mmrm-kenward-roger-no-baseline"));
    assertTrue(rows.stream().noneMatch(row -> outcome(row).equals("once")));
    List<Supplement> rare = rows(17, ALL);
    String method = "mmrm-kenward-roger-no-baseline";
    assertEquals("TOO_FEW_EVENTS", rule(rare, "b", "w2", "wave-effect", method));
    assertEquals("TOO_FEW_EVENTS", rule(rare, "b", "w3", "average-effect", method));
    assertTrue(
        rare.stream()
            .noneMatch(row -> outcome(row).equals("b") && row.measure().equals("any-wave")));
    List<Supplement> weighted = rows(5, "\"weights\": \"inverse-probability\", " + ALL);
    assertEquals("WEIGHTED", rule(weighted, "y", "w3", "average-effect", "mmrm-kenward-roger"));
    assertInstanceOf(
        Reading.Figure.class, find(weighted, "y", "w3", "wave-effect", "change").reading());
    List<Supplement> teams =
        rows(5, "\"teams\": {\"variable\": \"place\", \"arms\": [\"team\"]}, " + ALL);
    assertEquals("CLUSTERED", rule(teams, "y", "w3", "average-effect", "mmrm-kenward-roger"));
  }

  @Test
  void rows_areThoseOfTheModelsPlanned() throws IOException {
    List<Supplement> rows = rows(5, "\"repeated\": {\"models\": [\"ancova\"]}");
    assertEquals(Set.of("ancova"), Set.copyOf(rows.stream().map(Supplement::method).toList()));
    assertTrue(rows(5, "\"adjustForBaseline\": true").isEmpty());
  }

  private static void close(String expected, double actual, String name) {
    if (expected.equals("NA")) {
      assertTrue(Double.isNaN(actual), name);
    } else {
      double value = Double.parseDouble(expected);
      assertEquals(value, actual, 1e-9 * Math.abs(value), name);
    }
  }

  private static boolean number(Supplement row) {
    return row.reading() instanceof Reading.Figure;
  }

  private static String outcome(Supplement row) {
    return row.effect().outcome().id().value();
  }

  private static String rule(
      List<Supplement> rows, String outcome, String moment, String measure, String method) {
    Reading reading = find(rows, outcome, moment, measure, method).reading();
    return assertInstanceOf(Reading.Refused.class, reading).rule();
  }

  private static Supplement find(
      List<Supplement> rows, String outcome, String moment, String measure, String method) {
    List<Supplement> found =
        rows.stream()
            .filter(row -> outcome(row).equals(outcome))
            .filter(row -> RepeatedSeries.code(row.effect().moment()).equals(moment))
            .filter(row -> row.measure().equals(measure) && row.method().equals(method))
            .toList();
    assertEquals(1, found.size(), outcome + " " + moment + " " + measure + " " + method);
    return found.get(0);
  }

  private static List<Supplement> rows(int events, String analysis) throws IOException {
    String json =
        PROTOCOL.replace("EVENTS", Integer.toString(events)).replace("ANALYSIS", analysis);
    ProtocolFile.Loaded loaded =
        ProtocolFile.read("waves.json", json.getBytes(StandardCharsets.UTF_8));
    Protocol protocol =
        Objects.requireNonNull(loaded.protocol(), () -> loaded.findings().toString());
    TrialDataReader.Read read =
        TrialDataReader.read(protocol, Map.of("people", people(), "months", months()));
    assertEquals(List.of(), SmallTrial.errors(read.findings()));
    TrialData data = Objects.requireNonNull(read.data());
    return PlannedAnalysis.of(protocol, data)
        .run("digest", List.of(), "test", List.of())
        .supplements()
        .stream()
        .filter(row -> row.topic() == Topic.REPEATED)
        .toList();
  }

  private static Frame people() throws IOException {
    List<CSVRecord> records = records(FOLDER.resolve("data").resolve("trial.csv"));
    List<Column> columns = new ArrayList<>();
    for (String name : records.get(0).getParser().getHeaderNames()) {
      List<String> cells = records.stream().map(r -> r.get(name)).toList();
      if (name.equals("id")) {
        columns.add(TextColumn.of(name, cells));
      } else if (name.equals("arm") || name.equals("site") || name.startsWith("b_")) {
        columns.add(
            TextColumn.of(name, cells.stream().map(c -> c.isEmpty() ? null : c).toList())
                .toCategories());
      } else if (!name.startsWith("pay")) {
        columns.add(
            NumberColumn.of(
                name,
                cells.stream()
                    .mapToDouble(c -> c.isEmpty() ? Double.NaN : Double.parseDouble(c))
                    .toArray()));
      }
    }
    columns.add(NumberColumn.of("yv", new double[records.size()]));
    return Frame.of("people.csv", columns.toArray(new Column[0]));
  }

  private static Frame months() throws IOException {
    List<String> ids = new ArrayList<>();
    List<Double> months = new ArrayList<>();
    List<Double> pay = new ArrayList<>();
    for (CSVRecord record : records(FOLDER.resolve("data").resolve("trial.csv"))) {
      for (int month = 1; month <= 2; month++) {
        ids.add(record.get("id"));
        months.add((double) month);
        pay.add(Double.parseDouble(record.get("pay_" + month)));
      }
    }
    return Frame.of(
        "months.csv",
        TextColumn.of("id", ids),
        NumberColumn.of("month", months.stream().mapToDouble(Double::doubleValue).toArray()),
        NumberColumn.of("pay", pay.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  private static List<CSVRecord> records(Path file) throws IOException {
    CSVFormat csv = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        var parser = csv.parse(reader)) {
      return parser.getRecords();
    }
  }
}
