package org.equipoise.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class MarginTest {

  /** Mean over a fine even grid of ranks: the integral of the quantile function. */
  private static double mean(DoubleUnaryOperator atRank) {
    int cells = 400_000;
    double sum = 0;
    for (int i = 0; i < cells; i++) {
      sum += atRank.applyAsDouble((i + 0.5) / cells);
    }
    return sum / cells;
  }

  @Test
  void takings_haveTheAssumedMeanAndSpread_zerosCounted() {
    Margin takings = Margin.Takings.of(5200, 9500);
    double mean = mean(rank -> takings.value(rank, 5200));
    double square = mean(rank -> Math.pow(takings.value(rank, 5200), 2));
    assertEquals(5200, mean, 1);
    assertEquals(9500, Math.sqrt(square - mean * mean), 10);
    // Earners: mean^2 (1 + 0.5^2) / (sd^2 + mean^2) = 33,800,000 / 117,290,000.
    assertEquals(33.8 / 117.29, mean(rank -> takings.value(rank, 5200) > 0 ? 1 : 0), 1e-5);
  }

  @Test
  void takings_moveToAHigherMeanByMoreEarners() {
    Margin takings = Margin.Takings.of(5200, 9500);
    assertEquals(5900, mean(rank -> takings.value(rank, 5900)), 1);
    assertEquals(40_000, mean(rank -> takings.value(rank, 40_000)), 5);
  }

  @Test
  void cohortGain_hasMeanOneAndTheRatioOfTheOuterTenths() {
    CohortGain gain = CohortGain.of(2);
    assertEquals(1, gain.at(0.5), 1e-15);
    assertEquals(2, gain.at(0.95) / gain.at(0.05), 1e-14);
    assertEquals(0, CohortGain.of(1).rise(), 0);
  }
}
