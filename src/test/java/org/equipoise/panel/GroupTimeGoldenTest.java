package org.equipoise.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.equipoise.panel.GroupTimeOptions.Adjustment;
import org.equipoise.panel.GroupTimeOptions.Base;
import org.equipoise.panel.GroupTimeOptions.Comparison;
import org.equipoise.panel.GroupTimeOptions.Incomplete;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Group-time effects and their aggregates against base R 4.2.2 ({@code Rscript generate.R} beside
 * the cases): effects by {@code lm.wfit} and {@code glm.fit}, errors by differentiating every
 * number by the weight of every unit.
 */
class GroupTimeGoldenTest {
  private static final Path FOLDER =
      Path.of("src", "test", "resources", "golden", "panel", "group-time");
  private static final int CASES = 23;
  private static final double VALUE = 1e-10;

  /** Numeric derivatives carry about ten digits. */
  private static final double ERROR = 1e-8;

  @TestFactory
  Stream<DynamicTest> estimate_matchesBruteForce() throws IOException {
    Map<String, List<String[]>> cases = new LinkedHashMap<>();
    for (String line : Files.readAllLines(FOLDER.resolve("cases.csv")).stream().skip(1).toList()) {
      String[] row = line.split(",", -1);
      assertEquals(6, row.length, line);
      cases.computeIfAbsent(row[0], key -> new ArrayList<>()).add(row);
    }
    assertEquals(CASES, cases.size(), "cases");
    return cases.entrySet().stream().map(c -> dynamicTest(c.getKey(), () -> run(c.getValue())));
  }

  private static void run(List<String[]> rows) throws IOException {
    Map<String, String> call =
        Arrays.stream(rows.get(0)[2].split(";", -1))
            .map(word -> word.split("=", 2))
            .collect(Collectors.toMap(word -> word[0], word -> word[1]));
    StaggeredPanel panel = read(FOLDER.resolve("data").resolve(rows.get(0)[1]), call);
    GroupTimeFit fit = GroupTimeEffects.of(options(call)).estimate(panel);
    assertEquals(Integer.parseInt(call.get("units")), fit.units(), "units");
    Map<String, GroupTimeReading> readings = new TreeMap<>();
    for (GroupTimeCell cell : fit.cells()) {
      if (cell.reading().known()) {
        readings.put("att(" + cell.group() + " " + cell.period() + ")", cell.reading());
      }
    }
    add(readings, fit.aggregate(Aggregation.SIMPLE), "simple", "");
    add(readings, fit.aggregate(Aggregation.EVENT_TIME), "dynamic", "e=");
    add(readings, fit.aggregate(Aggregation.CALENDAR), "calendar", "t=");
    add(readings, fit.aggregate(Aggregation.GROUP), "group", "g=");
    assertEquals(
        rows.stream().map(row -> row[3]).collect(Collectors.toCollection(java.util.TreeSet::new)),
        readings.keySet());
    for (String[] row : rows) {
      GroupTimeReading reading = readings.get(row[3]);
      double value = Double.parseDouble(row[4]);
      assertEquals(value, reading.value(), VALUE * Math.max(0.1, Math.abs(value)), row[3]);
      if (row[5].equals("NA")) {
        assertFalse(reading.judged().isPresent(), row[3]);
      } else {
        double error = Double.parseDouble(row[5]);
        assertTrue(
            Math.abs(reading.standardError() - error) <= ERROR * error,
            () -> row[3] + " error " + error + ", was " + reading.standardError());
      }
    }
  }

  private static void add(
      Map<String, GroupTimeReading> readings, Aggregate aggregate, String name, String prefix) {
    readings.put(name, aggregate.overall());
    aggregate.parts().forEach(part -> readings.put(prefix + part.key(), part.reading()));
  }

  private static GroupTimeOptions options(Map<String, String> call) {
    return GroupTimeOptions.defaults()
        .with(
            call.get("comparison").equals("never")
                ? Comparison.NEVER_TREATED
                : Comparison.NOT_YET_TREATED)
        .with(call.get("base").equals("varying") ? Base.VARYING : Base.UNIVERSAL)
        .withAnticipation(Integer.parseInt(call.get("anticipation")))
        .with(
            switch (call.get("method")) {
              case "reg" -> Adjustment.REGRESSION;
              case "ipw" -> Adjustment.WEIGHTING;
              default -> Adjustment.DOUBLY_ROBUST;
            })
        .with(
            call.get("incomplete").equals("drop") ? Incomplete.LEAVE_OUT : Incomplete.AS_SECTIONS);
  }

  /** unit,period,first,cluster,w,v,x1,x2,y; units and periods without a row are missing. */
  private static StaggeredPanel read(Path file, Map<String, String> call) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> header = List.of(lines.get(0).split(",", -1));
    double[][] rows =
        lines.stream()
            .skip(1)
            .map(l -> Arrays.stream(l.split(",", -1)).mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new);
    int[] periods = Arrays.stream(rows).mapToInt(r -> (int) r[1]).distinct().sorted().toArray();
    int units = Arrays.stream(rows).mapToInt(r -> (int) r[0]).max().orElseThrow();
    int[] first = new int[units];
    int[] cluster = new int[units];
    double[] y = new double[units * periods.length];
    Arrays.fill(y, Double.NaN);
    List<String> names =
        call.get("covariates").isEmpty()
            ? List.of()
            : List.of(call.get("covariates").split("\\+", -1));
    double[][] x = new double[names.size()][y.length];
    double[] w = new double[y.length];
    for (double[] column : x) {
      Arrays.fill(column, Double.NaN);
    }
    Arrays.fill(w, Double.NaN);
    for (double[] row : rows) {
      int i = (int) row[0] - 1;
      int at = i * periods.length + Arrays.binarySearch(periods, (int) row[1]);
      first[i] = row[2] == 0 ? StaggeredPanel.NEVER : (int) row[2];
      cluster[i] = (int) row[3];
      y[at] = row[header.indexOf("y")];
      for (int j = 0; j < x.length; j++) {
        x[j][at] = row[header.indexOf(names.get(j))];
      }
      w[at] = call.get("weights").equals("none") ? 1 : row[header.indexOf(call.get("weights"))];
    }
    StaggeredPanel panel = StaggeredPanel.of(periods, first, y);
    if (!names.isEmpty()) {
      panel = panel.adjusted(names, x);
    }
    if (!call.get("weights").equals("none")) {
      panel = panel.weighted(w);
    }
    return call.get("clusters").equals("true") ? panel.clustered(cluster) : panel;
  }
}
