package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.equipoise.frame.ColumnSpec;
import org.equipoise.frame.Loaded;
import org.equipoise.frame.TableFormat;
import org.equipoise.frame.TableFormat.Decimal;
import org.equipoise.frame.TableFormat.Delimiter;
import org.equipoise.frame.TableFormat.Encoding;
import org.junit.jupiter.api.Test;

/** Both roads give the same frame and the same findings on files made at random from a seed. */
class CsvRoadsTest {

  private static final List<ColumnSpec> COLUMNS =
      List.of(
          ColumnSpec.ids("id"),
          ColumnSpec.categories("site"),
          ColumnSpec.numbers("y"),
          new ColumnSpec(
              "arm",
              new ColumnSpec.Categories(List.of("now", "later"), Map.of("nu", "now")),
              true,
              false,
              List.of()),
          ColumnSpec.integers("age", 0, 120).withMissing("99", "-1"),
          ColumnSpec.dates("when"),
          ColumnSpec.texts("note").asPersonal());

  private static final String[] HEADERS = {
    "id", "site", "y", "skip", "arm", "age", "when", "note", "rest"
  };

  /** Cells of every kind, most of them good for some column, some good for none. */
  private static final String[] CELLS = {
    "1",
    "0",
    "-0",
    "12",
    "99",
    "-1",
    "99.0",
    "99,0",
    "1.5",
    "1,5",
    "1.125",
    "1,125",
    "0.125",
    "-12.3456",
    "1234567.891",
    "123456789012345678",
    "9007199254740993",
    "1e5",
    "1E-400",
    "1e400",
    "1 234",
    "1\u00a0234,5",
    "12 34",
    "+7",
    "\u22125",
    "–5",
    "5-",
    ".5",
    "5.",
    "-",
    ".",
    "1..2",
    "NaN",
    "inf",
    "NA",
    "",
    " ",
    " 7 ",
    "\t8",
    "now",
    "nu",
    "later",
    "Now",
    "abc",
    "å",
    "Öster",
    "Malmö ",
    "\u00a0",
    "2020-01-31",
    "2020-02-30",
    "20200131",
    "31/1 2020",
    "31.1.2020",
    "31 januari 2020",
    "01/02/03",
    "0000-00-00",
    "8112289874",
    "811228-9874",
    "1234567890",
    "x".repeat(60),
    "12%",
    "0.1",
    "0.30000000000000004",
    "179769313486231570000",
    "4.35",
    "00012",
    "2.2250738585072011e-308",
    "1234567890123456789012",
    "0.000000000000000000001",
    "73786976294838206464"
  };

  private record Sample(TableFormat format, byte[] bytes) {}

  private static Sample sample(SplittableRandom random, boolean tame) {
    Delimiter delimiter =
        List.of(Delimiter.COMMA, Delimiter.SEMICOLON, Delimiter.TAB).get(random.nextInt(3));
    Decimal decimal = Decimal.values()[random.nextInt(3)];
    Encoding encoding = Encoding.values()[random.nextInt(2)];
    String end = random.nextBoolean() ? "\n" : "\r\n";
    String sign = String.valueOf(delimiter.sign());
    StringBuilder text = new StringBuilder();
    if (encoding == Encoding.UTF_8 && random.nextInt(4) == 0) {
      text.append('\ufeff');
    }
    text.append(String.join(sign, HEADERS)).append(end);
    int rows = 1 + random.nextInt(60);
    for (int row = 0; row < rows; row++) {
      switch (random.nextInt(tame ? 20 : 12)) {
        case 0 -> text.append(random.nextBoolean() ? "" : "  ");
        case 1 -> text.append(sign.repeat(random.nextInt(HEADERS.length)));
        default -> {
          int width = tame || random.nextInt(9) > 0 ? HEADERS.length : 1 + random.nextInt(12);
          for (int cell = 0; cell < width; cell++) {
            text.append(cell == 0 ? "" : sign);
            text.append(cell(random, cell, tame));
          }
        }
      }
      text.append(row == rows - 1 && random.nextBoolean() ? "" : end);
    }
    Charset charset =
        encoding == Encoding.UTF_8 ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
    TableFormat format =
        TableFormat.standard()
            .with(random.nextBoolean() ? delimiter : Delimiter.DETECT)
            .with(decimal)
            .with(encoding);
    return new Sample(format, text.toString().getBytes(charset));
  }

  private static String cell(SplittableRandom random, int cell, boolean tame) {
    if (!tame) {
      return CELLS[random.nextInt(CELLS.length)];
    }
    return switch (HEADERS[cell]) {
      case "id" -> "p" + random.nextInt(100);
      case "y" -> String.valueOf(random.nextInt(-99999, 99999));
      case "arm" -> random.nextBoolean() ? "nu" : "later";
      case "age" -> String.valueOf(random.nextInt(-1, 100));
      case "when" ->
          "20" + random.nextInt(10, 30) + "-0" + random.nextInt(1, 9) + "-1" + random.nextInt(10);
      default -> CELLS[random.nextInt(CELLS.length)].replace(",", "").replace("\t", "");
    };
  }

  @Test
  void roads_agreeOnFilesWithoutQuotes() {
    SplittableRandom random = new SplittableRandom(20261122);
    int frames = 0;
    for (int round = 0; round < 1000; round++) {
      Sample sample = sample(random, round % 2 == 0);
      Loaded reference = CsvTable.read(sample.bytes(), sample.format(), COLUMNS, false, 1 << 20);
      int region = 1 + random.nextInt(200);
      Loaded plain = CsvTable.read(sample.bytes(), sample.format(), COLUMNS, true, region);
      assertEquals(reference, plain, () -> new String(sample.bytes(), StandardCharsets.UTF_8));
      frames += plain.frame() == null ? 0 : 1;
    }
    assertTrue(frames > 150, frames + " files were good");
  }

  /** Quoting cells that need no quotes changes the road, and must change nothing else. */
  @Test
  void quotesThatAreNotNeededChangeNothing() {
    SplittableRandom random = new SplittableRandom(20261123);
    for (int round = 0; round < 400; round++) {
      StringBuilder bare = new StringBuilder(String.join(";", HEADERS)).append('\n');
      StringBuilder quoted = new StringBuilder(bare);
      int rows = 1 + random.nextInt(40);
      for (int row = 0; row < rows; row++) {
        for (int cell = 0; cell < HEADERS.length; cell++) {
          String text = cell(random, cell, round % 2 == 0);
          boolean quote = cell == 1 || random.nextInt(3) == 0;
          bare.append(cell == 0 ? "" : ";").append(text);
          quoted.append(cell == 0 ? "" : ";").append(quote ? '"' + text + '"' : text);
        }
        bare.append('\n');
        quoted.append('\n');
      }
      assertEquals(load(bare), load(quoted), bare::toString);
    }
  }

  private static Loaded load(StringBuilder text) {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return CsvTable.read(bytes, TableFormat.standard(), COLUMNS, true, 64);
  }
}
