package org.equipoise.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionPlan.Base;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Axis;
import org.equipoise.document.Language;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;
import org.equipoise.report.PanelGrid.Frame;
import org.equipoise.report.PanelGrid.Sign;

/**
 * Effects by periods since adoption, of one analysis, a small picture for each outcome and group:
 * whiskers for each effect alone, a band for all at once, the reference period hollow, and the
 * average after adoption as a diamond at the right. The scale holds every interval; a band that
 * goes on beyond it ends in an arrow.
 */
public final class EventStudyPlot implements PanelGrid.Painter {

  /** Room for the average, in periods. */
  private static final double AVERAGE = 1.9;

  private final AdoptionWording wording;
  private final Analysis analysis;
  private final int reference;
  private final int first;
  private final int last;

  EventStudyPlot(List<AdoptionAnswers> all, Analysis analysis, AdoptionWording wording) {
    this.wording = wording;
    this.analysis = analysis;
    boolean universal = analysis.base() == Base.UNIVERSAL;
    this.reference = universal ? -1 - wording.plan().adoption().anticipation() : Integer.MIN_VALUE;
    TreeSet<Integer> times = new TreeSet<>();
    for (AdoptionAnswers answers : all) {
      times.addAll(answers.byEventTime(AdoptionAnswers.MAIN).keySet());
    }
    this.first = times.isEmpty() ? 0 : times.first();
    this.last = times.isEmpty() ? 0 : times.last();
  }

  /** The picture, one self-contained SVG document. */
  public static String of(ReleasedAdoption released, Language language) {
    return of(released, released.plan().analyses().get(0), language);
  }

  /** The same of another analysis of the plan. */
  public static String of(ReleasedAdoption released, Analysis analysis, Language language) {
    AdoptionWording wording = new AdoptionWording(released.plan(), language);
    List<AdoptionAnswers> all = AdoptionAnswers.of(released, analysis);
    PanelGrid grid =
        new PanelGrid(released, analysis, wording, new EventStudyPlot(all, analysis, wording));
    String title = wording.say(AdoptionWord.FIGURE, wording.text(released.plan().title()));
    String level = wording.numerals().level(analysis.level());
    String count = String.valueOf(grid.count());
    return grid.svg(title, wording.say(AdoptionWord.FIGURE_TEXT, count, level));
  }

  @Override
  public List<double[]> ends(AdoptionAnswers answers) {
    List<double[]> ends = new ArrayList<>();
    for (Row row : answers.byEventTime(AdoptionAnswers.MAIN).values()) {
      if (row.reading() instanceof Reading.Figure number && Double.isFinite(number.low())) {
        ends.add(new double[] {number.low(), number.estimate(), number.high()});
        // A band makes the scale up to half as wide again, and no wider.
        double reach = 1.5 * (number.high() - number.low()) / 2;
        if (Double.isFinite(number.bandLow())) {
          ends.add(
              new double[] {
                Math.max(number.bandLow(), number.estimate() - reach),
                number.estimate(),
                Math.min(number.bandHigh(), number.estimate() + reach)
              });
        }
      }
    }
    Reading.Figure average = answers.mainNumber();
    if (average != null) {
      ends.add(new double[] {average.low(), average.estimate(), average.high()});
    }
    return ends;
  }

  private double step(Frame frame) {
    return frame.width() / (last - first + 1 + AVERAGE);
  }

  private double at(int time, Frame frame) {
    return frame.left() + (time - first + 0.5) * step(frame);
  }

