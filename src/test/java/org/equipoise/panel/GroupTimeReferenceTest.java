package org.equipoise.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.equipoise.estimate.Estimate;
import org.equipoise.panel.GroupTimeOptions.Adjustment;
import org.equipoise.panel.GroupTimeOptions.Base;
import org.equipoise.panel.GroupTimeOptions.Comparison;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * County teen employment and minimum wages: {@code did} 2.5.1 and base R 4.2.2, as {@code gold.R}
 * beside the data writes them. Skipped where the reference data are not laid out.
 */
class GroupTimeReferenceTest {
  private static final Path MPDTA = Path.of("..", "shared", "reference", "mpdta");
  private static final int CASES = 29;

  @TestFactory
  Stream<DynamicTest> estimate_matchesDid() throws IOException {
    assumeTrue(Files.isDirectory(MPDTA), "the reference data are not laid out");
    JsonNode gold = new ObjectMapper().readTree(MPDTA.resolve("gold.json").toFile());
    StaggeredPanel panel = read();
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode c : gold.get("cases")) {
      String id = c.get("id").asText();
      if (id.contains("treated_") || id.startsWith("lpop_")) {
        tests.add(dynamicTest(id, () -> run(c, panel)));
      }
    }
    assertEquals(CASES, tests.size(), "cases");
    return tests.stream();
  }

  private static void run(JsonNode c, StaggeredPanel panel) {
    String id = c.get("id").asText();
    GroupTimeFit fit = fit(id, panel);
    Map<String, GroupTimeReading> readings = new TreeMap<>();
    if (id.endsWith("_att_gt")) {
      fit.cells().forEach(cell -> readings.put("att" + cell.name().substring(3), cell.reading()));
    } else {
      String kind = id.substring(id.lastIndexOf('_') + 1);
      Aggregate aggregate = fit.aggregate(kind(kind));
      readings.put("overall", aggregate.overall());
      String prefix = kind.equals("dynamic") ? "e=" : kind.equals("group") ? "g=" : "t=";
      aggregate.parts().forEach(p -> readings.put(prefix + p.key(), p.reading()));
    }
    assertEquals(c.get("terms").size(), readings.size(), "terms");
    for (JsonNode row : c.get("terms")) {
      String term = row.get("term").asText();
      GroupTimeReading reading = readings.get(term);
      close(c, row, "estimate", reading.value());
      if (row.path("std_error").isNumber()) {
        Estimate estimate = reading.judged().orElseThrow();
        close(c, row, "std_error", estimate.standardError());
        close(c, row, "z", estimate.statistic());
        close(c, row, "p", estimate.pValue());
        close(c, row, "ci_low", estimate.interval().low());
        close(c, row, "ci_high", estimate.interval().high());
      } else {
        assertFalse(reading.judged().isPresent(), term);
      }
      if (row.has("n_group")) {
        GroupTimeCell cell = fit.cell(row.get("group").asInt(), row.get("time").asInt()).get();
        assertEquals(row.get("n_group").asInt(), cell.treated(), term);
        assertEquals(row.get("base_period").asInt(), cell.base(), term);
        if (row.get("n_control").isNumber()) {
          assertEquals(row.get("n_control").asInt(), cell.controls(), term);
        }
      }
    }
    for (JsonNode peer : c.path("peers")) {
      if (peer.path("pre_test_W").isNumber()) {
        double wald = peer.get("pre_test_W").asDouble();
        assertEquals(wald, fit.preTest().statistic(), 1e-8 * wald);
        // did rounds it to five digits.
        assertEquals(peer.get("pre_test_p").asDouble(), fit.preTest().pValue(), 0.5000001e-5);
      }
    }
  }

  private static void close(JsonNode c, JsonNode row, String quantity, double actual) {
    double expected = row.get(quantity).asDouble();
    JsonNode tolerance = c.get("tolerance");
    double allowed =
        Math.max(
            tolerance.get("abs").asDouble(), tolerance.get("rel").asDouble() * Math.abs(expected));
    if (quantity.equals("z") || quantity.equals("p")) {
      // A ratio of two such numbers, one of which may be near nil.
      allowed = Math.max(allowed, 1e-6);
    }
    assertTrue(
        Math.abs(actual - expected) <= allowed,
        () -> row.get("term") + " " + quantity + ": expected " + expected + ", was " + actual);
  }

  private static GroupTimeFit fit(String id, StaggeredPanel panel) {
    GroupTimeOptions options = GroupTimeOptions.defaults();
    if (!id.startsWith("lpop_")) {
      StaggeredPanel bare =
          StaggeredPanel.of(panel.periods(), panel.firstTreated(), panel.outcome());
      options =
          options
              .with(id.startsWith("never") ? Comparison.NEVER_TREATED : Comparison.NOT_YET_TREATED)
              .with(id.contains("universal") ? Base.UNIVERSAL : Base.VARYING);
      return GroupTimeEffects.of(options).estimate(bare);
    }
    Adjustment adjustment =
        id.contains("_dr_")
            ? Adjustment.DOUBLY_ROBUST
            : id.contains("_reg_") ? Adjustment.REGRESSION : Adjustment.WEIGHTING;
    return GroupTimeEffects.of(options.with(adjustment)).estimate(panel);
  }

  private static Aggregation kind(String name) {
    return switch (name) {
      case "simple" -> Aggregation.SIMPLE;
      case "dynamic" -> Aggregation.EVENT_TIME;
      case "group" -> Aggregation.GROUP;
      case "calendar" -> Aggregation.CALENDAR;
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** The counties in the order they appear, five years each. */
  private static StaggeredPanel read() throws IOException {
    List<String> lines = Files.readAllLines(MPDTA.resolve("data.csv"));
    List<String> header = List.of(lines.get(0).split(",", -1));
    Map<String, Integer> places = new TreeMap<>();
    int[] periods = {2003, 2004, 2005, 2006, 2007};
    int n = (lines.size() - 1) / periods.length;
    int[] first = new int[n];
    double[] y = new double[n * periods.length];
    double[] x = new double[n * periods.length];
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      String county = cells[header.indexOf("countyreal")];
      Integer known = places.putIfAbsent(county, places.size());
      int i = known == null ? places.size() - 1 : known;
      int g = Integer.parseInt(cells[header.indexOf("first_treat")]);
      first[i] = g == 0 ? StaggeredPanel.NEVER : g;
      int at = i * periods.length + Integer.parseInt(cells[header.indexOf("year")]) - 2003;
      y[at] = Double.parseDouble(cells[header.indexOf("lemp")]);
      x[at] = Double.parseDouble(cells[header.indexOf("lpop")]);
    }
    assertEquals(n, places.size());
    return StaggeredPanel.of(periods, first, y).adjusted(List.of("lpop"), new double[][] {x});
  }
}
