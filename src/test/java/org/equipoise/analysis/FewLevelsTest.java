package org.equipoise.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Expected by counting the solutions of n, sum and sum of squares by hand. */
class FewLevelsTest {

  private static final int LIMIT = 5;

  /** Controls fill every level well; the arm has the counts given for levels 1, 2, ... */
  private static List<Integer> told(List<Set<Double>> shares, int... counts) {
    int controls = counts.length * 10;
    double[] values = new double[controls + Arrays.stream(counts).sum()];
    boolean[] treated = new boolean[values.length];
    for (int i = 0; i < controls; i++) {
      values[i] = 1 + i % counts.length;
    }
    int next = controls;
    for (int l = 0; l < counts.length; l++) {
      for (int c = 0; c < counts[l]; c++) {
        values[next] = l + 1;
        treated[next++] = true;
      }
    }
    return FewLevels.told(values, treated, shares, LIMIT);
  }

  @Test
  void told_ofTwoOrThreeLevelsIsEverySmallCount() {
    assertEquals(List.of(0, 1), told(List.of(), 47, 3), "mean 1.06 x 50 = 53: 3 have level 2");
    assertEquals(List.of(0, 1), told(List.of(), 45, 3, 2));
    assertEquals(List.of(), told(List.of(), 40, 6, 5));
  }

  @Test
  void told_ofFilledLevelsIsNothing() {
    assertEquals(List.of(), told(List.of(), 4, 20, 30, 20, 3));
    assertEquals(List.of(0, 1), told(List.of(), 0, 0, 0, 47, 3), "no other answers fit");
  }

  /** (2, -5, 3, 1, -1) is the only change that keeps n, both sums, and how many gave 4 or 5. */
  @Test
  void told_besideAShareHasFewerSolutions() {
    List<Set<Double>> high = List.of(Set.of(4.0, 5.0));
    assertEquals(List.of(), told(high, 9, 20, 30, 20, 3));
    assertEquals(List.of(), told(List.of(), 1, 4, 30, 20, 3));
    assertEquals(List.of(0, 1), told(high, 1, 4, 30, 20, 3));
  }
}
