package org.equipoise.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Language;
import org.equipoise.document.Style;
import org.equipoise.report.AdoptionTables;
import org.equipoise.report.AdoptionText;
import org.equipoise.report.ComparisonPlot;
import org.equipoise.report.EventStudyPlot;
import org.equipoise.report.TidyTable;

/**
 * Writes the files of one run of a study of adoption: {@code results.json}, the tidy tables {@code
 * effects.csv} and {@code cohorts.csv}, the pictures {@code event-study.svg} and {@code
 * estimators.svg}, those of later analyses with their code in the name, and the full report {@code
 * report.txt}.
 */
public final class AdoptionResultsFolder {

  private AdoptionResultsFolder() {}

  /**
   * Writes the files into {@code folder}, which is made if need be; files of the same names are
   * replaced. Each file appears whole or not at all. A study without comparisons has no picture of
   * them.
   *
   * @return the files written, in order
   */
  public static List<Path> write(ReleasedAdoption released, Path folder, Language language)
      throws IOException {
    Files.createDirectories(folder);
    List<Path> written = new ArrayList<>();
    written.add(
        WholeFile.write(
            folder.resolve("results.json"), bytes -> AdoptionJson.write(released, bytes)));
    for (TidyTable table : AdoptionTables.all(released)) {
      Path file = folder.resolve(table.name() + ".csv");
      CsvWriter.standard().write(file, table.columns(), ResultsFolder.objects(table));
      written.add(file);
    }
    written.add(text(folder.resolve("event-study.svg"), EventStudyPlot.of(released, language)));
    if (!released.plan().analyses().get(0).comparisons().isEmpty()) {
      written.add(text(folder.resolve("estimators.svg"), ComparisonPlot.of(released, language)));
    }
    // Pictures of later analyses bear their code.
    for (Analysis later : released.plan().analyses().stream().skip(1).toList()) {
      String suffix = "-" + later.id() + ".svg";
      String path = EventStudyPlot.of(released, later, language);
      written.add(text(folder.resolve("event-study" + suffix), path));
      if (!later.comparisons().isEmpty()) {
        String beside = ComparisonPlot.of(released, later, language);
        written.add(text(folder.resolve("estimators" + suffix), beside));
      }
    }
    StringBuilder report = new StringBuilder();
    AdoptionText.of(released, language, Style.PLAIN).print(report);
    written.add(text(folder.resolve("report.txt"), report.toString()));
    return written;
  }

  private static Path text(Path file, String text) throws IOException {
    return WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
