package org.equipoise.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionPlan.Measured;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.adoption.RowKey;
import org.equipoise.disclosure.ReleasedAdoption;
import org.equipoise.document.Numerals;
import org.equipoise.document.Picture;
import org.equipoise.document.Scale;
import org.equipoise.report.PanelGrid.Painter;

/**
 * The pictures of a study of adoption, one an outcome, each with its numbers in words for those who
 * do not see it.
 */
final class AdoptionPictures {

  private final ReleasedAdoption released;
  private final AdoptionWording wording;
  private final Map<String, List<AdoptionAnswers>> answers = new HashMap<>();

  AdoptionPictures(ReleasedAdoption released, AdoptionWording wording) {
    this.released = released;
    this.wording = wording;
  }

  /** Where the numbers of a picture come from, as every picture says it. */
  static String source(ReleasedAdoption released, AdoptionWording wording) {
    var plan = released.plan();
    String digest = AdoptionWording.shortened(released.digest());
    return wording.say(AdoptionWord.PLAN, plan.id(), String.valueOf(plan.version()), digest)
        + ". "
        + released.program();
  }

  /** Who adopted when. */
  Picture adopters() {
    String title = wording.report(AdoptionReportWord.ADOPTERS_TITLE);
    AdoptersPlot wide = new AdoptersPlot(released, wording, PanelSheet.SCREEN);
    AdoptersPlot narrow = new AdoptersPlot(released, wording, PanelSheet.PHONE);
    String text = wide.description();
    return new Picture("adopters", title, text, wide.svg(title, text), narrow.svg(title, text));
  }

  /**
   * Effects by periods since adoption, a picture an outcome.
   *
   * @param main whether only of the outcomes that are told first; the others are told in numbers
   */
  List<Picture> periods(Analysis analysis, boolean main) {
    List<AdoptionAnswers> first = AdoptionHeadline.first(analysis, of(analysis));
    List<Picture> pictures = new ArrayList<>();
    for (List<AdoptionAnswers> own : outcomes(analysis)) {
      if (main && first.stream().noneMatch(each -> each.sameOutcome(own.get(0)))) {
        continue;
      }
      pictures.add(
          panels(
              "by-period",
              analysis,
              own,
              AdoptionReportWord.PERIODS_TITLE,
              AdoptionReportWord.PERIODS_SHORT,
              AdoptionReportWord.PERIODS_TEXT,
              answers -> periods(answers, scale(answers)),
              new EventStudyPlot(of(analysis), analysis, wording)));
    }
    return pictures;
  }

  /** The same average by every estimator, a picture an outcome. */
  List<Picture> estimators(Analysis analysis) {
    List<Picture> pictures = new ArrayList<>();
    for (List<AdoptionAnswers> own : outcomes(analysis)) {
      pictures.add(
          panels(
              "estimators",
              analysis,
              own,
              AdoptionReportWord.ESTIMATORS_TITLE,
              AdoptionReportWord.ESTIMATORS_SHORT,
              AdoptionReportWord.ESTIMATORS_TEXT,
              answers -> estimators(answers, scale(answers)),
              new ComparisonPlot(of(analysis), wording)));
    }
    return pictures;
  }

  /** Intervals when trends may part, a picture an outcome; none where nothing was asked. */
  List<Picture> sensitivity(Analysis analysis, String rule) {
    boolean smooth = rule.equals(AdoptionDoubts.SMOOTHNESS);
    List<Picture> pictures = new ArrayList<>();
    for (List<AdoptionAnswers> own : outcomes(analysis)) {
      SensitivityPlot plot = new SensitivityPlot(own, rule, scale(own.get(0)), wording);
      if (plot.any()) {
        pictures.add(
            panels(
                rule,
                analysis,
                own,
                smooth ? AdoptionReportWord.SMOOTHNESS_TITLE : AdoptionReportWord.MAGNITUDES_TITLE,
                smooth ? AdoptionReportWord.SMOOTHNESS_SHORT : AdoptionReportWord.MAGNITUDES_SHORT,
                AdoptionReportWord.SENSITIVITY_TEXT,
                answers -> sensitivity(answers, plot, scale(answers)),
                plot));
      }
    }
    return pictures;
  }

  /** The average in every group, a picture an outcome that is looked at in several. */
  List<Picture> groups(Analysis analysis) {
    List<Picture> pictures = new ArrayList<>();
    for (List<AdoptionAnswers> own : outcomes(analysis)) {
      List<AdoptionAnswers> fitting = own.stream().filter(a -> !a.ruledOut()).toList();
      if (fitting.size() > 1) {
        String outcome = wording.text(fitting.get(0).outcome().title());
        String title = wording.report(AdoptionReportWord.GROUPS_TITLE, outcome);
        StringBuilder text = new StringBuilder();
        text.append(wording.report(AdoptionReportWord.GROUPS_TEXT));
        fitting.forEach(a -> text.append(' ').append(average(a, scale(a))));
        String told = text.toString();
        Scale scale = scale(fitting.get(0));
        pictures.add(
            new Picture(
                name("groups", analysis, fitting.get(0).outcome()),
                title,
                told,
                new AdoptionGroupsPlot(released, wording, PanelSheet.SCREEN, fitting, scale)
                    .svg(title, told),
                new AdoptionGroupsPlot(released, wording, PanelSheet.PHONE, fitting, scale)
                    .svg(title, told)));
      }
    }
    return pictures;
  }

