package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.Column;
import org.equipoise.frame.ColumnBuilder;
import org.equipoise.frame.ColumnPart;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Lines;
import org.equipoise.frame.Problem;
import org.equipoise.frame.TableFormat;
import org.equipoise.frame.TableFormat.Decimal;
import org.equipoise.frame.TableFormat.Delimiter;
import org.equipoise.frame.TableFormat.Encoding;
import org.equipoise.protocol.DataLayout.DataFile;
import org.jspecify.annotations.Nullable;

/**
 * What one data file of the protocol would hold, made from the ledger: written by {@code export},
 * or read at once by the analysis. Both see the same cells.
 *
 * @param file the file as the data layout declares it
 * @param columns the headers
 * @param rows the cells by row, each row as long as the headers: a number, a date, any other object
 *     by its text, or null for missing
 * @param lines for each row the line of the ledger that it comes from
 */
public record DataTable(
    DataFile file, List<String> columns, List<List<@Nullable Object>> rows, int[] lines) {

  /** What findings about a cell call the file it stands in. */
  static final String SOURCE = "ledger";

  /** Keeps its own copy of the headers and of the list of rows. */
  public DataTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    if (rows.size() != lines.length) {
      throw new IllegalArgumentException(rows.size() + " rows of " + lines.length + " lines");
    }
    lines = lines.clone();
  }

  /** The line of each row. */
  @Override
  public int[] lines() {
    return lines.clone();
  }

  /**
   * The table as the analysis reads it from a file, by the same rules for cells.
   *
   * @param plan which columns are read, and how
   * @param findings takes what is wrong
   */
  Frame frame(DataPlan plan, List<Finding> findings) {
    TableFormat format =
        new TableFormat(Delimiter.COMMA, Decimal.POINT, Encoding.UTF_8, file.missing());
    List<Column> read = new ArrayList<>();
    for (ColumnSpec spec : plan.columns(file, columns)) {
      int at = columns.indexOf(spec.name());
      if (at < 0) {
        findings.add(
            Finding.error(
                new Place(SOURCE, 0, 0, spec.name()),
                "the analysis needs \"" + spec.name() + "\", which the ledger does not hold",
                "analyse data files that have it, or plan the analysis without it"));
      } else {
        read.add(column(spec, at, format, findings));
      }
    }
    return Frame.of(SOURCE, read, Lines.listed(lines.clone(), Map.of()));
  }

  private Column column(ColumnSpec spec, int at, TableFormat format, List<Finding> findings) {
    ColumnBuilder builder = ColumnBuilder.of(spec, format, rows.size());
    ColumnPart part = builder.part(0);
    for (int row = 0; row < rows.size(); row++) {
      Object cell = rows.get(row).get(at);
      Problem problem = part.put(row, cell == null ? "" : cell.toString());
      if (problem != null) {
        Place place = new Place(SOURCE, lines[row], 0, spec.name());
        findings.add(Finding.error(place, problem.found(), problem.expected()));
      }
    }
    part.close(rows.size());
    return builder.build(List.of(part));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DataTable that
        && file.equals(that.file)
        && columns.equals(that.columns)
        && rows.equals(that.rows)
        && Arrays.equals(lines, that.lines);
  }

  @Override
  public int hashCode() {
    return 31 * columns.hashCode() + rows.hashCode();
  }

  @Override
  public String toString() {
    return file.name() + ": " + rows.size() + " rows of " + columns;
  }
}
