package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TextColumn;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.ProtocolFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The numbers of {@code golden/analysis/ForWhom}, by way of a protocol and its data. */
class ForWhomTest {
  private static final int PEOPLE = 240;
  private static final Map<String, Double> EXPECTED = new HashMap<>();

  private static final String PROTOCOL =
      """
      {"equipoise": 1, "id": "whom", "version": 1, "title": "Whom", "purpose": "A test.",
       "arms": [{"id": "control", "title": "Control", "control": true},
                {"id": "team", "title": "Team", "startsAfterDays": 0}],
       "draw": {"rule": "recorded", "scheme": "SCHEME",
                "probability": {"control": 0.5, "team": 0.5}},
       "variables": [
         {"id": "x", "title": "X", "type": "number", "baseline": true},
         {"id": "age", "title": "Age", "type": "number", "baseline": true},
         {"id": "woman", "title": "Woman", "type": "binary", "baseline": true},
         {"id": "site_", "title": "Site", "type": "category", "levels": ["north", "south", "west"],
          "baseline": true},
         {"id": "cl", "title": "Cluster", "type": "text", "baseline": true},
         {"id": "yv", "title": "Y", "type": "number", "baseline": false},
         {"id": "bv", "title": "B", "type": "binary", "baseline": false}],
       "outcomes": [
         {"id": "y", "title": "Y", "type": "number", "direction": "up-good", "family": "f",
          "source": {"variable": "yv"}},
         {"id": "b", "title": "B", "type": "binary", "direction": "down-good", "family": "f",
          "source": {"variable": "bv"}}],
       "subgroups": [
         {"id": "women", "title": "Women", "where": [{"variable": "woman", "is": ["yes"]}]},
         {"id": "men", "title": "Men", "where": [{"variable": "woman", "is": ["no"]}]},
         {"id": "old", "title": "Old", "where": [{"variable": "age", "min": 40}]},
         {"id": "north", "title": "North", "where": [{"variable": "site_", "is": ["north"]}]},
         {"id": "south", "title": "South", "where": [{"variable": "site_", "is": ["south"]}]},
         {"id": "west", "title": "West", "where": [{"variable": "site_", "is": ["west"]}]}],
       "analyses": [{"id": "main", "title": "Main", ANALYSIS}],
       "cells": {"display": 1, "events": EVENTS, "nonEvents": 5},
       "data": {"id": "id", "drawn": "drawn"} MORE}
      """;

  private static final String STRATA = ", \"strata\": [\"site_\"]";
  private static final String CLUSTERS =
      ", \"unit\": {\"kind\": \"cluster\", \"variable\": \"cl\"}";
  private static final String ADJUSTED = "\"outcomes\": [\"y\"], \"adjust\": [\"x\"], ";

