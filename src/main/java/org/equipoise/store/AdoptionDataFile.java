package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.equipoise.adoption.AdoptionData;
import org.equipoise.adoption.AdoptionDataReader;
import org.equipoise.adoption.AdoptionPlan;
import org.equipoise.adoption.AdoptionResults.Input;
import org.equipoise.finding.Finding;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Loaded;
import org.jspecify.annotations.Nullable;

/** Reads the data file of a study of adoption: a table of units, periods and groups. */
public final class AdoptionDataFile {

  private AdoptionDataFile() {}

  /**
   * What came of reading.
   *
   * @param data the units; null when there are errors
   * @param inputs the file read; empty when it lacks columns or is no table
   * @param findings what was found
   * @param errors number of errors, listed among the findings or not
   */
  public record Read(
      @Nullable AdoptionData data, List<Input> inputs, List<Finding> findings, long errors) {
    /** Keeps its own copies. */
    public Read {
      inputs = List.copyOf(inputs);
      findings = List.copyOf(findings);
    }
  }

  /**
   * Reads what the plan needs.
   *
   * @param plan the study as planned
   * @param file the table
   */
  public static Read read(AdoptionPlan plan, Path file) {
    try (CsvBytes bytes = CsvBytes.open(file)) {
      List<ColumnSpec> columns = AdoptionDataReader.columns(plan);
      CsvTable.Salvaged table =
          CsvTable.salvage(bytes, file, AdoptionDataReader.format(plan), header -> columns);
      Loaded loaded = table.loaded();
      List<Finding> findings = new ArrayList<>(loaded.findings());
      if (!loaded.unused().isEmpty()) {
        findings.add(TrialFiles.unread(file, loaded.unused()));
      }
      Frame good = table.good();
      // Of a table with bad cells the rest is looked at all the same: all problems at once.
      if (good == null || !columns.stream().map(ColumnSpec::name).allMatch(good::has)) {
        return new Read(null, List.of(), findings, loaded.errors());
      }
      AdoptionDataReader.Read read = AdoptionDataReader.read(plan, good);
      findings.addAll(read.findings());
      findings.sort(
          Comparator.comparingInt((Finding f) -> f.place().line())
              .thenComparingInt(f -> f.place().column()));
      long errors = loaded.errors() + read.errors();
      Input input = new Input(TrialFiles.name(file), good.rows(), TrialFiles.sha256(bytes));
      return new Read(errors > 0 ? null : read.data(), List.of(input), findings, errors);
    } catch (IOException e) {
      Loaded failed = Loaded.failed(CsvTable.unreadable(file, e));
      return new Read(null, List.of(), failed.findings(), failed.errors());
    }
  }
}
