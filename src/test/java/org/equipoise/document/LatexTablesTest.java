package org.equipoise.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LatexTablesTest {

  @TempDir Path folder;

  private static String tables(Table table) {
    Document document =
        new Document(
            Language.ENGLISH,
            "T",
            "",
            List.of(),
            List.of(new Chapter("c", "C", List.of(new Section("50 % & more", List.of(table))))),
            5,
            "E");
    String all = LatexTables.of(document).latex();
    return all.substring(all.indexOf("\n\\begin{table}"));
  }

  @Test
  void escaped_isNoCommand() {
    assertEquals(
        "\\textbackslash{}x\\{\\}\\#\\$\\%\\&\\_\\textasciicircum{}\\textasciitilde{}$<$ å~--$-$",
        Latex.escaped("\\x{}#$%&_^~< å\u00a0\u2013\u2212"));
  }

  @Test
  void latex_isATableInTheStyleOfBooktabs() {
    Table table =
        new Table(
            List.of(Table.left("Outcome"), Table.decimal("Effect"), Table.right("95% interval")),
            List.of(
                new Table.Row.Head("After a year"),
                Table.row(
                    Cell.words("Work"),
                    new Cell.Quantity(1.5, new Scale(false, 2)),
                    new Cell.Interval(-1, 12, new Scale(false, 1))),
                Table.row(
                    Cell.words("  Women"),
                    new Cell.Count(2),
                    new Cell.Interval(0, 2, new Scale(false, 1))),
                new Table.Row.Remark("Adjusted."),
                new Table.Row.Cells(List.of(Cell.words("Men")), "too few")));
    assertEquals(
        """

        \\begin{table}[!htbp]
        \\centering
        \\small
        \\caption{50 \\% \\& more}
        \\label{tab:c-1}
        \\begin{tabular}{@{}lrr@{}}
        \\toprule
        Outcome & Effect & 95\\% interval \\\\
        \\midrule
        \\multicolumn{3}{@{}l@{}}{\\textit{After a year}} \\\\
        Work & 1.50 & {[}$-$1.0, 12.0{]} \\\\
        \\hspace*{1em}Women & 2\\phantom{.00} & {[}0.0, \\phantom{0}2.0{]} \\\\
        \\multicolumn{3}{@{}l@{}}{{\\footnotesize Adjusted.}} \\\\
        Men & \\multicolumn{2}{l@{}}{too few} \\\\
        \\bottomrule
        \\end{tabular}
        \\end{table}
        """,
        tables(table));
  }

  @Test
  void latex_goesOnInAnotherTableWhereAPageEnds() {
    List<Table.Row> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(Table.row(Cell.words("Row " + i), new Cell.Count(i)));
    }
    String all = tables(new Table(List.of(Table.left("a"), Table.right("b")), rows));
    assertEquals(3, all.split("\\\\begin\\{table}", -1).length - 1);
    assertEquals(3, all.split("\na & b ", -1).length - 1);
    assertEquals(1, all.split("\\\\label", -1).length - 1);
    assertEquals(2, all.split("\\(continued\\)", -1).length - 1);
    for (int i = 0; i < 100; i++) {
      assertTrue(all.contains("\nRow " + i + " & " + i + " \\\\\n"));
    }
  }

  /** A heading never stands last on a page: 43 rows of one line, then a heading of two. */
  @Test
  void latex_keepsHeadingsWithTheirRows() {
    List<Table.Row> rows = new ArrayList<>();
    for (int i = 0; i < 42; i++) {
      rows.add(Table.row(Cell.words("Row " + i), new Cell.Count(i)));
    }
    rows.add(new Table.Row.Head("Heading"));
    rows.add(Table.row(Cell.words("Under"), new Cell.Count(1)));
    String all = tables(new Table(List.of(Table.left("a"), Table.right("b")), rows));
    String first = all.substring(0, all.indexOf("\\end{table}"));
    assertFalse(first.contains("Heading"));
    assertTrue(all.contains("Heading"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void latex_compiles(Language language) throws Exception {
    Files.writeString(
        folder.resolve("tables.tex"), LatexTables.of(SampleDocument.in(language)).latex());
    Files.writeString(
        folder.resolve("paper.tex"),
        """
        \\documentclass[a4paper]{article}
        \\usepackage[utf8]{inputenc}
        \\usepackage{booktabs}
        \\begin{document}
        \\input{tables.tex}
        \\end{document}
        """);
    Process process;
    try {
      process =
          new ProcessBuilder("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("out.txt").toFile())
              .start();
    } catch (IOException notInstalled) {
      Assumptions.abort("pdflatex is not installed");
      return;
    }
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    String log = Files.readString(folder.resolve("out.txt"));
    Assumptions.assumeFalse(log.contains("`booktabs.sty' not found"), "booktabs is not installed");
    assertEquals(0, process.exitValue(), log);
    assertFalse(log.contains("Float too large"), log);
  }
}
