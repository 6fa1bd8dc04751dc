package org.equipoise.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R 4.2.2: {@code prop.test(x, n, correct = FALSE)} and {@code binom.test(x, n)}. */
class ProportionIntervalTest {

  @ParameterizedTest
  @CsvSource({
    "WILSON, 7, 20, 0.95, 0.1811918241010821, 0.5671457233147637",
    "WILSON, 1, 550, 0.90, 0.0004057267838364722, 0.008107926661157835",
    "WILSON, 0, 12, 0.95, 0, 0.2424940066552408",
    "CLOPPER_PEARSON, 7, 20, 0.95, 0.1539092047845411, 0.5921885345328282",
    "CLOPPER_PEARSON, 1, 550, 0.90, 9.325618662156052e-05, 0.008595907767897093",
    "CLOPPER_PEARSON, 0, 12, 0.95, 0, 0.2646484693970511"
  })
  void of_matchesR(ProportionInterval method, int x, int n, double level, double low, double high) {
    ConfidenceInterval interval = method.of(x, n, level);
    assertEquals(low, interval.low(), 1e-12);
    assertEquals(high, interval.high(), 1e-12);
  }

  @Test
  void of_isSymmetric() {
    for (ProportionInterval method : ProportionInterval.values()) {
      ConfidenceInterval few = method.of(3, 17, 0.95);
      ConfidenceInterval many = method.of(14, 17, 0.95);
      assertEquals(few.low(), 1 - many.high(), 1e-15);
      assertEquals(few.high(), 1 - many.low(), 1e-15);
    }
  }

  @Test
  void of_refusesImpossibleCounts() {
    assertThrows(IllegalArgumentException.class, () -> ProportionInterval.WILSON.of(4, 3, 0.95));
    assertThrows(IllegalArgumentException.class, () -> ProportionInterval.WILSON.of(0, 0, 0.95));
    assertThrows(IllegalArgumentException.class, () -> ProportionInterval.WILSON.of(1, 3, 1));
  }
}
