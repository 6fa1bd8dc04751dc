package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.equipoise.frame.CategoryColumn;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.DateColumn;
import org.equipoise.frame.Frame;
import org.equipoise.frame.NumberColumn;
import org.equipoise.frame.TableFormat;
import org.equipoise.frame.TextColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written, to the byte, and that it reads back. */
class CsvWriterTest {

  @TempDir Path folder;

  private static final Frame FRAME =
      Frame.of(
          "made",
          NumberColumn.of("y", 1.5, Double.NaN, -2, 1e-7),
          CategoryColumn.of("arm", List.of("later", "now"), 1, 0, -1, 1),
          DateColumn.of("d", 0, DateColumn.MISSING, 1, 2),
          TextColumn.of("t", Arrays.asList("a,b", "say \"hi\"", null, "two\nlines")));

  @Test
  void write_standard() throws IOException {
    Path file = folder.resolve("out.csv");
    CsvWriter.standard().write(file, FRAME);
    assertEquals(
        "y,arm,d,t\n"
            + "1.5,now,1970-01-01,\"a,b\"\n"
            + ",later,,\"say \"\"hi\"\"\"\n"
            + "-2,,1970-01-02,\n"
            + "1E-7,now,1970-01-03,\"two\nlines\"\n",
        Files.readString(file));
  }

  @Test
  void write_swedishSpreadsheetReadsBack() throws IOException {
    Path file = folder.resolve("ut.csv");
    CsvWriter.swedishSpreadsheet().write(file, FRAME);
    Frame back =
        CsvTable.read(
                file,
                TableFormat.standard(),
                List.of(
                    ColumnSpec.numbers("y"),
                    ColumnSpec.categories("arm", "later", "now"),
                    ColumnSpec.dates("d"),
                    ColumnSpec.texts("t")))
            .require();
    assertEquals(FRAME.columns(), back.columns());
    assertEquals("\ufeffy;arm;d;t", Files.readString(file).lines().findFirst().orElseThrow());
  }

  @Test
  void write_disarmsFormulasInTextsOnly() throws IOException {
    StringBuilder out = new StringBuilder();
    CsvWriter.standard()
        .write(
            out,
            List.of("a", "b", "c"),
            List.of(
                List.of("=1+1", -5, "@x"), Arrays.asList("-", null, LocalDate.of(2020, 1, 31))));
    assertEquals("a,b,c\n'=1+1,-5,'@x\n'-,,2020-01-31\n", out.toString());
  }

  @Test
  void write_numbersReadBackToTheBit() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    double[] values = new double[20_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = Double.longBitsToDouble(random.nextLong());
      if (!Double.isFinite(values[i])) {
        values[i] = i / 8.0;
      }
    }
    Path file = folder.resolve("bits.csv");
    CsvWriter.standard().write(file, Frame.of("made", NumberColumn.of("y", values)));
    Frame back =
        CsvTable.read(file, TableFormat.standard(), List.of(ColumnSpec.numbers("y"))).require();
    assertEquals(NumberColumn.of("y", values), back.numbers("y"));
  }

  @Test
  void write_isShortWhereJavaIsNot() throws IOException {
    // Before JDK 19 Double.toString(2^-44) is 5.6843418860808015E-14 (JDK-4511638); expected: the
    // digits of Python 3.11, repr(2**-44) and repr(0.1 + 0.2).
    StringBuilder out = new StringBuilder();
    CsvWriter.standard().write(out, List.of("y"), List.of(List.of(0x1p-44), List.of(0.1 + 0.2)));
    assertEquals("y\n5.684341886080802E-14\n0.30000000000000004\n", out.toString());
  }

  @Test
  void write_quotesWhatReadersWouldLose() throws IOException {
    StringBuilder out = new StringBuilder();
    CsvWriter.standard()
        .write(out, List.of("t"), List.of(List.of(" x"), Arrays.asList((Object) null)));
    assertEquals("t\n\" x\"\n\"\"\n", out.toString(), "an empty line would be skipped");
  }

  @Test
  void write_leavesTheOldFileWhenItFails() throws IOException {
    Path file = folder.resolve("kept.csv");
    Files.writeString(file, "old");
    List<List<Object>> ragged = List.of(List.of(1, 2), List.of(3));
    CsvWriter writer = CsvWriter.standard();
    assertThrows(
        IllegalArgumentException.class, () -> writer.write(file, List.of("a", "b"), ragged));
    assertEquals("old", Files.readString(file));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }
}
