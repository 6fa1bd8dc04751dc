package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.analysis.Ladder;
import org.equipoise.analysis.Reading;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.document.Axis;
import org.equipoise.document.Language;
import org.equipoise.document.Scale;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Outcome.Direction;

/**
 * Effects by period as one SVG picture, 180 mm wide: a panel an outcome with the effect in every
 * period since the draw, its limits in a dark tint, the limits for all periods at once in a light
 * one, and rings for the periods before the draw, where only chance is at work. Under each column,
 * on the same time axis, who had met the service by then. Periods that could not be estimated leave
 * a gap.
 *
 * <p>The picture shows the first analysis of the plan that asks for effects by period, and at most
 * {@value #MOST} panels, primary outcomes first.
 */
public final class EffectCurves {

  private static final int MOST = 12;
  private static final double WIDTH = 720;
  private static final double MARGIN = 12;
  private static final double GAP = 22;
  private static final double COLUMN = (WIDTH - 2 * MARGIN - GAP) / 2;
  private static final double LEFT = 44;
  private static final double PLOT = 112;
  private static final double HEAD = 46;
  private static final double PANEL = HEAD + PLOT + 26;
  private static final double MET = 64;
  private static final double SIZE = 11;
  private static final double SMALL = 9;
  private static final double TITLE = 15;
  private static final double TITLE_LINE = 19;

  private static final String INK = "#1a1a1a";
  private static final String GREY = "#5f6670";
  private static final String GRID = "#e4e7eb";
  private static final String EFFECT = "#0b3c5d";
  private static final String OWN = "#9fb9cd";
  private static final String BAND = "#dbe5ed";
  private static final String WARNING = "#a11d1d";
  private static final String BEFORE = "#6b7280";

  private final Released released;
  private final Wording wording;
  private final Language language;
  private final PeriodWords words;
  private final List<PeriodCurve> curves;
  private final List<PeriodCurve> panels;

  private EffectCurves(Released released, Language language) {
    this.released = released;
    this.wording = new Wording(released, language);
    this.language = language;
    this.words = PeriodWords.in(language);
    this.curves = PeriodCurve.all(released);
    this.panels = panels(PeriodCurve.of(curves, "itt"));
  }

  /** The picture of these results. */
  public static EffectCurves of(Released released, Language language) {
    return new EffectCurves(released, language);
  }

  /** Whether there is nothing to draw. */
  public boolean isEmpty() {
    return panels.isEmpty();
  }

  private static List<PeriodCurve> panels(List<PeriodCurve> all) {
    List<PeriodCurve> own = new ArrayList<>();
    for (PeriodCurve curve : all) {
      if (curve.effect().analysis().id().equals(all.get(0).effect().analysis().id())) {
        own.add(curve);
      }
    }
    List<PeriodCurve> first = new ArrayList<>();
    own.stream().filter(c -> c.effect().outcome().primary()).forEach(first::add);
    own.stream().filter(c -> !c.effect().outcome().primary()).forEach(first::add);
    List<PeriodCurve> kept = first.subList(0, Math.min(MOST, first.size()));
    return own.stream().filter(kept::contains).toList();
  }

  /** The picture, one self-contained SVG document. */
  public String svg() {
    if (panels.isEmpty()) {
      throw new IllegalStateException("no effects by period to draw");
    }
    Analysis analysis = panels.get(0).effect().analysis();
    String title = words.say("figure.title", wording.text(released.protocol().title()));
    List<String> lines = Svg.lines(title, (WIDTH - 2 * MARGIN) / 1.08, TITLE);
    double top = 26 + TITLE_LINE * (lines.size() - 1);
    List<String> warning =
        panels.stream().anyMatch(PeriodCurve::biased)
            ? Svg.lines(words.say("figure.biased"), (WIDTH - 2 * MARGIN) / 1.08, SIZE)
            : List.of();
    double key = top + 22 + 14 * warning.size();
    int rows = (panels.size() + 1) / 2;
    double panelsTop = key + 14;
    double metTop = panelsTop + rows * PANEL;
    boolean met = !PeriodCurve.of(curves, "met-arm").isEmpty();
    int others = PeriodCurve.of(ofAnalysis(analysis), "itt").size() - panels.size();
    double height = metTop + (met ? MET + 52 : 10) + (others > 0 ? 12 : 0) + 22;
    Svg svg = Svg.onPage(WIDTH, height, 250, language.tag(), title, description(analysis));
    svg.box(0, 0, WIDTH, height, "#ffffff");
    for (int i = 0; i < lines.size(); i++) {
      svg.text(MARGIN, 26 + i * TITLE_LINE, TITLE, Anchor.START, INK, true, lines.get(i));
    }
    for (int i = 0; i < warning.size(); i++) {
      svg.text(MARGIN, top + 18 + 14 * i, SIZE, Anchor.START, WARNING, true, warning.get(i));
    }
    key(svg, key, wording.numerals().level(analysis.level()));
    int first = panels.stream().mapToInt(this::firstPeriod).min().orElse(1);
    int last = panels.stream().mapToInt(c -> c.points().lastKey()).max().orElse(1);
    for (int i = 0; i < panels.size(); i++) {
      Time time = time(first, last, i % 2);
      int row = i / 2;
      panel(svg, panels.get(i), time, panelsTop + row * PANEL);
    }
    if (met) {
      for (int column = 0; column < Math.min(2, panels.size()); column++) {
        met(svg, analysis, time(first, last, column), metTop);
      }
    }
    double foot = height - 10;
    if (others > 0) {
      String more = words.say("figure.others", String.valueOf(others));
      svg.text(MARGIN, foot - 12, SMALL, Anchor.START, GREY, false, more);
    }
    svg.text(MARGIN, foot, 8.5, Anchor.START, GREY, false, source(analysis));
    return svg.document();
  }

