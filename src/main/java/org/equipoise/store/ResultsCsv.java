package org.equipoise.store;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.equipoise.report.TidyTable;
import org.equipoise.report.TidyTable.Value;

/**
 * Writes a tidy table as comma-separated values (RFC 4180): lines end in CR LF, a cell with a
 * comma, quote or line break is quoted, numbers have a decimal point and are the shortest that read
 * back. Words that a spreadsheet would take for a formula, because they begin with {@code =},
 * {@code +}, {@code -} or {@code @}, get an apostrophe before them.
 */
final class ResultsCsv {

  private ResultsCsv() {}

  static void write(TidyTable table, Writer out) throws IOException {
    line(table.columns(), out);
    for (List<Value> row : table.rows()) {
      line(row.stream().map(ResultsCsv::text).toList(), out);
    }
  }

  private static void line(List<String> cells, Writer out) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.write(quoted(cells.get(i)));
    }
    out.write("\r\n");
  }

  private static String text(Value value) {
    if (value instanceof Value.Words words) {
      return harmless(words.text());
    } else if (value instanceof Value.Whole whole) {
      return Long.toString(whole.number());
    } else if (value instanceof Value.Real real) {
      return ResultsNumber.shortest(real.number());
    }
    return "";
  }

  private static String harmless(String words) {
    boolean formula = !words.isEmpty() && "=+-@\t\r".indexOf(words.charAt(0)) >= 0;
    return formula ? "'" + words : words;
  }

  private static String quoted(String cell) {
    boolean plain =
        cell.indexOf(',') < 0
            && cell.indexOf('"') < 0
            && cell.indexOf('\n') < 0
            && cell.indexOf('\r') < 0;
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
