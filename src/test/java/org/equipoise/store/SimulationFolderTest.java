package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.equipoise.finding.Finding;
import org.equipoise.frame.Frame;
import org.equipoise.protocol.Protocol;
import org.equipoise.simulate.SimulatedTrial;
import org.equipoise.simulate.Simulation;
import org.equipoise.simulate.Truth;
import org.equipoise.store.SimulationFolder.Existing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationFolderTest {

  /** The seed and command of {@code sample-data}. */
  private static final long SAMPLE_SEED = 20230331;

  private static final String COMMAND =
      "equipoise simulate protocols/isf-team.json --seed 20230331 --out sample-data";

  private static final List<String> FILES =
      List.of(
          "SOURCE.md",
          "caseworkers.csv",
          "people.csv",
          "referrals.csv",
          "truth.json",
          "waves/caseworkers.csv",
          "waves/contacts.csv",
          "waves/events.csv",
          "waves/redcap.csv",
          "waves/w1-limesurvey.csv",
          "waves/w2-limesurvey.csv",
          "waves/w3-limesurvey.csv");

  private static SimulatedTrial trial;

  @TempDir private Path folder;

  @BeforeAll
  static void simulate() {
    Protocol protocol =
        Objects.requireNonNull(ProtocolFile.read(Path.of("protocols/isf-team.json")).protocol());
    trial = Simulation.of(protocol).run(SAMPLE_SEED);
  }

  @Test
  void write_makesTheSampleDataByteForByte() throws IOException {
    assertEquals(List.of(), SimulationFolder.write(trial, folder, COMMAND, Existing.KEEP));
    for (String file : FILES) {
      assertArrayEquals(
          Files.readAllBytes(Path.of("sample-data", file)),
          Files.readAllBytes(folder.resolve(file)),
          file);
    }
    try (Stream<Path> written = Files.walk(folder)) {
      List<String> names =
          written
              .filter(Files::isRegularFile)
              .map(path -> folder.relativize(path).toString())
              .sorted()
              .toList();
      assertEquals(FILES, names, "no draft is left behind");
    }
  }

  @Test
  void write_keepsWhatIsThereUnlessTold() throws IOException {
    Path people = folder.resolve("people.csv");
    Files.writeString(people, "mine", StandardCharsets.UTF_8);
    List<Finding> findings = SimulationFolder.write(trial, folder, COMMAND, Existing.KEEP);
    assertEquals(1, findings.size());
    assertEquals("the file is already there", findings.get(0).found());
    assertEquals("mine", Files.readString(people, StandardCharsets.UTF_8));
    assertTrue(Files.notExists(folder.resolve("truth.json")), "nothing else is written either");
    assertEquals(List.of(), SimulationFolder.write(trial, folder, COMMAND, Existing.REPLACE));
    assertTrue(Files.size(people) > 1000);
  }

  /** Nobody answers before the referral, after leaving, or a wave twice in the file of REDCap. */
  @Test
  void write_datesAnswersWhenPeopleCouldGiveThem() {
    Map<String, LocalDate> left = new HashMap<>();
    Map<String, LocalDate> referred = new HashMap<>();
    Frame people = trial.table("people");
    Frame referrals = Objects.requireNonNull(trial.referrals());
    for (int row = 0; row < people.rows(); row++) {
      String id = people.texts("id").at(row);
      left.put(id, people.dates("left").at(row));
      referred.put(id, referrals.dates("referred").at(row));
    }
    int answers = 0;
    for (Frame file : trial.surveys()) {
      if (!file.source().equals("redcap")) {
        continue;
      }
      Set<String> seen = new HashSet<>();
      for (int row = 0; row < file.rows(); row++) {
        String id = file.texts("record_id").at(row);
        LocalDate on = LocalDate.parse(Objects.requireNonNull(file.texts("answered_on").at(row)));
        assertTrue(seen.add(id + file.texts("redcap_event_name").at(row)), id);
        assertFalse(on.isBefore(Objects.requireNonNull(referred.get(id))), id);
        assertTrue(left.get(id) == null || on.isBefore(left.get(id)), id);
        answers++;
      }
    }
    long answered = 0;
    for (String item : List.of("job_now_w1", "job_now_w2", "job_now_w3")) {
      for (int row = 0; row < people.rows(); row++) {
        answered += people.column(item).isMissing(row) ? 0 : 1;
      }
    }
    // Every answer of the data files is among them; 2 % of single questions are skipped.
    assertTrue(answers >= answered && answers < 1.05 * answered, answers + " of " + answered);
  }

  @Test
  void source_saysThatTheDataAreSimulatedAndHowTheyWereMade() throws IOException {
    SimulationFolder.write(trial, folder, COMMAND, Existing.KEEP);
    String source = Files.readString(folder.resolve("SOURCE.md"), StandardCharsets.UTF_8);
    assertTrue(source.startsWith("# Simulated data\n"));
    assertTrue(source.contains("    " + COMMAND + "\n"));
  }

  @Test
  void truth_readsBackToTheLastDigit() throws IOException {
    JsonNode json = new ObjectMapper().readTree(TruthFile.bytes(trial));
    List<Truth.Effect> effects = trial.truth().effects();
    assertEquals(effects.size(), json.get("effects").size());
    for (int i = 0; i < effects.size(); i++) {
      JsonNode told = json.get("effects").get(i);
      assertEquals(effects.get(i).effect(), told.get("effect").doubleValue(), 0);
      assertEquals(Double.isNaN(effects.get(i).population()), told.get("population").isNull());
    }
    assertEquals(550, json.get("persons").size());
    assertEquals(550, json.get("responses").get(2).get("propensities").size());
  }
}
