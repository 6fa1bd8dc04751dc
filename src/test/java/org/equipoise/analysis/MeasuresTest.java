package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.TrialFiles;
import org.junit.jupiter.api.Test;

/**
 * Measures from protocol and data files to rows. Expected values: {@code golden/analysis/Measures},
 * made by R; every row there names its call.
 */
class MeasuresTest {
  private static final Path GOLDEN =
      Path.of("src", "test", "resources", "golden", "analysis", "Measures");

  private static final String PROTOCOL =
      """
      {"equipoise": 1, "id": "measured", "version": 1, "title": "Measured", "purpose": "A test.",
       "arms": [{"id": "control", "title": "Control", "control": true},
                {"id": "team", "title": "Team", "startsAfterDays": 0}],
       "draw": {"rule": "recorded", "scheme": "SCHEME",
                "probability": {"control": 0.5, "team": 0.5}},
       "variables": [
         {"id": "site_", "title": "Site", "type": "category", "levels": ["north", "south", "west"],
          "baseline": true},
         {"id": "age", "title": "Age", "type": "number", "baseline": true},
         {"id": "cl", "title": "Cluster", "type": "text", "baseline": true},
         {"id": "work", "title": "Work", "type": "binary", "baseline": false},
         {"id": "rare", "title": "Rare", "type": "binary", "baseline": false},
         {"id": "answer", "title": "Answer", "type": "ordinal", "levels": ["1", "2", "3", "4", "5"],
          "baseline": false},
         {"id": "income", "title": "Income", "type": "amount", "baseline": false},
         {"id": "visits", "title": "Visits", "type": "count", "baseline": false}],
       "registers": [{"id": "jobs", "title": "Jobs", "period": "month", "from": 1, "to": 6,
         "series": [{"id": "job", "title": "Job", "type": "binary"}]}],
       "outcomes": [
         {"id": "work", "title": "Work", "type": "binary", "direction": "up-good",
          "source": {"variable": "work"}},
         {"id": "rare", "title": "Rare", "type": "binary", "direction": "down-good",
          "source": {"variable": "rare"}},
         {"id": "answer", "title": "Answer", "type": "ordinal", "direction": "up-good",
          "source": {"variable": "answer"}},
         {"id": "income", "title": "Income", "type": "amount", "direction": "up-good",
          "source": {"variable": "income"}},
         {"id": "visits", "title": "Visits", "type": "count", "direction": "down-good",
          "source": {"variable": "visits"}},
         {"id": "job", "title": "Months to a job", "type": "duration", "direction": "down-good",
          "source": {"series": "job", "measure": "first", "at": [6]}}],
       "analyses": [{"id": "main", "title": "Main", "adjust": ["age"],
         "measures": ["risk-difference", "risk-ratio", "odds-ratio", "exact", "mann-whitney",
           "proportional-odds", "top-box", "rate-ratio", "negative-binomial", "restricted-mean",
           "log-rank"]}],
       "data": {"files": [{"name": "people", "rows": "person"},
                          {"name": "months", "rows": "person-period", "period": "month"}],
                "id": "id", "columns": {"site_": "site"}} MORE}
      """;

  private static List<Supplement> rows(String plan) {
    String scheme = plan.equals("blocks") ? "blocks" : "complete";
    String more =
        switch (plan) {
          case "blocks" -> ", \"strata\": [\"site_\"]";
          case "clusters" -> ", \"unit\": {\"kind\": \"cluster\", \"variable\": \"cl\"}";
          default -> "";
        };
    String json = PROTOCOL.replace("SCHEME", scheme).replace("MORE", more);
    return rowsOf(json);
  }

  private static List<Supplement> rowsOf(String json) {
    ProtocolFile.Loaded loaded =
        ProtocolFile.read("measured.json", json.getBytes(StandardCharsets.UTF_8));
    assertNotNull(loaded.protocol(), () -> loaded.findings().toString());
    Protocol protocol = Objects.requireNonNull(loaded.protocol());
    Path data = GOLDEN.resolve("data");
    TrialFiles.Read read =
        TrialFiles.read(
            protocol,
            Map.of("people", data.resolve("people.csv"), "months", data.resolve("months.csv")));
    assertNotNull(read.data(), () -> read.findings().toString());
    return PlannedAnalysis.of(protocol, Objects.requireNonNull(read.data()))
        .run("digest", List.of(), "test", List.of())
        .supplements()
        .stream()
        .filter(s -> s.topic() == Topic.MEASURES)
        .toList();
  }

