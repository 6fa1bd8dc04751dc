package org.equipoise.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class PermutedGroupsTest {

  private static final int[] STRATA = {7, 7, 3, 7, 3, 7, 3};
  private static final int[] GROUPS = {0, 1, 2, 2, 0, 1, 0};

  /** The assignment as a number of three digits a unit. */
  private static void code(int[] groups, double[] out) {
    double code = 0;
    for (int group : groups) {
      code = 3 * code + group;
    }
    out[0] = code;
  }

  @Test
  void evaluate_listsEveryAssignmentOnce() {
    PermutedGroups groups = PermutedGroups.within(STRATA, GROUPS);
    // 4!/(1! 2! 1!) = 12 in stratum 7, 3!/(2! 0! 1!) = 3 in stratum 3.
    assertEquals(36, groups.assignments(1000));
    assertEquals(-1, groups.assignments(35));
    RedrawnNumber all = groups.evaluate(1, () -> PermutedGroupsTest::code).get(0);
    assertTrue(all.listed());
    Set<Double> seen = new HashSet<>();
    Arrays.stream(all.drawn()).forEach(seen::add);
    assertEquals(36, seen.size());
    assertEquals(36, all.drawn().length);
    assertTrue(seen.contains(all.observed()));
    for (double code : seen) {
      assertArrayEquals(counts(GROUPS), counts(decoded(code)));
    }
  }

  private static int[] decoded(double code) {
    int[] groups = new int[7];
    int rest = (int) code;
    for (int i = 6; i >= 0; i--) {
      groups[i] = rest % 3;
      rest /= 3;
    }
    return groups;
  }

  private static int[] counts(int[] groups) {
    int[] counts = new int[6];
    for (int i = 0; i < groups.length; i++) {
      counts[(STRATA[i] == 7 ? 0 : 3) + groups[i]]++;
    }
    return counts;
  }

  /** 7,200 draws of 36 assignments but no list: chi-square with 35 df, 0.1 % point 66.6. */
  @Test
  void evaluate_drawsAllAlike() {
    int[] strata = new int[11];
    int[] groups = new int[11];
    System.arraycopy(STRATA, 0, strata, 0, 7);
    System.arraycopy(GROUPS, 0, groups, 0, 7);
    // Eight more units of another stratum make too many assignments to list.
    strata = Arrays.copyOf(strata, 20);
    groups = Arrays.copyOf(groups, 20);
    for (int i = 7; i < 20; i++) {
      strata[i] = 99;
      groups[i] = i % 2;
    }
    PermutedGroups drawn = PermutedGroups.within(strata, groups).withDraws(7200).withSeed(3);
    RedrawnNumber codes =
        drawn.evaluate(1, () -> (g, out) -> code(Arrays.copyOf(g, 7), out)).get(0);
    assertFalse(codes.listed());
    Map<Double, Integer> counts = new HashMap<>();
    Arrays.stream(codes.drawn()).forEach(code -> counts.merge(code, 1, Integer::sum));
    assertEquals(36, counts.size());
    double square =
        counts.values().stream().mapToDouble(c -> (c - 200.0) * (c - 200.0) / 200).sum();
    assertTrue(square < 66.6, "chi-square " + square);
  }

  @Test
  void evaluate_doesNotDependOnThreads() throws Exception {
    int[] strata = new int[40];
    int[] groups = new int[40];
    Arrays.setAll(groups, i -> i % 3);
    PermutedGroups permuted = PermutedGroups.within(strata, groups).withDraws(1000).withSeed(5);
    PermutedGroups.Statistics first = (g, out) -> out[0] = Arrays.hashCode(g);
    double[] many = permuted.evaluate(1, () -> first).get(0).drawn();
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      List<RedrawnNumber> alone = one.submit(() -> permuted.evaluate(1, () -> first)).get();
      assertArrayEquals(many, alone.get(0).drawn());
    } finally {
      one.shutdown();
    }
  }

  @Test
  void rerandomization_evaluatesWholeAssignments() {
    boolean[] treated = {true, false, false, true, false, false};
    Rerandomization trial = Rerandomization.of(Assignments.complete(treated), treated);
    double[] y = {4, 1, 0, 5, 2, 3};
    RedrawnNumber sum =
        trial
            .evaluate(
                1,
                () ->
                    (z, out) -> {
                      out[0] = -5;
                      for (int i = 0; i < z.length; i++) {
                        out[0] += z[i] ? y[i] : 0;
                      }
                    })
            .get(0);
    assertEquals(4, sum.observed());
    assertTrue(sum.listed());
    assertEquals(15, sum.drawn().length);
    // Sums of two of 0..5 are 9 once and 1 once: two of fifteen at least four from five.
    assertEquals(2 / 15.0, sum.pValue(PValueRule.SHARE), 1e-15);
    assertEquals(0, sum.pValue(PValueRule.STRICT));
  }
}
