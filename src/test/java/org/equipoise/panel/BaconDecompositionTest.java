package org.equipoise.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.equipoise.panel.BaconComparison.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaconDecompositionTest {
  private static final int NEVER = StaggeredPanel.NEVER;

  /**
   * By hand: treated shares of time 2/3 and 1/3, one unit each; numerators 2/9, 2/9, 1/9, 1/9. The
   * first unit against the never treated: ((5 + 6) / 2 - 1) - ((1 + 2) / 2 - 0) = 3.
   */
  @Test
  void of_matchesHandComputation() {
    StaggeredPanel panel =
        StaggeredPanel.of(
            new int[] {1, 2, 3}, new int[] {2, 3, NEVER}, new double[] {1, 5, 6, 2, 2, 9, 0, 1, 2});
    assertEquals(
        List.of(
            new BaconComparison(Kind.EARLIER_AGAINST_LATER, 2, 3, 1 / 6.0, 4),
            new BaconComparison(Kind.LATER_AGAINST_EARLIER, 3, 2, 1 / 6.0, 6),
            new BaconComparison(Kind.TREATED_AGAINST_NEVER, 2, NEVER, 1 / 3.0, 3),
            new BaconComparison(Kind.TREATED_AGAINST_NEVER, 3, NEVER, 1 / 3.0, 5.5)),
        BaconDecomposition.of(panel).comparisons().stream()
            .map(
                c ->
                    new BaconComparison(
                        c.kind(),
                        c.treated(),
                        c.control(),
                        Math.round(c.weight() * 6) / 6.0,
                        Math.round(c.estimate() * 1e9) / 1e9))
            .toList());
    BaconDecomposition bacon = BaconDecomposition.of(panel);
    assertEquals((4 + 6) / 6.0 + (3 + 5.5) / 3, bacon.coefficient(), 1e-14);
    assertEquals(2 / 3.0, bacon.totals().get(0).weight(), 1e-14);
    assertEquals(4.25, bacon.totals().get(0).estimate(), 1e-14);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void comparisons_addUpToTwoWayFixedEffects(long seed) {
    int[][] designs = {{3, 5, NEVER}, {1, 3, 6, 8, NEVER}, {2, 4, 7}, {1, 5, 9, 6}};
    StaggeredPanel panel =
        RandomPanel.of(23 + (int) seed, 8, designs[(int) seed % 4], 0, 100 + seed);
    double[] w = new double[panel.outcome().length];
    Arrays.setAll(w, k -> 1 + k / 8 % 4);
    for (StaggeredPanel each : List.of(panel, panel.weighted(w))) {
      BaconDecomposition bacon = BaconDecomposition.of(each);
      Estimate overall = TwoWayFixedEffects.withDefaults().estimate(each).overall();
      assertNotNull(overall);
      assertEquals(overall.value(), bacon.coefficient(), 1e-10);
      double weights = bacon.comparisons().stream().mapToDouble(BaconComparison::weight).sum();
      assertEquals(1, weights, 1e-12);
      assertTrue(bacon.comparisons().stream().allMatch(c -> c.weight() > 0));
      double totals = bacon.totals().stream().mapToDouble(t -> t.weight() * t.estimate()).sum();
      assertEquals(bacon.coefficient(), totals, 1e-12);
    }
  }

  @Test
  void of_refusesWhatTheTheoremDoesNotCover() {
    StaggeredPanel panel = RandomPanel.of(12, 5, new int[] {3, 4, NEVER}, 0, 9);
    double[] w = new double[60];
    Arrays.setAll(w, k -> 1 + k % 5);
    assertReason(Reason.INCOMPLETE_UNITS, RandomPanel.of(12, 5, new int[] {3, 4, NEVER}, 0.2, 9));
    assertReason(Reason.INCOMPLETE_UNITS, panel.weighted(w));
    assertReason(Reason.TERM_DROPPED, panel.adjusted(List.of("x"), new double[][] {w}));
    assertReason(Reason.TREATMENT_COLLINEAR, RandomPanel.of(12, 5, new int[] {1, NEVER}, 0, 9));
  }

  private static void assertReason(Reason reason, StaggeredPanel panel) {
    assertEquals(
        reason,
        assertThrows(NotEstimableException.class, () -> BaconDecomposition.of(panel)).reason());
  }
}
