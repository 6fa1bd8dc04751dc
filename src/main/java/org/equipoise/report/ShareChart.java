package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.document.Axis;
import org.equipoise.document.Numerals;
import org.equipoise.document.Palette;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;

/**
 * Shares of people over a row of moments, a line an arm with its own sign and dashes, named where
 * it ends. A share that is hidden breaks the line and is said in words.
 *
 * @param moments from left to right
 * @param series the arms' shares
 * @param gaps what is to be said between the arms at a moment; empty for nothing
 * @param hidden what stands where a share is hidden
 */
record ShareChart(List<String> moments, List<Series> series, List<String> gaps, String hidden) {

  private static final double TALL = 190;

  /**
   * One arm.
   *
   * @param arm its place; 0 is the control
   * @param name what people read
   * @param points one a moment
   */
  record Series(int arm, String name, List<Point> points) {}

  /**
   * One share.
   *
   * @param state whether it is there
   * @param share in [0, 1]
   * @param low lower limit; NaN without limits
   * @param high upper limit
   */
  record Point(State state, double share, double low, double high) {
    static Point hidden() {
      return new Point(State.HIDDEN, Double.NaN, Double.NaN, Double.NaN);
    }

    static Point none() {
      return new Point(State.NONE, Double.NaN, Double.NaN, Double.NaN);
    }

    static Point of(double share, double low, double high) {
      return new Point(State.SHOWN, share, low, high);
    }

    boolean shown() {
      return state == State.SHOWN;
    }
  }

  /** Whether a share is shown. */
  enum State {
    SHOWN,
    HIDDEN,
    NONE
  }

  /** Puts the chart on a sheet. */
  void on(Sheet sheet, Numerals numerals) {
    Sheet.Format format = sheet.format();
    if (format.narrow()) {
      new Key(series.stream().map(s -> Key.series(s.arm(), s.name())).toList()).on(sheet);
    }
    double names = 0;
    for (Series each : series) {
      names = Math.max(names, Svg.width(each.name(), format.size()) * Sheet.BOLD);
    }
    double left = format.left() + 38;
    double right = format.right() - (format.narrow() ? 4 : Math.min(190, names) + 16);
    double step = (right - left) / moments.size();
    List<List<String>> heads = new ArrayList<>();
    int most = 1;
    for (String moment : moments) {
      List<String> lines = Svg.lines(moment, step - 6, format.small());
      heads.add(lines);
      most = Math.max(most, lines.size());
    }
    double tall = 8 + TALL + 8 + most * (format.small() + 3) + 6;
    sheet.add(
        tall,
        (svg, top) -> {
          Axis axis = new Axis(0, 100, top + 8 + TALL, top + 8);
          frame(svg, axis, left, right, format);
          for (int m = 0; m < moments.size(); m++) {
            double x = left + (m + 0.5) * step;
            List<String> lines = heads.get(m);
            for (int i = 0; i < lines.size(); i++) {
              double y = top + 8 + TALL + 6 + format.small() + i * (format.small() + 3);
              svg.text(x, y, format.small(), Anchor.MIDDLE, Palette.INK, false, lines.get(i));
            }
          }
          lines(svg, axis, left, step);
          for (int m = 0; m < moments.size(); m++) {
            labels(svg, axis, left + (m + 0.5) * step, m, format, numerals);
          }
          if (!format.narrow()) {
            names(svg, axis, left + (moments.size() - 0.5) * step, right, format);
          }
        });
  }

  private static void frame(Svg svg, Axis axis, double left, double right, Sheet.Format format) {
    for (int share = 0; share <= 100; share += 25) {
      double y = axis.at(share);
      svg.line(left, y, right, y, share == 0 ? Palette.INK : Palette.GRID, 0.8, "");
      String label = share + (share == 100 ? "\u00a0%" : "");
      svg.text(left - 5, y + 3.5, format.small(), Anchor.END, Palette.INK, false, label);
    }
  }

  /** Arms stand a little beside each other, so that their intervals do not cover each other. */
  private double shift(int place) {
    return (place - (series.size() - 1) / 2.0) * 9;
  }

  private void lines(Svg svg, Axis axis, double left, double step) {
    for (int k = 0; k < series.size(); k++) {
      Series each = series.get(k);
      String colour = Marks.member(each.arm()).colour();
      for (int m = 0; m + 1 < each.points().size(); m++) {
        Point from = each.points().get(m);
        Point to = each.points().get(m + 1);
        if (from.shown() && to.shown()) {
          double x = left + (m + 0.5) * step + shift(k);
          double y = axis.at(100 * from.share());
          svg.line(
              x,
              y,
              x + step,
              axis.at(100 * to.share()),
              colour,
              1.8,
              Marks.member(each.arm()).dash());
        }
      }
    }
    for (int k = 0; k < series.size(); k++) {
      Series each = series.get(k);
      String colour = Marks.member(each.arm()).colour();
      for (int m = 0; m < each.points().size(); m++) {
        Point point = each.points().get(m);
        double x = left + (m + 0.5) * step + shift(k);
        if (point.shown()) {
          if (!Double.isNaN(point.low())) {
            double low = axis.at(100 * point.low());
            double high = axis.at(100 * point.high());
            svg.line(x, low, x, high, colour, 1.2, "");
            svg.line(x - 2.5, low, x + 2.5, low, colour, 1.2, "");
            svg.line(x - 2.5, high, x + 2.5, high, colour, 1.2, "");
          }
          Marks.shape(svg, Marks.series(each.arm()), x, axis.at(100 * point.share()), 7, colour);
        }
      }
    }
  }

