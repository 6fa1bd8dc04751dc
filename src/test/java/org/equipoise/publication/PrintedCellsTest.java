package org.equipoise.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.equipoise.publication.ComparedNumber.Rounding;
import org.equipoise.publication.PrintedNumber.Bound;
import org.junit.jupiter.api.Test;

/** Cells as tables print them, and when a number fits one. Expected by hand. */
class PrintedCellsTest {

  private final PrintedCells point = new PrintedCells(false);
  private final PrintedCells comma = new PrintedCells(true);

  @Test
  void number_keepsTheDigitsPrinted() {
    assertEquals("0.10", value(point, PrintedQuantity.P, "0.10"));
    assertEquals("0.158", value(point, PrintedQuantity.STANDARD_ERROR, "(0.158)"));
    assertEquals("-0.036", value(point, PrintedQuantity.ESTIMATE, "\u22120.036"));
    assertEquals("-0.036", value(comma, PrintedQuantity.ESTIMATE, "\u20130,036"));
    assertEquals("0.03", value(point, PrintedQuantity.P, "p = .03"));
    assertEquals("1234", value(point, PrintedQuantity.N, "1\u00a0234"));
    assertEquals("1234", value(comma, PrintedQuantity.N, "1.234"));
    assertEquals("1234.5", value(point, PrintedQuantity.ESTIMATE, "1,234.5"));
    assertEquals("12.3", value(comma, PrintedQuantity.ESTIMATE, "12,3 %"));
    assertTrue(point.number(PrintedQuantity.P, "about a half").isEmpty());
  }

  @Test
  void number_readsBounds() {
    PrintedNumber below = point.number(PrintedQuantity.P, "p < .001").orElseThrow();
    assertEquals(Bound.BELOW, below.bound());
    assertEquals(new BigDecimal("0.001"), below.value());
    assertEquals(Rounding.NONE, PrintedFit.of(below, 0.0004));
    assertNull(PrintedFit.of(below, 0.002));
  }

  @Test
  void effect_readsWhatStandsBeside() {
    PrintedCells.Cell cell = comma.effect("\u22120,21** (0,10)");
    assertEquals(new BigDecimal("-0.21"), cell.number().orElseThrow().value());
    assertEquals(new BigDecimal("0.10"), cell.error().orElseThrow().value());
    assertEquals(2, cell.stars().orElseThrow().value().intValue());
    PrintedCells.Cell limits = point.effect("0.5 [0.1; 0.9]");
    assertEquals(2, limits.limits().size());
    assertEquals(new BigDecimal("0.5"), limits.number().orElseThrow().value());
  }

  @Test
  void interval_readsBothSpellings() {
    assertEquals("[-0.1, 0.3]", ends(comma, "[\u22120,1; 0,3]"));
    assertEquals("[-0.1, 0.3]", ends(point, "(-0.1, 0.3)"));
    assertEquals("[0.1, 0.3]", ends(point, "0.1 to 0.3"));
    assertTrue(point.interval("wide").isEmpty());
  }

  @Test
  void of_findsTheDecimalSign() {
    assertTrue(PrintedCells.of(List.of("0,12", "1")).comma());
    assertFalse(PrintedCells.of(List.of("1,234", "0.5")).comma());
    assertFalse(PrintedCells.of(List.of("1", "")).comma());
  }

  /** 0.1587 is printed 0.159; 0.158 is what cutting off gives; 0.160 comes from nothing. */
  @Test
  void fit_forgivesOneUnitOnlyWithAReason() {
    assertEquals(Rounding.NONE, fit("0.159", 0.1587));
    assertEquals(Rounding.CUT_OFF, fit("0.158", 0.1587));
    assertNull(fit("0.160", 0.1587));
    // 0.1446 to three digits is 0.145, and that to two is 0.15.
    assertEquals(Rounding.ROUNDED_TWICE, fit("0.15", 0.1446));
    assertNull(fit("0.15", 0.1444));
    // A half may have gone either way.
    assertEquals(Rounding.NONE, fit("0.12", 0.125));
    assertEquals(Rounding.NONE, fit("0.13", 0.125));
    assertNull(fit("0.1", Double.NaN));
  }

  private static Rounding fit(String printed, double number) {
    PrintedNumber like =
        new PrintedNumber(PrintedQuantity.ESTIMATE, printed, new BigDecimal(printed), Bound.EQUAL);
    return PrintedFit.of(like, number);
  }

  private static String value(PrintedCells cells, PrintedQuantity quantity, String printed) {
    return cells.number(quantity, printed).orElseThrow().value().toPlainString();
  }

  private static String ends(PrintedCells cells, String printed) {
    return cells.interval(printed).stream().map(PrintedNumber::value).toList().toString();
  }
}
