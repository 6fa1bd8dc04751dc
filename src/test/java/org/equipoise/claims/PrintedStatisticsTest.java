package org.equipoise.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.fraction.BigFraction;
import org.equipoise.claims.PrintedCell.Bound;
import org.equipoise.claims.PrintedCell.Limits;
import org.equipoise.claims.PrintedCell.Pair;
import org.equipoise.claims.PrintedCell.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every expected number is read off the cell by hand. */
class PrintedStatisticsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -0.036     | -0.036  | 3 | (-0.0365, -0.0355] | EQUAL    | ''
          −0,036     | -0.036  | 3 | (-0.0365, -0.0355] | EQUAL    | ''
          0.10       | 0.1     | 2 | [0.095, 0.105)     | EQUAL    | ''
          0.1        | 0.1     | 1 | [0.05, 0.15)       | EQUAL    | ''
          12         | 12      | 0 | [11.5, 12.5)       | EQUAL    | ''
          .5         | 0.5     | 1 | [0.45, 0.55)       | EQUAL    | ''
          -.05*      | -0.05   | 2 | (-0.055, -0.045]   | EQUAL    | *
          0,12**     | 0.12    | 2 | [0.115, 0.125)     | EQUAL    | **
          0.12 ***   | 0.12    | 2 | [0.115, 0.125)     | EQUAL    | ***
          0.12∗∗     | 0.12    | 2 | [0.115, 0.125)     | EQUAL    | **
          3.2†       | 3.2     | 1 | [3.15, 3.25)       | EQUAL    | †
          <0.001     | 0.001   | 3 | (-Infinity, 0.001) | BELOW    | ''
          p < .05    | 0.05    | 2 | (-Infinity, 0.05)  | BELOW    | ''
          P ≤ 0,05   | 0.05    | 2 | (-Infinity, 0.05]  | AT_MOST  | ''
          > .10      | 0.1     | 2 | (0.1, Infinity)    | ABOVE    | ''
          ≥10        | 10      | 0 | [10.0, Infinity)   | AT_LEAST | ''
          = .03      | 0.03    | 2 | [0.025, 0.035)     | EQUAL    | ''
          0.000      | 0       | 3 | (-5.0E-4, 5.0E-4)  | EQUAL    | ''
          1.2e-4     | 0.00012 | 5 | [1.15E-4, 1.25E-4) | EQUAL    | ''
          1,2·10⁻⁴   | 0.00012 | 5 | [1.15E-4, 1.25E-4) | EQUAL    | ''
          28 381     | 28381   | 0 | [28380.5, 28381.5) | EQUAL    | ''
          1.234,5    | 1234.5  | 1 | [1234.45, 1234.55) | EQUAL    | ''
          N = 320    | 320     | 0 | [319.5, 320.5)     | EQUAL    | ''
          """)
  void read_takesNumbersWithTheirDigits(
      String cell, double value, int decimals, String rounding, Bound bound, String marks) {
    Value read = assertInstanceOf(Value.class, read(cell));
    assertEquals(value, read.value().doubleValue(), 0.0);
    assertEquals(decimals, read.decimals());
    assertEquals(rounding, read.rounding().toString());
    assertEquals(bound, read.bound());
    assertEquals(marks, read.marks());
    assertEquals(cell, read.printed());
    assertEquals("", read.remark());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [−0,2; 0,4]          | -0.2 | 0.4 |
          (0.1, 0.3)           | 0.1  | 0.3 |
          95% CI 0.1–0.4       | 0.1  | 0.4 | 95
          (95% CI: 0.1, 0.4)   | 0.1  | 0.4 | 95
          95 % KI [0,1; 0,4]   | 0.1  | 0.4 | 95
          0.1 to 0.4           | 0.1  | 0.4 |
          0,1 till 0,4         | 0.1  | 0.4 |
          -0.2--0.1            | -0.2 | -0.1|
          −0,2–−0,1            | -0.2 | -0.1|
          [0,1,0,4]            | 0.1  | 0.4 |
          [-0,2, 0,4]          | -0.2 | 0.4 |
          0.05-0.1             | 0.05 | 0.1 |
          90% CI (1.5, 2.5)    | 1.5  | 2.5 | 90
          """)
  void read_takesIntervals(String cell, double lower, double upper, Double level) {
    Limits limits = assertInstanceOf(Limits.class, read(cell));
    assertEquals(lower, limits.lower().value().doubleValue(), 0.0);
    assertEquals(upper, limits.upper().value().doubleValue(), 0.0);
    BigFraction told = limits.level();
    if (level == null) {
      assertNull(told);
    } else {
      assertTrue(told != null && told.doubleValue() == level);
    }
  }

  @Test
  void read_takesEstimatesWithWhatStandsInBrackets() {
    Value error = assertInstanceOf(Value.class, read("(0.158)"));
    assertTrue(error.bracketed());
    Pair pair = assertInstanceOf(Pair.class, read("0.12 (0.05)**"));
    assertEquals(2, pair.first().stars());
    assertEquals(2, assertInstanceOf(Value.class, pair.second()).decimals());
    Pair limits = assertInstanceOf(Pair.class, read("−0,036* [−0,2; 0,4]"));
    assertEquals("*", limits.first().marks());
    assertInstanceOf(Limits.class, limits.second());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "—", "–", "-", "NA", "n/a", "ref.", "..", "saknas"})
  void read_knowsThatNothingIsPrinted(String cell) {
    assertInstanceOf(PrintedCell.Absent.class, read(cell));
  }

  @ParameterizedTest
  @ValueSource(strings = {"n.s.", "NS", "ej sign.", "ej signifikant", "(n.s.)"})
  void read_knowsNotSignificant(String cell) {
    assertInstanceOf(PrintedCell.NotSignificant.class, read(cell));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "1..2", "12 34", "0.1 (", "[;]", "<", "**"})
  void read_saysWhatItCannotRead(String cell) {
    assertInstanceOf(PrintedCell.Unreadable.class, read(cell));
  }

  @Test
  void sign_isThatOfTheUnmistakableCells() {
    assertEquals(DecimalSign.COMMA, PrintedStatistics.sign(List.of("1,234", "0,12", "28 381")));
    assertEquals(DecimalSign.POINT, PrintedStatistics.sign(List.of("1,234", "(0.05)")));
    assertEquals(DecimalSign.AS_TOLD, PrintedStatistics.sign(List.of("1,234", "12")));
    assertEquals(DecimalSign.AS_TOLD, PrintedStatistics.sign(List.of("0,12", "0.12")));
  }

  @Test
  void read_tellsWhatItGuessed() {
    Value alone = assertInstanceOf(Value.class, read("1,234"));
    assertEquals("'1,234' was read with thousands set apart", alone.remark());
    Value swedish =
        assertInstanceOf(
            Value.class,
            PrintedStatistics.read("1,234", FigureRules.Rounding.HALF_UP, DecimalSign.COMMA));
    assertEquals(3, swedish.decimals());
    assertEquals("", swedish.remark());
  }

  /** Random cells: never an exception; a number lies in the interval of what prints so. */
  @Test
  void read_survivesAnything() {
    String letters = "0123456789.,;-−–—()[]*<>≤= ±%enps95CIKtill†\u00A0'’…|";
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder cell = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        cell.append(letters.charAt(random.nextInt(letters.length())));
      }
      if (read(cell.toString()) instanceof Value value && value.bound() == Bound.EQUAL) {
        assertTrue(value.rounding().contains(value.value()), cell.toString());
      }
    }
  }

  private static PrintedCell read(String cell) {
    return PrintedStatistics.read(cell, FigureRules.Rounding.HALF_UP, DecimalSign.AS_TOLD);
  }
}
