package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.equipoise.publication.PrintedNumber;
import org.equipoise.publication.PrintedQuantity;
import org.equipoise.publication.PrintedRow;
import org.equipoise.publication.PrintedTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Printed tables as people copy them into spreadsheets. */
class PublishedFileTest {

  @TempDir private Path folder;

  /** The standard error or the interval stands in a row of its own under the effect. */
  @Test
  void read_takesTheRowBelow() throws IOException {
    List<PrintedRow> rows =
        table("outcome,estimate\ny,0.21*\n,(0.10)\nw,0.03\n,[-0.10; 0.16]\n").rows();
    assertEquals(2, rows.size());
    assertEquals("0.21 0.10 1", values(rows.get(0)));
    // A line without stars in a table with stars has none.
    assertEquals("0.03 0 -0.10 0.16", values(rows.get(1)));
  }

  @Test
  void read_takesSpacedDashesAndNamedErrors() throws IOException {
    List<PrintedRow> rows =
        table("outcome;estimate;ci\ny;-0,083 [se 0,148];-0,68 \u2013 0,04\nw;-0,2 (SE = 0,1);\n")
            .rows();
    assertEquals("-0.083 0.148 -0.68 0.04", values(rows.get(0)));
    assertEquals("-0.2 0.1", values(rows.get(1)));
  }

  @Test
  void read_tellsImpossibleNumbers() throws IOException {
    Path file = folder.resolve("impossible.csv");
    Files.writeString(
        file, "outcome,estimate,se,p,n,ci\ny,0.1,-0.2,1.5,10.5,[0.3; 0.2]\nw,1,,,,[2; 3]\n");
    PublishedFile.Read read = PublishedFile.read(file, List.of());
    assertNotNull(read.table());
    String told = read.findings().toString();
    for (String part :
        List.of("negative", "no p-value", "counts no persons", "reversed", "not hold its effect")) {
      assertTrue(told.contains(part), part + " in " + told);
    }
  }

  @Test
  void read_refusesTheSameLineTwice() throws IOException {
    Path file = folder.resolve("twice.csv");
    Files.writeString(file, "outcome,estimate\ny,0.1\nw,0.3\nY,0.2\n");
    PublishedFile.Read read = PublishedFile.read(file, List.of());
    assertNull(read.table());
    assertEquals(1, read.findings().size());
    assertEquals(4, read.findings().get(0).place().line());
    assertTrue(read.findings().get(0).found().contains("line 2"), read.findings().toString());
  }

  private static String values(PrintedRow row) {
    return row.numbers().stream()
        .map(number -> number.value().toPlainString())
        .collect(Collectors.joining(" "));
  }

  @Test
  void read_takesSwedishColumnsAndDecimalCommas() throws IOException {
    List<PrintedRow> rows =
        table(
                "Utfall;Våg;Skattning;95% KI;n;Enhet;Anm.\narbete;v2;\u22120,21* (0,10);[-0,4 till 0,0];1 234;%;tabell 3\n")
            .rows();
    assertEquals(1, rows.size());
    PrintedRow row = rows.get(0);
    assertEquals("arbete", row.name().outcome());
    assertEquals("v2", row.name().moment());
    assertEquals("tabell 3", row.note());
    assertEquals(100, row.scale());
    assertEquals(2, row.line());
    assertEquals(
        "estimate -0.21, std.error 0.10, stars 1, conf.low -0.4, conf.high 0.0, n 1234",
        row.numbers().stream()
            .map(number -> number.quantity().code() + " " + number.value().toPlainString())
            .collect(Collectors.joining(", ")));
  }

  @Test
  void read_takesOneRowANumber() throws IOException {
    List<PrintedRow> rows =
        table("outcome,quantity,value\nwork,estimate,0.21\nwork,se,0.10\npay,p,<.05\n").rows();
    assertEquals(2, rows.size());
    assertEquals(2, rows.get(0).numbers().size());
    PrintedNumber p = rows.get(1).numbers().get(0);
    assertEquals(PrintedQuantity.P, p.quantity());
    assertEquals(PrintedNumber.Bound.BELOW, p.bound());
  }

  @Test
  void read_tellsEveryProblemAtOnce() throws IOException {
    PublishedFile.Read read =
        read("outcome,estimate,se,ci,wat\na,0.1 (0.2),0.3,wide,1\nb,much,0.1,[0; 1],2\n");
    assertNull(read.table());
    String all = read.findings().stream().map(Object::toString).collect(Collectors.joining("\n"));
    assertTrue(all.contains("published.csv:2:3: error: se: this line prints std.error twice"), all);
    assertTrue(all.contains("published.csv:2:4: error: ci: \"wide\" is no interval"), all);
    assertTrue(all.contains("published.csv:3:2: error: estimate: \"much\" is no number"), all);
    assertTrue(all.contains("warning: wat: this column is not read"), all);
  }

  @Test
  void read_wantsNumbers() throws IOException {
    assertTrue(read("outcome,wave\na,b\n").findings().toString().contains("no column of numbers"));
    assertNull(PublishedFile.read(folder.resolve("none.csv"), List.of()).table());
  }

  private PrintedTable table(String text) throws IOException {
    PublishedFile.Read read = read(text);
    PrintedTable table = read.table();
    assertNotNull(table, () -> read.findings().toString());
    return table;
  }

  private PublishedFile.Read read(String text) throws IOException {
    Path file = folder.resolve("published.csv");
    Files.writeString(file, text);
    return PublishedFile.read(file, List.of());
  }
}
