package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.equipoise.analysis.Reading.Shape;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.ProtocolFile;
import org.junit.jupiter.api.Test;

/** Measures where samples are small, arms do not overlap, or strata have one arm. */
class MeasuresSmallTest {
  private static final String PROTOCOL =
      """
      {"equipoise": 1, "id": "small", "version": 1, "title": "Small", "purpose": "A test.",
       "arms": [{"id": "control", "title": "Control", "control": true},
                {"id": "team", "title": "Team", "startsAfterDays": 0}],
       "draw": {"rule": "recorded", "scheme": "SCHEME",
                "probability": {"control": 0.5, "team": 0.5}},
       "cells": {"display": 1, "events": 0, "nonEvents": 0},
       "variables": [
         {"id": "site_", "title": "Site", "type": "category", "levels": ["p", "q", "r"],
          "baseline": true},
         {"id": "cl", "title": "Cluster", "type": "text", "baseline": true},
         {"id": "work", "title": "Work", "type": "binary", "baseline": false},
         {"id": "answer", "title": "Answer", "type": "ordinal", "levels": ["1", "2", "3", "4", "5"],
          "baseline": false},
         {"id": "visits", "title": "Visits", "type": "count", "baseline": false}],
       "outcomes": [
         {"id": "work", "title": "Work", "type": "binary", "direction": "up-good",
          "source": {"variable": "work"}},
         {"id": "answer", "title": "Answer", "type": "ordinal", "direction": "up-good",
          "source": {"variable": "answer"}},
         {"id": "visits", "title": "Visits", "type": "count", "direction": "up-good",
          "source": {"variable": "visits"}}],
       "analyses": [{"id": "main", "title": "Main", "measures": ["risk-difference", "risk-ratio",
         "odds-ratio", "exact", "mann-whitney", "proportional-odds", "rate-ratio"] PLAN}],
       "data": {"id": "id"} MORE}
      """;

  /** As many persons as there are numbers; answers are one more than visits. */
  private record Trial(boolean[] arm, int[] site, int[] work, double[] visits) {

    Trial(int treated, int control, int[] work, double[] visits) {
      this(arms(treated, control), new int[treated + control], work, visits);
    }

    private static boolean[] arms(int treated, int control) {
      boolean[] arm = new boolean[treated + control];
      Arrays.fill(arm, 0, treated, true);
      return arm;
    }

    List<Supplement> rows(String scheme, String plan, String more) {
      byte[] json =
          PROTOCOL
              .replace("SCHEME", scheme)
              .replace("PLAN", plan)
              .replace("MORE", more)
              .getBytes(StandardCharsets.UTF_8);
      ProtocolFile.Loaded loaded = ProtocolFile.read("small.json", json);
      assertNotNull(loaded.protocol(), () -> loaded.findings().toString());
      Protocol protocol = Objects.requireNonNull(loaded.protocol());
      int n = arm.length;
      List<String> ids = IntStream.range(0, n).mapToObj(i -> "P" + i).toList();
      List<String> clusters = IntStream.range(0, n).mapToObj(i -> arm[i] + "c" + i % 3).toList();
      int[] code = IntStream.range(0, n).map(i -> arm[i] ? 1 : 0).toArray();
      Frame frame =
          Frame.of(
              "small.csv",
              TextColumn.of("id", ids),
              CategoryColumn.of("arm", List.of("control", "team"), code),
              CategoryColumn.of("site_", List.of("p", "q", "r"), site),
              TextColumn.of("cl", clusters).toCategories(),
              CategoryColumn.of("work", List.of("no", "yes"), work),
              CategoryColumn.of(
                  "answer",
                  List.of("1", "2", "3", "4", "5"),
                  Arrays.stream(visits).mapToInt(visit -> (int) visit).toArray()),
              NumberColumn.of("visits", visits));
      TrialDataReader.Read read = TrialDataReader.read(protocol, Map.of("people", frame));
      assertNotNull(read.data(), () -> read.findings().toString());
      return PlannedAnalysis.of(protocol, Objects.requireNonNull(read.data()))
          .run("digest", List.of(), "test", List.of())
          .supplements()
          .stream()
          .filter(s -> s.topic() == Topic.MEASURES)
          .toList();
    }
  }

