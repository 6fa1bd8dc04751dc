package org.equipoise.rehearse;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.equipoise.disclosure.SampleAdoption;
import org.junit.jupiter.api.Test;

class AdoptionRehearsalTest {

  @Test
  void of_refusesAPlanWithoutAssumptions() {
    assertThrows(IllegalArgumentException.class, () -> AdoptionRehearsal.of(SampleAdoption.plan()));
  }
}
