package org.equipoise.analysis;

import java.util.Arrays;
import java.util.List;
import org.equipoise.analysis.ForWhomRows.Label;
import org.equipoise.estimate.LinearFit;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.protocol.Analysis;
import org.jspecify.annotations.Nullable;

/**
 * Whether the effect changes in a straight line over the intake, per thirty days; beside it what
 * guards against other people having come: the same trend with the arm interacted with the
 * covariates, and the test whether the covariates of those drawn changed.
 */
final class ForWhomTrend {

  /** Days of a trend's unit. */
  static final double DAYS = 30;

  private static final String DAY = "day";

  private final TrialData data;
  private final Analysis analysis;
  private final Compared compared;
  private final ForWhomRows rows;
  private final ForWhomRedrawn.@Nullable Redrawn redrawn;
  private final String variance;

  ForWhomTrend(
      TrialData data,
      Analysis analysis,
      Compared compared,
      ForWhomRows rows,
      ForWhomRedrawn.@Nullable Redrawn redrawn) {
    this.data = data;
    this.analysis = analysis;
    this.compared = compared;
    this.rows = rows;
    this.redrawn = redrawn;
    variance = ForWhomRegression.code(ForWhomRegression.variance(compared));
  }

  Label label() {
    return new Label("cohort-trend", "interacted-" + variance, "", true);
  }

  /**
   * Adds the rows.
   *
   * @param known for whom of the sample the day is known
   * @param undated whether it is not for some
   */
  void add(ArmComparison.Sample all, boolean[] known, int[] day, boolean undated) {
    ForWhomRegression plain = new ForWhomRegression(data, compared, all, known);
    ArmComparison.Sample sample = plain.sample();
    double mean = Arrays.stream(sample.rows()).mapToDouble(row -> day[row]).average().orElse(0);
    double[] time =
        Arrays.stream(sample.rows()).mapToDouble(row -> (day[row] - mean) / DAYS).toArray();
    String term = ForWhomRegression.product(DAY);
    plain.arm().main(DAY, time).byArm(DAY, time);
    boolean held = !sample.terms().isEmpty();
    List<Integer> rests = rows.left(sample);
    rows.add(
        label(),
        sample,
        rests,
        () -> {
          Reading.Figure figure =
              ForWhomRows.number(
                  plain.fit(null, analysis.level()).coefficient(term),
                  ForWhomRegression.variance(compared));
          boolean remarked = held || !figure.note().isEmpty();
          return ForWhomCohorts.noted(remarked ? figure : figure.noted("nothing-held"), undated);
        });
    if (redrawn != null) {
      redrawn.add(ForWhomRedrawn.Test.TREND, label(), sample, rests, rows);
    }
    if (!held) {
      return;
    }
    Label guard = new Label("cohort-trend-held", "held-" + variance, "", false);
    Label composition = new Label("cohort-composition", "composition-" + variance, "", false);
    ForWhomRegression guarded =
        new ForWhomRegression(data, compared, all, known)
            .arm()
            .main(DAY, time)
            .byArm(DAY, time)
            .covariatesByArm();
    rows.add(
        guard,
        sample,
        rests,
        () ->
            ForWhomCohorts.noted(
                ForWhomRows.number(guarded.fit(null, analysis.level()), term), undated));
    rows.add(
        composition,
        sample,
        rests,
        () -> {
          LinearFit fit = guarded.onCovariates(time, analysis.level());
          List<String> terms = fit.terms().subList(1, fit.terms().size());
          if (terms.isEmpty()) {
            throw new NotEstimableException(
                NotEstimableException.Reason.NO_VARIATION, "no covariate varies", "name others");
          }
          Reading found = ForWhomRows.joint(fit, terms);
          return found instanceof Reading.Figure figure
              ? figure.noted(
                  (undated ? "undated " : "")
                      + (figure.pValue() < 1 - analysis.level()
                          ? "composition-changed"
                          : "composition-unseen"))
              : found;
        });
  }
}
