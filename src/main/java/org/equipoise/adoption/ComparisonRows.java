package org.equipoise.adoption;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionPlan.Comparison;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.RowWriter.Behind;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.inference.SimultaneousBand;
import org.equipoise.panel.EventPath;
import org.equipoise.panel.EventStudy;
import org.equipoise.panel.ImputationEstimator;
import org.equipoise.panel.PanelNote;
import org.equipoise.panel.StackedEventStudy;
import org.equipoise.panel.StaggeredPanel;
import org.equipoise.panel.SunAbraham;
import org.equipoise.panel.TwoWayFixedEffects;

/**
 * Other estimators on the same panel: their effects by event time, the plain mean of those from
 * adoption on, which is the same average that the main estimates report, and their own number for
 * all treated cells.
 */
final class ComparisonRows {

  /** Draws for a band: its Monte-Carlo error is about 0.03. */
  private static final int DRAWS = 10_000;

  private final AdoptionPlan plan;
  private final Analysis analysis;
  private final StaggeredPanel panel;
  private final Behind behind;
  private final int periods;
  private final List<String> notes = new ArrayList<>();

  /**
   * Prepares comparisons.
   *
   * @param behind the units of the panel
   * @param periods how many periods from adoption on the main average is the mean of
   */
  ComparisonRows(
      AdoptionPlan plan, Analysis analysis, StaggeredPanel panel, Behind behind, int periods) {
    this.plan = plan;
    this.analysis = analysis;
    this.panel = panel;
    this.behind = behind;
    this.periods = periods;
  }

  /** What must be known of the estimators, in sentences; the same for panels that look alike. */
  List<String> notes() {
    return notes;
  }

  /** Writes the rows of every planned comparison. */
  void write(RowWriter rows) {
    for (Comparison comparison : analysis.comparisons()) {
      String name = name(comparison);
      try {
        EventStudy study = estimate(comparison);
        note(name, study);
        write(rows, name, study);
      } catch (NotEstimableException refusal) {
        rows.add(Part.OVERALL, name, RowKey.EVENT_TIME, behind, RowWriter.refused(refusal));
      }
    }
  }

  static String name(Comparison comparison) {
    return switch (comparison) {
      case TWO_WAY_FIXED_EFFECTS -> "two-way-fixed-effects";
      case SUN_ABRAHAM -> "sun-abraham";
      case IMPUTATION -> "imputation";
      case STACKED -> "stacked";
    };
  }

  private EventStudy estimate(Comparison comparison) {
    int reference = -1 - plan.adoption().anticipation();
    double level = analysis.level();
    return switch (comparison) {
      case TWO_WAY_FIXED_EFFECTS ->
          TwoWayFixedEffects.withDefaults()
              .withReference(reference)
              .withLevel(level)
              .estimate(panel);
      case SUN_ABRAHAM ->
          SunAbraham.withDefaults().withReference(reference).withLevel(level).estimate(panel);
      case IMPUTATION ->
          ImputationEstimator.withDefaults()
              .withLeads(Math.max(0, -analysis.from()))
              .withLevel(level)
              .estimate(panel);
      case STACKED ->
          StackedEventStudy.window(Math.max(-reference, -analysis.from()), analysis.to())
              .withReference(reference)
              .withLevel(level)
              .estimate(panel);
    };
  }

  private void write(RowWriter rows, String name, EventStudy study) {
    EventPath path = study.path();
    List<Integer> shown = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    for (int j = 0; j < path.eventTimes().length; j++) {
      int time = path.eventTimes()[j];
      if (time >= analysis.from() && time <= analysis.to() && path.standardError(j) > 0) {
        shown.add(j);
        if (time >= 0) {
          after.add(j);
        }
      }
    }
    average(rows, name, path, after);
    Estimate overall = study.overall();
    if (overall != null) {
      rows.add(Part.OVERALL, name, RowKey.STATIC, behind, RowWriter.estimated(overall, null));
    }
    double critical = shown.isEmpty() ? 0 : critical(path, shown);
    for (int j : shown) {
      Estimate each = estimate(path, path.estimates()[j], path.standardError(j));
      double reach = Math.max(critical, margin(each)) * each.standardError();
      ConfidenceInterval band =
          new ConfidenceInterval(analysis.level(), each.value() - reach, each.value() + reach);
      rows.add(
          Part.EVENT_TIME,
          name,
          RowKey.eventTime(path.eventTimes()[j]),
          behind,
          RowWriter.estimated(each, band));
    }
  }

