package org.equipoise.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Axis;
import org.equipoise.document.Scale;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;
import org.equipoise.report.PanelGrid.Sheet;

/**
 * The average effect of one outcome in every group, below each other, with intervals and numbers.
 * The interval of the first group, usually everybody, lies as a stripe behind the others.
 */
final class AdoptionGroupsPlot {

  private final ReleasedAdoption released;
  private final AdoptionWording wording;
  private final Sheet sheet;
  private final List<AdoptionAnswers> answers;
  private final Scale scale;

  /** Of the answers to one outcome. */
  AdoptionGroupsPlot(
      ReleasedAdoption released,
      AdoptionWording wording,
      Sheet sheet,
      List<AdoptionAnswers> answers,
      Scale scale) {
    this.released = released;
    this.wording = wording;
    this.sheet = sheet;
    this.answers = answers.stream().filter(each -> !each.ruledOut()).toList();
    this.scale = scale;
  }

  private boolean phone() {
    return sheet.width() < 500;
  }

  String svg(String title, String description) {
    double usable = sheet.width() - 2 * sheet.margin();
    List<String> lines = Svg.lines(title, usable / 1.08, sheet.title());
    Measured outcome = answers.get(0).outcome();
    String unit = wording.unit(outcome) + " \u00b7 " + wording.general().say(outcome.direction());
    List<String> units = Svg.lines(unit, usable, sheet.small());
    List<String> source =
        Svg.lines(AdoptionPictures.source(released, wording), usable, sheet.small() - 1);
    double row = phone() ? 2 * sheet.line() + 10 : 21;
    double top = 14 + (sheet.title() + 4) * lines.size() + sheet.line() * units.size() + 8;
    double base = top + row * answers.size() + 4;
    double total = base + 30 + sheet.line() * source.size();
    String tag = wording.language().tag();
    Svg svg = Svg.onPage(sheet.width(), total, 252, tag, title, description);
    svg.box(0, 0, sheet.width(), total, "#ffffff");
    double y = 26;
    for (String line : lines) {
      svg.text(sheet.margin(), y, sheet.title(), Anchor.START, PanelGrid.INK, true, line);
      y += sheet.title() + 4;
    }
    for (String line : units) {
      text(svg, sheet.margin(), y - 2, Anchor.START, PanelGrid.GREY, line);
      y += sheet.line();
    }
    rows(svg, top, base, row);
    y = total - 8 - sheet.line() * (source.size() - 1);
    for (String line : source) {
      double small = sheet.small() - 1;
      svg.text(sheet.margin(), y, small, Anchor.START, PanelGrid.GREY, false, line);
      y += sheet.line();
    }
    return svg.document();
  }

  private void rows(Svg svg, double top, double base, double row) {
    double left = phone() ? sheet.margin() + 4 : 200;
    double right = phone() ? sheet.width() - sheet.margin() - 4 : 540;
    double factor = scale.factor();
    List<double[]> ends = new ArrayList<>();
    for (AdoptionAnswers each : answers) {
      Reading.Figure n = each.mainNumber();
      if (n != null) {
        ends.add(new double[] {n.low() * factor, n.estimate() * factor, n.high() * factor});
      }
    }
    Axis axis = Axis.holding(ends, left, right);
    Reading.Figure first = answers.get(0).mainNumber();
    if (first != null && answers.size() > 1) {
      double from = axis.at(first.low() * factor);
      double to = axis.at(first.high() * factor);
      svg.box(from, top, to - from, base - top, "#f0f2f5");
    }
    for (BigDecimal tick : axis.ticks()) {
      double x = axis.at(tick.doubleValue());
      svg.line(x, top, x, base, "#eceef1", 0.8, "");
      String label = wording.numerals().fixed(tick.doubleValue(), axis.decimals());
      text(svg, x, base + 13, Anchor.MIDDLE, PanelGrid.GREY, label);
    }
    svg.line(axis.at(0), top, axis.at(0), base, PanelGrid.GREY, 1, "");
    for (int k = 0; k < answers.size(); k++) {
      double y = top + k * row;
      row(svg, answers.get(k), axis, y, phone() ? y + sheet.line() + 10 : y + row / 2);
    }
  }

  private void row(Svg svg, AdoptionAnswers each, Axis axis, double top, double y) {
    String group = wording.text(each.group().title());
    double words = phone() ? top + sheet.line() : y + 3.5;
    text(svg, sheet.margin(), words, Anchor.START, PanelGrid.INK, group);
    double end = sheet.width() - sheet.margin();
    Reading.Figure n = each.mainNumber();
    if (n == null) {
      String none = wording.report(AdoptionReportWord.NOT_TOLD_SHORT);
      text(svg, end, words, Anchor.END, PanelGrid.GREY, none);
      return;
    }
    double factor = scale.factor();
    double low = axis.at(n.low() * factor);
    double high = axis.at(n.high() * factor);
    svg.line(low, y, high, y, PanelGrid.EFFECT, 1.4, "");
    svg.line(low, y - 3, low, y + 3, PanelGrid.EFFECT, 1.4, "");
    svg.line(high, y - 3, high, y + 3, PanelGrid.EFFECT, 1.4, "");
    svg.square(axis.at(n.estimate() * factor), y, 6.5, PanelGrid.EFFECT);
    String number =
        wording.numerals().scaled(n.estimate(), scale)
            + " "
            + wording.interval(n.low(), n.high(), scale);
    text(svg, end, words, Anchor.END, PanelGrid.INK, number);
  }

  private void text(Svg svg, double x, double y, Anchor anchor, String colour, String words) {
    double size = phone() ? sheet.small() : sheet.small() + 0.5;
    svg.text(x, y, size, anchor, colour, false, words);
  }
}
