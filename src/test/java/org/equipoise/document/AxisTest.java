package org.equipoise.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {

  @Test
  void around_holdsZeroAndEveryOrdinaryInterval() {
    Axis axis = Axis.around(List.of(new double[] {1, 2, 3}, new double[] {2, 3, 4}), 0, 100);
    assertTrue(axis.low() < 0 && axis.high() > 4);
    assertTrue(axis.ticks().stream().anyMatch(tick -> tick.signum() == 0));
  }

  @Test
  void around_clipsAnIntervalFarWiderThanTheOthers() {
    double[] wide = {-500, 1, 500};
    Axis axis = Axis.around(List.of(new double[] {0, 1, 2}, new double[] {1, 2, 3}, wide), 0, 100);
    // By hand: half-widths 1, 1, 500; middle one 1; reach 2.5 beyond estimates 0..2, padded 4 %.
    assertEquals(-2.5 - 0.04 * 7, axis.low(), 1e-12);
    assertEquals(4.5 + 0.04 * 7, axis.high(), 1e-12);
  }

  @Test
  void ticks_areExactDecimals() {
    Axis axis = new Axis(-0.35, 0.72, 0, 100);
    assertEquals("[-0.2, 0.0, 0.2, 0.4, 0.6]", axis.ticks().toString());
    assertEquals(1, axis.decimals());
  }

  @Test
  void around_nothing_isStillAnAxis() {
    Axis axis = Axis.around(List.of(), 0, 100);
    assertEquals(50, axis.at(0));
    assertTrue(axis.ticks().size() > 2);
  }

  @Test
  void ticks_surviveExtremeScales() {
    assertTrue(new Axis(-1e-9, 3e-9, 0, 1).ticks().size() >= 3);
    assertTrue(new Axis(-1e9, 3e9, 0, 1).ticks().size() >= 3);
  }
}