  private List<PeriodCurve> ofAnalysis(Analysis analysis) {
    return curves.stream().filter(c -> c.effect().analysis().id().equals(analysis.id())).toList();
  }

  private int firstPeriod(PeriodCurve curve) {
    return curve
        .beside(curves, "placebo")
        .map(before -> before.points().firstKey())
        .orElse(curve.points().firstKey());
  }

  /** The time axis of a column: periods to positions. */
  private record Time(int first, int last, double left, double right) {
    double at(double period) {
      return left + (period - first + 0.5) / (last - first + 1) * (right - left);
    }

    /** The draw lies between period 0 and period 1. */
    double draw() {
      return at(0.5);
    }
  }

  private static Time time(int first, int last, int column) {
    double left = MARGIN + column * (COLUMN + GAP) + LEFT;
    return new Time(first, last, left, left + COLUMN - LEFT);
  }

  private void key(Svg svg, double y, String level) {
    double x = MARGIN;
    svg.path(new double[] {x, x + 16}, new double[] {y - 3, y - 3}, EFFECT, 2, "");
    x = label(svg, x + 20, y, words.say("figure.effect"));
    svg.box(x, y - 8, 16, 9, OWN);
    x = label(svg, x + 20, y, words.say("figure.own", level));
    svg.box(x, y - 8, 16, 9, BAND);
    x = label(svg, x + 20, y, words.say("figure.band", level));
    boolean before = panels.stream().anyMatch(c -> c.beside(curves, "placebo").isPresent());
    if (before) {
      boolean single = PeriodCurve.singleBefore(panels, curves);
      svg.line(x + 5, y - 9, x + 5, y + 2, BEFORE, 0.8, "");
      svg.ring(x + 5, y - 3.5, 2.2, "#ffffff", BEFORE);
      label(svg, x + 14, y, words.say(single ? "figure.before-single" : "figure.before"));
    }
  }

  private static double label(Svg svg, double x, double y, String text) {
    svg.text(x, y, SMALL, Anchor.START, INK, false, text);
    return x + Svg.width(text, SMALL) + 18;
  }

  private void panel(Svg svg, PeriodCurve curve, Time time, double top) {
    svg.begin();
    Effect effect = curve.effect();
    double left = time.left() - LEFT;
    String title = title(effect);
    svg.text(left, top + 12, SIZE, Anchor.START, INK, true, fitted(title, COLUMN));
    String unit = wording.unit(effect.outcome()) + " \u00b7 " + wording.say(direction(effect));
    String sides = sides(effect);
    svg.text(left, top + 25, SMALL, Anchor.START, GREY, false, unit);
    double bottom = top + HEAD + PLOT;
    Scale scale = Scales.of(effect.outcome().type(), List.of(effect));
    List<double[]> intervals = new ArrayList<>();
    PeriodCurve before = curve.beside(curves, "placebo").orElse(null);
    gather(curve, scale, intervals);
    if (before != null) {
      gather(before, scale, intervals);
    }
    if (intervals.isEmpty()) {
      none(svg, curve, time, top + HEAD + PLOT / 2);
      frame(svg, time, bottom, curve);
      svg.end();
      return;
    }
    Axis axis = Axis.around(intervals, bottom, top + HEAD);
    grid(svg, axis, time);
    tints(svg, curve, scale, axis, time);
    svg.line(time.left(), axis.at(0), time.right(), axis.at(0), INK, 0.9, "");
    svg.line(time.draw(), top + HEAD, time.draw(), bottom, GREY, 0.8, "3 2");
    if (before != null) {
      rings(svg, before, scale, axis, time);
    }
    for (List<Integer> run : runs(curve)) {
      double[] x = run.stream().mapToDouble(time::at).toArray();
      double[] y = run.stream().mapToDouble(p -> axis.at(value(curve, p, scale))).toArray();
      if (run.size() == 1) {
        svg.ring(x[0], y[0], 1.6, EFFECT, EFFECT);
      } else {
        svg.path(x, y, EFFECT, 1.9, "");
      }
    }
    svg.text(left, top + 37, SMALL, Anchor.START, GREY, false, sides);
    frame(svg, time, bottom, curve);
    svg.end();
  }

