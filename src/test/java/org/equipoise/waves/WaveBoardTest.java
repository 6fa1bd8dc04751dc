package org.equipoise.waves;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.equipoise.ledger.PersonId;
import org.junit.jupiter.api.Test;

/** The board counted by hand. */
class WaveBoardTest {

  @Test
  void complete_isCountedBeforeTheDrawToo() {
    ToldTrial told = new ToldTrial();
    told.answered(told.drawn(1, "north", "2026-01-01"), 1, 4, "2025-12-30");
    told.answered(told.referred(2, "north", "2026-01-02", true), 1, 4, "2026-01-03");
    PersonId half = told.referred(3, "south", "2026-01-02", true);
    told.answered(half, 1, 2, "2026-01-03");
    told.answered(told.referred(4, "south", "2026-01-02", true), 1, 1, "2026-01-03");
    WaveBoard board =
        WaveBoard.of(told.state(), told.schedule("2026-01-05"), told.cases("2026-01-05"));
    // Of four people two answered in full, one half and one too little to count.
    WaveBoard.Row all = board.rows().get(0);
    assertEquals(3, all.count(WaveState.ANSWERED));
    assertEquals(2, all.complete());
    WaveBoard.Row north = board.rows().get(1);
    assertEquals("north", north.site());
    assertEquals(2, north.count(WaveState.ANSWERED));
    assertEquals(2, north.complete());
    WaveBoard.Row south = board.rows().get(2);
    assertEquals(1, south.count(WaveState.ANSWERED));
    assertEquals(0, south.complete());
    assertEquals(1, south.count(WaveState.OPEN));
  }
}
