package org.equipoise.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.equipoise.estimate.NotEstimableException;
import org.junit.jupiter.api.Test;

class LassoPathTest {

  @Test
  void knots_ofTwoIndependentCoefficients() {
    // min c1^2 - 4 c1 + 2 c2^2 + 4 c2 + lambda (|c1| + |c2|): c1 = 2 - lambda / 2,
    // c2 = -1 + lambda / 4, both from lambda = 4 on.
    List<LassoPath.Knot> knots =
        LassoPath.knots(new double[][] {{1, 0}, {0, 2}}, new double[] {-2, 2});
    assertEquals(4, knots.get(0).lambda());
    LassoPath.Knot last = knots.get(knots.size() - 1);
    assertEquals(0, last.lambda());
    assertEquals(2, last.c()[0], 1e-15);
    assertEquals(-1, last.c()[1], 1e-15);
  }

  /**
   * At a minimum the slope {@code 2(Qc + r)} is {@code -lambda sign(c_k)} where c_k is not 0 and at
   * most lambda in size elsewhere; at every knot and between.
   */
  @Test
  void knots_satisfyTheConditionsOfAMinimum() {
    UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(11L);
    for (int trial = 0; trial < 200; trial++) {
      int n = 1 + random.nextInt(25);
      // Whole numbers in half of the problems, so that events coincide.
      boolean ties = trial % 2 == 0;
      double[][] x = new double[n + 3][n];
      double[] r = new double[n];
      for (int k = 0; k < n; k++) {
        r[k] = ties ? random.nextInt(5) - 2 : random.nextDouble() - 0.5;
        for (double[] row : x) {
          row[k] = ties ? random.nextInt(3) - 1 : random.nextDouble() - 0.3;
        }
      }
      double[][] q = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          q[i][j] = i == j ? 0.5 : 0;
          for (double[] row : x) {
            q[i][j] += row[i] * row[j];
          }
        }
      }
      List<LassoPath.Knot> knots = LassoPath.knots(q, r);
      for (int k = 0; k + 1 < knots.size(); k++) {
        LassoPath.Knot a = knots.get(k);
        LassoPath.Knot b = knots.get(k + 1);
        assertTrue(b.lambda() <= a.lambda());
        for (double share : new double[] {0, 0.5, 1}) {
          double[] c = new double[n];
          for (int j = 0; j < n; j++) {
            c[j] = a.c()[j] + share * (b.c()[j] - a.c()[j]);
          }
          check(q, r, c, a.lambda() + share * (b.lambda() - a.lambda()));
        }
      }
      assertEquals(0, knots.get(knots.size() - 1).lambda());
    }
  }

  private static void check(double[][] q, double[] r, double[] c, double lambda) {
    for (int k = 0; k < c.length; k++) {
      double slope = r[k];
      for (int j = 0; j < c.length; j++) {
        slope += q[k][j] * c[j];
      }
      slope *= 2;
      assertTrue(Math.abs(slope) <= lambda + 1e-9, slope + " beyond " + lambda);
      if (Math.abs(c[k]) > 1e-9) {
        assertEquals(-Math.signum(c[k]) * lambda, slope, 1e-9);
      }
    }
  }

  @Test
  void knots_refuseASingularMatrix() {
    double[][] q = {{1, 1}, {1, 1}};
    assertThrows(NotEstimableException.class, () -> LassoPath.knots(q, new double[] {0, 0}));
  }
}
