package org.equipoise.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShortestDecimalTest {

  @Test
  void of_isTheShortestThatReadsBack() {
    assertEquals("0.1", ShortestDecimal.of(0.1));
    assertEquals("0.3", ShortestDecimal.of(0.3));
    assertEquals("0.30000000000000004", ShortestDecimal.of(0.1 + 0.2));
    assertEquals("-12", ShortestDecimal.of(-12));
    assertEquals("0", ShortestDecimal.of(-0.0));
    assertEquals("1E-300", ShortestDecimal.of(1e-300));
    assertEquals("2E23", ShortestDecimal.of(2e23), "JDK 17 prints 2.0E23 here");
    assertEquals("5E-324", ShortestDecimal.of(Double.MIN_VALUE));
    assertEquals("5.684341886080802E-14", ShortestDecimal.of(0x1p-44), "Python 3.11, repr(2**-44)");
    assertThrows(IllegalArgumentException.class, () -> ShortestDecimal.of(Double.NaN));
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number)) {
        String text = ShortestDecimal.of(number);
        assertEquals(number, Double.parseDouble(text), text);
        assertTrue(digits(text) <= digits(Double.toString(number)), text);
      }
    }
  }

  @Test
  void of_isShortWhereNumbersUsuallyLie() {
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 20_000; i++) {
      double number = random.nextDouble(-1000, 1000);
      String text = ShortestDecimal.of(number);
      assertEquals(number, Double.parseDouble(text), text);
      assertTrue(digits(text) <= digits(Double.toString(number)), text);
      // A decimal of few figures must come back as it was.
      String few = String.valueOf(random.nextInt(1, 1_000_000)) + ".25";
      assertEquals(few, ShortestDecimal.of(Double.parseDouble(few)));
    }
  }

  private static int digits(String number) {
    String figures = number.replaceAll("E.*", "").replaceAll("[-.]", "").replaceAll("^0+", "");
    return figures.replaceAll("0+$", "").length();
  }
}