  /** The shares in figures: the higher ones over their intervals, the lowest under its own. */
  private void labels(
      Svg svg, Axis axis, double x, int moment, Sheet.Format format, Numerals numerals) {
    List<Integer> shown = new ArrayList<>();
    int hiddenHere = 0;
    for (int k = 0; k < series.size(); k++) {
      Point point = series.get(k).points().get(moment);
      if (point.shown()) {
        shown.add(k);
      } else if (point.state() == State.HIDDEN) {
        hiddenHere++;
      }
    }
    shown.sort(
        (a, b) ->
            Double.compare(
                series.get(b).points().get(moment).share(),
                series.get(a).points().get(moment).share()));
    double size = format.small();
    double[] wanted = new double[shown.size()];
    for (int i = 0; i < wanted.length; i++) {
      Point point = series.get(shown.get(i)).points().get(moment);
      boolean lowest = i == wanted.length - 1 && wanted.length > 1;
      double high = Double.isNaN(point.high()) ? point.share() : point.high();
      double low = Double.isNaN(point.low()) ? point.share() : point.low();
      boolean room = axis.at(100 * low) + size + 4 < axis.at(0) - 2;
      wanted[i] = lowest && room ? axis.at(100 * low) + size + 4 : axis.at(100 * high) - 7;
    }
    double[] y = Marks.apart(wanted, size + 2, axis.at(100) + 2, axis.at(0) - 7);
    double highest = axis.at(0);
    List<String> labels =
        shown.stream()
            .map(k -> numerals.share(series.get(k).points().get(moment).share()))
            .toList();
    boolean alike = labels.size() > 1 && labels.stream().distinct().count() == 1;
    if (alike) {
      // The same share in every arm is said once, over them all.
      svg.text(x, wanted[0], size, Anchor.MIDDLE, Palette.INK, true, labels.get(0));
      highest = wanted[0];
    }
    for (int i = 0; i < wanted.length && !alike; i++) {
      Series each = series.get(shown.get(i));
      String label = labels.get(i);
      String colour = Marks.member(each.arm()).colour();
      double at = x + shift(shown.get(i));
      svg.text(at, y[i], size, Anchor.MIDDLE, colour, true, label);
      highest = Math.min(highest, y[i]);
    }
    if (hiddenHere > 0) {
      // Under the middle of the chart, where no share of the others is.
      boolean high = wanted.length > 0 && highest < axis.at(50);
      double at = high ? axis.at(18) : axis.at(82);
      double half = Svg.width(hidden, size) / 2 + 4;
      Marks.hatch(svg, x - half, at - size - 6, x + half, at + 8);
      svg.box(x - half + 2, at - size, 2 * half - 4, size + 4, Palette.PAPER);
      svg.text(x, at, size, Anchor.MIDDLE, Palette.GREY, false, hidden);
    }
    if (moment < gaps.size() && !gaps.get(moment).isEmpty() && shown.size() == 2) {
      gap(svg, axis, x, moment, size);
    }
  }

  /** A bracket between two arms with what it means. */
  private void gap(Svg svg, Axis axis, double x, int moment, double size) {
    double a = axis.at(100 * series.get(0).points().get(moment).share());
    double b = axis.at(100 * series.get(1).points().get(moment).share());
    double top = Math.min(a, b) + 7;
    double bottom = Math.max(a, b) - 7;
    if (bottom - top < size + 4) {
      return;
    }
    svg.line(x, top, x, bottom, Palette.GREY, 0.8, "1.5 2");
    List<String> words = List.of(gaps.get(moment).split("\n", -1));
    double y = (top + bottom) / 2 - (words.size() - 1) * (size + 2) / 2;
    for (String line : words) {
      double half = Svg.width(line, size) / 2 + 3;
      svg.box(x - half, y - size + 1, 2 * half, size + 3, Palette.PAPER);
      svg.text(x, y, size, Anchor.MIDDLE, Palette.INK, false, line);
      y += size + 2;
    }
  }

  private void names(Svg svg, Axis axis, double from, double right, Sheet.Format format) {
    double[] wanted = new double[series.size()];
    for (int k = 0; k < wanted.length; k++) {
      double last = 50;
      for (Point point : series.get(k).points()) {
        last = point.shown() ? 100 * point.share() : last;
      }
      wanted[k] = axis.at(last) + 4;
    }
    double[] y = Marks.apart(wanted, format.line() + 1, axis.at(100) + 4, axis.at(0));
    for (int k = 0; k < wanted.length; k++) {
      Series each = series.get(k);
      double x = right + 4;
      String colour = Marks.member(each.arm()).colour();
      svg.line(from + shift(k) + 6, wanted[k] - 4, right, y[k] - 4, Palette.RULE, 0.8, "1.5 2");
      Marks.shape(svg, Marks.series(each.arm()), x + 3, y[k] - 4, 7, colour);
      String fitted = Svg.lines(each.name(), 176, format.size()).get(0);
      svg.text(x + 11, y[k], format.size(), Anchor.START, colour, true, fitted);
    }
  }
}