  private List<List<AdoptionAnswers>> outcomes(Analysis analysis) {
    List<List<AdoptionAnswers>> outcomes = new ArrayList<>();
    for (List<AdoptionAnswers> own : AdoptionAnswers.byOutcome(of(analysis))) {
      // What the plan rules out is told in words; an empty picture tells nothing.
      List<AdoptionAnswers> shown = own.stream().filter(a -> !a.ruledOut()).toList();
      if (shown.stream().anyMatch(answers -> answers.nothing() == null)) {
        outcomes.add(shown);
      }
    }
    return outcomes;
  }

  /** The answers of an analysis, looked up once. */
  private List<AdoptionAnswers> of(Analysis analysis) {
    return answers.computeIfAbsent(analysis.id(), id -> AdoptionAnswers.of(released, analysis));
  }

  private Scale scale(AdoptionAnswers one) {
    return wording.scale(one.outcome(), of(one.analysis()));
  }

  /** What is told of one small picture. */
  private interface Told {
    String of(AdoptionAnswers answers);
  }

  private Picture panels(
      String kind,
      Analysis analysis,
      List<AdoptionAnswers> own,
      AdoptionReportWord titled,
      AdoptionReportWord shortly,
      AdoptionReportWord lead,
      Told told,
      Painter painter) {
    Measured outcome = own.get(0).outcome();
    String title = wording.report(titled, wording.text(outcome.title()));
    StringBuilder text = new StringBuilder();
    text.append(wording.report(lead, wording.numerals().level(analysis.level())));
    own.stream()
        .filter(answers -> answers.nothing() == null)
        .forEach(answers -> text.append(' ').append(told.of(answers)));
    String words = text.toString();
    String shown = wording.report(shortly);
    return new Picture(
        name(kind, analysis, outcome),
        title,
        words,
        new PanelGrid(released, analysis, own, wording, painter, PanelSheet.SCREEN)
            .svg(title, shown, words),
        new PanelGrid(released, analysis, own, wording, painter, PanelSheet.PHONE)
            .svg(title, shown, words));
  }

  /** A file's name: letters, digits and hyphens. */
  private static String name(String kind, Analysis analysis, Measured outcome) {
    String name = kind + "-" + analysis.id() + "-" + outcome.id();
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  private String group(AdoptionAnswers answers) {
    return wording.text(answers.group().title());
  }

  /** {@code Women: 0.080 percentage points [0.004, 0.156].} */
  private String average(AdoptionAnswers answers, Scale scale) {
    Reading.Figure n = answers.mainNumber();
    if (n == null) {
      return wording.report(AdoptionReportWord.TOLD_NONE, group(answers));
    }
    return wording.report(
        AdoptionReportWord.TOLD_AVERAGE,
        group(answers),
        wording.numerals().scaled(n.estimate(), scale),
        wording.unit(answers.outcome()),
        wording.interval(n.low(), n.high(), scale));
  }

  private String periods(AdoptionAnswers answers, Scale scale) {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<Integer, Row> each : answers.byEventTime(AdoptionAnswers.MAIN).entrySet()) {
      if (each.getValue().reading() instanceof Reading.Figure n) {
        String time = wording.numerals().fixed(each.getKey(), 0);
        parts.add(time + ": " + wording.numerals().scaled(n.estimate(), scale));
      }
    }
    return average(answers, scale)
        + " "
        + wording.report(AdoptionReportWord.TOLD_PERIODS, String.join("; ", parts));
  }

  private String estimators(AdoptionAnswers answers, Scale scale) {
    Numerals numerals = wording.numerals();
    List<String> parts = new ArrayList<>();
    for (String estimator : answers.estimators()) {
      Reading.Figure n = answers.number(Part.OVERALL, estimator, RowKey.EVENT_TIME);
      if (n != null) {
        String interval = wording.interval(n.low(), n.high(), scale);
        String estimate = numerals.scaled(n.estimate(), scale);
        parts.add(wording.estimator(estimator) + " " + estimate + " " + interval);
      }
    }
    return group(answers) + ": " + String.join("; ", parts) + ".";
  }

  private String sensitivity(AdoptionAnswers answers, SensitivityPlot plot, Scale scale) {
    List<String> parts = new ArrayList<>();
    for (double bound : plot.bounds()) {
      Reading.Figure n = plot.under(answers, bound);
      if (n != null && Double.isFinite(n.low()) && Double.isFinite(n.high())) {
        String interval = wording.interval(n.low(), n.high(), scale);
        parts.add(
            wording.report(
                AdoptionReportWord.TOLD_BOUND, plot.told(bound, answers.outcome()), interval));
      }
    }
    return average(answers, scale) + " " + String.join("; ", parts) + ".";
  }
}
