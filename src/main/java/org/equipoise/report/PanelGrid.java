package org.equipoise.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.adoption.AdoptionResults.Reading.Refused;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Axis;
import org.equipoise.document.Scale;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;

/**
 * Small pictures of one analysis side by side, outcomes below each other and groups beside each
 * other, 180 mm wide. Groups share the scale of their outcome, so that they can be compared by eye;
 * outcomes do not. Shades of grey only: it says the same in black and white.
 */
final class PanelGrid {

  static final double SIZE = 11;
  static final double SMALL = 9;
  static final String INK = Ink.INK;
  static final String GREY = Ink.GREY;
  static final String BAND = Ink.BAND;
  static final String EFFECT = Ink.ACCENT;
  private static final String GRID = Ink.GRID;
  private static final String WHITE = Ink.PAPER;

  private static final double WIDTH = 720;
  private static final double MARGIN = 12;
  private static final double LEFT = 50;
  private static final double GAP = 12;
  private static final double LINE = 12;
  private static final double TITLE = 15;
  private static final double TITLE_LINE = 19;
  private static final int MOST_COLUMNS = 5;
  private static final double WIDEST = 330;
  private static final double LOWEST = 82;
  private static final double HIGHEST = 190;
  private static final double PAGE = 252;

  /** What a picture shows of one outcome in one group. */
  interface Painter {
    /**
     * Low end, estimate and high end of everything shown, in the outcome's unit; no picture ends
     * before them.
     */
    List<double[]> ends(AdoptionAnswers answers);

    /**
     * Paints one picture.
     *
     * @param axis from the lower edge to the upper one, in the printed unit
     * @param factor from the outcome's unit to the printed one
     */
    void paint(Svg svg, AdoptionAnswers answers, Axis axis, double factor, Frame frame);

    /** Paints what stands under a picture; {@code y} is the base line of the words. */
    void under(Svg svg, double y, Frame frame);

    /** Paints the explanation of signs from the line {@code y} on. */
    void legend(Svg svg, double left, double y);

    /** Height of the explanation. */
    double legendHeight();
  }

  /** Where one picture lies. */
  record Frame(double left, double right, double top, double bottom) {
    double width() {
      return right - left;
    }
  }

  private final ReleasedAdoption released;
  private final Analysis analysis;
  private final AdoptionWording wording;
  private final Painter painter;
  private final Map<String, List<AdoptionAnswers>> outcomes = new LinkedHashMap<>();
  private final int columns;
  private final double width;
  private final double height;

  PanelGrid(
      ReleasedAdoption released, Analysis analysis, AdoptionWording wording, Painter painter) {
    this.released = released;
    this.analysis = analysis;
    this.wording = wording;
    this.painter = painter;
    for (AdoptionAnswers each : AdoptionAnswers.of(released, analysis)) {
      outcomes.computeIfAbsent(each.outcome().id(), id -> new ArrayList<>()).add(each);
    }
    int groups = outcomes.values().stream().mapToInt(List::size).max().orElse(1);
    columns = Math.min(MOST_COLUMNS, groups);
    double room = WIDTH - MARGIN - LEFT - GAP * (columns - 1);
    width = Math.min(WIDEST, room / columns);
    height = Math.max(LOWEST, Math.min(HIGHEST, width * 0.62));
  }

  /** Number of small pictures. */
  int count() {
    return outcomes.values().stream().mapToInt(List::size).sum();
  }

  /** The picture, one self-contained SVG document. */
  String svg(String title, String description) {
    List<String> lines = Svg.lines(title, (WIDTH - 2 * MARGIN) / 1.08, TITLE);
    double top = 26 + TITLE_LINE * (lines.size() - 1);
    double y = top + LINE + 4;
    double total = y;
    for (List<AdoptionAnswers> each : outcomes.values()) {
      total += blockHeight(each);
    }
    total += painter.legendHeight() + 34;
    Svg svg = Svg.onPage(WIDTH, total, PAGE, wording.language().tag(), title, description);
    svg.style(Ink.DARK);
    svg.box(0, 0, WIDTH, total, WHITE);
    for (int i = 0; i < lines.size(); i++) {
      svg.text(MARGIN, 26 + i * TITLE_LINE, TITLE, Anchor.START, INK, true, lines.get(i));
    }
    String subtitle = wording.text(analysis.title());
    svg.text(MARGIN, top + LINE + 3, SMALL, Anchor.START, GREY, false, subtitle);
    y += 8;
    for (List<AdoptionAnswers> each : outcomes.values()) {
      block(svg, each, y);
      y += blockHeight(each);
    }
    painter.legend(svg, MARGIN, y + 8);
    svg.text(MARGIN, total - 8, 8, Anchor.START, GREY, false, source());
    return svg.document();
  }

  private String source() {
    var plan = released.plan();
    String digest = AdoptionWording.shortened(released.digest());
    return wording.say(AdoptionWord.PLAN, plan.id(), String.valueOf(plan.version()), digest)
        + ". "
        + released.program();
  }

  private int lines(List<AdoptionAnswers> answers) {
    return (answers.size() + columns - 1) / columns;
  }

  private double blockHeight(List<AdoptionAnswers> answers) {
    return 18 + lines(answers) * (height + 2 * LINE + 10);
  }

