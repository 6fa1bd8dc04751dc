package org.equipoise.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every expected number is derived by hand from the rules told at {@link PrintedFigures}. */
class PrintedFiguresTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          28 381                     | registrations, exact     | 28381
          28\u00A0381                | registrations, exact     | 28381
          28\u2009381                | registrations, exact     | 28381
          28\u202F381                | registrations, exact     | 28381
          1 234 567                  |                          | 1234567
          28'381                     |                          | 28381
          1.234,5                    |                          | 1234.5
          1,234.5                    |                          | 1234.5
          1.234.567                  |                          | 1234567
          1,234,567                  |                          | 1234567
          1,234 people               |                          | 1234
          1,234 personer             |                          | 1.234
          1,234 personer             | persons, exact           | 1234
          1.234 people               |                          | 1.234
          0,3                        |                          | 0.3
          .5                         |                          | 0.5
          3½ år                      |                          | 3.5
          −2                         |                          | -2
          -2                         |                          | -2
          – 2                        |                          | 2
          –2                         |                          | -2
          +2                         |                          | 2
          2 procentenheter lägre     | pp, whole                | -2
          minskat med 3 procentenheter| pp, whole               | -3
          fell by 2 percentage points| pp                       | -2
          326,50 mkr                 |                          | 326500000
          345 tkr                    |                          | 345000
          €1.2bn                     |                          | 1200000000
          SEK 345 million            |                          | 345000000
          1,2 miljarder kronor       |                          | 1200000000
          30                         | MSEK, whole million      | 30000000
          30                         | tkr                      | 30000
          5 ‰                        |                          | 0.5
          8,4 %-enheter              |                          | 8.4
          elva                       |                          | 11
          tjugofem                   |                          | 25
          twenty-five                |                          | 25
          etthundratjugofem          |                          | 125
          one hundred and five       |                          | 105
          två hundra tusen           |                          | 200000
          tolv tusen                 |                          | 12000
          tre och en halv            |                          | 3.5
          three and a half           |                          | 3.5
          ett halvt år               | years                    | 0.5
          ett par hundra             |                          | 200
          ett femtiotal              |                          | 50
          inga                       | persons, exact           | 0
          hälften                    | %                        | 50
          hälften                    |                          | 0.5
          varannan                   | %                        | 50
          en fjärdedel var           | %                        | 25
          tre fjärdedelar            | %                        | 75
          fyra femtedelar            | %                        | 80
          en tiondel                 | %                        | 10
          fjärdedelen                | %                        | 25
          var fjärde                 | %                        | 25
          En av tio                  | %                        | 10
          1 på 10                    | %                        | 10
          3 av 4                     | %                        | 75
          one in five                | %                        | 20
          three out of four          | %                        | 75
          three quarters             | %                        | 75
          every fourth               | %                        | 25
          a quarter                  | %                        | 25
          three-fifths               | %                        | 60
          79 av 82                   | associations, exact      | 79
          halverats                  | ratio                    | 0.5
          fördubblats                | ratio                    | 2
          oförändrat                 | pp                       | 0
          samma resultat som 2016    | pp                       | 0
          51 + 6 + 42 %              | %                        | 99
          18, fem, tre               | associations, exact      | 26
          13 / 17 procent            | %                        | 13
          32 stycken (43 procent)    | %, whole percent         | 43
          116 (övervägande delen)    | interventions, exact     | 116
          fem procent (nästan 1,6 miljarder) | SEK bn, hedged   | 1600000000
          mars 2018 till och med december 2019 | months         | 22
          år 2005                    | year                     | 2005
          20176                      | year                     | 2017
          insats.15 55 procent       | %                        | 55
          55 procent6                | %                        | 55
          2017⁶                      | year                     | 2017
          till141                    | interventions, exact     | 141
          pro\u00ADcent 55           | %                        | 55
          Tabell 4                   | sequence number          | 4
          """)
  void read_takesTheNumber(String printed, String unit, double nominal) {
    Figure figure = read(printed, unit == null ? "" : unit);
    assertEquals(nominal, figure.nominal().doubleValue(), 0.0, printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          55 procent        | %, whole percent           | [54.5, 55.5)
          55 procent        |                            | [54.5, 55.5)
          -3 procent        | %                          | (-3.5, -2.5]
          0 procent         | %                          | (-0.5, 0.5)
          0,3 procentenheter| pp, one decimal            | [0.25, 0.35)
          0,3 procentenheter| pp, en decimal             | [0.25, 0.35)
          28 381            | personer, exakt            | [28381.0, 28381.0]
          586               |                            | [586.0, 586.0]
          700               | persons, rounded to hundred| [650.0, 750.0)
          700               | personer, avrundat till hundratal | [650.0, 750.0)
          700               | persons, exact             | [700.0, 700.0]
          700               | persons                    | [700.0, 700.0]
          8 400             |                            | [8350.0, 8450.0)
          10 000            |                            | [9500.0, 10500.0)
          8 000             | individuals, rounded to thousand | [7500.0, 8500.0)
          30                | MSEK, whole million        | [2.95E7, 3.05E7)
          339 miljoner      |                            | [3.385E8, 3.395E8)
          326,50 mkr        | MSEK, two decimals         | [3.26495E8, 3.26505E8)
          145 kronor        | SEK, whole                 | [144.5, 145.5)
          12,5 procent      | %, whole percent           | [12.45, 12.55)
          12                | %, one decimal             | [11.95, 12.05)
          51 + 6 + 42 %     | %                          | [97.5, 100.5)
          18, fem, tre      | associations, exact        | [26.0, 26.0]
          2,0               |                            | [1.95, 2.05)
          """)
  void read_knowsItsRounding(String printed, String unit, String rounding) {
    Figure figure = read(printed, unit == null ? "" : unit);
    assertEquals(rounding, figure.rounding().toString());
    assertEquals(figure.rounding(), figure.allowed());
    assertFalse(figure.hedged());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cirka 550              | persons | ABOUT      | [522.5, 577.5]
          ca 12 000              |         | ABOUT      | [11400.0, 12600.0]
          c:a 2 000 kr           |         | ABOUT      | [1800.0, 2200.0]
          omkring 200 000        |         | ABOUT      | [180000.0, 220000.0]
          runt 6 månader         |         | ABOUT      | [5.5, 6.5]
          ungefär 70             |         | ABOUT      | [65.0, 75.0]
          about 1.2 million      |         | ABOUT      | [1140000.0, 1260000.0]
          ~300                   |         | ABOUT      | [270.0, 330.0]
          approximately 83 percent |       | ABOUT      | [82.0, 84.0]
          cirka 16 procent       |         | ABOUT      | [15.0, 17.0]
          cirka 80 procent       |         | ABOUT      | [75.0, 85.0]
          drygt 700              |         | JUST_OVER  | [700.0, 770.0]
          drygt 26 000           |         | JUST_OVER  | [26000.0, 27300.0]
          drygt 5 år             |         | JUST_OVER  | [5.0, 6.0]
          drygt 60 procent       |         | JUST_OVER  | [60.0, 65.0]
          drygt 24 procent       |         | JUST_OVER  | [24.0, 25.0]
          över 60 procent        |         | JUST_OVER  | [60.0, 65.0]
          just over 24 percent   |         | JUST_OVER  | [24.0, 25.0]
          drygt hälften          | %       | JUST_OVER  | [50.0, 55.0]
          knappt 200             |         | JUST_UNDER | [180.0, 200.0]
          nästan 190             |         | JUST_UNDER | [180.0, 190.0]
          nästan 1,6 miljarder   |         | JUST_UNDER | [1.5E9, 1.6E9]
          närmare 40 procent     |         | JUST_UNDER | [35.0, 40.0]
          nearly 3 percent       |         | JUST_UNDER | [2.0, 3.0]
          nästan 100 procent     |         | JUST_UNDER | [95.0, 100.0]
          knappt hälften         | %       | JUST_UNDER | [40.0, 50.0]
          nästan halverats       | ratio   | JUST_UNDER | [0.5, 0.55]
          minst 80 procent       |         | AT_LEAST   | [80.0, Infinity)
          minst cirka 80 procent |         | AT_LEAST   | [80.0, Infinity)
          mer än 80              |         | AT_LEAST   | (80.0, Infinity)
          80+                    |         | AT_LEAST   | [80.0, Infinity)
          fem eller fler         |         | AT_LEAST   | [5.0, Infinity)
          över 500               | persons | JUST_OVER  | [500.0, 600.0]
          over 2 000             |         | JUST_OVER  | [2000.0, 3000.0]
          en dryg fjärdedel      | %       | JUST_OVER  | [25.0, 27.5]
          en knapp fjärdedel     | %       | JUST_UNDER | [20.0, 25.0]
          a good quarter         | %       | JUST_OVER  | [25.0, 27.5]
          majoriteten            | %       | AT_LEAST   | (50.0, Infinity)
          flertalet av deltagarna|         | AT_LEAST   | (0.5, Infinity)
          most participants      |         | AT_LEAST   | (0.5, Infinity)
          nio av tio             | %       | WORDS      | [87.5, 92.5]
          tre gånger så många    |         | WORDS      | [2.7, 3.3]
          four times as many     |         | WORDS      | [3.6, 4.4]
          över 100 000 kr        | SEK, lower bound | AT_LEAST | [100000.0, Infinity)
          upp till ett år        | years, upper bound | AT_MOST | [0.0, 1.0]
          at most 5 percent      |         | AT_MOST    | [0.0, 5.0]
          färre än 20            |         | AT_MOST    | [0.0, 20.0)
          <5                     |         | AT_MOST    | [0.0, 5.0)
          50–100                 |         | RANGE      | [50.0, 100.0]
          cirka 50–100           |         | RANGE      | [50.0, 100.0]
          fyra till sex          |         | RANGE      | [4.0, 6.0]
          mellan 5 och 10 procent|         | RANGE      | [5.0, 10.0]
          between 2 and 3 million|         | RANGE      | [2000000.0, 3000000.0]
          70 000 to 100 000      |         | RANGE      | [70000.0, 100000.0]
          -0,2 till 0,4          |         | RANGE      | [-0.2, 0.4]
          hälften                | %       | WORDS      | [45.0, 55.0]
          en fjärdedel           | %       | WORDS      | [22.5, 27.5]
          tre fjärdedelar        | %       | WORDS      | [72.5, 77.5]
          en av tio              | %       | WORDS      | [9.0, 11.0]
          Ungefär lika mycket (5)|         | WORDS      | [4.5, 5.5]
          oförändrat             | pp      | WORDS      | [-1.0, 1.0]
          i stort sett oförändrat| pp      | ABOUT      | [-2.0, 2.0]
          """)
  void read_knowsItsHedge(String printed, String unit, Hedge hedge, String allowed) {
    Figure figure = read(printed, unit == null ? "" : unit);
    assertEquals(hedge, figure.hedge());
    assertEquals(allowed, figure.allowed().toString());
    assertTrue(figure.hedged());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          55 procent         |                | PERCENT
          21 procentenheter  |                | POINTS
          5 pp               |                | POINTS
          0.5 percentage points |             | POINTS
          145 kronor         |                | MONEY
          30                 | MSEK           | MONEY
          hälften            |                | FRACTION
          hälften            | %, words       | PERCENT
          586                |                | NUMBER
          339 miljoner       |                | NUMBER
          2005               | year           | DATE
          sex                | years          | NUMBER
          2003:1210          |                | IDENTIFIER
          2013:1210          | statute number | IDENTIFIER
          """)
  void read_knowsWhatIsCounted(String printed, String unit, Figure.Unit counted) {
    assertEquals(counted, read(printed, unit == null ? "" : unit).unit());
  }

  @Test
  void read_keepsNamesApart() {
    assertEquals(
        read("2003:1210", "").nominal(), read("SFS 2003:1210", "statute number").nominal());
    assertFalse(
        read("2003:121", "").nominal().equals(read("2003:1210", "").nominal()),
        "the second part of a name counts");
  }

  @Test
  void read_findsNoFigureInWordsWithoutSize() {
    for (String words : List.of("egna kapital ökar", "", "de flesta", "B070 och E001", "–")) {
      assertTrue(PrintedFigures.read(words, "MSEK, sign", FigureRules.DEFAULT).isEmpty(), words);
    }
  }

  @Test
  void reading_givesEveryFigureAndSaysThatItChose() {
    FigureReading two = reading("26 % / drygt 24 procent", "%", DecimalSign.AS_TOLD);
    assertEquals(List.of(26.0, 24.0), nominals(two));
    assertEquals(
        List.of(
            "more than one figure is printed; the first was taken of '26 %', 'drygt 24 procent'"),
        two.remarks());
    FigureReading told = reading("Drygt hälften (51 procent)", "%, hedged", DecimalSign.AS_TOLD);
    assertEquals(List.of(50.0, 51.0), nominals(told));
  }

  @Test
  void reading_tellsWhatItGuessed() {
    assertEquals(
        List.of("'1,234' was read with decimals after the comma: nothing tells otherwise"),
        reading("1,234", "", DecimalSign.AS_TOLD).remarks());
    assertEquals(List.of(), reading("1,234", "", DecimalSign.COMMA).remarks());
    assertEquals(List.of(1234.0), nominals(reading("1,234", "", DecimalSign.POINT)));
    assertEquals(
        List.of("'20176' was read as the year 2017 and the mark of a footnote"),
        reading("20176", "year", DecimalSign.AS_TOLD).remarks());
    assertEquals(
        List.of("'15' right after the end of a sentence was taken for a footnote"),
        reading("insats.15 55 procent", "%", DecimalSign.AS_TOLD).remarks());
    assertEquals(
        List.of("'till141' was read as till and 141"),
        reading("till141", "interventions, exact", DecimalSign.AS_TOLD).remarks());
    assertEquals(
        List.of("a whole number that ends in zeros was taken to be rounded to them"),
        reading("8 400", "", DecimalSign.AS_TOLD).remarks());
    assertEquals(List.of(), reading("28 381", "", DecimalSign.AS_TOLD).remarks());
  }

  @Test
  void rounding_followsTheRule() {
    FigureRules down = rules(FigureRules.Rounding.DOWN);
    FigureRules either = rules(FigureRules.Rounding.EITHER);
    assertEquals(
        "[55.0, 56.0)", PrintedFigures.read("55 %", "", down).orElseThrow().rounding().toString());
    assertEquals(
        "(-56.0, -55.0]",
        PrintedFigures.read("-55 %", "", down).orElseThrow().rounding().toString());
    assertEquals(
        "[54.5, 55.5]",
        PrintedFigures.read("55 %", "", either).orElseThrow().rounding().toString());
  }

  @Test
  void scale_isThatOfTheStatedUnit() {
    assertEquals(new BigFraction(1_000_000), PrintedFigures.scale("MSEK, whole million"));
    assertEquals(new BigFraction(1000), PrintedFigures.scale("tkr"));
    assertEquals(new BigFraction(1_000_000_000), PrintedFigures.scale("SEK bn, hedged"));
    assertEquals(BigFraction.ONE, PrintedFigures.scale("persons, rounded to thousand"));
    assertEquals(BigFraction.ONE, PrintedFigures.scale("%, whole percent"));
  }

  /** What was rounded and printed lies in the interval that is read back. */
  @Test
  void read_holdsEveryValueThatPrintsSo() {
    SplittableRandom random = new SplittableRandom(20_261_122);
    for (int i = 0; i < 5000; i++) {
      int decimals = random.nextInt(4);
      BigDecimal value = BigDecimal.valueOf(random.nextLong(-90_000_000, 90_000_000), 6);
      BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_UP);
      String printed = rounded.toPlainString().replace('.', random.nextBoolean() ? ',' : '.');
      Figure figure =
          PrintedFigures.reading(printed + " procent", "%", FigureRules.DEFAULT, signOf(printed))
              .figures()
              .get(0);
      BigFraction exact = new BigFraction(value.unscaledValue()).divide(1_000_000);
      assertTrue(figure.rounding().contains(exact), value + " printed as " + printed);
    }
  }

  /** Random shreds of reports: never an exception, and the plain value lies in its intervals. */
  @Test
  void read_survivesAnything() {
    String[] shreds = {
      "cirka",
      "drygt",
      "knappt",
      "55",
      "procent",
      "28 381",
      "1,234",
      "–",
      "-",
      "(",
      ")",
      "+",
      "/",
      "hälften",
      "två",
      "av",
      "tre",
      "minst",
      "miljoner",
      "mkr",
      "0,3",
      ".",
      ",",
      "till",
      "B070",
      "2017",
      "20176",
      "%",
      "‰",
      "½",
      "<",
      "≥",
      "en",
      "tredjedel",
      "var",
      "oförändrat",
      "halverats",
      "mellan",
      "och",
      "\u00AD",
      "\u00A0",
      "😀",
      "٣",
      "1e999",
      "000",
      "99999999999999999999",
      "och en halv",
      "ett",
      "par",
      "hundra",
      "2013:1210",
      "€",
      "~",
      "*",
      "lägre",
      "or more",
      "\uD800",
      "ß",
      "İ"
    };
    String[] units = {
      "", "%", "pp, whole", "MSEK, whole million", "persons, exact", "year", "ratio"
    };
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(7); n >= 0; n--) {
        text.append(shreds[random.nextInt(shreds.length)]);
        text.append(random.nextInt(3) == 0 ? "" : " ");
      }
      String unit = units[random.nextInt(units.length)];
      for (Figure figure : reading(text.toString(), unit, DecimalSign.AS_TOLD).figures()) {
        String what = "'" + text + "' (" + unit + ") gave " + figure;
        assertTrue(closed(figure.rounding()).contains(figure.nominal()), what);
        assertTrue(closed(figure.allowed()).contains(figure.nominal()), what);
        assertEquals(text.toString(), figure.printed());
      }
    }
  }

  private static Interval closed(Interval interval) {
    return new Interval(interval.lower(), true, interval.upper(), true);
  }

  private static DecimalSign signOf(String printed) {
    return printed.indexOf(',') >= 0 ? DecimalSign.COMMA : DecimalSign.POINT;
  }

  private static FigureRules rules(FigureRules.Rounding rounding) {
    return FigureRules.of(0.05, 0.1, 1, 5, rounding);
  }

  private static List<Double> nominals(FigureReading reading) {
    return reading.figures().stream().map(f -> f.nominal().doubleValue()).toList();
  }

  private static FigureReading reading(String printed, String unit, DecimalSign sign) {
    return PrintedFigures.reading(printed, unit, FigureRules.DEFAULT, sign);
  }

  private static Figure read(String printed, String unit) {
    return PrintedFigures.read(printed, unit, FigureRules.DEFAULT).orElseThrow();
  }
}
