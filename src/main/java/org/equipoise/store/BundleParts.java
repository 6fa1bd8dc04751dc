package org.equipoise.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Document;
import org.equipoise.publication.BundleManifest.Role;
import org.equipoise.publication.SealedFile;
import org.equipoise.report.AdoptionTables;
import org.equipoise.report.PlanRecord;
import org.equipoise.report.TidyTable;

/** What a bundle holds of results: every number once for programs and as tables, and the pages. */
public final class BundleParts {

  /** Path of the file with every number. */
  public static final String RESULTS = "results/results.json";

  private BundleParts() {}

  /** The numbers of a trial. */
  public static List<SealedFile> numbers(Released released, PlanRecord plan) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    ResultsJson.write(released, plan, json);
    return with(json, TidyTable.all(released, plan));
  }

  /** The numbers of a study in which nothing was drawn. */
  public static List<SealedFile> numbers(ReleasedAdoption released) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    AdoptionJson.write(released, json);
    return with(json, AdoptionTables.all(released));
  }

  private static List<SealedFile> with(ByteArrayOutputStream json, List<TidyTable> tables)
      throws IOException {
    List<SealedFile> files = new ArrayList<>();
    files.add(new SealedFile(RESULTS, Role.RESULTS, "", json.toByteArray()));
    for (TidyTable table : tables) {
      if (!table.rows().isEmpty()) {
        StringBuilder text = new StringBuilder();
        CsvWriter.standard().write(text, table.columns(), ResultsFolder.objects(table));
        String path = "results/" + table.name() + ".csv";
        files.add(
            new SealedFile(
                path, Role.TABLE, "", text.toString().getBytes(StandardCharsets.UTF_8)));
      }
    }
    return files;
  }

  /** A page for people. */
  public static SealedFile page(Document document) {
    String language = document.language().tag();
    byte[] html = ReportForm.HTML.of(document, "").getBytes(StandardCharsets.UTF_8);
    return new SealedFile("report/report-" + language + ".html", Role.REPORT, language, html);
  }
}