  @Override
  public void paint(Svg svg, AdoptionAnswers answers, Axis axis, double factor, Frame frame) {
    Map<Integer, Row> byTime = answers.byEventTime(AdoptionAnswers.MAIN);
    double half = step(frame) / 2;
    for (Map.Entry<Integer, Row> each : byTime.entrySet()) {
      if (each.getValue().reading() instanceof Reading.Figure n && Double.isFinite(n.bandLow())) {
        double x = at(each.getKey(), frame);
        PanelGrid.stretch(
            svg,
            x - half,
            x + half,
            n.bandLow() * factor,
            n.bandHigh() * factor,
            axis,
            PanelGrid.BAND);
        PanelGrid.cut(svg, x, n.bandLow() * factor, n.bandHigh() * factor, axis);
      }
    }
    double end = at(last, frame) + half;
    svg.line(frame.left(), axis.at(0), frame.right(), axis.at(0), PanelGrid.GREY, 0.9, "");
    double start = at(0, frame) - half;
    svg.line(start, frame.top(), start, frame.bottom(), PanelGrid.GREY, 0.9, "3 2.5");
    for (Map.Entry<Integer, Row> each : byTime.entrySet()) {
      if (each.getValue().reading() instanceof Reading.Figure n) {
        double x = at(each.getKey(), frame);
        double value = n.estimate() * factor;
        if (each.getKey() == reference || Double.isNaN(n.low())) {
          PanelGrid.hollow(svg, x, axis.at(value), 5.5, PanelGrid.EFFECT);
          continue;
        }
        PanelGrid.whisker(svg, x, n.low() * factor, n.high() * factor, axis, 1.8, PanelGrid.EFFECT);
        if (value >= axis.low() && value <= axis.high()) {
          svg.square(x, axis.at(value), 4.2, PanelGrid.EFFECT);
        }
      }
    }
    Reading.Figure average = answers.mainNumber();
    if (average != null) {
      double x = (end + frame.right()) / 2;
      PanelGrid.whisker(
          svg, x, average.low() * factor, average.high() * factor, axis, 2.5, PanelGrid.INK);
      PanelGrid.diamond(svg, x, axis.at(average.estimate() * factor), PanelGrid.INK);
    }
  }

  @Override
  public void under(Svg svg, double y, Frame frame) {
    double widest = 0;
    for (int time = first; time <= last; time++) {
      widest =
          Math.max(
              widest, PanelSheet.room(wording.numerals().fixed(time, 0), frame.small(), false));
    }
    int every = (int) Math.ceil((widest + 4) / step(frame));
    for (int time = first; time <= last; time++) {
      if (time % every == 0) {
        String label = wording.numerals().fixed(time, 0);
        double x = at(time, frame);
        svg.text(x, y, frame.small(), Anchor.MIDDLE, PanelGrid.GREY, false, label);
      }
    }
    double x = (at(last, frame) + step(frame) / 2 + frame.right()) / 2;
    svg.text(x, y, frame.small(), Anchor.MIDDLE, PanelGrid.GREY, false, "\u00d8");
  }

  @Override
  public List<Sign> legend() {
    String level = wording.numerals().level(analysis.level());
    List<Sign> signs = new ArrayList<>();
    signs.add(
        new Sign(
            6,
            wording.say(AdoptionWord.FIGURE_WHISKER, level),
            false,
            (svg, x, y) -> {
              PanelGrid.whisker(svg, x + 3, -0.8, 0.8, around(y), 2, PanelGrid.EFFECT);
              svg.square(x + 3, y, 4.2, PanelGrid.EFFECT);
            }));
    signs.add(
        new Sign(
            12,
            wording.say(AdoptionWord.FIGURE_BAND, level),
            false,
            (svg, x, y) ->
                PanelGrid.stretch(svg, x, x + 12, -0.9, 0.9, around(y), PanelGrid.BAND)));
    if (reference != Integer.MIN_VALUE) {
      signs.add(
          new Sign(
              6,
              wording.say(AdoptionWord.FIGURE_REFERENCE),
              false,
              (svg, x, y) -> PanelGrid.hollow(svg, x + 3, y, 5.5, PanelGrid.EFFECT)));
    }
    signs.add(
        new Sign(
            8,
            "\u00d8 " + wording.say(AdoptionWord.FIGURE_AVERAGE),
            false,
            (svg, x, y) -> {
              PanelGrid.whisker(svg, x + 4, -0.8, 0.8, around(y), 2.5, PanelGrid.INK);
              PanelGrid.diamond(svg, x + 4, y, PanelGrid.INK);
            }));
    signs.add(
        new Sign(
            4,
            wording.period(AdoptionWord.FIGURE_PERIODS),
            false,
            (svg, x, y) -> svg.line(x + 2, y - 6, x + 2, y + 5, PanelGrid.GREY, 0.9, "3 2.5")));
    signs.add(
        new Sign(
            6,
            wording.say(AdoptionWord.FIGURE_CUT),
            false,
            (svg, x, y) -> PanelGrid.chevron(svg, x + 3, y - 2, 3)));
    return signs;
  }

  private static Axis around(double y) {
    return new Axis(-1, 1, y + 7, y - 7);
  }
}
