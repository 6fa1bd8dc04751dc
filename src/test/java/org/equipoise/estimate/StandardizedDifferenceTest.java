package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardizedDifferenceTest {

  // R 4.2.2, a = x[1:9], b = x[10:24] of the small example, dd = mean(a) - mean(b):
  // dd / sqrt((var(a) + var(b)) / 2), dd / sd(b), dd / sqrt((8 var(a) + 14 var(b)) / 22), times
  // gamma(11) / (sqrt(11) gamma(10.5))
  @ParameterizedTest
  @CsvSource({
    "AVERAGE_VARIANCE, 0.3363499860730085",
    "CONTROL_SD, 0.3353984990576421",
    "POOLED_SD, 0.3360896868057931",
    "HEDGES_G, 0.32447800953939"
  })
  void of_matchesDefinitionInR(StandardizedDifference definition, double expected) {
    double[] x = SmallExample.x();
    Moments first = Moments.of(Arrays.copyOf(x, 9));
    Moments rest = Moments.of(Arrays.copyOfRange(x, 9, 24));
    assertClose(expected, definition.of(first, rest), 1e-13);
  }

  @Test
  void of_refusesWithoutSpread() {
    Moments constant = Moments.of(2, 2, 2);
    NotEstimableException refusal =
        assertThrows(
            NotEstimableException.class,
            () -> StandardizedDifference.POOLED_SD.of(constant, constant));
    assertEquals(NotEstimableException.Reason.NO_VARIATION, refusal.reason());
    assertThrows(
        NotEstimableException.class,
        () -> StandardizedDifference.POOLED_SD.of(Moments.of(1), constant));
  }
}
