package org.equipoise.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class OrderStatisticTest {

  @Test
  void select_isWhatStandsThereAfterSorting() {
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(4);
    for (int n = 1; n <= 40; n++) {
      double[] values = new double[n];
      Arrays.setAll(values, i -> random.nextInt(12) - 6 + (random.nextBoolean() ? 0.5 : 0));
      values[n / 2] = Double.POSITIVE_INFINITY;
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      for (int place = 0; place < n; place++) {
        assertEquals(sorted[place], OrderStatistic.select(values.clone(), place));
      }
    }
  }
}
