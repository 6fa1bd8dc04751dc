package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Frame;
import org.equipoise.frame.Loaded;
import org.equipoise.frame.TableFormat;
import org.equipoise.frame.TableFormat.Decimal;
import org.equipoise.frame.TableFormat.Delimiter;
import org.equipoise.frame.TableFormat.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What good files become, and what is said of broken ones. */
class CsvTableTest {

  private static final TableFormat STANDARD = TableFormat.standard();

  @TempDir Path folder;

  /** Reads a text by the road it takes by itself and by the reference road; both must agree. */
  private static Loaded load(TableFormat format, String text, ColumnSpec... columns) {
    return load(format, text.getBytes(StandardCharsets.UTF_8), columns);
  }

  private static Loaded load(TableFormat format, byte[] bytes, ColumnSpec... columns) {
    Loaded plain = CsvTable.read(bytes, format, List.of(columns), true, 1 << 20);
    Loaded regions = CsvTable.read(bytes, format, List.of(columns), true, 7);
    Loaded reference = CsvTable.read(bytes, format, List.of(columns), false, 1 << 20);
    assertEquals(reference, plain);
    assertEquals(reference, regions);
    return plain;
  }

  private static Frame frame(TableFormat format, String text, ColumnSpec... columns) {
    Loaded loaded = load(format, text, columns);
    assertEquals(List.of(), loaded.findings());
    return loaded.require();
  }

  private static void assertError(
      Loaded loaded, int line, int cell, String path, String found, String expected) {
    assertNull(loaded.frame());
    assertEquals(
        List.of(Finding.error(new Place("memory.csv", line, cell, path), found, expected)),
        loaded.findings());
    assertEquals(1, loaded.errors());
  }

  // ---- good files

  @Test
  void read_typesEachColumn() {
    Frame frame =
        frame(
            STANDARD,
            "id,arm,y,when,note,extra\np1,now,1.5,2020-01-31,hej,9\np2,later,NA,,,9\n",
            ColumnSpec.ids("id"),
            ColumnSpec.categories("arm", "later", "now"),
            ColumnSpec.numbers("y"),
            ColumnSpec.dates("when"),
            ColumnSpec.texts("note"));
    assertEquals(2, frame.rows());
    assertEquals(List.of("id", "arm", "y", "when", "note"), frame.names());
    assertEquals("p2", frame.texts("id").at(1));
    assertEquals(List.of("later", "now"), frame.categories("arm").levels());
    assertEquals("now", frame.categories("arm").at(0));
    assertEquals(1.5, frame.numbers("y").at(0));
    assertTrue(frame.numbers("y").isMissing(1));
    assertEquals(LocalDate.of(2020, 1, 31), frame.dates("when").at(0));
    assertNull(frame.dates("when").at(1));
    assertNull(frame.texts("note").at(1));
    assertEquals(3, frame.lineOf(1));
    assertEquals(new Place("memory.csv", 3, 3, "y"), frame.placeOf(1, "y"));
  }

  @Test
  void read_listsUnusedColumns() {
    assertEquals(
        List.of("b", "d"),
        load(STANDARD, "a,b,c,d\n1,x,2,x\n", ColumnSpec.numbers("c"), ColumnSpec.numbers("a"))
            .unused());
  }

  @Test
  void read_swedishSpreadsheet() {
    String text = "\ufeffid;belopp;ålder\r\np1;\u22121\u00a0234,5;40\r\np2;12\u202f345 ;41\r\n";
    Frame frame =
        frame(STANDARD, text, ColumnSpec.numbers("belopp"), ColumnSpec.integers("ålder", 0, 120));
    assertEquals(-1234.5, frame.numbers("belopp").at(0));
    assertEquals(12345, frame.numbers("belopp").at(1));
    assertEquals(41, frame.numbers("ålder").at(1));
  }

  @Test
  void read_latin1WhenDeclared() {
    byte[] bytes = "namn;län\nÅsa;Skåne\n€;–\n".getBytes(Charset.forName("windows-1252"));
    Frame frame =
        load(
                STANDARD.with(Encoding.LATIN_1),
                bytes,
                ColumnSpec.texts("namn"),
                ColumnSpec.categories("län"))
            .require();
    assertEquals("Åsa", frame.texts("namn").at(0));
    assertEquals("€", frame.texts("namn").at(1));
    assertEquals(List.of("Skåne", "–"), frame.categories("län").levels());
  }

