package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.analysis.Reading;
import org.equipoise.document.Axis;
import org.equipoise.document.Palette;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;
import org.equipoise.report.CurvePanel.Time;

/** Who had met the service by the end of every period, in all arms. */
final class MetPanel {

  private final Easel easel;
  private final PeriodWords words;
  private final Sheet.Format format;
  private final double plot;
  private final List<PeriodCurve> arms;
  private final List<PeriodCurve> control;

  /** The shares of one analysis, whose plot is so high. */
  MetPanel(
      Easel easel, PeriodWords words, Sheet.Format format, List<PeriodCurve> own, double plot) {
    this.easel = easel;
    this.words = words;
    this.format = format;
    this.plot = plot;
    this.arms = PeriodCurve.of(own, "met-arm");
    this.control = PeriodCurve.of(own, "met-control").stream().limit(1).toList();
  }

  boolean isEmpty() {
    return arms.isEmpty();
  }

  /** From the first period known to the last. */
  int[] range() {
    int first = arms.get(0).points().firstKey();
    int last = first;
    for (PeriodCurve curve : arms) {
      last = Math.max(last, curve.points().lastKey());
    }
    return new int[] {first, last};
  }

  double height() {
    return 20 + plot + 2 * (format.small() + 4) + (hidden().isEmpty() ? 4 : format.small() + 8);
  }

  void paint(Svg svg, Time time, double top) {
    double size = format.small();
    double left = time.left() - CurvePanel.LEFT;
    double bottom = top + 20 + plot;
    svg.text(left, top + 10, size, Anchor.START, Palette.INK, true, words.say("figure.met"));
    Axis axis = new Axis(0, 100, bottom, top + 20);
    for (int share = 0; share <= 100; share += 50) {
      double y = axis.at(share);
      svg.line(time.left(), y, time.right(), y, Palette.GRID, 0.8, "");
      svg.text(time.left() - 5, y + 3, size, Anchor.END, Palette.INK, false, String.valueOf(share));
    }
    if (time.first() < 1) {
      svg.line(time.draw(), top + 20, time.draw(), bottom, Palette.GREY, 0.8, "3 2");
    }
    List<PeriodCurve> all = new ArrayList<>(arms);
    all.addAll(control);
    double[] wanted = new double[all.size()];
    for (int k = 0; k < wanted.length; k++) {
      wanted[k] = share(svg, all.get(k), place(k), time, axis);
    }
    double[] y = Marks.apart(wanted, size + 2, axis.right() + size, axis.left() - 3);
    for (int k = 0; k < y.length; k++) {
      if (!Double.isNaN(wanted[k])) {
        String name = easel.wording().text(easel.arms().get(place(k)).title());
        svg.text(time.right(), y[k], size, Anchor.END, Marks.member(place(k)).colour(), true, name);
      }
    }
    CurvePanel frame = new CurvePanel(easel, words, format);
    frame.frame(svg, time, bottom, arms.get(0));
    String title = words.say("figure.axis-" + PeriodWords.code(arms.get(0).unit()));
    double under = bottom + 2 * (size + 4);
    svg.text(time.right(), under, size, Anchor.END, Palette.GREY, false, title);
    if (!hidden().isEmpty()) {
      String periods = words.periods(arms.get(0).unit(), PeriodCurve.runs(hidden()));
      String said = words.say("figure.met-hidden", periods);
      svg.text(left, under + size + 4, size, Anchor.START, Palette.GREY, false, said);
    }
  }

  /** The place among the arms of the curve at a place here: the control stands last here. */
  private int place(int k) {
    return k < arms.size() ? easel.place(arms.get(k).effect().arm()) : 0;
  }

  private List<Integer> hidden() {
    List<PeriodCurve> shares = new ArrayList<>(arms);
    shares.addAll(control);
    return PeriodCurve.hidden(shares);
  }

  /** Draws one arm's shares, a hidden period a gap; returns where its name would stand. */
  private double share(Svg svg, PeriodCurve curve, int arm, Time time, Axis axis) {
    List<double[]> run = new ArrayList<>();
    double last = Double.NaN;
    boolean high = true;
    int before = Integer.MIN_VALUE;
    for (var entry : curve.points().entrySet()) {
      Reading.Figure figure = entry.getValue().figure();
      if (figure == null) {
        continue;
      }
      if (entry.getKey() != before + 1) {
        path(svg, run, arm);
        run = new ArrayList<>();
      }
      before = entry.getKey();
      double y = axis.at(100 * figure.value());
      run.add(new double[] {time.at(entry.getKey()), y});
      last = y;
      high = figure.value() > 0.8;
    }
    path(svg, run, arm);
    return high ? last + format.small() + 4 : last - 6;
  }

  private static void path(Svg svg, List<double[]> run, int arm) {
    if (run.size() == 1) {
      Marks.shape(
          svg, Marks.series(arm), run.get(0)[0], run.get(0)[1], 4, Marks.member(arm).colour());
    } else if (!run.isEmpty()) {
      double[] x = run.stream().mapToDouble(p -> p[0]).toArray();
      double[] y = run.stream().mapToDouble(p -> p[1]).toArray();
      svg.path(x, y, Marks.member(arm).colour(), 1.8, Marks.member(arm).dash());
    }
  }

  /** The shares at the last period, and which periods are hidden. */
  String description() {
    String periods =
        hidden().isEmpty()
            ? ""
            : words.say(
                    "figure.met-hidden",
                    words.periods(arms.get(0).unit(), PeriodCurve.runs(hidden())))
                + ".";
    return (last() + " " + periods).strip();
  }

  /** The shares at the last period where both are shown, and what is left between them. */
  String last() {
    List<String> said = new ArrayList<>();
    for (PeriodCurve curve : arms) {
      String last = "";
      for (int period : curve.points().keySet()) {
        Reading.Figure arm = curve.at(period).figure();
        Reading.Figure other =
            control.isEmpty() || !control.get(0).points().containsKey(period)
                ? null
                : control.get(0).at(period).figure();
        if (arm != null && other != null) {
          last =
              easel.say(
                  "met.last",
                  words.period(curve.unit(), period),
                  easel.wording().arm(curve.effect().arm()),
                  easel.numerals().share(arm.value()),
                  easel.controlTitle(),
                  easel.numerals().share(other.value()),
                  easel.numerals().fixed(100 * (arm.value() - other.value()), 1));
        }
      }
      said.add(last);
    }
    said.removeIf(String::isEmpty);
    return String.join(" ", said);
  }
}
