package org.equipoise.rehearse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.equipoise.disclosure.SampleAdoption;
import org.junit.jupiter.api.Test;

class AdoptionRehearsalTest {

  @Test
  void seeds_ofNeighbouringRehearsalsShareNothing() {
    Set<Long> all = new HashSet<>();
    for (long seed = 1; seed <= 5; seed++) {
      LongStream.of(AdoptionRehearsal.seeds(200, seed)).forEach(all::add);
    }
    assertEquals(1000, all.size());
    assertTrue(all.stream().allMatch(seed -> seed >= 0));
  }

  @Test
  void seeds_areTheSameAgain_andMoreBeginAsFewer() {
    long[] few = AdoptionRehearsal.seeds(3, 7);
    assertArrayEquals(few, AdoptionRehearsal.seeds(3, 7));
    assertArrayEquals(few, java.util.Arrays.copyOf(AdoptionRehearsal.seeds(9, 7), 3));
  }

  @Test
  void of_refusesAPlanWithoutAssumptions() {
    assertThrows(IllegalArgumentException.class, () -> AdoptionRehearsal.of(SampleAdoption.plan()));
  }
}
