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
import org.equipoise.document.Palette;
import org.equipoise.document.Scale;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;
import org.jspecify.annotations.Nullable;

/**
 * Small pictures of one analysis side by side, outcomes below each other and groups beside each
 * other, for paper, a screen or a phone. Groups share the scale of their outcome, so that they can
 * be compared by eye; outcomes do not. It says the same in black and white.
 */
final class PanelGrid {

  static final double SIZE = 11;
  static final double SMALL = 9;
  static final String INK = Palette.INK;
  static final String GREY = Palette.GREY;
  static final String BAND = Palette.BAND;
  static final String EFFECT = Palette.ACCENT;
  static final String GRID = Palette.GRID;
  static final String WHITE = Palette.PAPER;

  private static final double GAP = 12;
  private static final double LOWEST = 82;
  private static final double HIGHEST = 190;

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
  private final PanelSheet sheet;
  private final Map<String, List<AdoptionAnswers>> outcomes = new LinkedHashMap<>();
  private final int columns;
  private final double width;
  private final double height;

  /** Every outcome of an analysis on paper. */
  PanelGrid(
      ReleasedAdoption released, Analysis analysis, AdoptionWording wording, Painter painter) {
    this(
        released,
        analysis,
        AdoptionAnswers.of(released, analysis),
        wording,
        painter,
        PanelSheet.PAPER);
  }

  /** Some answers of an analysis. */
  PanelGrid(
      ReleasedAdoption released,
      Analysis analysis,
      List<AdoptionAnswers> answers,
      AdoptionWording wording,
      Painter painter,
      PanelSheet sheet) {
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

  /** Every outcome on one sheet, one self-contained SVG document. */
  String svg(String title, String description) {
    List<String> under = List.of(wording.text(analysis.title()));
    return svg(title, sheet.heading(title, under), description);
  }

  /**
   * The one outcome's picture, its name as the title.
   *
   * @param named the picture's name for those who do not see it
   * @param kind what is shown of the outcome, a few words
   */
  String svg(String named, String kind, String description) {
    Measured outcome = outcomes.values().iterator().next().get(0).outcome();
    String unit = wording.unit(outcome) + " \u00b7 " + direction(outcome);
    List<String> under = List.of(kind + " \u00b7 " + unit, wording.text(analysis.title()));
    return svg(named, sheet.heading(wording.text(outcome.title()), under), description);
  }

  private String svg(String named, PanelSheet.Heading heading, String description) {
    double y = sheet.bottom(heading);
    double blocks = y;
    for (List<AdoptionAnswers> each : outcomes.values()) {
      blocks += blockHeight(each);
    }
    List<Sign> signs = painter.legend();
    List<String> source =
        sheet.lines(AdoptionPictures.source(released, wording), sheet.small() - 1, false);
    double total = blocks + 8 + legend(null, signs, 0) + sheet.height(source);
    String language = wording.language().tag();
    Svg svg = sheet.begin(total, language, named, description, heading, source);
    for (List<AdoptionAnswers> each : outcomes.values()) {
      block(svg, each, y);
      y += blockHeight(each);
    }
    legend(svg, signs, y + 8);
    return svg.document();
  }

  /** Signs beside each other, as many as a line holds; measures them only when there is no SVG. */
  private double legend(@Nullable Svg svg, List<Sign> signs, double top) {
    double x = sheet.margin();
    double y = top;
    for (Sign sign : signs) {
      double room = sign.room() + (sign.room() > 0 ? 5 : 0);
      double all = room + PanelSheet.room(sign.words(), sheet.small(), sign.bold());
      if (x > sheet.margin() && x + all > sheet.width() - sheet.margin()) {
        x = sheet.margin();
        y += sheet.line() + 4;
      }
      List<String> lines = sheet.lines(sign.words(), sheet.small(), sign.bold());
      for (int k = 0; k < lines.size(); k++) {
        y += k == 0 ? 0 : sheet.line();
        if (svg != null) {
          String colour = sign.bold() ? INK : GREY;
          String words = lines.get(k);
          svg.text(x + room, y + 3, sheet.small(), Anchor.START, colour, sign.bold(), words);
        }
      }
      if (svg != null) {
        sign.mark().paint(svg, x, y);
      }
      x += all + 10;
    }
    return y - top + sheet.line();
  }

  private int lines(List<AdoptionAnswers> answers) {
    return (answers.size() + columns - 1) / columns;
  }

  private double lineHeight() {
    return height + (1 + names()) * sheet.line() + 10;
  }

  /** Lines that the longest name of a group takes over its picture. */
  private int names() {
    int most = 1;
    for (List<AdoptionAnswers> each : outcomes.values()) {
      for (AdoptionAnswers answers : each) {
        most = Math.max(most, name(answers).size());
      }
    }
    return most;
  }

  private List<String> name(AdoptionAnswers answers) {
    String title = wording.text(answers.group().title());
    return PanelSheet.lines(title, width, sheet.small(), false);
  }

  private double blockHeight(List<AdoptionAnswers> answers) {
    return top() + lines(answers) * lineHeight();
  }

  /** Room over the pictures of an outcome; where it is alone, the title names it. */
  private double top() {
    return outcomes.size() == 1 ? 4 : 6 + sheet.line();
  }

  private void block(Svg svg, List<AdoptionAnswers> answers, double top) {
    Measured outcome = answers.get(0).outcome();
    svg.begin();
    if (outcomes.size() > 1) {
      String title = wording.text(outcome.title());
      svg.text(sheet.margin(), top + 10, sheet.size(), Anchor.START, INK, true, title);
      String rest = " \u00b7 " + wording.unit(outcome) + " \u00b7 " + direction(outcome);
      double beside = sheet.margin() + Svg.width(title, sheet.size()) * 1.08;
      svg.text(beside, top + 10, sheet.small(), Anchor.START, GREY, false, rest);
    }
    Scale scale = new Scale(percent(outcome), 1);
    double under = top + top();
    for (int line = 0; line < lines(answers); line++) {
      double y = under + line * lineHeight();
      for (int c = 0; c < columns && line * columns + c < answers.size(); c++) {
        AdoptionAnswers each = answers.get(line * columns + c);
        double left = sheet.left() + c * (width + GAP);
        double over = y + names() * sheet.line() + 2;
        Frame frame = new Frame(left, left + width, over, over + height, sheet.small());
        List<String> name = name(each);
        for (int k = 0; k < name.size(); k++) {
          double at = over - 5 - (name.size() - 1 - k) * sheet.line();
          svg.text(left, at, sheet.small(), Anchor.START, INK, false, name.get(k));
        }
        picture(svg, each, axis(answers, scale.factor(), frame), scale.factor(), frame, c == 0);
      }
    }
    svg.end();
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
      for (String line : PanelSheet.lines(words, frame.width() - 12, sheet.small(), false)) {
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
