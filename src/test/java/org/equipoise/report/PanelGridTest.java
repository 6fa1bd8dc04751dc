package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.equipoise.document.Axis;
import org.equipoise.document.Svg;
import org.junit.jupiter.api.Test;

class PanelGridTest {

  @Test
  void axis_holdsAnIntervalFarWiderThanTheOthers() {
    List<double[]> ends =
        List.of(new double[] {-1, 0, 1}, new double[] {-1, 0, 1}, new double[] {-40, 3, 46});
    Axis axis = Axis.holding(ends, 0, 100);
    assertTrue(axis.low() <= -40 && axis.high() >= 46, axis.toString());
    assertEquals(new Axis(-1, 1, 0, 100), Axis.holding(List.of(), 0, 100));
  }

  @Test
  void cut_marksOnlyTheEndsBeyondTheScale() {
    Axis axis = new Axis(-1, 1, 100, 0);
    Svg whole = Svg.onPage(10, 10, 10, "en", "t", "d");
    PanelGrid.cut(whole, 5, -1, 1, axis);
    assertFalse(whole.document().contains("<line"));
    Svg cut = Svg.onPage(10, 10, 10, "en", "t", "d");
    PanelGrid.cut(cut, 5, -1, 2, axis);
    assertEquals(3, cut.document().split("<line", -1).length);
  }
}