  /** The plain mean of the effects from adoption to the last event time shown. */
  private void average(RowWriter rows, String name, EventPath path, List<Integer> after) {
    if (after.size() != periods || after.isEmpty()) {
      String reason = after.size() + " of " + periods + " periods from adoption on";
      rows.add(
          Part.OVERALL,
          name,
          RowKey.EVENT_TIME,
          behind,
          new AdoptionResults.Reading.Refused(
              "other-periods",
              "it gives an effect for " + reason + " only, and a mean of these is another one",
              "read its effects period by period"));
      return;
    }
    double sum = 0;
    double variance = 0;
    for (int j : after) {
      sum += path.estimates()[j];
      for (int k : after) {
        variance += path.covariance()[j][k];
      }
    }
    Estimate mean = estimate(path, sum / after.size(), Math.sqrt(variance) / after.size());
    rows.add(Part.OVERALL, name, RowKey.EVENT_TIME, behind, RowWriter.estimated(mean, null));
  }

  private Estimate estimate(EventPath path, double value, double error) {
    return Estimate.of("effect", value, error, path.df(), analysis.level());
  }

  /** Standard errors from an estimate to the end of its own interval. */
  private static double margin(Estimate estimate) {
    return (estimate.interval().high() - estimate.value()) / estimate.standardError();
  }

  private double critical(EventPath path, List<Integer> shown) {
    int k = shown.size();
    double[][] covariance = new double[k][k];
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        covariance[a][b] = path.covariance()[shown.get(a)][shown.get(b)];
      }
    }
    return SimultaneousBand.critical(
        covariance, path.df(), analysis.level(), DRAWS, analysis.seed());
  }

  private void note(String name, EventStudy study) {
    for (PanelNote note : study.notes()) {
      String said = said(note);
      if (!said.isEmpty()) {
        notes.add(name + ": " + said);
      }
    }
  }

  /** What a reader must know of a comparison; empty for what the sample has said already. */
  private static String said(PanelNote note) {
    String cohort = note.cohort() == PanelNote.ANY ? "" : " (adopted " + note.cohort() + ")";
    String time = note.eventTime() == PanelNote.ANY ? "" : " at event time " + note.eventTime();
    return switch (note.kind()) {
      case MISSING, TREATED_AFTER_LAST_PERIOD, ALWAYS_TREATED -> "";
      case FITTED_EXACTLY -> note.rows() + " rows alone in their unit or period are left out";
      case LAST_COHORT_COMPARES ->
          "no unit never adopted; the last cohort serves as comparison only" + cohort;
      case SECOND_REFERENCE -> "no unit never adopted; a second period is held at 0" + time;
      case COLLINEAR -> "an effect cannot be told from the others" + cohort + time;
      case NO_UNTREATED_PERIOD ->
          note.units() + " units have no period without adoption and are left out";
      case NO_UNTREATED_UNIT ->
          note.rows() + " cells lie in periods in which nobody is without adoption: left out";
      case COVARIATE_NOT_SEEN ->
          note.rows() + " cells need a covariate that cells without adoption do not show";
      case LONE_CLUSTER ->
          "one cluster alone carries an effect, whose error is too small" + cohort + time;
      case WINDOW_OUTSIDE_PANEL ->
          "no stack, since the periods shown reach outside the panel" + cohort;
      case NO_CLEAN_CONTROL -> "no stack, since nobody stays without adoption so long" + cohort;
      case COVARIATE_DROPPED -> "a covariate that does not change over time is left out";
    };
  }
}
