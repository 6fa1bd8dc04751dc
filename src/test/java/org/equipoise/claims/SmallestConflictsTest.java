package org.equipoise.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Expected contradictions are found by trying every subset of up to 9 claims. */
class SmallestConflictsTest {

  @Test
  void find_isEveryMinimalSetBySize() {
    SplittableRandom random = new SplittableRandom(611);
    for (int round = 0; round < 300; round++) {
      int claims = 2 + random.nextInt(8);
      List<BitSet> cores = new ArrayList<>();
      int count = random.nextInt(5);
      for (int k = 0; k < count; k++) {
        BitSet core = new BitSet();
        for (int claim = 0; claim < claims; claim++) {
          if (random.nextInt(3) == 0) {
            core.set(claim);
          }
        }
        if (!core.isEmpty()) {
          cores.add(core);
        }
      }
      Set<BitSet> expected = minimal(claims, cores);
      BitSet all = new BitSet();
      all.set(0, claims);
      List<SmallestConflicts.Found> found =
          new SmallestConflicts(all, set -> stands(set, cores), 100, 100_000).find();
      Set<BitSet> sets = new HashSet<>();
      int size = 0;
      for (SmallestConflicts.Found one : found) {
        assertTrue(one.smallest());
        assertTrue(one.claims().cardinality() >= size);
        size = one.claims().cardinality();
        assertTrue(sets.add(one.claims()));
      }
      assertEquals(expected, sets);
    }
  }

  @Test
  void find_saysWhenItWasCutShort() {
    BitSet all = new BitSet();
    all.set(0, 40);
    BitSet core = new BitSet();
    core.set(3, 20);
    List<SmallestConflicts.Found> found =
        new SmallestConflicts(all, set -> stands(set, List.of(core)), 5, 10).find();
    assertEquals(1, found.size());
    assertEquals(core, found.get(0).claims());
    assertFalse(found.get(0).smallest());
  }

  @Test
  void find_nothingWhenAllStand() {
    BitSet all = new BitSet();
    all.set(0, 5);
    assertTrue(new SmallestConflicts(all, set -> true, 5, 10).find().isEmpty());
  }

  private static boolean stands(BitSet set, List<BitSet> cores) {
    for (BitSet core : cores) {
      BitSet rest = (BitSet) core.clone();
      rest.andNot(set);
      if (rest.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static Set<BitSet> minimal(int claims, List<BitSet> cores) {
    Set<BitSet> minimal = new HashSet<>();
    for (int subset = 1; subset < 1 << claims; subset++) {
      BitSet set = BitSet.valueOf(new long[] {subset});
      if (!stands(set, cores)) {
        boolean smaller = false;
        for (int k = set.nextSetBit(0); k >= 0; k = set.nextSetBit(k + 1)) {
          BitSet less = (BitSet) set.clone();
          less.clear(k);
          smaller |= !stands(less, cores);
        }
        if (!smaller) {
          minimal.add(set);
        }
      }
    }
    return minimal;
  }
}