  @Test
  void read_tabsAndDeclaredDecimalComma() {
    Frame frame = frame(STANDARD.with(Decimal.COMMA), "a\tb\n1,5\t2\n", ColumnSpec.numbers("a"));
    assertEquals(1.5, frame.numbers("a").at(0));
  }

  @Test
  void read_decimalCommaInQuotesBetweenCommas() {
    Frame frame =
        frame(STANDARD.with(Decimal.COMMA), "a,b\n\"1,5\",2\n-3,\"4\"\n", ColumnSpec.numbers("a"));
    assertEquals(1.5, frame.numbers("a").at(0));
    assertEquals(-3, frame.numbers("a").at(1));
  }

  @Test
  void read_pointInSemicolonFileIfUnambiguous() {
    Frame frame = frame(STANDARD, "a;b\n1.5;0.125\n2,5;-7,125\n", numbers("a"), numbers("b"));
    assertEquals(1.5, frame.numbers("a").at(0));
    assertEquals(0.125, frame.numbers("b").at(0));
    assertEquals(2.5, frame.numbers("a").at(1));
    assertEquals(-7.125, frame.numbers("b").at(1));
  }

  private static ColumnSpec numbers(String name) {
    return ColumnSpec.numbers(name);
  }

  @Test
  void read_quotedNewlinesKeepLineNumbers() {
    String text = "id,note,y\np1,\"one\ntwo \"\"three\"\"\",1\n\np2,\"a,b\",2\np3,,3\n";
    Frame frame = frame(STANDARD, text, ColumnSpec.texts("note"), numbers("y"));
    assertEquals("one\ntwo \"three\"", frame.texts("note").at(0));
    assertEquals("a,b", frame.texts("note").at(1));
    assertEquals(2, frame.lineOf(0));
    assertEquals(5, frame.lineOf(1));
    assertEquals(6, frame.lineOf(2));
    assertEquals(5, frame.select(new int[] {2, 1}).lineOf(1));
  }

  @Test
  void read_quotedHeaderOverTwoLines() {
    Frame frame = frame(STANDARD, "\n\"a;\nb\";c\n1;2\n", numbers("a;\nb"), numbers("c"));
    assertEquals(2, frame.numbers("c").at(0));
    assertEquals(4, frame.lineOf(0));
  }

  @Test
  void read_oldMacLineEnds() {
    Frame frame = frame(STANDARD, "a,b\r1,2\r3,4", numbers("b"));
    assertEquals(4, frame.numbers("b").at(1));
    assertEquals(3, frame.lineOf(1));
  }

  @Test
  void read_blankLinesAreNoRows() {
    Frame frame = frame(STANDARD, "\n  \na,b\n\n1,2\r\n \t\n3,4\n\n\n", numbers("a"));
    assertEquals(2, frame.rows());
    assertEquals(5, frame.lineOf(0));
    assertEquals(7, frame.lineOf(1));
  }

  @Test
  void read_rowsOfDelimitersAreCounted() {
    Loaded loaded = load(STANDARD, "a;b;\n1;2;\n;;\n; ;\n3;4;\n", numbers("a").asRequired());
    assertEquals(2, loaded.require().rows());
    assertEquals(
        List.of(
            Finding.note(
                new Place("memory.csv", 3, 0, ""),
                "2 rows without any content",
                "skipped, this line first")),
        loaded.findings());
  }

  @Test
  void read_missingCodes() {
    TableFormat format = STANDARD.withMissing("NA", ".", "saknas");
    String text = "a,b,c\n99,NA,x\n99.0,.,.\n1,saknas,9\n98,2, saknas \n";
    ColumnSpec c = ColumnSpec.categories("c").withMissing("9");
    Frame frame = frame(format, text, numbers("a").withMissing("99"), numbers("b"), c);
    assertEquals(2, frame.numbers("a").missing());
    assertEquals(98, frame.numbers("a").at(3));
    assertEquals(3, frame.numbers("b").missing());
    assertEquals(List.of("x"), frame.categories("c").levels());
    assertEquals(3, frame.categories("c").missing());
  }

  @Test
  void read_missingCodeComesBeforeRange() {
    Frame frame = frame(STANDARD, "a\n-9\n5\n", ColumnSpec.integers("a", 0, 10).withMissing("-9"));
    assertTrue(frame.numbers("a").isMissing(0));
  }

