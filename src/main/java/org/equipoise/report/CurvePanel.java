package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.analysis.Ladder;
import org.equipoise.analysis.Reading;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.document.Axis;
import org.equipoise.document.Palette;
import org.equipoise.document.Scale;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;
import org.jspecify.annotations.Nullable;

/** One outcome's effect in every period, on a time axis that it shares with others. */
final class CurvePanel {

  /** Room for the numbers of the axis. */
  static final double LEFT = 46;

  private static final double PLOT = 112;

  private final Easel easel;
  private final PeriodWords words;
  private final Sheet.Format format;
  private final double head;

  CurvePanel(Easel easel, PeriodWords words, Sheet.Format format) {
    this.easel = easel;
    this.words = words;
    this.format = format;
    this.head = 3 * (format.small() + 3.5) + 8;
  }

  /**
   * The time axis: periods to positions.
   *
   * @param first period
   * @param last period
   * @param left where the first begins
   * @param right where the last ends
   */
  record Time(int first, int last, double left, double right) {
    double at(double period) {
      return left + (period - first + 0.5) / (last - first + 1) * (right - left);
    }

    /** The draw lies between period 0 and period 1. */
    double draw() {
      return at(0.5);
    }
  }

  double height() {
    return head + PLOT + 12 + format.small() + 6;
  }

  /** Paints one curve with what lies before the draw; null for nothing known of that. */
  void paint(Svg svg, PeriodCurve curve, @Nullable PeriodCurve before, Time time, double top) {
    Effect effect = curve.effect();
    double left = time.left() - LEFT;
    double size = format.small();
    double step = size + 3.5;
    String title = fitted(title(effect), time.right() - left, format.size());
    svg.text(left, top + step, format.size(), Anchor.START, Palette.INK, true, title);
    String unit = easel.unit(effect.outcome());
    svg.text(left, top + 2 * step, size, Anchor.START, Palette.GREY, false, unit);
    double bottom = top + head + PLOT;
    Scale scale = Scales.of(effect.outcome().type(), List.of(effect));
    List<double[]> intervals = new ArrayList<>();
    gather(curve, scale, intervals);
    if (before != null) {
      gather(before, scale, intervals);
    }
    if (intervals.isEmpty()) {
      none(svg, curve, time, top + head + 10);
      frame(svg, time, bottom, curve);
      return;
    }
    Axis axis = Axis.around(intervals, bottom, top + head);
    grid(svg, axis, time);
    tints(svg, curve, scale, axis, time);
    svg.line(time.left(), axis.at(0), time.right(), axis.at(0), Palette.INK, 0.9, "");
    svg.line(time.draw(), top + head, time.draw(), bottom, Palette.GREY, 0.8, "3 2");
    if (before != null) {
      rings(svg, before, scale, axis, time);
    }
    for (List<Integer> run : runs(curve)) {
      double[] x = run.stream().mapToDouble(time::at).toArray();
      double[] y = run.stream().mapToDouble(p -> axis.at(value(curve, p, scale))).toArray();
      if (run.size() == 1) {
        svg.ring(x[0], y[0], 1.6, Palette.ACCENT, Palette.ACCENT);
      } else {
        svg.path(x, y, Palette.ACCENT, 1.9, "");
      }
    }
    String sides = sides(effect);
    svg.text(left, top + 3 * step, size, Anchor.START, Palette.GREY, false, sides);
    frame(svg, time, bottom, curve);
  }

  private String title(Effect effect) {
    String title = easel.wording().text(effect.outcome().title());
    return easel.twoArms() ? title : title + " \u00b7 " + easel.wording().arm(effect.arm());
  }

  private static String fitted(String words, double width, double size) {
    return Svg.lines(words, width / Sheet.BOLD, size).size() == 1
        ? words
        : Svg.lines(words, width / Sheet.BOLD - 10, size).get(0) + " \u2026";
  }

  private static void gather(PeriodCurve curve, Scale scale, List<double[]> intervals) {
    for (PeriodCurve.Point point : curve.points().values()) {
      Reading.Figure figure = point.figure();
      if (figure != null) {
        Reading.Figure wide = point.band() == null ? figure : point.band();
        intervals.add(
            new double[] {
              wide.low() * scale.factor(),
              figure.value() * scale.factor(),
              wide.high() * scale.factor()
            });
      }
    }
  }

  /** Why there is no curve: the reason of the last period. */
  private void none(Svg svg, PeriodCurve curve, Time time, double y) {
    if (curve.last().row().reading() instanceof Reading.Refused refused) {
      String why = SupplementSections.refusal(easel.wording(), refused, words.words());
      String said = words.say("figure.none", why);
      for (Ladder.Attempt attempt : curve.effect().ladder().attempts()) {
        if (attempt.shown()) {
          String step = String.valueOf(attempt.step().number());
          said += " " + words.say("figure.step", step);
        }
      }
      double size = format.small();
      List<String> lines = Svg.lines(said, time.right() - time.left() - 8, size);
      for (int i = 0; i < lines.size(); i++) {
        double line = y + (size + 3) * i;
        svg.text(time.left() + 4, line, size, Anchor.START, Palette.GREY, false, lines.get(i));
      }
    }
  }

