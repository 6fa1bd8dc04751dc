package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.inference.PValueRule;
import org.equipoise.inference.RedrawnNumber;
import org.equipoise.inference.SimultaneousBand;
import org.equipoise.panel.Rollout;
import org.equipoise.panel.RolloutEstimand;
import org.equipoise.panel.RolloutEstimate;
import org.equipoise.panel.RolloutEstimates;
import org.equipoise.panel.StaggeredPanel;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.ProtocolFile;
import org.junit.jupiter.api.Test;

/** Rows about start dates, against the engine fed by hand. Numbers come from a formula. */
class StartDatesTest {

  private static final int PEOPLE = 120;
  private static final int FIRST = -1;
  private static final int LAST = 6;

  private static final String PROTOCOL =
      """
      {"equipoise": 1, "id": "starts", "version": 1, "title": "Starts", "purpose": "A test.",
       "arms": [ARMS],
       "draw": {"rule": "recorded", "scheme": "blocks", "probability": "by-stratum"},
       "strata": ["place"],
       "variables": [
         {"id": "place", "title": "Place", "type": "category", "levels": ["north", "south"],
          "baseline": true},
         {"id": "cl", "title": "Cluster", "type": "text", "baseline": true}],
       "registers": [{"id": "jobs", "title": "Jobs", "period": "month", "from": -1, "to": 6,
         "series": [{"id": "pay", "title": "Pay", "type": "amount"},
                    {"id": "job", "title": "Job", "type": "binary", "absentIsZero": true}]}],
       "outcomes": [
         {"id": "pay", "title": "Pay", "type": "amount", "direction": "up-good",
          "source": {"series": "pay", "measure": "value", "at": [2, 5]}},
         {"id": "sum", "title": "Pay so far", "type": "amount", "direction": "up-good",
          "source": {"series": "pay", "measure": "sum", "at": [5]}},
         {"id": "job", "title": "Job", "type": "binary", "direction": "up-good",
          "source": {"series": "job", "measure": "value", "at": [5]}}],
       "cells": {"display": 1, "events": 20, "nonEvents": 5},
       "analyses": [{"id": "main", "title": "Main", ANALYSIS}],
       "data": {"files": [{"name": "people"},
                          {"name": "months", "rows": "person-period", "period": "month"}],
                "id": "id"} MORE}
      """;

  private static final String THREE =
      """
      {"id": "later", "title": "Later", "startsAfterDays": 90},
      {"id": "now", "title": "Now"},
      {"id": "usual", "title": "Usual", "control": true, "startsAfterDays": "never"}""";

  private static final String TWO =
      """
      {"id": "now", "title": "Now"},
      {"id": "usual", "title": "Waiting", "control": true, "startsAfterDays": 90}""";

  private static final String ALL =
      "\"rollout\": {\"estimands\": [\"simple\", \"cohort\", \"calendar\", \"event-study\"]}";
  private static final String DRAWS = ", \"permutations\": {\"draws\": 600, \"seed\": 9}";

  private String arms = THREE;
  private List<String> codes = List.of("later", "now", "usual");
  private String more = "";
  private boolean clusters;
  private boolean hole;

  /** Chances differ between the places; clusters of two share an arm. */
  private int arm(int i) {
    int unit = clusters ? i / 4 : i / 2;
    return i % 2 == 0 ? unit % codes.size() : (unit * unit + unit / 3) % codes.size();
  }

  private static double pay(int i, int t) {
    return (7 * i % 23) * 10 + (5 * i * i + 3 * t * i + t * t) % 17 + (i % 2) * 50 + t;
  }

  private Protocol protocol(String analysis) {
    String json =
        PROTOCOL.replace("ARMS", arms).replace("ANALYSIS", analysis).replace("MORE", more);
    ProtocolFile.Loaded loaded =
        ProtocolFile.read("starts.json", json.getBytes(StandardCharsets.UTF_8));
    assertNotNull(loaded.protocol(), () -> loaded.findings().toString());
    return Objects.requireNonNull(loaded.protocol());
  }

