package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.equipoise.adoption.AdoptionData;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.panel.StaggeredPanel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two municipalities, two groups, three years: everything that can be wrong with their file. */
class AdoptionDataFileTest {

  private static final String PLAN =
      """
      {
        "equipoise": 1,
        "study": "staggered-adoption",
        "id": "s",
        "version": 1,
        "title": "S",
        "purpose": "P",
        "unit": {"column": "kommun", "title": "municipalities"},
        "periods": {"column": "år", "from": 2003, "to": 2005},
        "adoption": {"title": "membership", "column": "inträde", "never": ["aldrig"]},
        "cluster": "förbund",
        "weight": "folkmängd",
        "covariates": [{"id": "arbetslösa"}],
        "groups": [{"id": "alla"}, {"id": "unga"}],
        "groupColumn": "grupp",
        "outcomes": [
          {"id": "bistånd", "unit": "share", "direction": "down-good"},
          {"id": "uvas", "unit": "share", "direction": "ambiguous", "groups": ["unga"]}
        ],
        "analyses": [{"id": "main", "from": -1, "to": 1, "seed": 1}],
        "data": {"encoding": "ENCODING"}
      }
      """
          .replace("\"id\": \"arbetslösa\"", "\"id\": \"arbetslosa\"")
          .replace("\"id\": \"bistånd\"", "\"id\": \"bistand\"");

