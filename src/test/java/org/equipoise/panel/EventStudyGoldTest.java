package org.equipoise.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The event studies against regressions with every dummy written out and against explicit matrices
 * (R 4.2.2 {@code lm}, {@code sandwich::vcovCL} 3.0-2, {@code MASS::ginv}): estimates, standard
 * errors and all covariances. The calls are in {@code generate.R} beside the cases.
 */
class EventStudyGoldTest {
  private static final Path SET =
      Path.of("src", "test", "resources", "golden", "panel", "event-studies");

  private static final double TOLERANCE = 1e-9;

  @TestFactory
  Stream<DynamicTest> estimate_matchesRegressionWithEveryDummy() throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    Map<String, List<CSVRecord>> cases;
    try (Reader reader = Files.newBufferedReader(SET.resolve("cases.csv"), StandardCharsets.UTF_8);
        var parser = format.parse(reader)) {
      cases =
          parser.getRecords().stream()
              .collect(
                  Collectors.groupingBy(
                      row -> row.get("case"), LinkedHashMap::new, Collectors.toList()));
    }
    assertEquals(28, cases.size());
    return cases.entrySet().stream()
        .map(one -> dynamicTest(one.getKey(), () -> compare(one.getKey(), one.getValue())));
  }

  private static void compare(String name, List<CSVRecord> rows) throws IOException {
    EventStudy study = run(name, rows.get(0).get("data"));
    EventPath path = study.path();
    int estimates = 0;
    for (CSVRecord row : rows) {
      double expected =
          row.get("expected").equals("Inf")
              ? Double.POSITIVE_INFINITY
              : Double.parseDouble(row.get("expected"));
      String term = row.get("term");
      double scale =
          row.get("quantity").equals("covariance") ? covarianceScale(path, term) : expected;
      estimates += row.get("quantity").equals("estimate") ? 1 : 0;
      assertEquals(
          expected,
          value(study, row.get("quantity"), term),
          Double.isInfinite(scale) ? 0 : Math.abs(scale) * TOLERANCE,
          row.get("quantity") + " " + term);
    }
    assertEquals(path.eventTimes().length + 1, estimates, "event times and the overall effect");
  }

  private static EventStudy run(String name, String data) throws IOException {
    Set<String> words = Set.copyOf(Arrays.asList(name.split("_", -1)));
    StaggeredPanel panel =
        LongPanel.golden(SET.resolve("data").resolve(data + ".csv"))
            .panel(words.contains("weighted"), words.contains("x"), words.contains("cluster"));
    ClusterFactor factor =
        words.contains("CR0")
            ? ClusterFactor.NONE
            : words.contains("stata") ? ClusterFactor.EVERY_EFFECT : ClusterFactor.NESTED_LEFT_OUT;
    String method = name.substring(0, name.indexOf('_'));
    return switch (method) {
      case "twfe" -> {
        TwoWayFixedEffects estimator = TwoWayFixedEffects.withDefaults().with(factor);
        yield (words.contains("window") ? estimator.withWindow(-2, 2) : estimator).estimate(panel);
      }
      case "sunab" -> {
        SunAbraham estimator = SunAbraham.withDefaults().with(factor);
        yield (words.contains("shares") ? estimator.withSharesEstimated() : estimator)
            .estimate(panel);
      }
      case "imputation" -> ImputationEstimator.withDefaults().estimate(panel);
      case "stacked" -> {
        StackedEventStudy estimator = StackedEventStudy.window(2, 1).with(factor);
        yield (words.contains("corrective") ? estimator.withCorrectiveWeights() : estimator)
            .estimate(panel);
      }
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static double value(EventStudy study, String quantity, String term) {
    EventPath path = study.path();
    return switch (quantity) {
      case "df" -> path.df();
      case "covariance" -> path.covariance()[at(path, ends(term)[0])][at(path, ends(term)[1])];
      default -> {
        boolean estimate = quantity.equals("estimate");
        if (term.equals("overall")) {
          assertNotNull(study.overall());
          yield estimate ? study.overall().value() : study.overall().standardError();
        }
        int j = at(path, term);
        yield estimate ? path.estimates()[j] : path.standardError(j);
      }
    };
  }

  private static double covarianceScale(EventPath path, String term) {
    return path.standardError(at(path, ends(term)[0]))
        * path.standardError(at(path, ends(term)[1]));
  }

  private static String[] ends(String term) {
    return term.split(":", -1);
  }

  private static int at(EventPath path, String term) {
    int j = Arrays.binarySearch(path.eventTimes(), Integer.parseInt(term.substring(2)));
    assertTrue(j >= 0, term + " is not in " + Arrays.toString(path.eventTimes()));
    return j;
  }
}
