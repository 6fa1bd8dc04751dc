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
import org.jspecify.annotations.Nullable;

/**
 * Small pictures of one analysis side by side, outcomes below each other and groups beside each
 * other, for paper, a screen or a phone. Groups share the scale of their outcome, so that they can
 * be compared by eye; outcomes do not. Shades of grey only: it says the same in black and white.
 */
final class PanelGrid {

  static final double SIZE = 11;
  static final double SMALL = 9;
  static final String INK = "#1a1a1a";
  static final String GREY = "#5f6670";
  static final String BAND = "#dfe3e8";
  static final String EFFECT = "#0b3c5d";
  private static final String GRID = "#eceef1";
  private static final String WHITE = "#ffffff";

  private static final double GAP = 12;
  private static final double LOWEST = 82;
  private static final double HIGHEST = 190;
  private static final double PAGE = 252;

  /**
   * What a picture is drawn on.
   *
   * @param width of the whole, in units of the view box
   * @param margin left and right of titles
   * @param left room left of the first picture, for the scale
   * @param small size of most words
   * @param size size of the names of outcomes
   * @param title size of the title
   * @param columns most pictures beside each other
   * @param widest most width of one picture
   */
  record Sheet(
      double width,
      double margin,
      double left,
      double small,
      double size,
      double title,
      int columns,
      double widest) {
    /** A page of paper, 180 mm wide, that holds everything. */
    static final Sheet PAPER = new Sheet(720, 12, 50, SMALL, SIZE, 15, 5, 330);

    /** A wide screen, for one outcome. */
    static final Sheet SCREEN = new Sheet(720, 12, 50, 10, SIZE, 15, 3, 330);

    /** A screen some 360 pixels wide. */
    static final Sheet PHONE = new Sheet(360, 8, 40, 10.5, 12, 14, 2, 310);

    double line() {
      return small + 3;
    }
  }

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

