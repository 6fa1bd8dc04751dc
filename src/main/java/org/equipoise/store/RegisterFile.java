package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.equipoise.analysis.DataPlan;
import org.equipoise.finding.Finding;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Loaded;
import org.equipoise.protocol.DataLayout.DataFile;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * What is good of a register file, for a look at its quality.
 *
 * @param good its rows; a cell that could not be read is missing; null when it is no such table
 * @param errors how many cells or lines could not be read
 * @param findings what was found
 */
public record RegisterFile(@Nullable Frame good, long errors, List<Finding> findings) {

  /** Keeps its own copy. */
  public RegisterFile {
    findings = List.copyOf(findings);
  }

  /** Reads a delivery. */
  public static RegisterFile read(Protocol protocol, DataFile declared, Path file) {
    DataPlan plan = DataPlan.of(protocol);
    if (ParquetTable.is(file)) {
      Loaded loaded =
          ParquetTable.read(file, plan.format(declared), names -> plan.columns(declared, names));
      return new RegisterFile(loaded.frame(), loaded.errors(), loaded.findings());
    }
    try (CsvBytes bytes = CsvBytes.open(file)) {
      CsvTable.Salvaged salvaged =
          CsvTable.salvage(
              bytes, file, plan.format(declared), header -> plan.columns(declared, header.names()));
      Loaded loaded = salvaged.loaded();
      return new RegisterFile(salvaged.good(), loaded.errors(), loaded.findings());
    } catch (IOException e) {
      return new RegisterFile(null, 1, List.of(CsvTable.unreadable(file, e)));
    }
  }
}
