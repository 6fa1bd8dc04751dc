package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The golden sets of survey statistics: expected numbers by data file and quantity. */
final class SurveyGolden {
  private static final Path SETS = Path.of("src", "test", "resources", "golden", "survey");

  private final Path folder;
  private final Map<String, List<CSVRecord>> byData = new LinkedHashMap<>();

  private SurveyGolden(Path folder) throws IOException {
    this.folder = folder;
    CSVFormat csv = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var reader = Files.newBufferedReader(folder.resolve("cases.csv"), StandardCharsets.UTF_8);
        var parser = csv.parse(reader)) {
      for (CSVRecord row : parser) {
        byData.computeIfAbsent(row.get("data"), name -> new ArrayList<>()).add(row);
      }
    }
  }

  static SurveyGolden of(String set) throws IOException {
    return new SurveyGolden(SETS.resolve(set));
  }

  GoldenTable data(String name) throws IOException {
    return GoldenTable.read(folder.resolve("data").resolve(name));
  }

  /** Asserts that exactly these quantities are expected of a data file, and their values. */
  void assertValues(String data, Map<String, Double> actual) {
    List<CSVRecord> expected = byData.get(data);
    assertNotNull(expected, data);
    for (CSVRecord row : expected) {
      String quantity = row.get("quantity");
      Double value = actual.get(quantity);
      assertNotNull(value, data + " " + quantity);
      try {
        assertClose(
            Double.parseDouble(row.get("expected")), value, Double.parseDouble(row.get("relTol")));
      } catch (AssertionError different) {
        throw new AssertionError(
            data + " " + quantity + " by " + row.get("call") + ": " + different.getMessage(),
            different);
      }
    }
    assertEquals(expected.size(), actual.size(), data);
  }
}