  @Test
  void read_declaredLevelIsNoMissingCode() {
    Frame frame = frame(STANDARD, "land\nSE\nNA\n", ColumnSpec.categories("land", "NA", "SE"));
    assertEquals("NA", frame.categories("land").at(1));
  }

  @Test
  void read_spellings() {
    ColumnSpec spec =
        new ColumnSpec(
            "svar",
            new ColumnSpec.Categories(List.of("no", "yes"), Map.of("ja", "yes", "nej", "no")),
            false,
            false,
            List.of());
    Frame frame = frame(STANDARD, "svar\nja\nyes\nnej\n", spec);
    assertArrayEquals(new int[] {1, 1, 0}, frame.categories("svar").codes());
  }

  @Test
  void read_openLevelsDoNotDependOnRowOrder() {
    ColumnSpec site = ColumnSpec.categories("site");
    assertEquals(
        frame(STANDARD, "site\nb\na\nc\n", site).categories("site").levels(),
        frame(STANDARD, "site\nc\nb\na\n", site).categories("site").levels());
  }

  @Test
  void read_headerInAnotherCaseIsNoted() {
    Loaded loaded = load(STANDARD, "ID,Y\n1,2\n", numbers("y"));
    assertEquals(2, loaded.require().numbers("y").at(0));
    assertEquals(
        List.of(
            Finding.note(
                new Place("memory.csv", 1, 2, "Y"),
                "read as the column \"y\"",
                "the headers differ in case only")),
        loaded.findings());
  }

  @Test
  void read_exactHeaderIsPreferred() {
    assertEquals(2, frame(STANDARD, "Y,y\n1,2\n", numbers("y")).numbers("y").at(0));
  }

  @Test
  void read_fileOfManyBlocks() throws IOException {
    StringBuilder text = new StringBuilder("id,y\n");
    for (int i = 0; i < 400_000; i++) {
      text.append("person-").append(i).append(',').append(i).append(".25\n");
    }
    Path file = folder.resolve("many.csv");
    Files.writeString(file, text);
    Loaded loaded = CsvTable.read(file, STANDARD, List.of(ColumnSpec.ids("id"), numbers("y")));
    Frame frame = loaded.require();
    assertEquals(400_000, frame.rows());
    for (int i = 0; i < 400_000; i += 997) {
      assertEquals(i + 0.25, frame.numbers("y").at(i));
      assertEquals("person-" + i, frame.texts("id").at(i));
    }
    assertEquals(400_001, frame.lineOf(399_999));
  }

  @Test
  void header_tellsNamesAndDelimiter() throws IOException {
    Path file = folder.resolve("h.csv");
    Files.writeString(file, "\ufeff a ;\"b;c\";d\n1;2;3\n");
    CsvTable.Header header = CsvTable.header(file, STANDARD);
    assertEquals(List.of("a", "b;c", "d"), header.names());
    assertEquals(Delimiter.SEMICOLON, header.delimiter());
    assertEquals(List.of(), header.findings());
  }

  // ---- broken files

  @Test
  void read_notANumber() {
    assertError(
        load(STANDARD, "id,y\n1,2\n2,abc\n", numbers("y")),
        3,
        2,
        "y",
        "\"abc\" is not a number",
        "write a number such as 1234.5");
  }

  @Test
  void read_decimalCommaInPointFile() {
    assertError(
        load(STANDARD, "id,y\n1,\"1,5\"\n", numbers("y")),
        2,
        2,
        "y",
        "\"1,5\" has a comma where the decimal sign of the table is the point",
        "write a point, or declare \"decimal\": \",\" in the protocol");
  }

  @Test
  void read_pointInDeclaredCommaFile() {
    assertError(
        load(STANDARD.with(Decimal.COMMA), "id;y\n1;1.5\n", numbers("y")),
        2,
        2,
        "y",
        "\"1.5\" has a point where the decimal sign of the table is the comma",
        "write a comma, or declare \"decimal\": \".\" in the protocol");
  }

  @Test
  void read_ambiguousPointInSemicolonFile() {
    assertError(
        load(STANDARD, "id;y\n1;1.125\n", numbers("y")),
        2,
        2,
        "y",
        "\"1.125\" may mean thousands or a fraction",
        "declare \"decimal\": \".\" or \",\" in the protocol");
  }

