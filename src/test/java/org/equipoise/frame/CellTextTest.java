package org.equipoise.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.equipoise.finding.Nearest;
import org.equipoise.identity.PersonalNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers, dates and identity numbers as texts. */
class CellTextTest {

  private static double number(String text, NumberText.Sign sign) throws UnreadableCell {
    return NumberText.parse(text, sign);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,5|1.5",
        "-1,5|-1.5",
        "\u22121,5|-1.5",
        "\u20131,5|-1.5",
        "+3|3",
        "1 234,5|1234.5",
        "1\u00a0234\u00a0567|1234567",
        "12\u202f345|12345",
        "999\u2009999|999999",
        "1,5e-3|0.0015",
        "2E4|20000",
        ",5|0.5",
        "5,|5",
        "007|7",
        "1.5|1.5",
        "0.125|0.125",
        "1.1234|1.1234",
        "1234.567|1234.567"
      })
  void parse_readsSwedishNumbers(String text, double expected) throws UnreadableCell {
    assertEquals(expected, number(text, NumberText.Sign.EITHER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "1-",
        "1 23",
        "1234 567",
        "1 234\u00a0567",
        "1,2,3",
        "1.234,5",
        "1,234.5",
        "12 %",
        "12%",
        "0x10",
        "1e",
        "e5",
        "1d",
        "1f",
        "NaN",
        "Infinity",
        "--1",
        "+-1",
        "1 ,5",
        "1e999",
        "1.125",
        "½",
        "\u0661"
      })
  void parse_refuses(String text) {
    assertThrows(UnreadableCell.class, () -> number(text, NumberText.Sign.EITHER));
  }

  @Test
  void parse_minusZeroIsZero() throws UnreadableCell {
    assertEquals(0L, Double.doubleToRawLongBits(number("-0", NumberText.Sign.POINT)));
  }

  /** The byte road rounds as {@link Double#parseDouble} does, which is correct by its contract. */
  @Test
  void scan_roundsCorrectly() {
    SplittableRandom random = new SplittableRandom(7);
    ColumnSpec spec = ColumnSpec.numbers("y");
    TableFormat format = TableFormat.standard().with(TableFormat.Delimiter.COMMA);
    int plain = 0;
    for (int round = 0; round < 50_000; round++) {
      String text = digits(random);
      byte[] bytes = ("        " + text + "\n        ").getBytes(StandardCharsets.US_ASCII);
      CellBlock block = new CellBlock(1);
      block.fill(bytes, new int[] {7, 8 + text.length()}, 1);
      ColumnBuilder builder = ColumnBuilder.of(spec, format, 1);
      ColumnPart part = builder.part(0);
      if (part.scan(block, 0, 0, 0) == 1) {
        part.close(1);
        double read = ((NumberColumn) builder.build(List.of(part))).at(0);
        assertEquals(Double.parseDouble(text) + 0.0, read, text);
        plain++;
      }
    }
    assertTrue(plain > 25_000, "only " + plain + " were read from bytes");
  }

  private static String digits(SplittableRandom random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    int length = 1 + random.nextInt(20);
    int point = random.nextInt(length + 1);
    for (int i = 0; i < length; i++) {
      if (i == point) {
        text.append('.');
      }
      text.append((char) ('0' + random.nextInt(10)));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2020-01-31",
        "20200131",
        "31.1.2020",
        "31.01.2020",
        "31/1 2020",
        "31/01 2020",
        "31 januari 2020",
        "31 jan 2020",
        "31 jan. 2020",
        "31 JANUARI 2020",
        "31 January 2020",
        "31\u00a0januari\u00a02020",
        "2020-1-31",
        "2020/01/31",
        "2020-01-31 00:00",
        "2020-01-31T00:00:00",
        "20200131 0:00"
      })
  void parse_readsDates(String text) throws UnreadableCell {
    assertEquals(LocalDate.of(2020, 1, 31).toEpochDay(), DateText.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01/02/03",
        "1/2/2020",
        "2021-02-29",
        "20210229",
        "31/4 2020",
        "2020-13-01",
        "20-01-31",
        "31.1.20",
        "31 janvier 2020",
        "2020",
        "202001",
        "2020-01-31 00:01",
        "2020-01-31T10:00:00",
        "2020-01-31x00:00",
        "20/01/31",
        "i går",
        "99999999999",
        "2020-001-31",
        "31 jan",
        "-2020-01-31"
      })
  void parse_refusesDates(String text) {
    assertThrows(UnreadableCell.class, () -> DateText.parse(text));
  }

  @Test
  void scan_readsEveryIsoDateOfACentury() {
    TableFormat format = TableFormat.standard().with(TableFormat.Delimiter.COMMA);
    ColumnBuilder builder = ColumnBuilder.of(ColumnSpec.dates("d"), format, 1);
    ColumnPart part = builder.part(0);
    part.close(1);
    CellBlock block = new CellBlock(1);
    LocalDate day = LocalDate.of(1950, 1, 1);
    for (; day.getYear() < 2050; day = day.plusDays(1)) {
      byte[] bytes = ("        " + day + "\n        ").getBytes(StandardCharsets.US_ASCII);
      block.fill(bytes, new int[] {7, 18}, 1);
      assertEquals(1, part.scan(block, 0, 0, 0));
      assertEquals(day, ((DateColumn) builder.build(List.of(part))).at(0));
    }
  }

  // 811228-9874 is the worked example of the Swedish Tax Agency's brochure SKV 704; the other
  // check digits were worked out by hand with Luhn's rule.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "8112289874",
        "811228-9874",
        "811228+9874",
        "19811228-9874",
        "198112289874",
        " 811228-9874 ",
        "811228 9874",
        "81122-89874",
        "8-1-1-2-2-8-9-8-7-4"
      })
  void looksLike_findsPersonalNumbers(String text) {
    assertTrue(PersonalNumber.looksLike(text));
  }

  @Test
  void looksLike_findsCoordinationNumbers() {
    // 701063-239c: doubled 7,0,1,0,6,3,2,3,9 -> 5+0+2+0+3+3+4+3+9 = 29, so c = 1.
    assertTrue(PersonalNumber.looksLike("701063-2391"));
    assertFalse(PersonalNumber.looksLike("701063-2392"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "811228-9875",
        "8112289875",
        "811328-9874",
        "811200-9874",
        "p8112289874",
        "31811228-9874",
        "811228987",
        "",
        "T-0001"
      })
  void looksLike_lets(String text) {
    assertFalse(PersonalNumber.looksLike(text));
  }

  @Test
  void nearest_findsWhatWasMeant() {
    assertEquals("income", Nearest.to("incme", List.of("id", "income", "arm")));
    assertEquals("Y2", Nearest.to("y2", List.of("y1", "Y2")));
    assertEquals(null, Nearest.to("treatment", List.of("id", "y", "arm")));
    assertEquals(null, Nearest.to("a", List.of("b")));
  }
}
