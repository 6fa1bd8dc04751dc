package org.equipoise.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.equipoise.document.Axis;
import org.equipoise.document.Palette;
import org.equipoise.document.Svg;
import org.junit.jupiter.api.Test;

class MarksTest {

  @Test
  void apart_leavesWhatDoesNotTouch() {
    double[] wanted = {30, 10, 50};
    assertArrayEquals(wanted, Marks.apart(wanted, 10, 0, 100), 0);
  }

  @Test
  void apart_sharesTheMoveBetweenNeighbours() {
    // Two labels wanted at 20 and 24 with 10 between them: both move 3 from their middle, 22.
    assertArrayEquals(new double[] {17, 27}, Marks.apart(new double[] {20, 24}, 10, 0, 100), 1e-12);
  }

  @Test
  void apart_keepsOrderGapAndEdges_whateverIsWanted() {
    Random random = new Random(7);
    for (int run = 0; run < 2_000; run++) {
      double[] wanted = random.doubles(1 + random.nextInt(6), -20, 120).toArray();
      double[] placed = Marks.apart(wanted, 12, 0, 100);
      for (int i = 0; i < placed.length; i++) {
        assertTrue(placed[i] >= -1e-9 && placed[i] <= 100 + 1e-9, "edge in run " + run);
        for (int j = 0; j < placed.length; j++) {
          if (wanted[i] < wanted[j]) {
            assertTrue(placed[j] - placed[i] >= 12 - 1e-9, "gap in run " + run);
          }
        }
      }
    }
  }

  @Test
  void whisker_endsInAnArrowWhereTheAxisEndsBeforeIt() {
    Axis axis = new Axis(-1, 1, 0, 100);
    Svg whole = new Svg(100, 20, "en", "t", "d");
    Marks.whisker(whole, -0.5, 0.5, axis, 10, 1, Palette.ACCENT);
    assertFalse(whole.document().contains("polygon"));
    Svg cut = new Svg(100, 20, "en", "t", "d");
    Marks.whisker(cut, -0.5, 5, axis, 10, 1, Palette.ACCENT);
    assertEquals(2, cut.document().split("polygon", -1).length);
    Svg beyond = new Svg(100, 20, "en", "t", "d");
    Marks.whisker(beyond, 4, 5, axis, 10, 1, Palette.ACCENT);
    assertFalse(beyond.document().contains("<line"), "a line where there is nothing");
    assertTrue(beyond.document().contains("polygon"));
  }

  @Test
  void hatch_staysInItsArea() throws Exception {
    Svg svg = new Svg(100, 100, "en", "t", "d");
    Marks.hatch(svg, 20, 30, 60, 70);
    var lines = SvgCheck.parse(svg.document()).getElementsByTagName("line");
    assertTrue(lines.getLength() > 5);
    for (int i = 0; i < lines.getLength(); i++) {
      var line = (org.w3c.dom.Element) lines.item(i);
      for (String end : new String[] {"x1", "x2"}) {
        double x = Double.parseDouble(line.getAttribute(end));
        assertTrue(x >= 20 && x <= 60, end + " " + x);
      }
      for (String end : new String[] {"y1", "y2"}) {
        double y = Double.parseDouble(line.getAttribute(end));
        assertTrue(y >= 30 && y <= 70, end + " " + y);
      }
    }
  }

  @Test
  void arms_differInSignAndDashesNotOnlyInColour() {
    for (int a = 0; a < 5; a++) {
      for (int b = 0; b < a; b++) {
        assertFalse(Marks.series(a) == Marks.series(b), a + " and " + b);
        assertFalse(Marks.member(a).dash().equals(Marks.member(b).dash()), a + " and " + b);
        assertFalse(Marks.member(a).colour().equals(Marks.member(b).colour()), a + " and " + b);
      }
    }
  }
}
