package org.equipoise.report;

import java.util.Arrays;
import java.util.Comparator;
import org.equipoise.document.Axis;
import org.equipoise.document.Palette;
import org.equipoise.document.Series;
import org.equipoise.document.Svg;

/** The signs that pictures are made of. Each is told from the others without colour. */
final class Marks {

  /** A sign at an estimate. */
  enum Shape {
    SQUARE,
    OPEN_SQUARE,
    DOT,
    RING,
    DIAMOND,
    TRIANGLE
  }

  private Marks() {}

  /** One sign. */
  static void shape(Svg svg, Shape shape, double x, double y, double side, String colour) {
    switch (shape) {
      case SQUARE -> svg.square(x, y, side, colour);
      case OPEN_SQUARE -> {
        svg.square(x, y, side, colour);
        svg.square(x, y, side - 2.6, Palette.PAPER);
      }
      case DOT -> svg.ring(x, y, side / 2, colour, colour);
      case RING -> {
        svg.ring(x, y, side / 2, colour, colour);
        svg.ring(x, y, side / 2 - 1.2, Palette.PAPER, Palette.PAPER);
      }
      case DIAMOND -> {
        svg.arrowHead(x + side * 0.7, y, side * 0.7, colour);
        svg.arrowHead(x - side * 0.7, y, -side * 0.7, colour);
      }
      case TRIANGLE -> svg.arrowDown(x, y + side / 2, side, colour);
    }
  }

  /** The sign of an arm; 0 is the control. */
  static Shape series(int arm) {
    Shape[] shapes = {Shape.RING, Shape.SQUARE, Shape.DIAMOND, Shape.TRIANGLE, Shape.OPEN_SQUARE};
    return shapes[arm % shapes.length];
  }

  /**
   * How an arm looks; 0 is the control, which leaves the leading colour to what is compared with
   * it.
   */
  static Series member(int arm) {
    return arm == 0 ? Series.SECOND : arm == 1 ? Series.FIRST : Series.of(arm);
  }

  /** A horizontal interval; an arrow head where the axis ends before it. */
  static void whisker(
      Svg svg, double low, double high, Axis axis, double y, double width, String colour) {
    if (low > axis.high() || high < axis.low()) {
      beyond(svg, low > axis.high(), axis, y, colour);
      return;
    }
    boolean clippedLeft = low < axis.low();
    boolean clippedRight = high > axis.high();
    double left = clippedLeft ? axis.left() : axis.at(low);
    double right = clippedRight ? axis.right() : axis.at(high);
    svg.line(left, y, right, y, colour, width, "");
    if (clippedLeft) {
      svg.arrowHead(left - 2, y, -6, colour);
    } else {
      svg.line(left, y - 3, left, y + 3, colour, width, "");
    }
    if (clippedRight) {
      svg.arrowHead(right + 2, y, 6, colour);
    } else {
      svg.line(right, y - 3, right, y + 3, colour, width, "");
    }
  }

  /** An arrow head at the edge for what lies wholly beyond it. */
  static void beyond(Svg svg, boolean right, Axis axis, double y, String colour) {
    svg.arrowHead(right ? axis.right() + 2 : axis.left() - 2, y, right ? 6 : -6, colour);
  }

  /** A bar between two values, cut where the axis ends. */
  static void bar(Svg svg, double from, double to, Axis axis, double y, double tall, String fill) {
    double left = axis.at(Math.max(axis.low(), Math.min(axis.high(), from)));
    double right = axis.at(Math.max(axis.low(), Math.min(axis.high(), to)));
    svg.box(left, y - tall / 2, Math.max(1.5, right - left), tall, fill);
  }

  /** Slanted lines over an area that holds no number. */
  static void hatch(Svg svg, double left, double top, double right, double bottom) {
    double step = 5;
    double tall = bottom - top;
    for (double x = left - tall + step; x < right; x += step) {
      // From the lower edge up to the right, cut by the sides.
      double from = Math.max(x, left);
      double to = Math.min(x + tall, right);
      if (to > from) {
        svg.line(from, bottom - (from - x), to, bottom - (to - x), Palette.RULE, 0.8, "");
      }
    }
  }

  /**
   * Moves labels that would overlap apart: each at least {@code gap} from the next, all between
   * {@code low} and {@code high} as far as there is room, in the order in which they were, and as
   * little moved as that allows.
   */
  static double[] apart(double[] wanted, double gap, double low, double high) {
    Integer[] order = new Integer[wanted.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble((Integer i) -> wanted[i]));
    double[] placed = wanted.clone();
    // Neighbours that touch share a centre; clusters grow until none touch.
    double[] centre = new double[order.length];
    int[] size = new int[order.length];
    int clusters = 0;
    for (int i : order) {
      centre[clusters] = Math.max(low, Math.min(high, wanted[i]));
      size[clusters] = 1;
      clusters++;
      while (clusters > 1
          && centre[clusters - 1] - centre[clusters - 2]
              < gap * (size[clusters - 1] + size[clusters - 2]) / 2.0) {
        int both = size[clusters - 2] + size[clusters - 1];
        centre[clusters - 2] =
            (centre[clusters - 2] * size[clusters - 2] + centre[clusters - 1] * size[clusters - 1])
                / both;
        size[clusters - 2] = both;
        clusters--;
        double half = gap * (both - 1) / 2.0;
        centre[clusters - 1] = Math.max(low + half, Math.min(high - half, centre[clusters - 1]));
      }
    }
    int next = 0;
    for (int c = 0; c < clusters; c++) {
      double half = gap * (size[c] - 1) / 2.0;
      for (int k = 0; k < size[c]; k++) {
        placed[order[next]] = centre[c] - half + k * gap;
        next++;
      }
    }
    return placed;
  }
}
