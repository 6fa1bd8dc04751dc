package org.equipoise.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.disclosure.Released;
import org.equipoise.document.Language;
import org.equipoise.document.Style;
import org.equipoise.report.EffectCurves;
import org.equipoise.report.ForestPlot;
import org.equipoise.report.PlanRecord;
import org.equipoise.report.TextReport;
import org.equipoise.report.TidyTable;
import org.equipoise.report.TidyTable.Value;
import org.jspecify.annotations.Nullable;

/**
 * Writes the files of one run of the planned analysis: {@code results.json}, the tidy tables {@code
 * results.csv}, {@code recruitment.csv}, {@code periods.csv}, {@code response.csv}, {@code
 * response-tests.csv}, {@code exposure.csv}, {@code balance.csv}, {@code balance-tests.csv}, the
 * picture {@code forest.svg}, with effects by period {@code effects-by-period.svg}, and the full
 * report {@code report.txt}. Tables without rows are not written.
 */
public final class ResultsFolder {

  private ResultsFolder() {}

  /** Writes the files of results of which no frozen plan is known. */
  public static List<Path> write(Released released, Path folder, Language language)
      throws IOException {
    return write(released, PlanRecord.NONE, folder, language);
  }

  /**
   * Writes the files into {@code folder}, which is made if need be; files of the same names are
   * replaced. Each file appears whole or not at all.
   *
   * @param plan what was planned when
   * @return the files written, in order
   */
  public static List<Path> write(Released released, PlanRecord plan, Path folder, Language language)
      throws IOException {
    Files.createDirectories(folder);
    List<Path> written = new ArrayList<>();
    written.add(
        WholeFile.write(
            folder.resolve("results.json"), bytes -> ResultsJson.write(released, plan, bytes)));
    for (TidyTable table : TidyTable.all(released, plan)) {
      if (!table.rows().isEmpty()) {
        Path file = folder.resolve(table.name() + ".csv");
        CsvWriter.standard().write(file, table.columns(), objects(table));
        written.add(file);
      }
    }
    String svg = ForestPlot.of(released, language).svg();
    written.add(
        WholeFile.write(folder.resolve("forest.svg"), svg.getBytes(StandardCharsets.UTF_8)));
    EffectCurves curves = EffectCurves.of(released, language);
    if (!curves.isEmpty()) {
      byte[] picture = curves.svg().getBytes(StandardCharsets.UTF_8);
      written.add(WholeFile.write(folder.resolve("effects-by-period.svg"), picture));
    }
    StringBuilder report = new StringBuilder();
    TextReport.of(released, language, Style.PLAIN).print(report);
    byte[] text = report.toString().getBytes(StandardCharsets.UTF_8);
    written.add(WholeFile.write(folder.resolve("report.txt"), text));
    return written;
  }

  /** Rows as the writer of tables takes them. */
  static List<List<@Nullable Object>> objects(TidyTable table) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<Value> values : table.rows()) {
      List<@Nullable Object> row = new ArrayList<>(values.size());
      for (Value value : values) {
        row.add(object(value));
      }
      rows.add(row);
    }
    return rows;
  }

  /** What the writer of tables prints; null for an empty cell. */
  private static @Nullable Object object(Value value) {
    if (value instanceof Value.Words words) {
      return words.text();
    } else if (value instanceof Value.Whole whole) {
      return whole.number();
    } else if (value instanceof Value.Real real) {
      return real.number();
    }
    return null;
  }
}