  private List<Supplement> rows(String analysis) {
    Protocol protocol = protocol(analysis);
    List<String> ids = IntStream.range(0, PEOPLE).mapToObj(i -> "P" + i).toList();
    Frame people =
        Frame.of(
            "people.csv",
            TextColumn.of("id", ids),
            CategoryColumn.of("arm", codes, IntStream.range(0, PEOPLE).map(this::arm).toArray()),
            CategoryColumn.of(
                "place",
                List.of("north", "south"),
                IntStream.range(0, PEOPLE).map(i -> i % 2).toArray()),
            TextColumn.of("cl", IntStream.range(0, PEOPLE).mapToObj(i -> "c" + cluster(i)).toList())
                .toCategories());
    List<String> who = new ArrayList<>();
    List<Double> month = new ArrayList<>();
    List<Double> pay = new ArrayList<>();
    List<Integer> job = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      for (int t = FIRST; t <= LAST; t++) {
        if (hole && i == 7 && t == 3) {
          continue;
        }
        who.add("P" + i);
        month.add((double) t);
        pay.add(pay(i, t));
        job.add(i % 9 == 0 && t > 4 ? 1 : 0);
      }
    }
    Frame months =
        Frame.of(
            "months.csv",
            TextColumn.of("id", who),
            NumberColumn.of("month", doubles(month)),
            NumberColumn.of("pay", doubles(pay)),
            CategoryColumn.of(
                "job", List.of("no", "yes"), job.stream().mapToInt(Integer::intValue).toArray()));
    TrialDataReader.Read read =
        TrialDataReader.read(protocol, Map.of("people", people, "months", months));
    assertEquals(List.of(), SmallTrial.errors(read.findings()));
    return PlannedAnalysis.of(protocol, Objects.requireNonNull(read.data()))
        .run("digest", List.of(), "test", List.of())
        .supplements()
        .stream()
        .filter(row -> row.topic() == Topic.ROLLOUT)
        .toList();
  }

  private static int cluster(int i) {
    return 2 * (i / 4) + i % 2;
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The rollout by hand: periods from -1 to the last, without some person. */
  private Rollout rollout(int last, Map<String, Integer> start, int without) {
    int[] periods = IntStream.rangeClosed(FIRST, last).toArray();
    int[] who = IntStream.range(0, PEOPLE).filter(i -> i != without).toArray();
    int[] first = Arrays.stream(who).map(i -> start.get(codes.get(arm(i)))).toArray();
    double[] outcome =
        Arrays.stream(who)
            .mapToObj(i -> Arrays.stream(periods).mapToDouble(t -> pay(i, t)))
            .flatMapToDouble(values -> values)
            .toArray();
    StaggeredPanel panel = StaggeredPanel.of(periods, first, outcome);
    if (clusters) {
      panel = panel.clustered(Arrays.stream(who).map(StartDatesTest::cluster).toArray());
    }
    return Rollout.of(panel, Arrays.stream(who).map(i -> i % 2).toArray(), false);
  }

  private static List<Supplement> of(List<Supplement> rows, String outcome, String measure) {
    Predicate<Supplement> one =
        row -> row.effect().outcome().id().value().equals(outcome) && row.measure().equals(measure);
    return rows.stream().filter(one).toList();
  }

  private static Reading.Figure number(Supplement row) {
    return assertInstanceOf(Reading.Figure.class, row.reading(), row::toString);
  }

  private static final Map<String, Integer> STARTS =
      Map.of("now", 1, "later", 4, "usual", StaggeredPanel.NEVER);

  @Test
  void rows_areThoseOfTheEngine() {
    List<Supplement> rows = rows(ALL);
    Rollout rollout = rollout(5, STARTS, -1);
    for (String average : List.of("simple", "cohort", "calendar")) {
      Supplement row = of(rows, "pay", "rollout-" + average).get(0);
      RolloutEstimand.Average kind =
          RolloutEstimand.Average.valueOf(average.toUpperCase(java.util.Locale.ROOT));
      RolloutEstimate expected =
          rollout.estimate(List.of(new RolloutEstimand(kind, 0))).estimates().get(0);
      assertEquals(expected.value(), number(row).value());
      assertEquals(expected.neyman(), number(row).standardError());
      assertEquals(expected.df(), number(row).df());
      assertEquals(expected.byWelch(0.95).interval().low(), number(row).low());
      assertEquals("efficient", row.method());
      assertEquals("", number(row).note());
      // Two periods before and 120 persons are enough for the refined error.
      assertEquals(
          expected.refined(),
          number(of(rows, "pay", "rollout-" + average + "-refined").get(0)).standardError());
    }
    // The comparison at the last period, of the arm that starts first.
    Effect carrier = rows.get(0).effect();
    assertEquals("now", carrier.arm().value());
    assertEquals(5, assertInstanceOf(Moment.AtPeriod.class, carrier.moment()).number());
    List<Supplement> events = of(rows, "pay", "rollout-event");
    assertEquals(List.of("0", "1", "2", "3", "4"), events.stream().map(Supplement::of).toList());
    List<RolloutEstimand> times = IntStream.range(0, 5).mapToObj(RolloutEstimand::at).toList();
    RolloutEstimates joint = rollout.estimate(times);
    double df = joint.estimates().stream().mapToDouble(RolloutEstimate::df).min().orElseThrow();
    double critical = SimultaneousBand.critical(joint.covariance(), df, 0.95, 100_000, 20_230_801);
    List<Supplement> band = of(rows, "pay", "rollout-event-band");
    for (int e = 0; e < 5; e++) {
      RolloutEstimate one = joint.estimates().get(e);
      assertEquals(one.value(), number(events.get(e)).value());
      assertEquals(one.value() - critical * one.neyman(), number(band.get(e)).low(), 1e-12);
      assertTrue(number(band.get(e)).low() < number(events.get(e)).low());
    }
    List<Supplement> starts = of(rows, "pay", "rollout-start");
    assertEquals(
        Map.of("now", 1.0, "later", 4.0),
        starts.stream().collect(Collectors.toMap(Supplement::of, row -> number(row).value())));
  }

  @Test
  void rows_refuseSumsAndTooFewEvents() {
    List<Supplement> rows = rows(ALL);
    assertEquals("CUMULATIVE", refused(of(rows, "sum", "rollout-simple").get(0)));
    assertEquals("TOO_FEW_EVENTS", refused(of(rows, "job", "rollout-simple").get(0)));
    assertTrue(of(rows, "job", "rollout-event-band").isEmpty());
    // Some of 14 persons, from period 5 on: with and without, among treated and controls.
    List<Integer> rests = of(rows, "job", "rollout-simple").get(0).rests();
    assertEquals(4, rests.size());
    assertEquals(14, rests.get(0) + rests.get(2));
  }

  private static String refused(Supplement row) {
    return assertInstanceOf(Reading.Refused.class, row.reading()).rule();
  }

  @Test
  void rows_reDrawPlacesWithinStrata() {
    List<Supplement> rows = rows(ALL + DRAWS);
    List<RolloutEstimand> first = List.of(RolloutEstimand.SIMPLE, RolloutEstimand.COHORT);
    Rollout rollout = rollout(5, STARTS, -1);
    List<RedrawnNumber> expected =
        rollout.redraws().withDraws(600).withSeed(9).evaluate(2, rollout.studentized(first));
    Reading.Figure simple = number(of(rows, "pay", "rollout-simple-redrawn").get(0));
    assertEquals(expected.get(0).observed(), simple.value());
    assertEquals(expected.get(0).pValue(PValueRule.PLUS_ONE), simple.pValue());
    assertEquals(600, simple.draws());
    assertEquals("numbers-by-stratum", simple.note());
    assertEquals(
        expected.get(1).pValue(PValueRule.PLUS_ONE),
        number(of(rows, "pay", "rollout-cohort-redrawn").get(0)).pValue());
    assertEquals(5, of(rows, "pay", "rollout-event-redrawn").size());
  }

  /** A waiting list: two arms, compared until the later one starts. */
  @Test
  void rows_ofAWaitingListEndWhenTheControlsStart() {
    arms = TWO;
    codes = List.of("now", "usual");
    List<Supplement> rows = rows(ALL + DRAWS);
    Map<String, Integer> starts = Map.of("now", 1, "usual", 4);
    Rollout rollout = rollout(3, starts, -1);
    RolloutEstimate expected = rollout.estimate(List.of(RolloutEstimand.SIMPLE)).estimates().get(0);
    Reading.Figure simple = number(of(rows, "pay", "rollout-simple").get(0));
    assertEquals(expected.value(), simple.value());
    assertEquals(expected.neyman(), simple.standardError());
    assertEquals(3, of(rows, "pay", "rollout-event").size());
    // The trial's own rule is the same as places changed within strata: alike but for chance.
    Reading.Figure redrawn = number(of(rows, "pay", "rollout-simple-redrawn").get(0));
    double p =
        rollout
            .redraws()
            .withDraws(4000)
            .evaluate(1, rollout.studentized(List.of(RolloutEstimand.SIMPLE)))
            .get(0)
            .pValue(PValueRule.PLUS_ONE);
    assertEquals(expected.value() / expected.neyman(), redrawn.value(), 1e-10);
    assertEquals(p, redrawn.pValue(), 0.08);
    assertEquals(Set.of("numbers-by-stratum"), Set.of(redrawn.note()));
  }

  @Test
  void rows_countClustersAndLeaveOutTheIncomplete() {
    clusters = true;
    hole = true;
    more = ", \"unit\": {\"kind\": \"cluster\", \"variable\": \"cl\"}";
    List<Supplement> rows = rows("\"rollout\": {\"estimands\": [\"simple\"]}" + DRAWS);
    RolloutEstimate expected =
        rollout(5, STARTS, 7).estimate(List.of(RolloutEstimand.SIMPLE)).estimates().get(0);
    Supplement row = of(rows, "pay", "rollout-simple").get(0);
    assertEquals(expected.value(), number(row).value());
    assertEquals(expected.neyman(), number(row).standardError());
    assertEquals(List.of(1), row.rests());
    assertEquals(119, row.analysed() + row.analysedControl());
    assertEquals(1, number(of(rows, "pay", "rollout-left-out").get(0)).value());
    assertEquals(
        expected.value() / expected.neyman(),
        number(of(rows, "pay", "rollout-simple-redrawn").get(0)).value(),
        1e-10);
  }
}
