package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.equipoise.document.Language;
import org.junit.jupiter.api.Test;

class TextForestTest {

  private static TextForest pictures() {
    return TextForest.of(PictureResults.released(), Language.ENGLISH, 80);
  }

  @Test
  void line_putsEstimateLimitsAndZeroInTheirColumns() {
    // From -1 to 3 in 41 columns a tenth is a column: -0.5 in column 5, 0 in 10, 1 in 20, 2 in 30.
    String line = TextForest.line(new double[] {-0.5, 1, 2}, -1, 3, 41);
    assertEquals(41, line.length());
    assertEquals('\u251c', line.charAt(5));
    assertEquals('\u253c', line.charAt(10));
    assertEquals('\u25a0', line.charAt(20));
    assertEquals('\u2524', line.charAt(30));
    assertEquals(' ', line.charAt(31));
  }

  @Test
  void effects_areNoWiderThanAskedForAndNameRefusals() throws IOException {
    StringBuilder out = new StringBuilder();
    pictures().effects(out);
    for (String line : out.toString().split("\n", -1)) {
      boolean refusal = line.contains("not estimated");
      assertTrue(line.length() <= 80 || refusal, line);
    }
    assertTrue(out.toString().contains("0.29 [0.09, 0.50]"), out.toString());
    assertTrue(out.toString().contains("not estimated: the register ends"), out.toString());
  }

  @Test
  void response_isADotALineForEachArm() throws IOException {
    StringBuilder out = new StringBuilder();
    pictures().response(out);
    // Two waves by two arms.
    assertEquals(5, out.toString().split("\u25cf", -1).length);
    assertTrue(out.toString().contains("80.0%"), out.toString());
  }

  @Test
  void intake_saysThatAMonthIsHiddenAndNotHowMany() throws IOException {
    StringBuilder out = new StringBuilder();
    pictures().intake(PictureResults.intake(), out);
    String hidden = out.toString().lines().filter(l -> l.startsWith("2020-07")).toList().get(0);
    assertTrue(hidden.endsWith("hidden: too few people"), hidden);
    assertFalse(hidden.contains("4"), hidden);
    assertEquals(30, out.toString().lines().count());
  }
}
