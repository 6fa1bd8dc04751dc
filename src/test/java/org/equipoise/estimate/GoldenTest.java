package org.equipoise.estimate;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The committed golden sets: simulated data, expected numbers from R or from rational arithmetic,
 * and the script that made both. Each expected number names its tool and call in its row.
 */
class GoldenTest {
  private static final Path SETS = Path.of("src", "test", "resources", "golden", "estimate");

  /** The cases each set must have; a set or case that goes missing fails. */
  private static final Map<String, Integer> CASES =
      Map.of(
          "balance", 7,
          "difference-in-means", 15,
          "interacted-adjustment", 25,
          "least-squares", 153,
          "polynomials", 27,
          "saturated", 2,
          "summaries", 19);

  /** Sets whose numbers come from exact or long arithmetic in Python; the others come from R. */
  private static final Set<String> PYTHON = Set.of("polynomials", "saturated");

  private static final List<String> HEADER =
      List.of("case", "data", "call", "tool", "quantity", "term", "expected", "relTol");

  private static final GoldenComparison COMPARISON = new GoldenComparison();

  @Test
  void sets_areComplete() throws IOException {
    assertEquals(new TreeSet<>(CASES.keySet()), namesIn(SETS, true));
    for (String set : CASES.keySet()) {
      Path folder = SETS.resolve(set);
      Set<String> files = namesIn(folder, false);
      String script = PYTHON.contains(set) ? "generate.py" : "generate.R";
      assertEquals(new TreeSet<>(List.of("SOURCE.md", "cases.csv", script)), files, set);
      Set<String> used = new TreeSet<>();
      read(folder).forEach(row -> used.add(row.get("data")));
      assertEquals(used, namesIn(folder.resolve("data"), false), set + ": data files");
    }
  }

  @TestFactory
  Stream<DynamicNode> estimates_matchReference() throws IOException {
    List<DynamicNode> sets = new ArrayList<>();
    for (String set : new TreeSet<>(CASES.keySet())) {
      Map<String, List<CSVRecord>> cases =
          read(SETS.resolve(set)).stream()
              .collect(
                  Collectors.groupingBy(
                      row -> row.get("case"), LinkedHashMap::new, Collectors.toList()));
      assertEquals(CASES.get(set), cases.size(), set + ": cases");
      sets.add(
          dynamicContainer(
              set,
              cases.entrySet().stream()
                  .map(c -> dynamicTest(c.getKey(), () -> run(set, c.getValue())))));
    }
    return sets.stream();
  }

  @AfterAll
  static void writeReport() throws IOException {
    COMPARISON.write("own.txt");
  }

  private static void run(String set, List<CSVRecord> rows) throws IOException {
    CSVRecord first = rows.get(0);
    GoldenCall call = GoldenCall.parse(first.get("call"));
    for (CSVRecord row : rows) {
      assertAll(
          () -> assertEquals(first.get("call"), row.get("call")),
          () -> assertEquals(first.get("data"), row.get("data")));
      if (row.get("quantity").equals("design")) {
        call = call.with("design", row.get("expected"));
      }
    }
    GoldenTable data =
        GoldenTable.read(SETS.resolve(set).resolve("data").resolve(first.get("data")));
    GoldenValues values = call.run(data);
    int before = COMPARISON.compared();
    for (CSVRecord row : rows) {
      if (row.get("quantity").equals("design")) {
        continue;
      }
      double tolerance = Double.parseDouble(row.get("relTol"));
      assertTrue(tolerance > 0 && tolerance <= 1e-9, "a tolerance too wide: " + row);
      COMPARISON.check(
          set,
          row.get("case") + " " + row.get("term"),
          row.get("quantity"),
          Double.parseDouble(row.get("expected")),
          values.get(row.get("term"), row.get("quantity")),
          tolerance,
          0);
    }
    COMPARISON.assertNoFailures();
    assertTrue(COMPARISON.compared() > before, "a case without a number");
  }

  private static List<CSVRecord> read(Path folder) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader =
            Files.newBufferedReader(folder.resolve("cases.csv"), StandardCharsets.UTF_8);
        var parser = format.parse(reader)) {
      assertEquals(HEADER, parser.getHeaderNames(), folder.toString());
      return parser.getRecords();
    }
  }

  private static Set<String> namesIn(Path folder, boolean folders) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(p -> Files.isDirectory(p) == folders)
          .map(p -> p.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
