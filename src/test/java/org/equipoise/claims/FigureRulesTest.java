package org.equipoise.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FigureRulesTest {

  @Test
  void of_takesDecimalsAsTyped() {
    assertEquals(
        FigureRules.DEFAULT, FigureRules.of(0.05, 0.1, 1, 5, FigureRules.Rounding.HALF_UP));
  }

  @Test
  void of_refusesWhatIsOutsideItsDomain() {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> FigureRules.of(-0.01, 0.1, 1, 5, FigureRules.Rounding.HALF_UP));
    assertTrue(thrown.getMessage().startsWith("aboutShare"), thrown.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> FigureRules.of(0.05, 0.1, 1, 50, FigureRules.Rounding.HALF_UP));
    assertThrows(
        IllegalArgumentException.class,
        () -> FigureRules.of(Double.NaN, 0.1, 1, 5, FigureRules.Rounding.HALF_UP));
  }

  @Test
  void rules_widenWhatIsRead() {
    FigureRules wide = FigureRules.of(0.2, 0.3, 2, 8, FigureRules.Rounding.HALF_UP);
    assertEquals("[440.0, 660.0]", allowed("cirka 550", "", wide));
    assertEquals("[700.0, 900.0]", allowed("drygt 700", "", wide));
    assertEquals("[24.0, 26.0]", allowed("drygt 24 procent", "", wide));
    assertEquals("[42.0, 58.0]", allowed("hälften", "%", wide));
  }

  private static String allowed(String printed, String unit, FigureRules rules) {
    return PrintedFigures.read(printed, unit, rules).orElseThrow().allowed().toString();
  }
}
