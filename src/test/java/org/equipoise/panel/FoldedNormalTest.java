package org.equipoise.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedNormalTest {

  /**
   * R 4.2.2: {@code uniroot(function(q) pnorm(q - t, lower.tail = FALSE) + pnorm(-q - t) - alpha,
   * c(0, t + 10), tol = 1e-15)$root}.
   */
  @ParameterizedTest
  @CsvSource({
    "0, 0.05, 1.95996398454005",
    "0.25, 0.05, 2.01971284735654",
    "1, 0.05, 2.64614554821531",
    "3, 0.05, 4.64485362695157",
    "12, 0.05, 13.6448536269515",
    "0.25, 0.1, 1.69558062608117",
    "1, 0.1, 2.28446801216867",
    "0.25, 0.01, 2.6522410525758",
    "3, 0.01, 5.32634787404084"
  })
  void quantile_matchesR(double t, double alpha, double expected) {
    assertEquals(expected, FoldedNormal.quantile(t, 1, alpha), 1e-12 * expected);
    assertEquals(expected * 1e-7, FoldedNormal.quantile(t * 1e-7, 1e-7, alpha), 1e-19 * expected);
  }

  @Test
  void derivatives_matchDifferences() {
    double h = 1e-5;
    for (double b : new double[] {0.01, 0.3, 1, 4}) {
      double s = 0.7;
      double q = FoldedNormal.quantile(b, s, 0.05);
      double perBias =
          (FoldedNormal.quantile(b + h, s, 0.05) - FoldedNormal.quantile(b - h, s, 0.05)) / (2 * h);
      double perDeviation =
          (FoldedNormal.quantile(b, s + h, 0.05) - FoldedNormal.quantile(b, s - h, 0.05)) / (2 * h);
      assertEquals(perBias, FoldedNormal.perBias(q, b, s), 1e-8);
      assertEquals(perDeviation, FoldedNormal.perDeviation(q, b, s), 1e-8);
    }
  }
}
