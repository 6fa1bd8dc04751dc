package org.equipoise.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class AssignmentsTest {

  private static boolean[] first(int n, int treated) {
    boolean[] z = new boolean[n];
    Arrays.fill(z, 0, treated, true);
    return z;
  }

  @Test
  void list_holdsEveryAssignmentOnce() {
    // Strata of 4 (2 treated), 3 (1), 2 (2) and 5 (3): 6 x 3 x 1 x 10.
    int[] strata = {0, 1, 0, 1, 0, 1, 0, 2, 2, 3, 3, 3, 3, 3};
    boolean[] z = new boolean[14];
    for (int unit : new int[] {0, 1, 2, 7, 8, 9, 10, 11}) {
      z[unit] = true;
    }
    Assignments all = Assignments.completeWithin(strata, z);
    assertEquals(180, all.count(180));
    assertEquals(-1, all.count(179));
    Set<Long> seen = new HashSet<>();
    long[] bits = new long[1];
    int[] order = all.order();
    for (int i = 0; i < 180; i++) {
      all.list(i, bits);
      int[] treated = new int[4];
      for (int p = 0; p < 14; p++) {
        treated[strata[order[p]]] += ((bits[0] >>> p) & 1) == 1 ? 1 : 0;
      }
      assertEquals("[2, 1, 2, 3]", Arrays.toString(treated));
      assertTrue(seen.add(bits[0]));
    }
  }

  @Test
  void count_doesNotOverflow() {
    assertEquals(-1, Assignments.complete(first(2000, 1000)).count(Long.MAX_VALUE));
    assertEquals(2000, Assignments.complete(first(2000, 1999)).count(10_000));
  }

  /** Few units one by one, and their complement: all 15 sets of 2 or 4 of 6 equally often. */
  @Test
  void draw_isUniformOverSmallStrata() {
    for (int treated : new int[] {2, 4}) {
      Assignments.Drawer drawer = Assignments.complete(first(6, treated)).drawer();
      UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(1L);
      Map<Long, Integer> counts = new HashMap<>();
      long[] bits = new long[1];
      for (int d = 0; d < 15_000; d++) {
        drawer.draw(random, bits);
        counts.merge(bits[0], 1, Integer::sum);
      }
      assertEquals(15, counts.size());
      double chiSquare =
          counts.values().stream().mapToDouble(c -> (c - 1000) * (c - 1000) / 1000.0).sum();
      // The 0.999 quantile of chi-square with 14 degrees of freedom.
      assertTrue(chiSquare < 36.1, () -> "chi-square " + chiSquare);
    }
  }

  /**
   * Word by word, across the borders of words: 9 of 18 in one stratum after 59 units of another.
   * The number treated among the first nine is hypergeometric, and every pair is as likely.
   */
  @Test
  void draw_isUniformOverLargeStrata() {
    int[] strata = new int[77 + 40];
    boolean[] z = new boolean[strata.length];
    for (int i = 0; i < z.length; i++) {
      strata[i] = i < 59 ? 0 : i < 77 ? 1 : 2;
      z[i] = i < 59 ? i < 20 : i < 77 ? i < 68 : i < 77 + 33;
    }
    Assignments.Drawer drawer = Assignments.completeWithin(strata, z).drawer();
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(7L);
    int draws = 200_000;
    int[] among = new int[10];
    int[] both = new int[18];
    int[] single = new int[z.length];
    long[] bits = new long[2];
    for (int d = 0; d < draws; d++) {
      drawer.draw(random, bits);
      boolean[] treated = new boolean[z.length];
      int[] counts = new int[3];
      for (int i = 0; i < z.length; i++) {
        treated[i] = ((bits[i >>> 6] >>> i) & 1) == 1;
        counts[strata[i]] += treated[i] ? 1 : 0;
        single[i] += treated[i] ? 1 : 0;
      }
      assertEquals("[20, 9, 33]", Arrays.toString(counts));
      int firsts = 0;
      for (int i = 59; i < 68; i++) {
        firsts += treated[i] ? 1 : 0;
      }
      among[firsts]++;
      for (int i = 1; i < 18; i++) {
        both[i] += treated[59] && treated[59 + i] ? 1 : 0;
      }
    }
    double[] ways = {1, 9, 36, 84, 126, 126, 84, 36, 9, 1};
    for (int k = 0; k < 10; k++) {
      // C(9,k) C(9,9-k) / C(18,9).
      near(ways[k] * ways[9 - k] / 48_620, among[k], draws);
    }
    for (int i = 1; i < 18; i++) {
      near(9 * 8 / (18.0 * 17), both[i], draws);
    }
    for (int i = 0; i < z.length; i++) {
      near(i < 59 ? 20 / 59.0 : i < 77 ? 0.5 : 33 / 40.0, single[i], draws);
    }
  }

  private static void near(double chance, int count, int draws) {
    assertEquals(chance * draws, count, 4.5 * Math.sqrt(draws * chance * (1 - chance)));
  }

  @Test
  void bernoulli_drawsEachByItsOwnChance() {
    double[] chances = {0, 0.1, 0.5, 0.9, 1};
    Assignments.Drawer drawer = Assignments.bernoulli(chances).drawer();
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(3L);
    int[] counts = new int[5];
    long[] bits = new long[1];
    for (int d = 0; d < 50_000; d++) {
      drawer.draw(random, bits);
      for (int i = 0; i < 5; i++) {
        counts[i] += (int) ((bits[0] >>> i) & 1);
      }
    }
    for (int i = 0; i < 5; i++) {
      near(chances[i], counts[i], 50_000);
    }
  }
}