  /** As a Swedish spreadsheet saves it. */
  private static final String SWEDISH =
      """
      kommun;år;grupp;inträde;förbund;folkmängd;arbetslosa;bistand;uvas
      Åre;2003;alla;2004;Z;9 000;6,5;0,031;
      Åre;2003;unga;2004;Z;800;6,5;0,05;0,11
      Åre;2004;alla;2004,0;Z;9 010;6,5;0,03;
      Åre;2004;unga;2004;Z;810;6,5;0,04;0,12
      Åre;2005;alla;2004;Z;9 020;6,5;0,029;
      Åre;2005;unga;2004;Z;820;6,5;0,03;0,13
      Ragunda;2003;alla;aldrig;;5 000;8;0,06;
      Ragunda;2003;unga;;;400;8;0,07;0,2
      Ragunda;2004;alla;;;4 990;8;0,06;
      Ragunda;2004;unga;;;395;8;0,07;
      Ragunda;2005;alla;;;4 980;8;0,06;
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"UTF-8, false", "UTF-8, true", "windows-1252, false", "ISO-8859-1, false"})
  void read_readsWhatASwedishSpreadsheetSaves(String encoding, boolean mark) throws IOException {
    AdoptionDataFile.Read read = read(encoding, (mark ? "\ufeff" : "") + SWEDISH);
    AdoptionData data = read.data();
    assertNotNull(data, () -> read.findings().toString());
    assertEquals(List.of("Åre", "Ragunda"), data.units());
    assertArrayEquals(new int[] {2003, 2004, 2005}, data.periods());
    assertArrayEquals(new int[] {2004, StaggeredPanel.NEVER}, data.adopted());
    assertArrayEquals(new int[] {0, 1}, data.cluster());
    assertEquals(List.of("Z", "Ragunda"), data.clusters(), "who is in no cluster stands alone");
    double na = Double.NaN;
    assertArrayEquals(
        new double[] {0.031, 0.03, 0.029, 0.06, 0.06, 0.06}, cells(data, "bistand", "alla"));
    assertArrayEquals(new double[] {0.11, 0.12, 0.13, 0.2, na, na}, cells(data, "uvas", "unga"));
    assertNull(data.outcomes().get("uvas").get("alla"), "it makes no sense there");
    assertArrayEquals(new double[] {800, 810, 820, 400, 395, na}, data.weights().get("unga"));
    assertArrayEquals(new double[] {6.5, 6.5, 6.5, 8, 8, 8}, data.covariate("arbetslosa", "unga"));
    assertEquals(11, read.inputs().get(0).rows());
    assertEquals(64, read.inputs().get(0).digest().length());
    assertEquals(List.of(), read.findings(), "nothing to say");
  }

  /** A covariate that differs between groups is kept for each. */
  @Test
  void read_keepsCovariatesOfEachGroup() throws IOException {
    String text = SWEDISH.replace("2003;unga;2004;Z;800;6,5", "2003;unga;2004;Z;800;12,5");
    AdoptionData data = Objects.requireNonNull(read("UTF-8", text).data());
    assertEquals(12.5, data.covariate("arbetslosa", "unga")[0]);
    assertEquals(6.5, data.covariate("arbetslosa", "alla")[0]);
  }

  /** Who adopts after the last period is compared with; rows of other years are counted. */
  @Test
  void read_tellsWhatLiesOutsideThePeriods() throws IOException {
    String text =
        SWEDISH.replace(";2004;Z", ";2006;Z").replace(";2004,0;Z", ";2006;Z")
            + "Ragunda;2009;alla;;;4 980;8;0,06;\n";
    AdoptionDataFile.Read read = read("UTF-8", text);
    AdoptionData data = Objects.requireNonNull(read.data());
    assertArrayEquals(new int[] {StaggeredPanel.NEVER, StaggeredPanel.NEVER}, data.adopted());
    String all = read.findings().toString();
    assertTrue(all.contains("outside the periods 2003 to 2005: 1 row"), all);
    assertTrue(all.contains("adopting after 2005: 1 unit"), all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Åre;2004;unga;2004;Z;810 | Åre;2003;unga;2004;Z;810 | panel.csv:5:2: error: år: this"
            + " unit, period and group stand on line 3 too; one row each",
        "2003;unga;2004 | 2003;ynga;2004 | panel.csv:3:3: error: grupp: the plan has no group"
            + " 'ynga'; did you mean 'unga'?",
        "2005;alla;2004 | 2005;alla;2005 | panel.csv:6:4: error: inträde: 2005, but 2004 on line"
            + " 2 of the same unit",
        "2005;alla;2004 | 2005;alla;aldrig | leaving again is not part of this design",
        "2004,0 | i fjol | panel.csv:4:4: error: inträde: \"i fjol\" is no period",
        "6,5;0,029 | 6,5;1,029 | panel.csv:6:8: error: bistand: 1.029 cannot be; a share from 0"
            + " to 1",
        "6,5;0,029 | 6,5;-0,029 | -0.029 cannot be",
        "Åre;2005;alla | Åre;2005,5;alla | panel.csv:6:2: error: år:",
        "2005;alla;2004;Z | 2005;alla;2004;Y | the cluster differs from line 2 of the same unit",
        "9 020;6,5;0,029 | 0;6,5;0,029 | a value where 'folkmängd' is 0: a share of nobody",
        "9 020 | -5 | panel.csv:6:6: error: folkmängd:",
        "folkmängd; | folkmangd; | did you mean \"folkmangd\"?"
      })
  void read_namesWhatIsWrongWithItsPlace(String from, String to, String finding)
      throws IOException {
    assertTrue(SWEDISH.contains(from), from);
    AdoptionDataFile.Read read = read("UTF-8", SWEDISH.replace(from, to));
    assertNull(read.data());
    assertTrue(read.errors() > 0);
    String all = String.join("\n", read.findings().stream().map(Finding::toString).toList());
    assertTrue(all.contains(finding), all);
  }

  /** One clear finding instead of thousands. */
  @Test
  void read_tellsPercentagesFromShares() throws IOException {
    String text = SWEDISH.replace(";0,06;", ";6,1;").replace(";0,03;", ";3,0;");
    AdoptionDataFile.Read read = read("UTF-8", text);
    assertEquals(1, read.errors(), () -> read.findings().toString());
    Finding finding = read.findings().get(0);
    assertEquals("5 values above 1, up to 6.1: these are percentages", finding.found());
    assertTrue(finding.expected().contains("divide the column by 100"));
  }

  /** A bad cell must not hide a row that stands there twice, nor the other way round. */
  @Test
  void read_findsEverythingInOneGo() throws IOException {
    String text =
        SWEDISH
            .replace("Åre;2005;unga", "Åre;2004;unga")
            .replace("2003;alla;2004", "2003;alle;2004")
            .replace("Ragunda;2003", "Ragunda;tjugo")
            .replace("0,031", "många");
    AdoptionDataFile.Read read = read("UTF-8", text);
    assertEquals(5, read.errors(), () -> read.findings().toString());
    List<Integer> lines =
        read.findings().stream()
            .filter(f -> f.severity() == Finding.Severity.ERROR)
            .map(f -> f.place().line())
            .toList();
    assertEquals(List.of(2, 2, 7, 8, 9), lines);
  }

  @Test
  void read_saysThatThereIsNoFile() {
    AdoptionDataFile.Read read = AdoptionDataFile.read(plan("UTF-8"), folder.resolve("none.csv"));
    assertEquals(1, read.errors());
    assertEquals("there is no such file", read.findings().get(0).found());
  }

  private static double[] cells(AdoptionData data, String outcome, String group) {
    return data.outcomes().get(outcome).get(group);
  }

  private AdoptionDataFile.Read read(String encoding, String text) throws IOException {
    Path file = folder.resolve("panel.csv");
    Files.write(file, text.getBytes(Charset.forName(encoding)));
    AdoptionDataFile.Read read = AdoptionDataFile.read(plan(encoding), file);
    return new AdoptionDataFile.Read(
        read.data(),
        read.inputs(),
        read.findings().stream().map(AdoptionDataFileTest::withoutFolder).toList(),
        read.errors());
  }

  private static Finding withoutFolder(Finding f) {
    String source = f.place().source();
    String name = source.substring(source.lastIndexOf('/') + 1);
    Place place = new Place(name, f.place().line(), f.place().column(), f.place().path());
    return new Finding(f.severity(), place, f.found(), f.expected());
  }

  private static AdoptionPlan plan(String encoding) {
    byte[] bytes = PLAN.replace("ENCODING", encoding).getBytes(StandardCharsets.UTF_8);
    AdoptionFile.Loaded loaded = AdoptionFile.read("s.json", bytes);
    return Objects.requireNonNull(loaded.plan(), () -> loaded.findings().toString());
  }
}