  private static Supplement row(
      List<Supplement> rows, String outcome, String measure, String method) {
    return rows.stream()
        .filter(s -> s.effect().outcome().id().value().equals(outcome))
        .filter(s -> s.measure().equals(measure) && s.method().equals(method))
        .findFirst()
        .orElseThrow(() -> new AssertionError(measure + " " + method + " not in " + rows));
  }

  private static Reading.Figure figure(
      List<Supplement> rows, String outcome, String measure, String method) {
    return assertInstanceOf(
        Reading.Figure.class, row(rows, outcome, measure, method).reading(), measure);
  }

  private static String refusal(
      List<Supplement> rows, String outcome, String measure, String method) {
    return assertInstanceOf(
            Reading.Refused.class, row(rows, outcome, measure, method).reading(), measure)
        .rule();
  }

  /** Stratum p: 10 treated, 15 controls; q: 10 treated alone; r: 5 controls alone. */
  private static Trial oneArmStrata() {
    boolean[] arm = new boolean[40];
    int[] site = new int[40];
    int[] work = new int[40];
    for (int i = 0; i < 40; i++) {
      arm[i] = i < 20;
      site[i] = i < 10 || (i >= 20 && i < 35) ? 0 : i < 20 ? 1 : 2;
      // In p 4 of 10 against 9 of 15; elsewhere others.
      work[i] = i < 4 || (i >= 10 && i < 19) || (i >= 20 && i < 29) || i == 36 ? 1 : 0;
    }
    return new Trial(arm, site, work, new double[40]);
  }

  /** By hand: in stratum p 4/10 - 9/15, variance 0.24/9 + 0.24/14 (Neyman). */
  @Test
  void strataOfOneArm_areLeftOutOfStandardisedMeasures() {
    for (String scheme : List.of("blocks", "complete")) {
      List<Supplement> rows = oneArmStrata().rows(scheme, "", ", \"strata\": [\"site_\"]");
      String method =
          scheme.equals("blocks") ? "standardised-design-strata" : "standardised-design";
      Supplement difference = row(rows, "work", "risk-difference", method);
      Reading.Figure figure = assertInstanceOf(Reading.Figure.class, difference.reading());
      assertEquals(-0.2, figure.value(), 1e-12);
      assertEquals(Math.sqrt(0.24 / 9 + 0.24 / 14), figure.standardError(), 1e-12);
      assertEquals("one-arm-strata small-sample", figure.note());
      assertEquals(10, difference.analysed());
      assertEquals(15, difference.analysedControl());
      assertEquals(List.of(4, 6, 9, 6, 10, 5), difference.rests());
      assertEquals(2 / 3.0, figure(rows, "work", "risk-ratio", method).value(), 1e-12);
    }
  }

  @Test
  void strataOfOneArmEach_leaveNothingToStandardise() {
    Trial trial = oneArmStrata();
    int[] site = IntStream.range(0, 40).map(i -> i < 20 ? 0 : 1).toArray();
    List<Supplement> rows =
        new Trial(trial.arm(), site, trial.work(), trial.visits())
            .rows("blocks", ", \"estimator\": \"least-squares\"", ", \"strata\": [\"site_\"]");
    assertTrue(
        rows.stream()
            .filter(s -> s.measure().equals("risk-difference"))
            .allMatch(s -> s.reading() instanceof Reading.Refused));
  }