  private String title(Effect effect) {
    String title = wording.text(effect.outcome().title());
    return released.protocol().arms().size() > 2
        ? title + " \u00b7 " + wording.arm(effect.arm())
        : title;
  }

  private static String fitted(String words, double width) {
    return Svg.lines(words, width / 1.08, SIZE).size() == 1
        ? words
        : Svg.lines(words, width / 1.08 - 10, SIZE).get(0) + " \u2026";
  }

  private static Direction direction(Effect effect) {
    return effect.outcome().direction();
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
      String why = SupplementSections.refusal(wording, refused, words.words());
      String said = words.say("figure.none", why);
      for (Ladder.Attempt attempt : curve.effect().ladder().attempts()) {
        if (attempt.shown()) {
          String step = String.valueOf(attempt.step().number());
          said += " " + words.say("figure.step", step);
        }
      }
      List<String> lines = Svg.lines(said, time.right() - time.left() - 8, SMALL);
      for (int i = 0; i < lines.size(); i++) {
        svg.text(time.left() + 4, y + 12 * i, SMALL, Anchor.START, GREY, false, lines.get(i));
      }
    }
  }

  private void grid(Svg svg, Axis axis, Time time) {
    for (var tick : axis.ticks()) {
      double y = axis.at(tick.doubleValue());
      svg.line(time.left(), y, time.right(), y, GRID, 0.8, "");
      String label = wording.numerals().fixed(tick.doubleValue(), axis.decimals());
      svg.text(time.left() - 5, y + 3, SMALL, Anchor.END, INK, false, label);
    }
  }

  private static double clamped(Axis axis, double value) {
    return axis.at(Math.max(axis.low(), Math.min(axis.high(), value)));
  }

  private void tints(Svg svg, PeriodCurve curve, Scale scale, Axis axis, Time time) {
    for (boolean wide : new boolean[] {true, false}) {
      for (List<Integer> run : runs(curve)) {
        // A period reaches half a period to both sides, so that one alone has an area too.
        double[] x = new double[run.size() + 2];
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        for (int i = 0; i < x.length; i++) {
          int at = Math.max(0, Math.min(run.size() - 1, i - 1));
          PeriodCurve.Point point = curve.at(run.get(at));
          Reading.Figure figure = wide ? point.band() : point.figure();
          if (figure == null) {
            return;
          }
          double aside = i == 0 ? -0.4 : i == x.length - 1 ? 0.4 : 0;
          x[i] = time.at(run.get(at) + aside);
          low[i] = clamped(axis, figure.low() * scale.factor());
          high[i] = clamped(axis, figure.high() * scale.factor());
        }
        svg.area(x, low, high, wide ? BAND : OWN);
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
                svg.line(x, low, x, high, BEFORE, 0.8, "");
                double y = clamped(axis, figure.value() * scale.factor());
                svg.ring(x, y, 2.2, "#ffffff", BEFORE);
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

  /** What lies above zero and what below, at the end of the line over the panel. */
  private String sides(Effect effect) {
    String arm = wording.arm(effect.arm());
    String control = wording.arm(released.protocol().control().id());
    String above;
    String below;
    if (direction(effect) == Direction.AMBIGUOUS) {
      above = wording.say(Word.HIGHER_IN, arm);
      below = wording.say(Word.HIGHER_IN, control);
    } else {
      boolean up = direction(effect) == Direction.UP_GOOD;
      above = wording.say(Word.FAVOURS, up ? arm : control);
      below = wording.say(Word.FAVOURS, up ? control : arm);
    }
    return "\u2191 " + above + "   \u2193 " + below;
  }

  private void frame(Svg svg, Time time, double bottom, PeriodCurve curve) {
    svg.line(time.left(), bottom, time.right(), bottom, INK, 0.8, "");
    int stride = PeriodCurve.stride(curve.unit());
    int step = time.last() - time.first() > 16 * stride ? 2 * stride : stride;
    for (int period = time.first(); period <= time.last(); period++) {
      if (period % step == 0 && period != 0) {
        double x = time.at(period);
        svg.line(x, bottom, x, bottom + 3, INK, 0.8, "");
        String label = wording.numerals().fixed(period, 0);
        svg.text(x, bottom + 13, SMALL, Anchor.MIDDLE, INK, false, label);
      }
    }
    if (time.first() < 1) {
      String draw = words.say("figure.draw");
      svg.text(time.draw(), bottom + 13, SMALL, Anchor.MIDDLE, GREY, false, draw);
    }
  }

  /** Who had met the service by then, in both arms. */
  private void met(Svg svg, Analysis analysis, Time time, double top) {
    List<PeriodCurve> own = ofAnalysis(analysis);
    List<PeriodCurve> arms = PeriodCurve.of(own, "met-arm");
    double plot = top + 20;
    double bottom = plot + MET;
    svg.begin();
    double left = time.left() - LEFT;
    svg.text(left, top + 10, SMALL, Anchor.START, INK, true, words.say("figure.met"));
    Axis axis = new Axis(0, 100, bottom, plot);
    for (int share = 0; share <= 100; share += 50) {
      double y = axis.at(share);
      svg.line(time.left(), y, time.right(), y, GRID, 0.8, "");
      svg.text(time.left() - 5, y + 3, SMALL, Anchor.END, INK, false, String.valueOf(share));
    }
    svg.line(time.draw(), plot, time.draw(), bottom, GREY, 0.8, "3 2");
    for (int a = 0; a < arms.size(); a++) {
      String name = wording.arm(arms.get(a).effect().arm());
      share(svg, arms.get(a), time, axis, name, a % 2 == 0 ? "" : "6 2");
    }
    PeriodCurve.of(own, "met-control").stream()
        .limit(1)
        .forEach(
            curve -> {
              String name = wording.arm(released.protocol().control().id());
              share(svg, curve, time, axis, name, "2 2");
            });
    List<PeriodCurve> shares = new ArrayList<>(arms);
    shares.addAll(PeriodCurve.of(own, "met-control"));
    List<Integer> hidden = PeriodCurve.hidden(shares);
    if (!hidden.isEmpty()) {
      String months = words.periods(arms.get(0).unit(), PeriodCurve.runs(hidden));
      String said = words.say("figure.met-hidden", months);
      svg.text(time.right(), top + 10, SMALL, Anchor.END, GREY, false, said);
    }
    frame(svg, time, bottom, arms.get(0));
    String axisTitle = words.say("figure.axis-" + PeriodWords.code(arms.get(0).unit()));
    svg.text(time.right(), bottom + 25, SMALL, Anchor.END, GREY, false, axisTitle);
    svg.end();
  }

  private void share(Svg svg, PeriodCurve curve, Time time, Axis axis, String name, String dash) {
    List<double[]> at = new ArrayList<>();
    curve
        .points()
        .forEach(
            (period, point) -> {
              Reading.Figure figure = point.figure();
              if (figure != null) {
                at.add(new double[] {time.at(period), axis.at(100 * figure.value())});
              }
            });
    if (at.isEmpty()) {
      return;
    }
    double[] x = at.stream().mapToDouble(p -> p[0]).toArray();
    double[] y = at.stream().mapToDouble(p -> p[1]).toArray();
    svg.path(x, y, dash.equals("2 2") ? INK : EFFECT, 1.6, dash);
    double end = y[y.length - 1];
    boolean high = end < (axis.left() + axis.right()) / 2;
    svg.text(time.right(), high ? end + 12 : end - 5, SMALL, Anchor.END, INK, false, name);
  }

  private String description(Analysis analysis) {
    List<String> sentences = new ArrayList<>();
    for (PeriodCurve curve : panels) {
      List<Integer> without = curve.excludingZero();
      String said =
          without.isEmpty()
              ? words.say("text.excludes-none")
              : words.say("text.excludes", words.periods(curve.unit(), PeriodCurve.runs(without)));
      sentences.add(title(curve.effect()) + ": " + said);
    }
    return words.say(
        "figure.text",
        wording.arm(panels.get(0).effect().arm()),
        wording.arm(released.protocol().control().id()),
        String.valueOf(panels.size()),
        wording.numerals().level(analysis.level()),
        String.join(" ", sentences));
  }

  private String source(Analysis analysis) {
    String digest = released.digest();
    return wording.text(analysis.title())
        + ". "
        + wording.say(
            Word.PROTOCOL,
            released.protocol().id(),
            String.valueOf(released.protocol().version()),
            digest.substring(0, Math.min(12, digest.length())))
        + ". "
        + released.program();
  }
}
