package org.equipoise.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.equipoise.analysis.DataPlan;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Loaded;
import org.equipoise.protocol.Protocol;

/** Reads of a trial's main data file, as texts, the columns that its ledger knows too. */
public final class DrawnFile {

  private DrawnFile() {}

  /**
   * Reads the columns that are there.
   *
   * @param columns their names; one that the file lacks is left out
   */
  public static Loaded read(Protocol protocol, Path file, List<String> columns) {
    try (CsvBytes bytes = CsvBytes.open(file)) {
      return CsvTable.read(
          bytes,
          file,
          DataPlan.of(protocol).format(protocol.data().files().get(0)),
          names -> columns.stream().filter(names::contains).map(ColumnSpec::texts).toList());
    } catch (IOException e) {
      return Loaded.failed(CsvTable.unreadable(file, e));
    }
  }
}