  @Test
  void read_percentSign() {
    assertError(
        load(STANDARD, "id;y\n1;12,5%\n", numbers("y")),
        2,
        2,
        "y",
        "\"12,5%\" has a percent sign",
        "write the number alone");
  }

  @Test
  void read_wrongThousands() {
    assertError(
        load(STANDARD, "id;y\n1;12 34\n", numbers("y")),
        2,
        2,
        "y",
        "\"12 34\" has blanks that do not set thousands apart",
        "group digits by three, as 1 234 567");
  }

  @Test
  void read_notANumberWord() {
    assertError(
        load(STANDARD, "id,y\n1,NaN\n", numbers("y")),
        2,
        2,
        "y",
        "\"NaN\" is not a number",
        "if it stands for a missing value, list it under \"missing\" in the protocol");
  }

  @Test
  void read_outOfRangeAndNotWhole() {
    Loaded loaded =
        load(
            STANDARD, "age\n130\n40.5\n12345678901234567890\n", ColumnSpec.integers("age", 0, 120));
    assertEquals(3, loaded.errors());
    assertEquals(
        List.of(
            "memory.csv:2:1: error: age: \"130\" is out of range; write a number from 0 to 120",
            "memory.csv:3:1: error: age: \"40.5\" is not a whole number; write a whole number from 0 to 120",
            "memory.csv:4:1: error: age: \"12345678901234567890\" is too large to be counted exactly; read the column as texts"),
        loaded.findings().stream().map(Finding::toString).toList());
  }

  @Test
  void read_unknownCategory() {
    assertError(
        load(STANDARD, "id,arm\n1,now\n2,latr\n", ColumnSpec.categories("arm", "now", "later")),
        3,
        2,
        "arm",
        "\"latr\" is not a category of this column",
        "did you mean \"later\"? expected one of now, later");
  }

  @Test
  void read_dateNotInCalendar() {
    assertError(
        load(STANDARD, "id,d\n1,2021-02-29\n", ColumnSpec.dates("d")),
        2,
        2,
        "d",
        "\"2021-02-29\" is not in the calendar",
        "check day and month");
  }

  @Test
  void read_ambiguousDate() {
    assertError(
        load(STANDARD, "id,d\n1,01/02/03\n", ColumnSpec.dates("d")),
        2,
        2,
        "d",
        "\"01/02/03\" may mean day/month or month/day, and which year",
        "write a date as 2020-01-31");
  }

  @Test
  void read_missingWhereRequired() {
    Loaded loaded = load(STANDARD, "id,y\n1,\n2,NA\n", numbers("y").asRequired());
    assertEquals(
        List.of(
            "memory.csv:2:2: error: y: the cell is empty; a value is required here",
            "memory.csv:3:2: error: y: \"NA\" stands for a missing value; a value is required here"),
        loaded.findings().stream().map(Finding::toString).toList());
  }

  @Test
  void read_raggedRows() {
    Loaded loaded = load(STANDARD, "a,b,c\n1,2\nx,2,3,4\n1,x,3\n", numbers("a"), numbers("b"));
    assertEquals(
        List.of(
            "memory.csv:2: error: 2 cells on this line; the header has 3; is a delimiter missing, or a cell with one not quoted?",
            "memory.csv:3: error: 4 cells on this line; the header has 3; is a delimiter missing, or a cell with one not quoted?",
            "memory.csv:4:2: error: b: \"x\" is not a number; write a number such as 1234.5"),
        loaded.findings().stream().map(Finding::toString).toList());
  }

  @Test
  void read_missingColumn() {
    assertError(
        load(STANDARD, "id,incme,arm\n1,2,x\n", numbers("income")),
        1,
        0,
        "income",
        "no column of this name",
        "did you mean \"incme\"? the table has id, incme, arm");
  }

  @Test
  void read_missingColumnDoesNotHideBadCells() {
    assertEquals(2, load(STANDARD, "a,b\nx,2\n", numbers("a"), numbers("zzz")).errors());
  }

  @Test
  void read_duplicateHeader() {
    assertError(
        load(STANDARD, "y,id,y\n1,2,3\n", numbers("y")),
        1,
        3,
        "y",
        "the header \"y\" stands in cell 1 already",
        "give each column its own header");
  }

  @Test
  void read_emptyFile() {
    assertError(
        load(STANDARD, "", numbers("y")),
        0,
        0,
        "",
        "the file is empty",
        "a table begins with a header");
  }

