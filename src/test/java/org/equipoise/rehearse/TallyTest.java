package org.equipoise.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void plus_countsWhatHappenedAndWhatDidNot() {
    Tally three = Tally.NONE.plus(true).plus(false).plus(true);
    assertEquals(new Tally(2, 3), three);
    assertEquals(new Tally(4, 6), three.plus(three));
    assertEquals(2 / 3.0, three.share());
  }

  @Test
  void error_isNotNothingWhereEverythingHappened() {
    // By hand: p = 12 / 14, sqrt(12 / 14 * 2 / 14 / 10) = sqrt(24 / 1960).
    assertEquals(Math.sqrt(24 / 1960.0), new Tally(10, 10).error(), 1e-15);
    assertTrue(Double.isNaN(Tally.NONE.error()) && Double.isNaN(Tally.NONE.share()));
  }
}
