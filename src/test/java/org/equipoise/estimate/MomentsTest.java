package org.equipoise.estimate;

import static org.equipoise.estimate.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MomentsTest {

  // 1001 values 2^40 + c, c = -1/4, 1/4, … and one 0: by hand, mean 2^40, sum of squares 1000/16.
  @Test
  void of_largeMeanSmallSpread_keepsEveryDigit() {
    double[] values =
        IntStream.rangeClosed(0, 1000)
            .mapToDouble(i -> 0x1p40 + (i == 0 ? 0 : i % 2 == 0 ? 0.25 : -0.25))
            .toArray();
    Moments moments = Moments.of(values);
    assertEquals(0x1p40, moments.mean());
    assertEquals(0.0625, moments.variance());
    assertEquals(0.25, moments.sd());
    assertEquals(1001, moments.n());
  }

  // The mean 10/3 is not a double: its rounding must not leak into the variance, 1/3 by hand.
  @Test
  void of_meanBetweenDoubles_isExact() {
    Moments moments = Moments.of(1e9 + 3, 1e9 + 3, 1e9 + 4);
    assertClose(1e9 + 10.0 / 3, moments.mean(), 1e-16);
    assertClose(1.0 / 3, moments.variance(), 1e-15);
  }

  @Test
  void of_doesNotDependOnOrder() {
    double[] values = IntStream.range(0, 999).mapToDouble(i -> 1e6 * Math.sin(i)).toArray();
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    assertClose(Moments.of(values).variance(), Moments.of(sorted).variance(), 1e-15);
    assertEquals(Moments.of(values).mean(), Moments.of(sorted).mean(), 1e-12);
  }

  @Test
  void of_refusesNothingAndNaN() {
    assertThrows(IllegalArgumentException.class, () -> Moments.of());
    assertThrows(IllegalArgumentException.class, () -> Moments.of(1, Double.NaN));
  }
}
