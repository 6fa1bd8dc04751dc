package org.equipoise.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.equipoise.analysis.PlannedAnalysis;
import org.equipoise.disclosure.Released;
import org.equipoise.document.Document;
import org.equipoise.document.Language;
import org.equipoise.protocol.Protocol;
import org.equipoise.report.Dump;
import org.equipoise.report.Golden;
import org.equipoise.report.Origin;
import org.equipoise.report.PlanRecord;
import org.equipoise.report.TrialReport;
import org.equipoise.store.ProtocolFile;
import org.equipoise.store.TrialFiles;
import org.junit.jupiter.api.Test;

/** The report of the sample trial, of which people read one page. */
class TrialReportOfSampleTest {

  /**
   * Words of non-fiction that adults read in silence in a minute (Brysbaert 2019, Journal of Memory
   * and Language 109, 104047); the page may take two minutes and a half.
   */
  private static final int WORDS_A_MINUTE = 238;

  private static Released released() throws IOException {
    ProtocolFile.Loaded loaded = ProtocolFile.read(Path.of("protocols/isf-team.json"));
    Protocol protocol = loaded.protocol();
    assertNotNull(protocol);
    DataFiles files = DataFiles.of(protocol, List.of("sample-data"));
    AnalysisData read =
        AnalysisData.of(
            loaded,
            protocol,
            loaded.digest(),
            TrialFiles.readDeliveries(protocol, files.paths(), Map.of()));
    return Released.of(
        PlannedAnalysis.of(read.protocol(), read.trial())
            .run(read.digest(), read.inputs(), "equipoise", read.findings()));
  }

  @Test
  void of_tellsTheSampleTrial() throws IOException {
    Released released = released();
    Origin origin =
        new Origin(
            LocalDate.of(2026, 11, 22),
            List.of("equipoise", "report", "isf-team.json", "--data", "sample-data"),
            null,
            PlanRecord.NONE);
    for (Language language : Language.values()) {
      Document document = TrialReport.of(released, origin, language);
      String summary = Dump.of(document, Set.of("summary"));
      int words = summary.strip().split("\\s+").length;
      assertTrue(words < 5 * WORDS_A_MINUTE / 2, "words on the first page: " + words);
      String said = summary.toLowerCase(Locale.ROOT);
      assertFalse(said.contains("signif") || said.contains("no effect"), summary);
      assertFalse(said.contains("ingen effekt"), summary);
      Golden.assertMatches(
          "sample-trial/story." + language.tag() + ".txt",
          Dump.of(document, Set.of("summary", "methods", "rerun")));
    }
  }
}
