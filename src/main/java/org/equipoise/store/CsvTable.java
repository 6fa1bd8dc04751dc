package org.equipoise.store;

import java.nio.file.Path;
import java.util.List;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Loaded;
import org.equipoise.frame.TableFormat;

/** Reads tables of delimited text. */
public final class CsvTable {

  private CsvTable() {}

  /**
   * The first line of a table.
   *
   * @param names the headers in file order, without blanks around them
   * @param delimiter the delimiter declared or detected
   * @param findings what is wrong with the file so far
   */
  public record Header(
      List<String> names, TableFormat.Delimiter delimiter, List<Finding> findings) {}

  /** Reads the columns asked for. */
  public static Loaded read(Path file, TableFormat format, List<ColumnSpec> columns) {
    return Loaded.failed(header(file, format).findings().get(0));
  }

  /** Reads the header alone. */
  public static Header header(Path file, TableFormat format) {
    Finding finding = Finding.error(Place.file(file.toString()), "not readable", "");
    return new Header(List.of(), format.delimiter(), List.of(finding));
  }
}
