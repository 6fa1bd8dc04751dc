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
