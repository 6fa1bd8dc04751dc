package org.equipoise.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.equipoise.estimate.NotEstimableException.Reason;
import org.junit.jupiter.api.Test;

class ExactDifferenceTest {

  /**
   * Every pair of risks on a grid, every table: the interval misses in at most five of a hundred.
   */
  @Test
  void interval_neverFallsShortOfItsLevel() {
    int n1 = 7;
    int n0 = 6;
    ConfidenceInterval[][] intervals = new ConfidenceInterval[n1 + 1][n0 + 1];
    for (int x1 = 0; x1 <= n1; x1++) {
      for (int x0 = 0; x0 <= n0; x0++) {
        intervals[x1][x0] = ExactDifference.interval(new TwoByTwo(x1, n1, x0, n0), 0.95);
      }
    }
    double fewest = 1;
    for (int i = 0; i <= 40; i++) {
      for (int j = 0; j <= 40; j++) {
        double p1 = i / 40.0;
        double p0 = j / 40.0;
        double covered = 0;
        for (int x1 = 0; x1 <= n1; x1++) {
          for (int x0 = 0; x0 <= n0; x0++) {
            covered +=
                intervals[x1][x0].contains(p1 - p0) ? chance(n1, x1, p1) * chance(n0, x0, p0) : 0;
          }
        }
        fewest = Math.min(fewest, covered);
      }
    }
    assertTrue(fewest >= 0.95 - 1e-9, "covered in " + fewest);
  }

  private static double chance(int n, int x, double p) {
    double ways = 1;
    for (int i = 0; i < x; i++) {
      ways = ways * (n - i) / (i + 1);
    }
    return ways * Math.pow(p, x) * Math.pow(1 - p, n - x);
  }

  @Test
  void interval_mirrorsWithArmsAndEvents() {
    TwoByTwo t = new TwoByTwo(5, 30, 1, 24);
    ConfidenceInterval one = ExactDifference.interval(t, 0.95);
    ConfidenceInterval swapped = ExactDifference.interval(t.swapped(), 0.95);
    ConfidenceInterval complement = ExactDifference.interval(t.complement(), 0.95);
    assertEquals(-one.low(), swapped.high(), 1e-9);
    assertEquals(-one.low(), complement.high(), 1e-8);
    assertEquals(-one.high(), complement.low(), 1e-8);
    ConfidenceInterval wider = ExactDifference.interval(t, 0.99);
    assertTrue(wider.low() < one.low() && wider.high() > one.high());
  }

  /**
   * The same definition by brute force: every table scored, no staircase, 801 risks and 401 more
   * around the best; Python 3.11 with scipy's {@code binom.pmf},
   * golden/measures/exact_difference.py.
   */
  @Test
  void interval_matchesBruteForce() {
    assertInterval(new TwoByTwo(5, 30, 0, 20), -0.013913950, 0.350823323);
    assertInterval(new TwoByTwo(2, 12, 1, 13), -0.228767706, 0.406649622);
    assertInterval(new TwoByTwo(9, 10, 3, 10), 0.160768251, 0.879471874);
    assertInterval(new TwoByTwo(7, 34, 12, 34), -0.358376959, 0.075483681);
  }

  private static void assertInterval(TwoByTwo t, double low, double high) {
    ConfidenceInterval interval = ExactDifference.interval(t, 0.95);
    assertEquals(low, interval.low(), 1e-6);
    assertEquals(high, interval.high(), 1e-6);
  }

  /** It contains the score interval, which it exceeds by little. */
  @Test
  void interval_isSomewhatWiderThanTheScoreInterval() {
    TwoByTwo t = new TwoByTwo(200, 500, 150, 480);
    ConfidenceInterval score = UnadjustedRisk.of(t).scoreDifference();
    ConfidenceInterval exact = ExactDifference.interval(t, 0.95);
    assertTrue(exact.low() < score.low() && score.low() < exact.low() + 0.01);
    assertTrue(exact.high() > score.high() && score.high() > exact.high() - 0.01);
  }

  @Test
  void interval_reachesTheEndsAndRefusesCrowds() {
    assertEquals(-1, ExactDifference.interval(new TwoByTwo(0, 4, 4, 4), 0.95).low(), 1e-9);
    assertTrue(ExactDifference.interval(new TwoByTwo(0, 40, 0, 40), 0.95).contains(0));
    NotEstimableException refusal =
        assertThrows(
            NotEstimableException.class,
            () -> ExactDifference.interval(new TwoByTwo(10, 2000, 12, 2000), 0.95));
    assertEquals(Reason.TOO_LARGE, refusal.reason());
  }
}
