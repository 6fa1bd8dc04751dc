package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.RowKey;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Axis;
import org.equipoise.document.Language;
import org.equipoise.document.Svg;
import org.equipoise.document.Svg.Anchor;
import org.equipoise.report.PanelGrid.Frame;
import org.equipoise.report.PanelGrid.Sign;
import org.jspecify.annotations.Nullable;

/**
 * The same average effect by every estimator of one analysis, a small picture for each outcome and
 * group. The planned estimate is filled and its interval lies as a stripe behind the others, which
 * are hollow.
 */
public final class ComparisonPlot implements PanelGrid.Painter {

  private final AdoptionWording wording;
  private final List<String> estimators;

  ComparisonPlot(List<AdoptionAnswers> all, AdoptionWording wording) {
    this.wording = wording;
    Set<String> found = new LinkedHashSet<>();
    all.forEach(answers -> found.addAll(answers.estimators()));
    this.estimators = List.copyOf(found);
  }

  /** The picture, one self-contained SVG document. */
  public static String of(ReleasedAdoption released, Language language) {
    return of(released, released.plan().analyses().get(0), language);
  }

  /** The same of another analysis of the plan. */
  public static String of(ReleasedAdoption released, Analysis analysis, Language language) {
    AdoptionWording wording = new AdoptionWording(released.plan(), language);
    List<AdoptionAnswers> all = AdoptionAnswers.of(released, analysis);
    PanelGrid grid = new PanelGrid(released, analysis, wording, new ComparisonPlot(all, wording));
    String study = wording.text(released.plan().title());
    String level = wording.numerals().level(analysis.level());
    String count = String.valueOf(grid.count());
    return grid.svg(
        wording.say(AdoptionWord.FIGURE_COMPARISON, study),
        wording.say(AdoptionWord.FIGURE_COMPARISON_TEXT, count, level));
  }

  private static Reading.@Nullable Figure number(AdoptionAnswers answers, String estimator) {
    return answers.number(Part.OVERALL, estimator, RowKey.EVENT_TIME);
  }

  @Override
  public List<double[]> ends(AdoptionAnswers answers) {
    List<double[]> ends = new ArrayList<>();
    for (String estimator : estimators) {
      Reading.Figure number = number(answers, estimator);
      if (number != null) {
        ends.add(new double[] {number.low(), number.estimate(), number.high()});
      }
    }
    return ends;
  }

  private double at(int place, Frame frame) {
    return frame.left() + (place + 0.5) * frame.width() / estimators.size();
  }

  @Override
  public void paint(Svg svg, AdoptionAnswers answers, Axis axis, double factor, Frame frame) {
    Reading.Figure main = answers.mainNumber();
    if (main != null) {
      PanelGrid.stretch(
          svg,
          frame.left(),
          frame.right(),
          main.low() * factor,
          main.high() * factor,
          axis,
          PanelGrid.BAND);
    }
    svg.line(frame.left(), axis.at(0), frame.right(), axis.at(0), PanelGrid.GREY, 0.9, "");
    for (int k = 0; k < estimators.size(); k++) {
      Reading.Figure number = number(answers, estimators.get(k));
      if (number == null) {
        continue;
      }
      double x = at(k, frame);
      double y = axis.at(number.estimate() * factor);
      PanelGrid.whisker(
          svg, x, number.low() * factor, number.high() * factor, axis, 2.5, PanelGrid.EFFECT);
      if (estimators.get(k).equals(AdoptionAnswers.MAIN)) {
        svg.square(x, y, 6, PanelGrid.EFFECT);
      } else {
        PanelGrid.hollow(svg, x, y, 6, PanelGrid.EFFECT);
      }
    }
  }

  @Override
  public void under(Svg svg, double y, Frame frame) {
    for (int k = 0; k < estimators.size(); k++) {
      double x = at(k, frame);
      svg.text(x, y, frame.small(), Anchor.MIDDLE, PanelGrid.GREY, false, letter(k));
    }
  }

  private static String letter(int place) {
    return String.valueOf((char) ('A' + place));
  }

  @Override
  public List<Sign> legend() {
    List<Sign> signs = new ArrayList<>();
    for (int k = 0; k < estimators.size(); k++) {
      String words = letter(k) + " " + wording.estimator(estimators.get(k));
      boolean planned = estimators.get(k).equals(AdoptionAnswers.MAIN);
      signs.add(
          new Sign(
              6,
              words,
              planned,
              (svg, x, y) -> {
                if (planned) {
                  svg.square(x + 3, y, 6, PanelGrid.EFFECT);
                } else {
                  PanelGrid.hollow(svg, x + 3, y, 6, PanelGrid.EFFECT);
                }
              }));
    }
    return signs;
  }
}
