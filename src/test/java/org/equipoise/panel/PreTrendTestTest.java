package org.equipoise.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.equipoise.estimate.NotEstimableException;
import org.junit.jupiter.api.Test;

class PreTrendTestTest {
  private static final Path SET =
      Path.of("src", "test", "resources", "golden", "panel", "pre-trends");

  @Test
  void test_matchesMvtnorm() throws IOException {
    Map<String, PreTrends> results = new LinkedHashMap<>();
    paths().forEach((name, path) -> results.put(name, PreTrendTest.withDefaults().test(path)));
    List<CSVRecord> cases = read("cases.csv");
    assertEquals(168, cases.size());
    for (CSVRecord row : cases) {
      PreTrends result = results.get(row.get("path"));
      double expected = Double.parseDouble(row.get("expected"));
      // The box is integrated numerically; the joint rule is exact.
      double relative = row.get("rule").equals("JOINT") ? 1e-9 : 1e-5;
      assertEquals(expected, value(result, row), relative * Math.abs(expected), row.toString());
    }
  }

  private static double value(PreTrends result, CSVRecord row) {
    if (row.get("quantity").equals("f")) {
      return result.joint().f();
    }
    if (row.get("quantity").equals("p")) {
      return result.joint().pValue();
    }
    DetectableTrend trend =
        result.trend(
            DetectableTrend.Rule.valueOf(row.get("rule")), Double.parseDouble(row.get("power")));
    int h = Arrays.binarySearch(trend.eventTimes(), Integer.parseInt(row.get("term")));
    return switch (row.get("quantity")) {
      case "slope" -> trend.slope();
      case "bias" -> trend.bias()[h];
      case "bias_if_passed" -> trend.biasIfPassed()[h];
      case "bayes" -> trend.bayesFactor();
      case "lr" -> trend.likelihoodRatio();
      case "lr_down" -> trend.likelihoodRatioDown();
      default -> throw new IllegalArgumentException(row.toString());
    };
  }

  @Test
  void test_scalesWithTheOutcome() throws IOException {
    EventPath path = paths().get("three");
    double by = 1e6;
    double[][] v =
        Arrays.stream(path.covariance())
            .map(row -> Arrays.stream(row).map(x -> x * by * by).toArray())
            .toArray(double[][]::new);
    double[] b = Arrays.stream(path.estimates()).map(x -> x * by).toArray();
    PreTrends large =
        PreTrendTest.withDefaults().test(new EventPath(path.eventTimes(), b, v, path.df()));
    PreTrends small = PreTrendTest.withDefaults().test(path);
    assertEquals(small.joint().f(), large.joint().f(), 1e-12 * small.joint().f());
    assertEquals(small.significant(), large.significant());
    for (int k = 0; k < small.trends().size(); k++) {
      double slope = small.trends().get(k).slope();
      assertEquals(by * slope, large.trends().get(k).slope(), 1e-9 * by * slope);
    }
  }

  /** With one estimate the box is an interval: power 0.5 needs s = c + a hair for the far side. */
  @Test
  void test_oneEstimateBothRulesAgree() throws IOException {
    PreTrends one = PreTrendTest.withDefaults().test(paths().get("one"));
    for (double power : new double[] {0.5, 0.8}) {
      double any = one.trend(DetectableTrend.Rule.ANY_SIGNIFICANT, power).slope();
      double joint = one.trend(DetectableTrend.Rule.JOINT, power).slope();
      assertEquals(joint, any, 1e-9 * joint);
    }
  }

  @Test
  void test_detectsLessAtHigherLevel() throws IOException {
    EventPath path = paths().get("two");
    PreTrends strict = PreTrendTest.withDefaults().withLevel(0.99).test(path);
    PreTrends usual = PreTrendTest.withDefaults().test(path);
    for (int k = 0; k < usual.trends().size(); k++) {
      assertTrue(strict.trends().get(k).slope() > usual.trends().get(k).slope());
    }
  }

  @Test
  void test_refuses() {
    double[][] v = {{1, 0}, {0, 1}};
    EventPath noneBefore = new EventPath(new int[] {0, 1}, new double[2], v, 10);
    EventPath noneAfter = new EventPath(new int[] {-3, -2}, new double[2], v, 10);
    EventPath atReference = new EventPath(new int[] {-1, 0}, new double[2], v, 10);
    double[][] same = {{1, 1, 0}, {1, 1, 0}, {0, 0, 1}};
    EventPath singular = new EventPath(new int[] {-3, -2, 0}, new double[3], same, 10);
    PreTrendTest test = PreTrendTest.withDefaults();
    assertEquals(
        NotEstimableException.Reason.EVENT_TIMES,
        assertThrows(NotEstimableException.class, () -> test.test(noneBefore)).reason());
    assertThrows(NotEstimableException.class, () -> test.test(noneAfter));
    assertThrows(IllegalArgumentException.class, () -> test.test(atReference));
    assertEquals(
        NotEstimableException.Reason.SINGULAR_COVARIANCE,
        assertThrows(NotEstimableException.class, () -> test.test(singular)).reason());
  }

  private static Map<String, EventPath> paths() throws IOException {
    Map<String, List<CSVRecord>> rows =
        read("paths.csv").stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.get("path"), LinkedHashMap::new, Collectors.toList()));
    Map<String, EventPath> paths = new LinkedHashMap<>();
    rows.forEach(
        (name, of) -> {
          int k = of.size();
          int[] times = of.stream().mapToInt(row -> Integer.parseInt(row.get("e"))).toArray();
          double[] b =
              of.stream().mapToDouble(row -> Double.parseDouble(row.get("estimate"))).toArray();
          double[][] v = new double[k][k];
          for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
              v[i][j] = Double.parseDouble(of.get(i).get("v" + (j + 1)));
            }
          }
          String df = of.get(0).get("df");
          paths.put(
              name,
              new EventPath(
                  times,
                  b,
                  v,
                  df.equals("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(df)));
        });
    return paths;
  }

  private static List<CSVRecord> read(String file) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(SET.resolve(file), StandardCharsets.UTF_8);
        var parser = format.parse(reader)) {
      return parser.getRecords();
    }
  }
}
