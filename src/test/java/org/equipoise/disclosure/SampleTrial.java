package org.equipoise.disclosure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.equipoise.analysis.PlannedAnalysis;
import org.equipoise.analysis.Results;
import org.equipoise.protocol.Protocol;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.TrialFiles;

/** The sample trial of this repository, analysed with a limit of one's own and few redraws. */
final class SampleTrial {

  private SampleTrial() {}

  static Results results(int limit) throws IOException {
    String text =
        Files.readString(Path.of("protocols/isf-team.json"))
            .replaceAll("\"draws\": *10000", "\"draws\": 100")
            .replaceAll("\"display\": *5", "\"display\": " + limit);
    var loaded = ProtocolFile.read("isf-team.json", text.getBytes(StandardCharsets.UTF_8));
    Protocol protocol = Objects.requireNonNull(loaded.protocol());
    var read =
        TrialFiles.readDeliveries(
            protocol, Map.of("people", List.of(Path.of("sample-data/people.csv"))), Map.of());
    return PlannedAnalysis.of(protocol, Objects.requireNonNull(read.data()))
        .run("digest", read.inputs(), "Equipoise", read.findings());
  }
}