  private void block(Svg svg, List<AdoptionAnswers> answers, double top) {
    Measured outcome = answers.get(0).outcome();
    svg.begin();
    String title = wording.text(outcome.title());
    svg.text(MARGIN, top + 10, SIZE, Anchor.START, INK, true, title);
    String rest = " \u00b7 " + wording.unit(outcome) + " \u00b7 " + direction(outcome);
    double beside = MARGIN + Svg.width(title, SIZE) * 1.08;
    svg.text(beside, top + 10, SMALL, Anchor.START, GREY, false, rest);
    Scale scale = new Scale(percent(outcome), 1);
    for (int line = 0; line < lines(answers); line++) {
      double y = top + 18 + line * (height + 2 * LINE + 10);
      for (int c = 0; c < columns && line * columns + c < answers.size(); c++) {
        AdoptionAnswers each = answers.get(line * columns + c);
        double left = LEFT + c * (width + GAP);
        Frame frame = new Frame(left, left + width, y + LINE + 2, y + LINE + 2 + height);
        String group = wording.text(each.group().title());
        svg.text(left, y + LINE - 3, SMALL, Anchor.START, INK, false, fitted(group));
        picture(svg, each, axis(answers, scale.factor(), frame), scale.factor(), frame, c == 0);
      }
    }
    svg.end();
  }

  /** A title that does not run into the next picture. */
  private String fitted(String title) {
    String shown = title;
    while (Svg.width(shown, SMALL) > width && shown.length() > 4) {
      shown = shown.substring(0, shown.length() - 2).stripTrailing() + "\u2026";
    }
    return shown;
  }

  private String direction(Measured outcome) {
    return wording.general().say(outcome.direction());
  }

  private static boolean percent(Measured outcome) {
    return outcome.unit() == org.equipoise.adoption.AdoptionPlan.Scale.SHARE;
  }

  private Axis axis(List<AdoptionAnswers> answers, double factor, Frame frame) {
    List<double[]> ends = new ArrayList<>();
    for (AdoptionAnswers each : answers) {
      for (double[] one : painter.ends(each)) {
        ends.add(new double[] {one[0] * factor, one[1] * factor, one[2] * factor});
      }
    }
    // The axis runs upwards: its left end is the lower edge.
    return Axis.holding(ends, frame.bottom(), frame.top());
  }

  private void picture(
      Svg svg, AdoptionAnswers answers, Axis axis, double factor, Frame frame, boolean first) {
    svg.begin();
    Refused nothing = answers.nothing();
    if (nothing != null) {
      String words =
          nothing.rule().equals("not-applicable")
              ? wording.say(AdoptionWord.FIGURE_NONE)
              : wording.say(AdoptionWord.NOT_ESTIMATED, wording.refusal(nothing));
      double y = frame.top() + 20;
      for (String line : Svg.lines(words, frame.width() - 12, SMALL)) {
        svg.text(frame.left() + 6, y, SMALL, Anchor.START, GREY, false, line);
        y += LINE;
      }
      svg.line(frame.left(), frame.bottom(), frame.right(), frame.bottom(), GRID, 0.8, "");
    } else {
      for (BigDecimal tick : axis.ticks()) {
        double y = axis.at(tick.doubleValue());
        svg.line(frame.left(), y, frame.right(), y, GRID, 0.8, "");
      }
      painter.paint(svg, answers, axis, factor, frame);
      painter.under(svg, frame.bottom() + 10, frame);
    }
    if (first) {
      for (BigDecimal tick : axis.ticks()) {
        double y = axis.at(tick.doubleValue());
        String label = wording.numerals().fixed(tick.doubleValue(), axis.decimals());
        svg.text(frame.left() - 5, y + 3, SMALL, Anchor.END, GREY, false, label);
      }
    }
    svg.end();
  }

  /** A vertical interval, capped where it ends and cut where the axis does. */
  static void whisker(
      Svg svg, double x, double low, double high, Axis axis, double cap, String colour) {
    double from = Math.max(low, axis.low());
    double to = Math.min(high, axis.high());
    if (from > to) {
      return;
    }
    svg.line(x, axis.at(from), x, axis.at(to), colour, 1.2, "");
    if (low >= axis.low()) {
      svg.line(x - cap, axis.at(low), x + cap, axis.at(low), colour, 1.2, "");
    }
    if (high <= axis.high()) {
      svg.line(x - cap, axis.at(high), x + cap, axis.at(high), colour, 1.2, "");
    }
  }

  /** A filled stretch between two values, cut where the axis ends. */
  static void stretch(
      Svg svg, double left, double right, double low, double high, Axis axis, String colour) {
    double from = Math.max(low, axis.low());
    double to = Math.min(high, axis.high());
    if (from < to) {
      svg.box(left, axis.at(to), right - left, axis.at(from) - axis.at(to), colour);
    }
  }

  /** Marks at the edges where a stretch goes on beyond the picture. */
  static void cut(Svg svg, double x, double low, double high, Axis axis) {
    if (high > axis.high()) {
      chevron(svg, x, axis.at(axis.high()) + 1, 3);
    }
    if (low < axis.low()) {
      chevron(svg, x, axis.at(axis.low()) - 1, -3);
    }
  }

  /** A small arrow whose tip lies at a height; it opens {@code down} from there. */
  static void chevron(Svg svg, double x, double y, double down) {
    svg.line(x - 3, y + down, x, y, GREY, 1, "");
    svg.line(x, y, x + 3, y + down, GREY, 1, "");
  }

  /** A hollow mark. */
  static void hollow(Svg svg, double x, double y, double side, String colour) {
    svg.square(x, y, side, colour);
    svg.square(x, y, side - 2.2, WHITE);
  }

  /** A mark that stands on its tip. */
  static void diamond(Svg svg, double x, double y, String colour) {
    svg.arrowHead(x + 4, y, 4, colour);
    svg.arrowHead(x - 4, y, -4, colour);
  }
}