  @Test
  void rows_matchR() throws IOException {
    for (String plan : List.of("simple", "blocks", "clusters")) {
      List<Supplement> rows = rows(plan);
      List<CSVRecord> expected = golden(plan);
      assertFalse(expected.isEmpty());
      for (CSVRecord e : expected) {
        String what = String.join("/", plan, e.get("outcome"), e.get("measure"), e.get("method"));
        Supplement row =
            rows.stream()
                .filter(s -> s.effect().outcome().id().value().equals(e.get("outcome")))
                .filter(s -> s.measure().equals(e.get("measure")))
                .filter(s -> s.method().equals(e.get("method")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row " + what + " in " + rows));
        Reading.Figure number = assertInstanceOf(Reading.Figure.class, row.reading(), what);
        double actual =
            switch (e.get("field")) {
              case "value" -> number.value();
              case "error" -> number.standardError();
              case "df" -> number.df();
              case "p" -> number.pValue();
              case "low" -> number.low();
              case "high" -> number.high();
              default -> throw new AssertionError("field " + e.get("field"));
            };
        double value = Double.parseDouble(e.get("expected"));
        // MASS::glm.nb stops when the deviance moves by less than 1e-14 of itself.
        double tolerance = e.get("measure").equals("negative-binomial") ? 1e-7 : 1e-9;
        assertEquals(value, actual, tolerance * Math.abs(value), what + " by " + e.get("call"));
      }
    }
  }

  /** Few events: models are refused by the protocol's rule, the exact test is not. */
  @Test
  void rareOutcome_keepsItsExactTest() {
    List<Supplement> rare =
        rows("simple").stream()
            .filter(s -> s.effect().outcome().id().value().equals("rare"))
            .toList();
    assertEquals(
        List.of("risk-difference", "risk-ratio", "odds-ratio", "exact", "exact-difference"),
        rare.stream().map(Supplement::measure).toList());
    for (Supplement row : rare.subList(0, 3)) {
      Reading.Refused refused = assertInstanceOf(Reading.Refused.class, row.reading());
      assertEquals("TOO_FEW_EVENTS", refused.rule());
    }
    assertInstanceOf(Reading.Figure.class, rare.get(3).reading());
    Reading.Figure difference = assertInstanceOf(Reading.Figure.class, rare.get(4).reading());
    assertEquals(5 / 110.0 - 2 / 130.0, difference.value(), 1e-15);
    assertTrue(difference.low() < 0 && difference.high() > difference.value());
    // 5 of 110 in the team and 2 of 130 in the control arm have it: what the gate looks at.
    assertEquals(List.of(5, 105, 2, 128), rare.get(3).rests());
    assertEquals(110, rare.get(3).analysed());
    assertEquals(130, rare.get(3).analysedControl());
  }

  @Test
  void clusters_refuseTestsOfPersons() {
    List<Supplement> rows = rows("clusters");
    Supplement exact = only(rows, "work", "exact");
    assertEquals(
        "NOT_FOR_CLUSTERS", assertInstanceOf(Reading.Refused.class, exact.reading()).rule());
    assertTrue(rows.stream().noneMatch(s -> s.measure().equals("rank-sum")));
    assertEquals("placement-clusters", only(rows, "answer", "mann-whitney").method());
    assertEquals("log-rank-clusters", only(rows, "job", "log-rank").method());
  }

  @Test
  void direction_isToldWhereLowerIsBetter() {
    Reading.Figure visits =
        assertInstanceOf(
            Reading.Figure.class, only(rows("simple"), "visits", "mann-whitney").reading());
    assertEquals("lower-is-better", visits.note());
    Reading.Figure income =
        assertInstanceOf(
            Reading.Figure.class, only(rows("simple"), "income", "mann-whitney").reading());
    assertEquals("", income.note());
  }

  /** Chances stored person by person: what cannot weigh is refused, what can is weighted. */
  @Test
  void weights_areUsedOrRefused() {
    String json =
        PROTOCOL
            .replace("SCHEME", "complete")
            .replace("\"adjust\": [\"age\"]", "\"weights\": \"inverse-probability\"")
            .replace("MORE", "");
    List<Supplement> rows = rowsOf(json);
    assertEquals("standardised-hc1-weighted", only(rows, "work", "risk-ratio").method());
    for (String measure : List.of("mann-whitney", "proportional-odds")) {
      assertEquals(
          "NOT_WEIGHTED",
          assertInstanceOf(Reading.Refused.class, only(rows, "answer", measure).reading()).rule());
    }
  }

  /** Every code a row can carry has words in both languages, and no word is without a code. */
  @Test
  void codes_haveWords() throws IOException {
    Set<String> english = keys("en");
    assertEquals(english, keys("sv"));
    for (String plan : List.of("simple", "blocks", "clusters")) {
      for (Supplement row : rows(plan)) {
        assertTrue(english.contains("measure." + row.measure()), row.measure());
        if (!row.method().isEmpty()) {
          assertTrue(english.contains("method." + row.method()), row.method());
        }
        if (row.reading() instanceof Reading.Figure number && !number.note().isEmpty()) {
          for (String note : number.note().split(" ")) {
            assertTrue(english.contains("note." + note), note);
          }
        }
      }
    }
    // Of the rows in MeasuresSmallTest.
    for (String key :
        List.of(
            "method.placement-apart",
            "note.no-interval",
            "note.one-arm-strata",
            "note.small-sample",
            "rule.block-without-arm",
            "rule.not-for-clusters-but-redrawn",
            "advice.not-for-clusters-but-redrawn",
            "rule.not-weighted-but-redrawn",
            "advice.not-weighted-but-redrawn")) {
      assertTrue(english.contains(key), key);
    }
  }

  private static Set<String> keys(String language) throws IOException {
    Properties properties = new Properties();
    String name = "/org/equipoise/words/measures_" + language + ".properties";
    try (var in = Objects.requireNonNull(MeasuresTest.class.getResourceAsStream(name))) {
      properties.load(in);
    }
    return new TreeSet<>(properties.stringPropertyNames());
  }

  private static Supplement only(List<Supplement> rows, String outcome, String measure) {
    return rows.stream()
        .filter(s -> s.effect().outcome().id().value().equals(outcome))
        .filter(s -> s.measure().equals(measure))
        .findFirst()
        .orElseThrow();
  }

  private static List<CSVRecord> golden(String plan) throws IOException {
    CSVFormat csv = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    List<CSVRecord> rows = new ArrayList<>();
    try (var reader = Files.newBufferedReader(GOLDEN.resolve("cases.csv"), StandardCharsets.UTF_8);
        var parser = csv.parse(reader)) {
      for (CSVRecord row : parser) {
        if (row.get("plan").equals(plan)) {
          rows.add(row);
        }
      }
    }
    return rows;
  }
}
