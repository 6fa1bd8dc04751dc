package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.equipoise.adoption.AdoptionCheck;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.finding.Finding;
import org.equipoise.simulate.AdoptionSimulation;
import org.equipoise.simulate.SimulatedAdoption;
import org.equipoise.store.SimulationFolder.Existing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptionFolderTest {

  /** The seed and command of {@code sample-data/municipalities}. */
  private static final long SAMPLE_SEED = 20200115;

  private static final String COMMAND =
      "equipoise simulate protocols/finsam-municipalities.json --seed 20200115 --out"
          + " sample-data/municipalities";

  private static final List<String> FILES = List.of("SOURCE.md", "panel.csv", "truth.json");

  private static final AdoptionPlan PLAN =
      Objects.requireNonNull(
          AdoptionFile.read(Path.of("protocols/finsam-municipalities.json")).plan());

  @TempDir private Path folder;

  @Test
  void write_makesTheSampleDataByteForByte() throws IOException {
    SimulatedAdoption study = AdoptionSimulation.of(PLAN).run(SAMPLE_SEED);
    assertEquals(List.of(), AdoptionFolder.write(study, folder, COMMAND, Existing.KEEP));
    for (String file : FILES) {
      assertArrayEquals(
          Files.readAllBytes(Path.of("sample-data/municipalities", file)),
          Files.readAllBytes(folder.resolve(file)),
          file);
    }
    try (Stream<Path> written = Files.list(folder)) {
      assertEquals(FILES, written.map(path -> path.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void write_keepsWhatIsThereUnlessTold() throws IOException {
    SimulatedAdoption study = AdoptionSimulation.of(PLAN).run(1);
    Files.writeString(folder.resolve("panel.csv"), "mine");
    List<Finding> findings = AdoptionFolder.write(study, folder, "c", Existing.KEEP);
    assertEquals(1, findings.size());
    assertEquals("the file is already there", findings.get(0).found());
    assertEquals("mine", Files.readString(folder.resolve("panel.csv")));
    assertTrue(Files.notExists(folder.resolve("truth.json")), "nothing else is written either");
    assertEquals(List.of(), AdoptionFolder.write(study, folder, "c", Existing.REPLACE));
    assertTrue(Files.size(folder.resolve("panel.csv")) > 1_000_000);
  }

  /** The shipped sample can be used as it is: nothing but notes. */
  @Test
  void sample_isReadWithoutComplaint() {
    Path file = Path.of("sample-data/municipalities/panel.csv");
    AdoptionDataFile.Read read = AdoptionDataFile.read(PLAN, file);
    assertNotNull(read.data(), () -> read.findings().toString());
    assertEquals(24_650, read.inputs().get(0).rows());
    AdoptionCheck.Checked checked = AdoptionCheck.check(PLAN, read.data(), "panel.csv");
    for (Finding finding : checked.findings()) {
      assertEquals(Finding.Severity.NOTE, finding.severity(), finding.toString());
    }
    assertEquals(7, checked.cohorts().size());
  }

  /** A reader of the truth finds every effect, that over all cohorts without a cohort. */
  @Test
  void truth_isJson() throws IOException {
    JsonNode truth =
        new ObjectMapper()
            .readTree(Files.readAllBytes(Path.of("sample-data/municipalities/truth.json")));
    assertTrue(truth.get("simulated").asBoolean());
    assertEquals(SAMPLE_SEED, truth.get("seed").asLong());
    // 25 pairs of outcome and group; cohorts 2005 to 2010 followed 12 to 7 years, all of them 12.
    assertEquals(25 * (12 + 11 + 10 + 9 + 8 + 7 + 12), truth.get("effects").size());
    JsonNode first = truth.get("effects").get(0);
    assertEquals("to_work", first.get("outcome").asText());
    assertEquals(2005, first.get("cohort").asInt());
    long all =
        Stream.iterate(0, i -> i < truth.get("effects").size(), i -> i + 1)
            .filter(i -> truth.get("effects").get(i).get("cohort").isNull())
            .count();
    assertEquals(25 * 12, all);
  }
}
