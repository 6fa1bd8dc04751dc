package org.equipoise.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class LeastFavorableTest {

  private static double normal(double p) {
    return NormalDistribution.of(0, 1).inverseCumulativeProbability(p);
  }

  @Test
  void critical_ofIndependentStatistics() {
    // P(max <= c) = Phi(c)^2.
    double[][] w = {{0.6, 0.8}, {-0.8, 0.6}};
    assertEquals(normal(Math.sqrt(0.995)), LeastFavorable.critical(w, 0.005), 1e-10);
  }

  @Test
  void critical_ofOneStatisticAndItsOpposite() {
    // P(max(X, -X) > c) = 2 (1 - Phi(c)), whatever the scale.
    double[][] w = {{0, 3}, {0, -3}};
    assertEquals(3 * normal(1 - 0.0025), LeastFavorable.critical(w, 0.005), 1e-10);
  }

  @Test
  void critical_ofRepeatedAndZeroStatistics() {
    double[][] w = {{1, 0}, {1, 0}, {0, 0}, {0.5, 0}};
    assertEquals(normal(0.99), LeastFavorable.critical(w, 0.01), 1e-10);
  }

  @Test
  void critical_doesNotChangeWhenThePlaneTurns() {
    double[][] w = {{1, 0.2}, {-0.7, 0.1}, {0, -0.9}, {0, -0.4}};
    double expected = LeastFavorable.critical(w, 0.005);
    for (double angle = 0.1; angle < 6; angle += 0.7) {
      double[][] turned = new double[w.length][];
      for (int j = 0; j < w.length; j++) {
        turned[j] =
            new double[] {
              w[j][0] * Math.cos(angle) - w[j][1] * Math.sin(angle),
              w[j][0] * Math.sin(angle) + w[j][1] * Math.cos(angle)
            };
      }
      assertEquals(expected, LeastFavorable.critical(turned, 0.005), 1e-10);
    }
  }
}