  @Test
  void read_blankFile() {
    assertError(
        load(STANDARD, "\n \n\r\n", numbers("y")),
        0,
        0,
        "",
        "the file is blank",
        "a table begins with a header");
  }

  @Test
  void read_headerOnly() {
    assertError(
        load(STANDARD, "id,y\n", numbers("y")),
        1,
        0,
        "",
        "the table has a header and no rows",
        "add the rows");
  }

  @Test
  void read_nulByte() {
    assertError(
        load(STANDARD, "id,y\n1,2\n2,\0\n", numbers("y")),
        3,
        0,
        "",
        "a NUL byte",
        "the file is no text, or is damaged");
  }

  @Test
  void read_malformedUtf8() {
    assertError(
        load(
            STANDARD,
            "id,namn\n1,Ok\n2,Åsa\n".getBytes(StandardCharsets.ISO_8859_1),
            numbers("id")),
        3,
        0,
        "",
        "bytes that are no UTF-8",
        "save it as CSV UTF-8, or declare \"encoding\": \"windows-1252\" in the protocol");
  }

  @Test
  void read_utf16() {
    assertError(
        load(STANDARD, "id,y\n1,2\n".getBytes(StandardCharsets.UTF_16), numbers("y")),
        0,
        0,
        "",
        "the file is UTF-16",
        "save it as CSV UTF-8");
  }

  @Test
  void read_workbook() {
    assertError(
        load(STANDARD, new byte[] {'P', 'K', 3, 4, 0, 0}, numbers("y")),
        0,
        0,
        "",
        "the file is a workbook or a zip archive",
        "save the sheet as CSV UTF-8");
  }

  @Test
  void read_unclosedQuote() {
    assertError(
        load(STANDARD, "id,y\n1,2\n2,\"3\n3,4\n", numbers("y")),
        3,
        0,
        "",
        "a quote opened in the record that begins here is never closed",
        "double a quote that belongs to a quoted cell; nothing after this line was read");
  }

  @Test
  void read_textAfterClosingQuote() {
    assertError(
        load(STANDARD, "id,y\n1,2\n2,\"3\"x\n3,4\n", numbers("y")),
        3,
        0,
        "",
        "text follows a closing quote in the record that begins here",
        "double a quote that belongs to a quoted cell; nothing after this line was read");
  }

  @Test
  void read_personalValuesAreHidden() {
    assertError(
        load(STANDARD, "id,income\n1,12x45\n", numbers("income").asPersonal()),
        2,
        2,
        "income",
        "(hidden) is not a number",
        "write a number such as 1234.5");
  }

  @Test
  void read_personalIdentityNumberAsId() {
    // 811228-9874 is the sample number printed by the Swedish Tax Agency in SKV 704.
    assertError(
        load(STANDARD, "id,y\n811228-9874,2\n", ColumnSpec.ids("id")),
        2,
        1,
        "id",
        "(hidden) looks like a personal identity number",
        "use a trial id");
  }

  @Test
  void read_longValueIsCut() {
    String long50 = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwx";
    assertEquals(
        "\"abcdefghijklmnopqrstuvwxyzabcdefghijklmn…\" is not a number",
        load(STANDARD, "y\n" + long50 + "\n", numbers("y")).findings().get(0).found());
  }

  @Test
  void read_countsAllErrorsAndListsTheFirst() {
    StringBuilder text = new StringBuilder("y\n");
    text.append("x\n".repeat(Loaded.LISTED_ERRORS + 5));
    Loaded loaded = load(STANDARD, text.toString(), numbers("y"));
    assertEquals(Loaded.LISTED_ERRORS + 5, loaded.errors());
    assertEquals(Loaded.LISTED_ERRORS + 1, loaded.findings().size());
    assertEquals(
        "5 more errors are not listed", loaded.findings().get(Loaded.LISTED_ERRORS).found());
  }

  @Test
  void read_noSuchFileAndFolder() {
    Path absent = folder.resolve("absent.csv");
    assertEquals(
        List.of(
            Finding.error(
                Place.file(absent.toString()),
                "there is no such file",
                "check the name and the folder")),
        CsvTable.read(absent, STANDARD, List.of(numbers("y"))).findings());
    assertEquals(
        List.of(
            Finding.error(Place.file(folder.toString()), "this is a folder", "name a file in it")),
        CsvTable.header(folder, STANDARD).findings());
  }
}
