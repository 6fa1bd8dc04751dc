package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The golden set of risks, tables, ranks and ordered answers; every row names its call in R. */
final class MeasuresGolden {
  private static final Path SET = Path.of("src", "test", "resources", "golden", "measures");

  private MeasuresGolden() {}

  static GoldenTable data(String name) throws IOException {
    return GoldenTable.read(SET.resolve("data").resolve(name));
  }

  /** The simulated trial as a sample. */
  static TwoArmSample trial(String outcome) throws IOException {
    GoldenTable trial = data("trial.csv");
    double[] z = trial.numbers("z");
    boolean[] treated = new boolean[z.length];
    for (int i = 0; i < z.length; i++) {
      treated[i] = z[i] == 1;
    }
    return TwoArmSample.of(trial.numbers(outcome), treated);
  }

  /** Asserts every expected quantity of a case, and that nothing else was computed. */
  static void assertCase(String name, Map<String, Double> actual) throws IOException {
    Set<String> seen = new HashSet<>();
    for (CSVRecord row : rows(name)) {
      String quantity = row.get("quantity");
      Double value = actual.get(quantity);
      assertNotNull(value, name + " " + quantity);
      String expected = row.get("expected");
      if (expected.equals("Inf")) {
        assertEquals(Double.POSITIVE_INFINITY, value, name + " " + quantity);
      } else {
        try {
          assertClose(Double.parseDouble(expected), value, Double.parseDouble(row.get("relTol")));
        } catch (AssertionError different) {
          throw new AssertionError(
              name + " " + quantity + " by " + row.get("call") + ": " + different.getMessage(),
              different);
        }
      }
      seen.add(quantity);
    }
    assertFalse(seen.isEmpty(), name);
    assertEquals(actual.keySet(), seen, name);
  }

  static boolean expects(String name, String quantity) throws IOException {
    return rows(name).stream().anyMatch(row -> row.get("quantity").equals(quantity));
  }

  private static List<CSVRecord> rows(String name) throws IOException {
    CSVFormat csv = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    List<CSVRecord> rows = new ArrayList<>();
    try (var reader = Files.newBufferedReader(SET.resolve("cases.csv"), StandardCharsets.UTF_8);
        var parser = csv.parse(reader)) {
      for (CSVRecord row : parser) {
        if (row.get("case").equals(name)) {
          rows.add(row);
        }
      }
    }
    return rows;
  }
}
