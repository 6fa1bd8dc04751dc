package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Effect;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.SampleResults;
import org.equipoise.document.Language;
import org.equipoise.report.Golden;
import org.equipoise.report.TidyTable;
import org.equipoise.report.TidyTable.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFolderTest {

  private final Released released = Released.of(SampleResults.results());

  private static String csv(TidyTable table) throws IOException {
    StringBuilder out = new StringBuilder();
    CsvWriter.standard().write(out, table.columns(), ResultsFolder.objects(table));
    return out.toString();
  }

  private String json() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultsJson.write(released, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void tables_matchGolden() throws IOException {
    for (TidyTable table : TidyTable.all(released)) {
      Golden.assertMatches("sample/" + table.name() + ".csv", csv(table));
    }
  }

  @Test
  void json_matchesGolden() throws IOException {
    Golden.assertMatches("sample/results.json", json());
  }

  @Test
  void json_absentNumbersHaveReasons() throws IOException {
    JsonNode root = new ObjectMapper().readTree(json());
    JsonNode met = root.path("exposure").path(3);
    assertTrue(met.path("met").isNull());
    assertEquals("small", met.path("absent").path("met").asText());
    JsonNode unplanned = root.path("effects").path(1);
    assertTrue(unplanned.path("adjustedP").isNull());
    assertEquals("not-planned", unplanned.path("absent").path("adjustedP").asText());
    assertFalse(json().contains("NaN"));
  }

  @Test
  void csv_numbersReadBackExactly() throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    String text = csv(TidyTable.effects(released));
    try (CSVParser parser =
        CSVParser.builder().setReader(new StringReader(text)).setFormat(format).get()) {
      List<CSVRecord> rows = parser.getRecords();
      List<Effect> effects = SampleResults.results().effects();
      assertEquals(effects.size(), rows.size());
      for (int i = 0; i < rows.size(); i++) {
        if (effects.get(i).comparison() instanceof Estimated number) {
          CSVRecord row = rows.get(i);
          assertEquals(number.estimate().value(), Double.parseDouble(row.get("estimate")));
          assertEquals(number.estimate().interval().low(), Double.parseDouble(row.get("conf.low")));
          assertEquals(number.estimate().pValue(), Double.parseDouble(row.get("p.value")));
        }
      }
    }
  }

  @Test
  void csv_wordsAreNoFormulas() throws IOException {
    TidyTable table =
        new TidyTable(
            "t",
            List.of("a", "b"),
            List.of(
                List.of(new Value.Words("=1+1"), new Value.Real(-1)),
                List.of(new Value.Words("a,\"b\""), new Value.Empty())));
    assertEquals("a,b\n'=1+1,-1\n\"a,\"\"b\"\"\",\n", csv(table));
  }

  @Test
  void write_leavesOnlyWholeFiles(@TempDir Path folder) throws IOException {
    Path out = folder.resolve("deep/er");
    List<Path> first = ResultsFolder.write(released, out, Language.SWEDISH);
    List<Path> second = ResultsFolder.write(released, out, Language.SWEDISH);
    assertEquals(first, second);
    assertEquals("results.json", String.valueOf(first.get(0).getFileName()));
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(first.stream().sorted().toList(), files.sorted().toList());
    }
    assertEquals(json(), Files.readString(out.resolve("results.json")));
    assertTrue(Files.readString(out.resolve("report.txt")).startsWith("Team nu eller team senare"));
  }
}
