package org.equipoise.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.equipoise.adoption.AdoptionResults.Cohort;
import org.equipoise.adoption.AdoptionResults.Role;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Axis;
import org.equipoise.document.Palette;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;
import org.equipoise.panel.StaggeredPanel;

/**
 * How many units adopted in each period, a bar each, and how many never did; what is left out of
 * the answers stands on top, hatched, and under each period how large a share had adopted by then.
 */
final class AdoptersPlot {

  private static final double HEIGHT = 150;

  private final ReleasedAdoption released;
  private final AdoptionWording wording;
  private final PanelSheet sheet;
  private final List<Cohort> cohorts;
  private final int units;

  AdoptersPlot(ReleasedAdoption released, AdoptionWording wording, PanelSheet sheet) {
    this.released = released;
    this.wording = wording;
    this.sheet = sheet;
    this.cohorts = released.cohorts();
    this.units = cohorts.stream().mapToInt(Cohort::units).sum();
  }

  String svg(String title, String description) {
    String under = wording.report(AdoptionReportWord.ADOPTERS_UNDER);
    PanelSheet.Heading heading = sheet.heading(title, List.of(under));
    List<String> source =
        sheet.lines(AdoptionPictures.source(released, wording), sheet.small() - 1, false);
    boolean left = cohorts.stream().anyMatch(c -> c.used() < c.units());
    double top = sheet.bottom(heading) + 14;
    double base = top + HEIGHT;
    double legend = base + 2 * sheet.line() + 12;
    double total = legend + (left ? sheet.line() : 0) + sheet.height(source);
    String tag = wording.language().tag();
    Svg svg = sheet.begin(total, tag, title, description, heading, source);
    bars(svg, top, base);
    if (left) {
      hatched(svg, sheet.margin(), legend - 4, 14, 9);
      String words = wording.say(AdoptionWord.LEFT_OUT);
      text(svg, sheet.margin() + 20, legend + 4, Anchor.START, words);
    }
    return svg.document();
  }

  private void bars(Svg svg, double top, double base) {
    int most = cohorts.stream().mapToInt(Cohort::units).max().orElse(1);
    Axis axis = new Axis(0, most * 1.1, base, top);
    double right = sheet.width() - sheet.margin();
    double left = sheet.left() - 8;
    for (BigDecimal tick : axis.ticks()) {
      double y = axis.at(tick.doubleValue());
      svg.line(left, y, right, y, Palette.GRID, 0.8, "");
      text(svg, left - 5, y + 3, Anchor.END, wording.numerals().fixed(tick.doubleValue(), 0));
    }
    double step = (right - left) / cohorts.size();
    double wide = Math.min(56, step * 0.66);
    int adopted = 0;
    List<Label> under = new ArrayList<>();
    for (int k = 0; k < cohorts.size(); k++) {
      Cohort cohort = cohorts.get(k);
      double x = left + (k + 0.5) * step;
      boolean never = cohort.first() == StaggeredPanel.NEVER;
      String colour = never ? Palette.RULE : PanelGrid.EFFECT;
      double used = axis.at(cohort.used());
      svg.box(x - wide / 2, used, wide, base - used, colour);
      double whole = axis.at(cohort.units());
      if (cohort.used() < cohort.units()) {
        hatched(svg, x - wide / 2, whole, wide, used - whole);
      }
      String count = wording.numerals().count(cohort.units());
      svg.text(x, whole - 4, sheet.small(), Anchor.MIDDLE, PanelGrid.INK, true, count);
      adopted += never ? 0 : cohort.units();
      String share = wording.numerals().share(adopted / (double) units);
      under.add(new Label(x, wording.cohort(cohort.first()), never ? "" : share));
    }
    svg.line(left, base, right, base, PanelGrid.GREY, 0.9, "");
    // A share every other bar where they would touch.
    boolean tight =
        under.stream().anyMatch(u -> PanelSheet.room(u.share(), sheet.small(), false) + 4 > step);
    for (int k = 0; k < under.size(); k++) {
      Label label = under.get(k);
      text(svg, label.x(), base + 13, Anchor.MIDDLE, label.name());
      if (!tight || k % 2 == 0) {
        text(svg, label.x(), base + 13 + sheet.line(), Anchor.MIDDLE, label.share());
      }
    }
  }

  /** What stands under a bar. */
  private record Label(double x, String name, String share) {}

  /** A frame with slanted lines. */
  private static void hatched(Svg svg, double x, double y, double width, double height) {
    svg.frame(x, y, width, height, Palette.PAPER, PanelGrid.GREY);
    for (double at = 4; at < width; at += 4) {
      double rise = Math.min(4, height);
      svg.line(x + at - rise / 2, y + height, x + at, y, PanelGrid.GREY, 0.6, "");
    }
  }

  private void text(Svg svg, double x, double y, Anchor anchor, String words) {
    svg.text(x, y, sheet.small(), anchor, PanelGrid.GREY, false, words);
  }

  /** What somebody who does not see it should know. */
  String description() {
    List<String> parts = new ArrayList<>();
    for (Cohort cohort : cohorts) {
      String count = wording.numerals().count(cohort.units());
      parts.add(wording.cohort(cohort.first()) + ": " + count);
    }
    boolean before = cohorts.stream().anyMatch(c -> c.role() == Role.ALWAYS_TREATED);
    return wording.report(AdoptionReportWord.ADOPTERS_TEXT, String.join("; ", parts))
        + (before ? " " + wording.report(AdoptionReportWord.ADOPTERS_BEFORE) : "");
  }
}