    /** What the signs mean. */
    List<Sign> legend();
  }

  /**
   * A sign and what it means.
   *
   * @param room how wide the sign is; 0 for words alone
   * @param words what it means
   * @param bold whether the words stand out
   * @param mark the sign
   */
  record Sign(double room, String words, boolean bold, Mark mark) {}

  /** How a sign is painted. */
  interface Mark {
    /** Paints it from {@code x} on, around the height {@code y}. */
    void paint(Svg svg, double x, double y);
  }

  /**
   * Where one picture lies.
   *
   * @param small size of words under it
   */
  record Frame(double left, double right, double top, double bottom, double small) {
    double width() {
      return right - left;
    }
  }

  private final ReleasedAdoption released;
  private final Analysis analysis;
  private final AdoptionWording wording;
  private final Painter painter;
  private final Sheet sheet;
  private final Map<String, List<AdoptionAnswers>> outcomes = new LinkedHashMap<>();
  private final int columns;
  private final double width;
  private final double height;

  /** Every outcome of an analysis on paper. */
  PanelGrid(
      ReleasedAdoption released, Analysis analysis, AdoptionWording wording, Painter painter) {
    this(released, analysis, AdoptionAnswers.of(released, analysis), wording, painter, Sheet.PAPER);
  }

  /** Some answers of an analysis. */
  PanelGrid(
      ReleasedAdoption released,
      Analysis analysis,
      List<AdoptionAnswers> answers,
      AdoptionWording wording,
      Painter painter,
      Sheet sheet) {
    this.released = released;
    this.analysis = analysis;
    this.wording = wording;
    this.painter = painter;
    this.sheet = sheet;
    for (AdoptionAnswers each : answers) {
      outcomes.computeIfAbsent(each.outcome().id(), id -> new ArrayList<>()).add(each);
    }
    int groups = outcomes.values().stream().mapToInt(List::size).max().orElse(1);
    columns = Math.min(sheet.columns(), groups);
    double room = sheet.width() - sheet.margin() - sheet.left() - GAP * (columns - 1);
    width = Math.min(sheet.widest(), room / columns);
    height = Math.max(LOWEST, Math.min(HIGHEST, width * 0.62));
  }

  /** Number of small pictures. */
  int count() {
    return outcomes.values().stream().mapToInt(List::size).sum();
  }

  /** The picture, one self-contained SVG document. */
  String svg(String title, String description) {
    double usable = sheet.width() - 2 * sheet.margin();
    List<String> lines = Svg.lines(title, usable / 1.08, sheet.title());
    double titleLine = sheet.title() + 4;
    double top = 26 + titleLine * (lines.size() - 1);
    List<String> subtitle = Svg.lines(wording.text(analysis.title()), usable, sheet.small());
    double y = top + 8 + sheet.line() * subtitle.size();
    double blocks = y;
    for (List<AdoptionAnswers> each : outcomes.values()) {
      blocks += blockHeight(each);
    }
    List<Sign> signs = painter.legend();
    List<String> source = Svg.lines(source(), usable, sheet.small() - 1);
    double total = blocks + 8 + legend(null, signs, 0) + 12 + sheet.line() * source.size();
    String language = wording.language().tag();
    Svg svg = Svg.onPage(sheet.width(), total, PAGE, language, title, description);
    svg.box(0, 0, sheet.width(), total, WHITE);
    for (int i = 0; i < lines.size(); i++) {
      double at = 26 + i * titleLine;
      svg.text(sheet.margin(), at, sheet.title(), Anchor.START, INK, true, lines.get(i));
    }
    words(svg, subtitle, top + sheet.line() + 3, sheet.small());
    for (List<AdoptionAnswers> each : outcomes.values()) {
      block(svg, each, y);
      y += blockHeight(each);
    }
    legend(svg, signs, y + 8);
    double last = total - 8 - sheet.line() * (source.size() - 1);
    words(svg, source, last, sheet.small() - 1);
    return svg.document();
  }

  private void words(Svg svg, List<String> lines, double top, double size) {
    double y = top;
    for (String line : lines) {
      svg.text(sheet.margin(), y, size, Anchor.START, GREY, false, line);
      y += sheet.line();
    }
  }

  /** Signs beside each other, as many as a line holds; measures them only when there is no SVG. */
  private double legend(@Nullable Svg svg, List<Sign> signs, double top) {
    double x = sheet.margin();
    double y = top;
    for (Sign sign : signs) {
      double words = Svg.width(sign.words(), sheet.small()) * (sign.bold() ? 1.08 : 1.02);
      double all = sign.room() + (sign.room() > 0 ? 5 : 0) + words;
      if (x > sheet.margin() && x + all > sheet.width() - sheet.margin()) {
        x = sheet.margin();
        y += sheet.line() + 5;
      }
      if (svg != null) {
        sign.mark().paint(svg, x, y);
        String colour = sign.bold() ? INK : GREY;
        double at = x + all - words;
        svg.text(at, y + 3, sheet.small(), Anchor.START, colour, sign.bold(), sign.words());
      }
      x += all + 14;
    }
    return y - top + sheet.line();
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

  private double lineHeight() {
    return height + 2 * sheet.line() + 10;
  }

  private double blockHeight(List<AdoptionAnswers> answers) {
    return 6 + sheet.line() * heading(answers).size() + lines(answers) * lineHeight();
  }

  /**
   * What stands over the pictures of an outcome; its own name is in the title where it is alone.
   */
  private List<String> heading(List<AdoptionAnswers> answers) {
    Measured outcome = answers.get(0).outcome();
    String rest = wording.unit(outcome) + " \u00b7 " + direction(outcome);
    double usable = sheet.width() - 2 * sheet.margin();
    return outcomes.size() == 1
        ? Svg.lines(rest, usable, sheet.small())
        : List.of(" \u00b7 " + rest);
  }

  private void block(Svg svg, List<AdoptionAnswers> answers, double top) {
    Measured outcome = answers.get(0).outcome();
    svg.begin();
    List<String> heading = heading(answers);
    if (outcomes.size() == 1) {
      words(svg, heading, top + 10, sheet.small());
    } else {
      String title = wording.text(outcome.title());
      svg.text(sheet.margin(), top + 10, sheet.size(), Anchor.START, INK, true, title);
      double beside = sheet.margin() + Svg.width(title, sheet.size()) * 1.08;
      svg.text(beside, top + 10, sheet.small(), Anchor.START, GREY, false, heading.get(0));
    }
    Scale scale = new Scale(percent(outcome), 1);
    double under = top + 6 + sheet.line() * heading.size();
    for (int line = 0; line < lines(answers); line++) {
      double y = under + line * lineHeight();
      for (int c = 0; c < columns && line * columns + c < answers.size(); c++) {
        AdoptionAnswers each = answers.get(line * columns + c);
        double left = sheet.left() + c * (width + GAP);
        double over = y + sheet.line() + 2;
        Frame frame = new Frame(left, left + width, over, over + height, sheet.small());
        String group = wording.text(each.group().title());
        svg.text(left, over - 5, sheet.small(), Anchor.START, INK, false, fitted(group));
        picture(svg, each, axis(answers, scale.factor(), frame), scale.factor(), frame, c == 0);
      }
    }
    svg.end();
  }

  /** A title that does not run into the next picture. */
  private String fitted(String title) {
    String shown = title;
    while (Svg.width(shown, sheet.small()) > width && shown.length() > 4) {
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
      for (String line : Svg.lines(words, frame.width() - 12, sheet.small())) {
        svg.text(frame.left() + 6, y, sheet.small(), Anchor.START, GREY, false, line);
        y += sheet.line();
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
        svg.text(frame.left() - 5, y + 3, sheet.small(), Anchor.END, GREY, false, label);
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
