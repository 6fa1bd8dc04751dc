package org.equipoise.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.equipoise.analysis.LeftOut;
import org.equipoise.analysis.Moment;
import org.jspecify.annotations.Nullable;

/** Who was left out of what, as a CSV file: one row a person and comparison. */
public final class LeftOutFile {

  private static final List<String> COLUMNS =
      List.of("id", "analysis", "outcome", "wave", "period", "term", "arm", "cause");

  private LeftOutFile() {}

  /**
   * Writes the file, whole or not at all; one of the same name is replaced: see {@link
   * OutputFile#refusals}.
   *
   * @throws IOException if it cannot be written; what was there before is then still there
   */
  public static Path write(List<LeftOut> people, Path file) throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>(people.size());
    for (LeftOut one : people) {
      List<@Nullable Object> row = new ArrayList<>(COLUMNS.size());
      row.add(one.id());
      row.add(one.analysis().value());
      row.add(one.outcome().value());
      row.add(one.moment() instanceof Moment.AtWave at ? at.wave().value() : null);
      row.add(one.moment() instanceof Moment.AtPeriod at ? at.number() : null);
      row.add(one.compared().value());
      row.add(one.arm().value());
      row.add(one.cause().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      rows.add(row);
    }
    StringBuilder text = new StringBuilder();
    CsvWriter.standard().write(text, COLUMNS, rows);
    return WholeFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
