package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.document.Axis;
import org.equipoise.document.Palette;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;

/**
 * What the signs of a picture mean, side by side and on as many lines as they need.
 *
 * @param entries in order
 */
record Key(List<Entry> entries) {

  private static final double SIGN = 24;

  /** Paints a sign between two positions at a height. */
  interface Sign {
    void paint(Svg svg, double left, double right, double y);
  }

  /** One sign and its meaning. */
  record Entry(Sign sign, String words) {}

  /** A row's mark and its meaning, as a chart of rows draws it. */
  static Entry mark(Marks.Shape shape, double side, String colour, String words) {
    return new Entry(
        (svg, left, right, y) -> {
          Axis axis = new Axis(-1, 1, left, right);
          Marks.whisker(svg, -0.8, 0.8, axis, y, 1.4, colour);
          Marks.shape(svg, shape, axis.at(0), y, side, colour);
        },
        words);
  }

  /** A sign without an interval and its meaning. */
  static Entry point(Marks.Shape shape, double side, String colour, String words) {
    return new Entry(
        (svg, left, right, y) -> Marks.shape(svg, shape, (left + right) / 2, y, side, colour),
        words);
  }

  /** An arm's line with its sign. */
  static Entry series(int arm, String words) {
    return new Entry(
        (svg, left, right, y) -> {
          svg.line(left, y, right, y, Marks.member(arm).colour(), 1.8, Marks.member(arm).dash());
          Marks.shape(svg, Marks.series(arm), (left + right) / 2, y, 7, Marks.member(arm).colour());
        },
        words);
  }

  /** Bounds and their interval. */
  static Entry bounds(String words) {
    return new Entry(
        (svg, left, right, y) ->
            RowChart.draw(
                svg,
                List.of(new RowChart.Mark.Bounds(-0.9, -0.5, 0.5, 0.9)),
                new Axis(-1, 1, left, right),
                y),
        words);
  }

  /** Puts the key on a sheet. */
  void on(Sheet sheet) {
    Sheet.Format format = sheet.format();
    double size = format.small();
    List<List<Entry>> lines = new ArrayList<>();
    double x = Double.POSITIVE_INFINITY;
    for (Entry entry : entries) {
      double width = SIGN + 5 + Svg.width(entry.words(), size) * Sheet.ROOMY + 12;
      if (x + width - 12 > format.right()) {
        lines.add(new ArrayList<>());
        x = format.left();
      }
      lines.get(lines.size() - 1).add(entry);
      x += width;
    }
    for (List<Entry> line : lines) {
      boolean alone = line.size() == 1;
      List<String> wrapped =
          alone ? Svg.lines(line.get(0).words(), format.room() - SIGN - 5, size) : List.of();
      double tall = (size + 5) * Math.max(1, wrapped.size());
      sheet.add(
          tall,
          (svg, top) -> {
            double left = format.left();
            for (Entry entry : line) {
              entry.sign().paint(svg, left, left + SIGN, top + size / 2 + 2);
              List<String> words = alone ? wrapped : List.of(entry.words());
              for (int i = 0; i < words.size(); i++) {
                double y = top + size + i * (size + 4);
                svg.text(left + SIGN + 5, y, size, Anchor.START, Palette.INK, false, words.get(i));
              }
              left += SIGN + 5 + Svg.width(entry.words(), size) * Sheet.ROOMY + 12;
            }
          });
    }
    sheet.skip(4);
  }
}
