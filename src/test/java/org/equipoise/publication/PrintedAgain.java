package org.equipoise.publication;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.equipoise.adoption.AdoptionAnalysis;
import org.equipoise.adoption.AdoptionData;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.analysis.PlannedAnalysis;
import org.equipoise.analysis.TrialData;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.AdoptionDataFile;
import org.equipoise.store.AdoptionFile;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.PublishedFile;
import org.equipoise.store.TrialFiles;

/** Reads plans, data and printed tables for tests. */
final class PrintedAgain {

  static final Path REFERENCE = Path.of("..", "shared", "reference");

  private PrintedAgain() {}

  /** A resource beside the tests. */
  static Path resource(String name) {
    return Path.of("src", "test", "resources", "publication", "printed", name);
  }

  /** The comparisons of a trial, with every other way. */
  static Reanalysis trial(Path plan, Path data) {
    ProtocolFile.Loaded loaded = ProtocolFile.read(plan);
    Protocol protocol = loaded.protocol();
    assertNotNull(protocol, () -> loaded.findings().toString());
    TrialFiles.Read read =
        TrialFiles.readDeliveries(
            protocol, Map.of(protocol.data().files().get(0).name(), List.of(data)), Map.of());
    TrialData trial = read.data();
    assertNotNull(trial, () -> read.findings().toString());
    return WaysOfTrial.of(
        "trial",
        PlannedAnalysis.of(protocol, trial)
            .withoutSupplements()
            .run("", read.inputs(), "test", List.of()),
        trial);
  }

  /** The rows of a study of adoption. */
  static Reanalysis study(Path plan, Path data) {
    AdoptionFile.Loaded loaded = AdoptionFile.read(plan);
    AdoptionPlan study = loaded.plan();
    assertNotNull(study, () -> loaded.findings().toString());
    AdoptionDataFile.Read read = AdoptionDataFile.read(study, data);
    AdoptionData panel = read.data();
    assertNotNull(panel, () -> read.findings().toString());
    WaysOfStudy.Runner runner =
        other ->
            ReleasedAdoption.of(
                AdoptionAnalysis.of(other, panel).run("", read.inputs(), "test", List.of()));
    return WaysOfStudy.of("study", runner.run(study), runner);
  }

  /** A printed table in a file. */
  static PrintedTable table(Path file) {
    PublishedFile.Read read = PublishedFile.read(file, List.of());
    assertNotNull(read.table(), () -> read.findings().toString());
    return Objects.requireNonNull(read.table());
  }

  /** A printed table given as text. */
  static PrintedTable table(Path folder, String text) throws IOException {
    Path file = folder.resolve("published.csv");
    Files.writeString(file, text);
    return table(file);
  }

  /** A number of a comparison. */
  static ComparedNumber number(ComparedTable compared, int row, PrintedQuantity quantity) {
    return compared.rows().get(row).numbers().stream()
        .filter(number -> number.printed().quantity() == quantity)
        .findFirst()
        .orElseThrow();
  }
}