  private void grid(Svg svg, Axis axis, Time time) {
    double size = format.small();
    for (var tick : axis.ticks()) {
      double y = axis.at(tick.doubleValue());
      svg.line(time.left(), y, time.right(), y, Palette.GRID, 0.8, "");
      String label = easel.numerals().fixed(tick.doubleValue(), axis.decimals());
      svg.text(time.left() - 5, y + 3, size, Anchor.END, Palette.INK, false, label);
    }
  }

  private static double clamped(Axis axis, double value) {
    return axis.at(Math.max(axis.low(), Math.min(axis.high(), value)));
  }

  private static void tints(Svg svg, PeriodCurve curve, Scale scale, Axis axis, Time time) {
    for (boolean wide : new boolean[] {true, false}) {
      for (List<Integer> run : runs(curve)) {
        // A period reaches half a period to both sides, so that one alone has an area too.
        double[] x = new double[run.size() + 2];
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        boolean known = true;
        for (int i = 0; i < x.length; i++) {
          int at = Math.max(0, Math.min(run.size() - 1, i - 1));
          PeriodCurve.Point point = curve.at(run.get(at));
          Reading.Figure limits = wide ? point.band() : point.figure();
          known &= limits != null;
          double shift = i == 0 ? -0.5 : i == x.length - 1 ? 0.5 : 0;
          x[i] = time.at(run.get(at) + shift);
          low[i] = limits == null ? 0 : clamped(axis, limits.low() * scale.factor());
          high[i] = limits == null ? 0 : clamped(axis, limits.high() * scale.factor());
        }
        if (known) {
          svg.area(x, low, high, wide ? Palette.BAND : Palette.TINT);
        }
      }
    }
  }

  private static void rings(Svg svg, PeriodCurve before, Scale scale, Axis axis, Time time) {
    before
        .points()
        .forEach(
            (period, point) -> {
              Reading.Figure figure = point.figure();
              if (figure != null) {
                double x = time.at(period);
                double low = clamped(axis, figure.low() * scale.factor());
                double high = clamped(axis, figure.high() * scale.factor());
                svg.line(x, low, x, high, Palette.GREY, 0.8, "");
                double y = clamped(axis, figure.value() * scale.factor());
                svg.ring(x, y, 2.2, Palette.PAPER, Palette.GREY);
              }
            });
  }

  /** Estimated periods in unbroken runs. */
  private static List<List<Integer>> runs(PeriodCurve curve) {
    List<List<Integer>> runs = new ArrayList<>();
    int before = Integer.MIN_VALUE;
    for (var entry : curve.points().entrySet()) {
      if (entry.getValue().figure() != null) {
        if (runs.isEmpty() || entry.getKey() != before + 1) {
          runs.add(new ArrayList<>());
        }
        runs.get(runs.size() - 1).add(entry.getKey());
        before = entry.getKey();
      }
    }
    return runs;
  }

  private static double value(PeriodCurve curve, int period, Scale scale) {
    PeriodCurve.Point point = curve.points().get(period);
    Reading.Figure figure = point == null ? null : point.figure();
    return figure == null ? 0 : figure.value() * scale.factor();
  }

  /** What lies above zero and what below. */
  private String sides(Effect effect) {
    String[] sides =
        easel.sides(
            effect.outcome().direction(), easel.wording().arm(effect.arm()), easel.controlTitle());
    return "\u2191 " + sides[1] + "   \u2193 " + sides[0];
  }

  /** The time axis under a panel, with the draw where there is something before it. */
  void frame(Svg svg, Time time, double bottom, PeriodCurve curve) {
    double size = format.small();
    svg.line(time.left(), bottom, time.right(), bottom, Palette.INK, 0.8, "");
    int stride = PeriodCurve.stride(curve.unit());
    int step = time.last() - time.first() > 16 * stride ? 2 * stride : stride;
    double edge = Double.NEGATIVE_INFINITY;
    String draw = time.first() < 1 ? words.say("figure.draw") : "";
    double half = Svg.width(draw, size) / 2;
    for (int period = time.first(); period <= time.last(); period++) {
      if (period % step == 0 && period != 0) {
        double x = time.at(period);
        String label = easel.numerals().fixed(period, 0);
        double own = Svg.width(label, size) / 2;
        boolean onDraw = !draw.isEmpty() && Math.abs(x - time.draw()) < half + own + 3;
        svg.line(x, bottom, x, bottom + 3, Palette.INK, 0.8, "");
        if (!onDraw && x - own > edge + 3) {
          svg.text(x, bottom + 4 + size, size, Anchor.MIDDLE, Palette.INK, false, label);
          edge = x + own;
        }
      }
    }
    svg.text(time.draw(), bottom + 4 + size, size, Anchor.MIDDLE, Palette.GREY, false, draw);
  }
}
