package org.equipoise.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Axis;
import org.equipoise.document.Palette;
import org.equipoise.document.Scale;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;

/**
 * The average effect of one outcome in every group, below each other, with intervals and numbers.
 * The interval of the first group, usually everybody, lies as a stripe behind the others.
 */
final class AdoptionGroupsPlot {

  private final ReleasedAdoption released;
  private final AdoptionWording wording;
  private final PanelSheet sheet;
  private final List<AdoptionAnswers> answers;
  private final Scale scale;

  /** Of the answers to one outcome. */
  AdoptionGroupsPlot(
      ReleasedAdoption released,
      AdoptionWording wording,
      PanelSheet sheet,
      List<AdoptionAnswers> answers,
      Scale scale) {
    this.released = released;
    this.wording = wording;
    this.sheet = sheet;
    this.answers = answers.stream().filter(each -> !each.ruledOut()).toList();
    this.scale = scale;
  }

  String svg(String named, String description) {
    Measured outcome = answers.get(0).outcome();
    String under =
        wording.report(AdoptionReportWord.GROUPS_SHORT)
            + " \u00b7 "
            + wording.unit(outcome)
            + " \u00b7 "
            + wording.general().say(outcome.direction());
    PanelSheet.Heading heading = sheet.heading(wording.text(outcome.title()), List.of(under));
    List<String> source =
        sheet.lines(AdoptionPictures.source(released, wording), sheet.small() - 1, false);
    double top = sheet.bottom(heading) + 4;
    double base = top + row() * answers.size() + 4;
    double total = base + 16 + sheet.height(source);
    String tag = wording.language().tag();
    Svg svg = sheet.begin(total, tag, named, description, heading, source);
    rows(svg, top, base);
    return svg.document();
  }

  /** Height of one group: on a phone its words stand over its interval. */
  private double row() {
    return sheet.phone() ? sheet.line() * (twoLines() ? 2 : 1) + 22 : 21;
  }

  /** Whether some name and number do not fit beside each other. */
  private boolean twoLines() {
    double usable = sheet.width() - 2 * sheet.margin() - 8;
    return sheet.phone()
        && answers.stream()
            .anyMatch(a -> PanelSheet.room(group(a) + number(a), sheet.small(), false) > usable);
  }

  private String group(AdoptionAnswers each) {
    return wording.text(each.group().title());
  }

  private String number(AdoptionAnswers each) {
    Reading.Figure n = each.mainNumber();
    return n == null
        ? wording.report(AdoptionReportWord.NOT_TOLD_SHORT)
        : wording.numerals().scaled(n.estimate(), scale)
            + " "
            + wording.interval(n.low(), n.high(), scale);
  }

  private void rows(Svg svg, double top, double base) {
    double left = sheet.phone() ? sheet.margin() + 4 : 200;
    double right = sheet.phone() ? sheet.width() - sheet.margin() - 4 : 530;
    double factor = scale.factor();
    List<double[]> ends = new ArrayList<>();
    for (AdoptionAnswers each : answers) {
      Reading.Figure n = each.mainNumber();
      if (n != null) {
        ends.add(new double[] {n.low() * factor, n.estimate() * factor, n.high() * factor});
      }
    }
    Axis axis = Axis.holding(ends, left, right);
    for (int k = 0; k < answers.size(); k++) {
      double over = top + k * row();
      // On a phone lines keep to the intervals, or they would cross the words.
      double from = sheet.phone() ? over + row() - 18 : over;
      ground(svg, axis, from, over + row() + (k == answers.size() - 1 ? 4 : 0));
      row(svg, answers.get(k), axis, over, sheet.phone() ? from + 9 : over + row() / 2);
    }
    for (BigDecimal tick : axis.ticks()) {
      String label = wording.numerals().fixed(tick.doubleValue(), axis.decimals());
      text(svg, axis.at(tick.doubleValue()), base + 13, Anchor.MIDDLE, PanelGrid.GREY, label);
    }
  }

  /** The stripe, the grid and the line of 0 behind one group. */
  private void ground(Svg svg, Axis axis, double from, double to) {
    Reading.Figure first = answers.get(0).mainNumber();
    if (first != null && answers.size() > 1) {
      double left = axis.at(first.low() * scale.factor());
      double right = axis.at(first.high() * scale.factor());
      svg.box(left, from, right - left, to - from, Palette.WAY);
    }
    for (BigDecimal tick : axis.ticks()) {
      double x = axis.at(tick.doubleValue());
      svg.line(x, from, x, to, Palette.GRID, 0.8, "");
    }
    svg.line(axis.at(0), from, axis.at(0), to, PanelGrid.GREY, 1, "");
  }

  private void row(Svg svg, AdoptionAnswers each, Axis axis, double top, double y) {
    double words = sheet.phone() ? top + sheet.line() - 2 : y + 3.5;
    text(svg, sheet.margin(), words, Anchor.START, PanelGrid.INK, group(each));
    boolean under = twoLines();
    double end = under ? sheet.margin() : sheet.width() - sheet.margin();
    Anchor anchor = under ? Anchor.START : Anchor.END;
    Reading.Figure n = each.mainNumber();
    String colour = n == null ? PanelGrid.GREY : PanelGrid.INK;
    text(svg, end, words + (under ? sheet.line() : 0), anchor, colour, number(each));
    if (n != null) {
      double low = axis.at(n.low() * scale.factor());
      double high = axis.at(n.high() * scale.factor());
      svg.line(low, y, high, y, PanelGrid.EFFECT, 1.4, "");
      svg.line(low, y - 3, low, y + 3, PanelGrid.EFFECT, 1.4, "");
      svg.line(high, y - 3, high, y + 3, PanelGrid.EFFECT, 1.4, "");
      svg.square(axis.at(n.estimate() * scale.factor()), y, 6.5, PanelGrid.EFFECT);
    }
  }

  private void text(Svg svg, double x, double y, Anchor anchor, String colour, String words) {
    svg.text(x, y, sheet.small(), anchor, colour, false, words);
  }
}