  @BeforeAll
  static void read() throws IOException {
    Path file = Path.of("src", "test", "resources", "golden", "analysis", "ForWhom", "cases.csv");
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      int comma = line.lastIndexOf(',');
      if (!line.startsWith("quantity")) {
        String name = line.substring(0, comma).replaceAll("\\..*", "");
        EXPECTED.put(name, Double.valueOf(line.substring(comma + 1)));
      }
    }
  }

  @Test
  void of_subgroups_matchesInteractedRegression() {
    List<Supplement> rows =
        rows("blocks", STRATA, ADJUSTED + "\"subgroups\": [\"women\", \"old\", \"north\"]", 5);
    assertEquals(3, rows.size());
    assertEstimate("women", only(rows, "interaction", "women"));
    assertEstimate("old", only(rows, "interaction", "old"));
    assertEstimate("north", only(rows, "interaction", "north"));
    assertEquals("interacted-hc2", rows.get(0).method());
    assertEquals(238, rows.get(0).analysed() + rows.get(0).analysedControl());
    // Two persons without an age are on neither side.
    assertEquals(236, rows.get(1).analysed() + rows.get(1).analysedControl());
    assertEquals(4, rows.get(0).rests().size());
    assertEquals(238, rows.get(0).rests().stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  void of_levelsOfAVariable_addsTheJointTest() {
    List<Supplement> rows =
        rows("blocks", STRATA, ADJUSTED + "\"subgroups\": [\"north\", \"south\", \"west\"]", 5);
    assertEquals(4, rows.size());
    assertTest("sites", only(rows, "subgroups-equal", "site_"));
    List<Supplement> clustered =
        rows("complete", CLUSTERS, ADJUSTED + "\"subgroups\": [\"north\", \"south\", \"west\"]", 5);
    assertTest("htz", only(clustered, "subgroups-equal", "site_"));
  }

  @Test
  void of_twoGroupsThatAreAll_testsOnce() {
    List<Supplement> rows =
        rows("complete", "", "\"outcomes\": [\"y\"], \"subgroups\": [\"women\", \"men\"]", 5);
    assertEquals(1, rows.size());
    assertEstimate("plain", rows.get(0));
    List<Supplement> other =
        rows("complete", "", "\"outcomes\": [\"y\"], \"subgroups\": [\"men\", \"women\"]", 5);
    assertEquals(-number(rows.get(0)).value(), number(other.get(0)).value(), 1e-12);
    assertEquals(number(rows.get(0)).pValue(), number(other.get(0)).pValue(), 1e-12);
  }

  @Test
  void of_slopesByArm_centresWithinGroups() {
    List<Supplement> rows =
        rows(
            "complete",
            "",
            ADJUSTED + "\"estimator\": \"interacted\", \"subgroups\": [\"women\"]",
            5);
    assertEstimate("lin", rows.get(0));
  }

  @Test
  void of_clusters_areThoseOfTheDraw() {
    List<Supplement> rows = rows("complete", CLUSTERS, ADJUSTED + "\"subgroups\": [\"women\"]", 5);
    assertEstimate("cluster", rows.get(0));
    assertEquals("interacted-cr2", rows.get(0).method());
  }

  @Test
  void of_moderators_matchesInteractedRegression() {
    List<Supplement> rows =
        rows("blocks", STRATA, ADJUSTED + "\"moderators\": [\"age\", \"woman\", \"site_\"]", 5);
    assertEquals(4, rows.size());
    assertEstimate("age", only(rows, "moderator", "age"));
    Reading.Figure spread = number(only(rows, "moderator-spread", "age"));
    assertClose(EXPECTED.get("agesd_value"), spread.value());
    assertClose(EXPECTED.get("agesd_p"), spread.pValue());
    // Centring a yes-or-no moderator changes nothing about its product with the arm.
    assertEstimate("women", only(rows, "moderator", "woman"));
    assertTest("sites", only(rows, "moderator-levels", "site_"));
  }

  @Test
  void of_cohorts_matchesInteractedRegression() {
    List<Supplement> rows =
        rows("blocks", STRATA, ADJUSTED + "\"cohorts\": {\"parts\": 3, \"trend\": true}", 5);
    for (int part = 0; part < 3; part++) {
      Supplement effect = only(rows, "cohort-effect", (part + 1) + "/3");
      assertEstimate("part" + part, effect);
      Reading.Figure band = number(only(rows, "cohort-band", (part + 1) + "/3"));
      Reading.Figure alone = number(effect);
      // Four times the Monte-Carlo error of the quantile of 400,000 draws.
      double critical = (band.high() - band.value()) / alone.standardError();
      assertEquals(EXPECTED.get("band_critical"), critical, 0.016);
    }
    assertEstimate("lastfirst", only(rows, "cohort-last-first", ""));
    assertTest("parts", only(rows, "cohorts-equal", ""));
    assertEstimate("trend", only(rows, "cohort-trend", ""));
    assertEstimate("held", only(rows, "cohort-trend-held", ""));
    assertTest("composition", only(rows, "cohort-composition", ""));
    assertEquals(11, rows.size());
  }

  /** Four days, two people each on the second and third: days are whole. */
  @Test
  void parts_keepDaysTogether() {
    int[] day = {1, 2, 2, 3, 3, 4, DateColumn.MISSING};
    assertArrayEquals(new int[] {0, 0, 0, 1, 1, 1, -1}, ForWhomCohorts.parts(day, 2));
    assertArrayEquals(new int[] {0, 1, 1, 2, 2, 2, -1}, ForWhomCohorts.parts(day, 3));
    assertArrayEquals(new int[] {1, 1, 1}, ForWhomCohorts.parts(new int[] {7, 7, 7}, 3));
  }

  /** What cannot be held alike is one remark, not two rows without a number. */
  @Test
  void of_declaredContrast_isOneOfThePartsEffects() {
    String plan =
        ADJUSTED + "\"cohorts\": {\"parts\": 3, \"trend\": true, \"contrast\": [WEIGHTS]}";
    List<Supplement> last = rows("blocks", STRATA, plan.replace("WEIGHTS", "-1, 0, 1"), 5);
    // The last part less the first is the interaction of another regression.
    assertEstimate("lastfirst", only(last, "cohort-contrast", "-1 / 0 / 1"));
    List<Supplement> rows = rows("blocks", STRATA, plan.replace("WEIGHTS", "-1, 0.5, 0.5"), 5);
    double expected = 0;
    double[] weights = {-1, 0.5, 0.5};
    for (int part = 0; part < 3; part++) {
      expected += weights[part] * number(only(rows, "cohort-effect", (part + 1) + "/3")).value();
    }
    assertEquals(expected, number(only(rows, "cohort-contrast", "-1 / 0.5 / 0.5")).value(), 1e-12);
    assertEquals("composition-unseen", number(only(rows, "cohort-composition", "")).note());
  }

  @Test
  void of_cohortsWithPermutations_reDrawsTheTestsBesideThem() {
    String plan =
        ADJUSTED
            + "\"cohorts\": {\"parts\": 3, \"trend\": true, \"contrast\": [-1, 0, 1]},"
            + " \"permutations\": {\"draws\": 500, \"seed\": 4}";
    List<Supplement> rows = rows("blocks", STRATA, plan, 5);
    List<String> measures = rows.stream().map(Supplement::measure).toList();
    for (String test : List.of("cohort-trend", "cohort-contrast", "cohorts-equal")) {
      assertEquals(test + "-redrawn", measures.get(measures.indexOf(test) + 1));
      Supplement row = rows.get(measures.indexOf(test + "-redrawn"));
      Reading.Figure redrawn = number(row);
      Reading.Figure plain = number(rows.get(measures.indexOf(test)));
      assertEquals("plus-one", row.method());
      assertEquals("redrawn-numbers-by-stratum", redrawn.note());
      assertEquals(500, redrawn.draws());
      // Draws and the t distribution nearly agree in a trial of 238; HC0 is a little below HC2.
      assertEquals(plain.pValue(), redrawn.pValue(), 0.07);
      double t = test.equals("cohorts-equal") ? plain.statistic() * 2 : plain.statistic();
      assertEquals(t, redrawn.value(), 0.06 * Math.abs(t));
    }
    List<Supplement> clustered =
        rows("complete", CLUSTERS, plan.replace("\"trend\": true", "\"trend\": false"), 5);
    Reading.Figure contrast = number(only(clustered, "cohort-contrast-redrawn", "-1 / 0 / 1"));
    assertTrue(contrast.pValue() > 0 && contrast.monteCarloError() > 0);
    assertTrue(clustered.stream().noneMatch(row -> row.measure().startsWith("cohort-trend")));
  }

  @Test
  void of_cohortsWithoutCovariates_remarksOnce() {
    List<Supplement> rows =
        rows(
            "complete",
            "",
            "\"outcomes\": [\"y\"], \"cohorts\": {\"parts\": 2, \"trend\": true}",
            5);
    assertEquals("nothing-held", number(only(rows, "cohort-trend", "")).note());
    assertTrue(
        rows.stream().noneMatch(row -> row.measure().matches("cohort-(trend-held|composition)")));
  }

  @Test
  void of_missingDays_countsThoseInTheRegression() {
    Frame frame = frame(false);
    int[] day = ((DateColumn) frame.column("drawn")).epochDays().clone();
    for (int k = 20; k < 33; k++) {
      day[k] = DateColumn.MISSING;
    }
    for (int events : new int[] {5, 30}) {
      List<Supplement> rows =
          rows(
              "complete",
              "",
              "\"outcomes\": [\"b\"], \"cohorts\": {\"parts\": 2, \"trend\": true}",
              events,
              SmallTrial.replaced(frame, DateColumn.of("drawn", day)));
      Supplement contrast = only(rows, "cohort-last-first", "");
      assertEquals(PEOPLE - 13, contrast.analysed() + contrast.analysedControl());
      int parts = 0;
      for (int part = 1; part <= 2; part++) {
        Supplement effect = only(rows, "cohort-effect", part + "/2");
        parts += effect.analysed() + effect.analysedControl();
      }
      assertEquals(PEOPLE - 13, parts);
      // Everybody less those of the row are thirteen, of both arms.
      List<Integer> rests = contrast.rests();
      assertEquals(13, rests.get(rests.size() - 1) + rests.get(rests.size() - 2), rests.toString());
      if (events == 5) {
        assertEquals("undated", number(contrast).note());
      }
    }
  }

  @Test
  void of_oneDay_refusesOnce() {
    Frame frame = frame(false);
    int[] day = new int[PEOPLE];
    Arrays.fill(day, 17_000);
    List<Supplement> rows =
        rows(
            "complete",
            "",
            "\"outcomes\": [\"y\"], \"cohorts\": {\"parts\": 3, \"trend\": true}",
            5,
            SmallTrial.replaced(frame, DateColumn.of("drawn", day)));
    assertEquals(1, rows.size());
    assertRefused("ONE_DAY", rows.get(0));
  }

  /** In the team everybody has the same x, so its product with the arm is the arm. */
  @Test
  void of_moderatorWithoutVariation_saysSoInWords() {
    Frame frame = frame(false);
    double[] alike = new double[PEOPLE];
    double[] inControl = ((NumberColumn) frame.column("x")).values().clone();
    int[] arm = ((CategoryColumn) frame.column("arm")).codes();
    for (int k = 0; k < PEOPLE; k++) {
      inControl[k] = arm[k] == 1 ? 0 : inControl[k];
    }
    String plan = "\"outcomes\": [\"y\"], \"moderators\": [\"x\"]";
    Supplement none =
        rows("complete", "", plan, 5, SmallTrial.replaced(frame, NumberColumn.of("x", alike)))
            .get(0);
    assertRefused("NO_VARIATION", none);
    Supplement dropped =
        rows("complete", "", plan, 5, SmallTrial.replaced(frame, NumberColumn.of("x", inControl)))
            .get(0);
    assertRefused("TERM_DROPPED", dropped);
    assertFalse(((Reading.Refused) dropped.reading()).reason().contains("treated:"));
  }

  /** Of 3, 21 and 6 in an arm of thirty, the 3 is what 21 and 6 leave: the 6 goes too. */
  @Test
  void withheld_takesAsManyPartsAsHideTheSmallOne() {
    List<List<Integer>> parts = List.of(List.of(3, 17), List.of(21, 0), List.of(6, 13));
    assertArrayEquals(new boolean[] {true, false, true}, ForWhomParts.withheld(parts, 5));
    assertArrayEquals(new boolean[3], ForWhomParts.withheld(parts, 3));
    List<List<Integer>> tiny = List.of(List.of(2, 9), List.of(1, 9), List.of(9, 9), List.of(0, 9));
    assertArrayEquals(new boolean[] {true, true, true, false}, ForWhomParts.withheld(tiny, 5));
  }

  /** A withheld part tells so by what it rests on. */
  @Test
  void of_smallPart_withholdsAnother() {
    int[] day = new int[PEOPLE];
    for (int k = 0; k < PEOPLE; k++) {
      day[k] = 17_600 + 40 * (k < 4 ? 0 : k < 140 ? 1 : 2);
    }
    Frame frame = SmallTrial.replaced(frame(false), DateColumn.of("drawn", day));
    List<Supplement> rows =
        rows(
            "complete",
            "",
            "\"outcomes\": [\"b\"], \"cohorts\": {\"parts\": 24, \"trend\": false}",
            30,
            "\"display\": 5",
            frame);
    List<Supplement> parts =
        rows.stream()
            .filter(row -> row.measure().equals("cohort-effect"))
            .filter(row -> row.analysed() + row.analysedControl() > 0)
            .toList();
    assertEquals(3, parts.size());
    assertEquals("1/24", parts.get(0).of());
    assertEquals("8/24 (2018-04)", parts.get(1).of());
    int[] hidden = {0, 0};
    for (Supplement part : parts) {
      hidden[part.rests().contains(1) ? 1 : 0]++;
    }
    assertEquals(2, hidden[1]);
  }

  @Test
  void of_multiplicity_correctsTheseTestsAmongThemselves() {
    List<Supplement> rows =
        rows(
            "complete",
            "",
            "\"outcomes\": [\"y\", \"b\"], \"multiplicity\": \"holm\", \"subgroups\": [\"women\"],"
                + " \"cohorts\": {\"parts\": 2, \"trend\": true}",
            5);
    List<Supplement> corrected =
        rows.stream().filter(row -> row.measure().endsWith("-corrected")).toList();
    // Two outcomes, one subgroup and one trend each: a family of four, not of two main effects.
    assertEquals(4, corrected.size());
    double smallest = 1;
    for (Supplement row : rows) {
      if (row.measure().equals("interaction") || row.measure().equals("cohort-trend")) {
        smallest = Math.min(smallest, number(row).pValue());
      }
    }
    double least = corrected.stream().mapToDouble(row -> number(row).pValue()).min().orElseThrow();
    assertClose(4 * smallest, least);
    assertEquals("holm", corrected.get(0).method());
  }

  @Test
  void of_thinGroups_areRowsWithTheirReason() {
    List<Supplement> rows =
        rows(
            "complete",
            "",
            "\"outcomes\": [\"b\"], \"subgroups\": [\"women\", \"north\"],"
                + " \"cohorts\": {\"parts\": 6, \"trend\": false}",
            15);
    Supplement women = only(rows, "interaction", "women");
    assertClose(EXPECTED.get("risk_value"), number(women).value());
    assertClose(EXPECTED.get("risk_p"), number(women).pValue());
    assertEquals(12, women.rests().size());
    assertRefused("TOO_FEW_EVENTS", only(rows, "interaction", "north"));
    assertRefused("TOO_FEW_EVENTS", only(rows, "cohort-effect", "1/6"));
    assertRefused("TOO_FEW_EVENTS", only(rows, "cohorts-equal", ""));
  }

  @Test
  void of_refusedComparison_keepsItsRows() {
    List<Supplement> rows =
        rows(
            "complete",
            "",
            "\"outcomes\": [\"b\"], \"subgroups\": [\"women\"], \"moderators\": [\"age\"],"
                + " \"cohorts\": {\"parts\": 2, \"trend\": true}",
            100);
    assertEquals(4, rows.size());
    rows.forEach(row -> assertRefused("TOO_FEW_EVENTS", row));
  }

  /** The words of every row stand in both catalogues. */
  @Test
  void of_everyRow_hasWordsInBothLanguages() throws IOException {
    List<Supplement> rows =
        rows(
            "blocks",
            STRATA,
            ADJUSTED
                + "\"subgroups\": [\"women\", \"north\", \"south\", \"west\"], \"multiplicity\":"
                + " \"holm\", \"moderators\": [\"age\", \"site_\"], \"cohorts\": {\"parts\": 3,"
                + " \"trend\": true, \"contrast\": [-1, 0, 1]},"
                + " \"permutations\": {\"draws\": 500, \"seed\": 4}",
            5);
    for (String language : List.of("en", "sv")) {
      Path file =
          Path.of("src/main/resources/org/equipoise/words/for-whom_" + language + ".properties");
      List<String> keys =
          Files.readAllLines(file, StandardCharsets.UTF_8).stream()
              .map(line -> line.substring(0, line.indexOf(" =")))
              .toList();
      for (Supplement row : rows) {
        assertTrue(keys.contains("measure." + row.measure()), language + " " + row.measure());
        assertTrue(keys.contains("method." + row.method()), language + " " + row.method());
        for (String note : number(row).note().split(" ", -1)) {
          assertTrue(note.isEmpty() || keys.contains("note." + note), language + " " + note);
        }
      }
    }
  }

  private static void assertEstimate(String name, Supplement row) {
    Reading.Figure number = number(row);
    assertClose(EXPECTED.get(name + "_value"), number.value());
    assertClose(EXPECTED.get(name + "_se"), number.standardError());
    assertClose(EXPECTED.get(name + "_df"), number.df());
    assertClose(EXPECTED.get(name + "_p"), number.pValue());
    assertClose(EXPECTED.get(name + "_low"), number.low());
    assertClose(EXPECTED.get(name + "_high"), number.high());
  }

  private static void assertTest(String name, Supplement row) {
    Reading.Figure number = number(row);
    assertClose(EXPECTED.get(name + "_f"), number.statistic());
    assertClose(EXPECTED.get(name + "_q"), number.df());
    assertClose(EXPECTED.get(name + "_df2"), number.dfDenominator());
    assertClose(EXPECTED.get(name + "_p"), number.pValue());
  }

  private static void assertClose(double expected, double actual) {
    assertEquals(expected, actual, 1e-9 * Math.abs(expected));
  }

  private static Reading.Figure number(Supplement row) {
    return assertInstanceOf(Reading.Figure.class, row.reading(), row.toString());
  }

  private static void assertRefused(String rule, Supplement row) {
    assertEquals(rule, assertInstanceOf(Reading.Refused.class, row.reading()).rule());
  }

  private static Supplement only(List<Supplement> rows, String measure, String of) {
    List<Supplement> found =
        rows.stream()
            .filter(r -> r.measure().equals(measure))
            .filter(r -> r.of().equals(of) || r.of().startsWith(of + " ("))
            .toList();
    assertEquals(1, found.size(), measure + " " + of);
    return found.get(0);
  }

  private static List<Supplement> rows(String scheme, String more, String analysis, int events) {
    return rows(scheme, more, analysis, events, frame(more.contains("cluster")));
  }

  private static List<Supplement> rows(
      String scheme, String more, String analysis, int events, Frame frame) {
    return rows(scheme, more, analysis, events, "\"display\": 1", frame);
  }

  private static List<Supplement> rows(
      String scheme, String more, String analysis, int events, String display, Frame frame) {
    String json =
        PROTOCOL
            .replace("\"display\": 1", display)
            .replace("SCHEME", scheme)
            .replace("ANALYSIS", analysis)
            .replace("EVENTS", String.valueOf(events))
            .replace("MORE", more);
    ProtocolFile.Loaded loaded =
        ProtocolFile.read("whom.json", json.getBytes(StandardCharsets.UTF_8));
    assertNotNull(loaded.protocol(), () -> loaded.findings().toString());
    Protocol protocol = Objects.requireNonNull(loaded.protocol());
    TrialDataReader.Read read =
        TrialDataReader.read(protocol, Map.of(protocol.data().files().get(0).name(), frame));
    assertEquals(List.of(), SmallTrial.errors(read.findings()));
    TrialData data = Objects.requireNonNull(read.data());
    return PlannedAnalysis.of(protocol, data)
        .run("digest", List.of(), "test", List.of())
        .supplements()
        .stream()
        .filter(row -> row.topic() == Topic.FOR_WHOM)
        .toList();
  }

  private static Frame frame(boolean clusterArms) {
    List<Integer> teams = List.of(1, 3, 6, 8, 9, 12, 13, 16, 18, 20, 21, 24);
    int[] arm = new int[PEOPLE];
    int[] site = new int[PEOPLE];
    int[] woman = new int[PEOPLE];
    int[] day = new int[PEOPLE];
    int[] b = new int[PEOPLE];
    double[] x = new double[PEOPLE];
    double[] age = new double[PEOPLE];
    double[] y = new double[PEOPLE];
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    for (int k = 0; k < PEOPLE; k++) {
      int i = k + 1;
      int cluster = (i + 9) / 10;
      int z = 37 * i % 101 < 48 ? 1 : 0;
      arm[k] = clusterArms ? (teams.contains(cluster) ? 1 : 0) : z;
      x[k] = 7 * i % 23 / 4.0;
      site[k] = i % 3;
      woman[k] = 13 * i % 29 < 15 ? 1 : 0;
      double years = 18 + 11 * i % 47;
      day[k] = i + i * i % 5;
      y[k] =
          1 + 0.5 * z + 0.02 * z * years + 0.3 * x[k] + 5 * i * i % 13 / 7.0 + z * day[k] / 200.0;
      b[k] = (3 * i * i + 5 * i + 4 * z) % 7 < 3 ? 1 : 0;
      age[k] = i == 10 || i == 77 ? Double.NaN : years;
      y[k] = i == 5 || i == 12 ? Double.NaN : y[k];
      ids.add("P" + i);
      clusters.add("c" + cluster);
    }
    return Frame.of(
        "whom.csv",
        TextColumn.of("id", ids),
        CategoryColumn.of("arm", List.of("control", "team"), arm),
        DateColumn.of("drawn", day),
        NumberColumn.of("x", x),
        NumberColumn.of("age", age),
        CategoryColumn.of("woman", List.of("no", "yes"), woman),
        CategoryColumn.of("site_", List.of("north", "south", "west"), site),
        TextColumn.of("cl", clusters).toCategories(),
        NumberColumn.of("yv", y),
        CategoryColumn.of("bv", List.of("no", "yes"), b));
  }
}