  /** 20 of 20 against none of 20, answers 5 against 1: what no variance is needed for. */
  @Test
  void armsApart_keepTestsAndScoreIntervals() {
    int[] work = IntStream.range(0, 40).map(i -> i < 20 ? 1 : 0).toArray();
    double[] visits = IntStream.range(0, 40).mapToDouble(i -> i < 20 ? 4 : 0).toArray();
    List<Supplement> rows = new Trial(20, 20, work, visits).rows("complete", "", "");
    // 2 / choose(40, 20)
    double p = 2 / 137846528820.0;
    Reading.Figure exact = figure(rows, "work", "exact", "fisher");
    assertEquals(p, exact.pValue(), 1e-12 * p);
    assertEquals(Double.POSITIVE_INFINITY, exact.value());
    Reading.Figure score = figure(rows, "work", "risk-difference", "miettinen-nurminen");
    assertEquals(1, score.value());
    assertEquals(1, score.high());
    // With difference d the likeliest risks are (1 + d)/2 and (1 - d)/2, of variance
    // (1 - d^2)/40 times 40/39; so z^2 = 39 (1 - d)/(1 + d).
    double c = 3.841458820694124 / 39;
    assertEquals((1 - c) / (1 + c), score.low(), 1e-9);
    Reading.Figure ratio = figure(rows, "work", "risk-ratio", "miettinen-nurminen");
    assertEquals(Double.POSITIVE_INFINITY, ratio.value());
    assertEquals(Double.POSITIVE_INFINITY, ratio.high());
    assertTrue(ratio.low() > 1);
    assertEquals("NO_VARIATION", refusal(rows, "work", "odds-ratio", "woolf"));
    assertEquals("SEPARATION", refusal(rows, "work", "odds-ratio", "standardised-design"));
    assertEquals("CONSTANT_OUTCOME", refusal(rows, "visits", "rate-ratio", ""));
    Reading.Figure rank = figure(rows, "answer", "rank-sum", "wilcoxon");
    assertEquals(p, rank.pValue(), 1e-12 * p);
    Reading.Figure chance = figure(rows, "answer", "mann-whitney", "placement-apart");
    assertEquals(1, chance.value());
    assertEquals(p, chance.pValue(), 1e-12 * p);
    assertEquals(Shape.NONE, chance.shape());
    assertEquals("no-interval", chance.note());
    assertEquals("CONSTANT_OUTCOME", refusal(rows, "answer", "proportional-odds", ""));
  }

  @Test
  void everybodyAlike_isRefusedButForTheDifferenceOfShares() {
    List<Supplement> rows = new Trial(20, 20, new int[40], new double[40]).rows("complete", "", "");
    assertEquals("CONSTANT_OUTCOME", refusal(rows, "work", "exact", "fisher"));
    assertEquals("CONSTANT_OUTCOME", refusal(rows, "work", "risk-ratio", "miettinen-nurminen"));
    assertEquals("CONSTANT_OUTCOME", refusal(rows, "answer", "mann-whitney", "placement-apart"));
    Reading.Figure score = figure(rows, "work", "risk-difference", "miettinen-nurminen");
    assertEquals(0, score.value());
    assertEquals(-score.high(), score.low(), 1e-9);
    assertTrue(score.high() > 0.1 && score.high() < 0.25);
  }

  /** Judged by the normal distribution, and so few that it promises too much. */
  @Test
  void fewPersons_areNotedWhereTheNormalDistributionJudges() {
    double[] visits = {4, 3, 2, 1, 2, 0};
    int[] work = {1, 1, 0, 0, 1, 0};
    List<Supplement> rows = new Trial(3, 3, work, visits).rows("complete", "", "");
    assertEquals("small-sample", figure(rows, "visits", "rate-ratio", "poisson-hc2").note());
    assertEquals(
        "small-sample", figure(rows, "work", "risk-difference", "standardised-design").note());
    assertEquals("", figure(rows, "work", "exact", "fisher").note());
    assertEquals("", figure(rows, "visits", "mann-whitney", "placement").note());
  }

  @Test
  void enoughPersons_areNotNoted() {
    int[] work = IntStream.range(0, 40).map(i -> i % 3 == 0 ? 1 : 0).toArray();
    double[] visits = IntStream.range(0, 40).mapToDouble(i -> i % 4).toArray();
    List<Supplement> rows = new Trial(20, 20, work, visits).rows("complete", "", "");
    assertEquals("", figure(rows, "visits", "rate-ratio", "poisson-hc2").note());
  }

  /** Advice to plan what is planned already would be odd. */
  @Test
  void clusters_areReferredToPermutationsThatArePlanned() {
    int[] work = IntStream.range(0, 40).map(i -> i % 3 == 0 ? 1 : 0).toArray();
    double[] visits = IntStream.range(0, 40).mapToDouble(i -> i % 4).toArray();
    Trial trial = new Trial(20, 20, work, visits);
    String unit = ", \"unit\": {\"kind\": \"cluster\", \"variable\": \"cl\"}";
    String planned = ", \"permutations\": {\"draws\": 100, \"seed\": 1}";
    assertEquals(
        "NOT_FOR_CLUSTERS", refusal(trial.rows("complete", "", unit), "work", "exact", ""));
    assertEquals(
        "NOT_FOR_CLUSTERS_BUT_REDRAWN",
        refusal(trial.rows("complete", planned, unit), "work", "exact", ""));
  }
}
