package org.equipoise.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {

  @Test
  void of_neighbouringRehearsalsShareNothing() {
    Set<Long> all = new HashSet<>();
    for (long seed = 1; seed <= 5; seed++) {
      for (int trial = 0; trial < 200; trial++) {
        all.add(Seeds.of(seed, trial));
      }
    }
    assertEquals(1000, all.size());
    assertTrue(all.stream().allMatch(seed -> seed >= 0));
  }
}
