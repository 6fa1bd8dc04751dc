package org.equipoise.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.equipoise.estimate.ClusterProducts;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.RegressionSample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values: golden/inference/wild-cluster-bootstrap, every draw refitted in R. */
class WildClusterBootstrapTest {
  private static final Path FOLDER =
      Path.of("src/test/resources/golden/inference/wild-cluster-bootstrap");
  private static final double DIGITS = 1e-9;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clusters",
        "clusters-wcu",
        "clusters-weighted",
        "within",
        "strata",
        "strata-weighted",
        "within-clusters",
        "five"
      })
  void test_enumerated_matchesBruteForce(String name) throws IOException {
    CSVRecord golden = golden(name);
    double level = name.equals("within") || name.equals("five") ? 0.95 : 0.9;
    WildClusterBootstrap bootstrap =
        WildClusterBootstrap.of(999, 1)
            .withWeights(ClusterWeights.RADEMACHER)
            .withRule(PValueRule.SHARE)
            .withLevel(level);
    bootstrap = name.endsWith("wcu") ? bootstrap.unrestricted() : bootstrap;
    WildBootstrapResult found = bootstrap.test(sample(name), term(name));
    assertTrue(found.enumerated());
    assertEquals(name.equals("five") ? 32 : 256, found.draws());
    assertRelative(golden, "value", found.estimate().value());
    assertRelative(golden, "se", found.estimate().standardError());
    assertRelative(golden, "t", found.statistic());
    assertRelative(golden, "symmetric", found.pValue());
    assertRelative(golden, "equal", found.equalTailedPValue());
    assertRelative(golden, "low", found.interval().low());
    assertRelative(golden, "high", found.interval().high());
    assertRelative(
        golden,
        "strict",
        bootstrap.withRule(PValueRule.STRICT).test(sample(name), term(name)).pValue());
    WildBootstrapResult tails = bootstrap.equalTailedInterval().test(sample(name), term(name));
    assertRelative(golden, "equal_low", tails.interval().low());
    assertRelative(golden, "equal_high", tails.interval().high());
  }

  @Test
  void test_ofAnotherHypothesis_matchesBruteForce() throws IOException {
    CSVRecord golden = golden("within-half");
    ClusterProducts products = ClusterProducts.of(sample("within"), "z");
    WildBootstrapResult found =
        WildClusterBootstrap.of(256, 1).withWeights(ClusterWeights.RADEMACHER).test(products, 0.5);
    assertRelative(golden, "t", found.statistic());
    assertRelative(golden, "symmetric", found.pValue());
  }

  @Test
  void test_ofFiveClusters_visitsEverySixPointCombination() throws IOException {
    CSVRecord golden = golden("five-webb");
    WildBootstrapResult found = WildClusterBootstrap.of(9999, 1).test(sample("five"), term("five"));
    assertEquals(ClusterWeights.WEBB, found.weights());
    assertEquals(7776, found.draws());
    assertRelative(golden, "symmetric", found.pValue());
    assertRelative(golden, "equal", found.equalTailedPValue());
    assertEquals(0, found.monteCarloError());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RADEMACHER", "WEBB", "MAMMEN"})
  void test_drawn_agreesWithEnumerationWithinChance(String law) throws IOException {
    // 2^8 combinations of signs give 0.390625; Mammen and Webb are other laws of the same test.
    ClusterProducts products = ClusterProducts.of(sample("within"), "z");
    double all =
        WildClusterBootstrap.of(256, 1)
            .withWeights(ClusterWeights.RADEMACHER)
            .test(products, 0.5)
            .pValue();
    boolean signs = law.equals("RADEMACHER");
    WildBootstrapResult found =
        WildClusterBootstrap.of(signs ? 255 : 20_000, 7)
            .withWeights(ClusterWeights.valueOf(law))
            .test(products, 0.5);
    assertFalse(found.enumerated());
    assertEquals(all, found.pValue(), signs ? 4 * found.monteCarloError() : 0.1);
    assertTrue(found.monteCarloError() > 0);
  }

  @Test
  void test_countsTheSampleAmongItsDraws() throws IOException {
    ClusterProducts products = ClusterProducts.of(sample("within"), "z");
    WildClusterBootstrap some =
        WildClusterBootstrap.of(199, 3).withWeights(ClusterWeights.RADEMACHER);
    double share = some.withRule(PValueRule.SHARE).test(products, 0.5).pValue();
    double plusOne = some.test(products, 0.5).pValue();
    assertEquals((1 + Math.rint(199 * share)) / 200, plusOne, 1e-15);
  }

  @Test
  void test_isTheSameForPermutedRowsAndSeed() throws IOException {
    List<CSVRecord> rows = rows("trial.csv");
    int[] back = IntStream.range(0, rows.size()).map(i -> rows.size() - 1 - i).toArray();
    WildClusterBootstrap bootstrap = WildClusterBootstrap.of(3000, 11);
    WildBootstrapResult there = bootstrap.test(sample("within"), "z");
    RegressionSample turned =
        RegressionSample.of(pick(column(rows, "y"), back))
            .column("z", pick(column(rows, "z"), back))
            .column("x", pick(column(rows, "x"), back))
            .clusters(Arrays.stream(back).map(i -> codes(rows, "cluster")[i]).toArray())
            .build();
    WildBootstrapResult again = bootstrap.test(turned, "z");
    assertEquals(there.pValue(), again.pValue());
    assertEquals(there.interval().low(), again.interval().low(), 1e-8);
  }

  @Test
  void test_followsShiftAndScale() throws IOException {
    List<CSVRecord> rows = rows("trial.csv");
    double[] y = Arrays.stream(column(rows, "y")).map(v -> 100 - 3 * v).toArray();
    RegressionSample turned =
        RegressionSample.of(y)
            .column("z", column(rows, "z"))
            .column("x", column(rows, "x"))
            .clusters(codes(rows, "cluster"))
            .build();
    WildClusterBootstrap bootstrap =
        WildClusterBootstrap.of(256, 1).withWeights(ClusterWeights.RADEMACHER);
    WildBootstrapResult there = bootstrap.test(sample("within"), "z");
    WildBootstrapResult again = bootstrap.test(turned, "z");
    assertEquals(there.pValue(), again.pValue());
    assertEquals(-3 * there.interval().low(), again.interval().high(), 1e-7);
    assertEquals(-3 * there.interval().high(), again.interval().low(), 1e-7);
  }

  @Test
  void test_refusesATermTheOthersDetermine() throws IOException {
    RegressionSample sample =
        sample("within").toBuilder().column("zz", column(rows("trial.csv"), "z")).build();
    NotEstimableException refusal =
        assertThrows(
            NotEstimableException.class, () -> WildClusterBootstrap.of(99, 1).test(sample, "z"));
    assertEquals(NotEstimableException.Reason.TREATMENT_COLLINEAR, refusal.reason());
    assertThrows(IllegalArgumentException.class, () -> WildClusterBootstrap.of(0, 1));
  }

  private static void assertRelative(CSVRecord golden, String name, double actual) {
    String text = golden.get(name).replace("Inf", "Infinity");
    double expected = Double.parseDouble(text);
    if (Double.isInfinite(expected)) {
      assertEquals(expected, actual);
    } else {
      assertEquals(expected, actual, DIGITS * Math.max(0.1, Math.abs(expected)), name);
    }
  }

  private static String term(String name) {
    return name.startsWith("clusters") || name.startsWith("five") ? "zc" : "z";
  }

  private static RegressionSample sample(String name) throws IOException {
    List<CSVRecord> rows =
        rows("trial.csv").stream()
            .filter(row -> !name.startsWith("five") || "12346".contains(row.get("cluster")))
            .toList();
    String term = term(name);
    RegressionSample.Builder sample =
        RegressionSample.of(column(rows, term.equals("z") ? "y" : "yc"))
            .column(term, column(rows, term))
            .column("x", column(rows, "x"))
            .clusters(codes(rows, "cluster"));
    if (name.startsWith("strata")) {
      sample.absorb(codes(rows, "stratum"));
    } else if (name.equals("within-clusters")) {
      sample.absorb(codes(rows, "cluster"));
    }
    return name.endsWith("weighted") ? sample.weights(column(rows, "w")).build() : sample.build();
  }

  private static CSVRecord golden(String name) throws IOException {
    return rows("cases.csv").stream()
        .filter(row -> row.get("case").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<CSVRecord> rows(String file) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(FOLDER.resolve(file), StandardCharsets.UTF_8)) {
      return format.parse(reader).getRecords();
    }
  }

  private static double[] column(List<CSVRecord> rows, String name) {
    return rows.stream().mapToDouble(row -> Double.parseDouble(row.get(name))).toArray();
  }

  private static int[] codes(List<CSVRecord> rows, String name) {
    return rows.stream().mapToInt(row -> Integer.parseInt(row.get(name))).toArray();
  }

  private static double[] pick(double[] values, int[] at) {
    return Arrays.stream(at).mapToDouble(i -> values[i]).toArray();
  }
}
