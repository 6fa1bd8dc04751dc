package org.equipoise.adoption;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import org.equipoise.adoption.AdoptionPlan.Analysis;
import org.equipoise.adoption.AdoptionPlan.Sensitivity;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.RowWriter.Behind;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.NotEstimableException.Reason;
import org.equipoise.panel.DetectableTrend;
import org.equipoise.panel.EventPath;
import org.equipoise.panel.PostContrast;
import org.equipoise.panel.PreTrendTest;
import org.equipoise.panel.PreTrends;
import org.equipoise.panel.RelativeMagnitudeSensitivity;
import org.equipoise.panel.SensitivityRow;
import org.equipoise.panel.SensitivityTable;
import org.equipoise.panel.SmoothnessSensitivity;
import org.equipoise.panel.TrendSensitivity;

/**
 * What the periods before adoption say of the assumption behind it all, and how far it may fail.
 * Looked at are event times in a row on both sides of the reference, each with at least as many
 * units as the plan asks of a cohort. With anticipation the reference is the last period before it,
 * and the periods in which it is allowed count as neither test nor effect.
 */
final class TrendRows {

  static final String TEST = "pre-trend";
  private static final double[] POWERS = {0.5, 0.8};

  private final AdoptionPlan plan;
  private final Analysis analysis;
  private final EventPath path;
  private final Behind behind;

  /**
   * Prepares a path.
   *
   * @param path effects by event time from one base
   * @param enough whether an event time has units enough
   * @param behind units behind the averages
   */
  TrendRows(
      AdoptionPlan plan, Analysis analysis, EventPath path, IntPredicate enough, Behind behind) {
    this.plan = plan;
    this.analysis = analysis;
    this.path = inARow(path, enough, plan.adoption().anticipation());
    this.behind = behind;
  }

  /** The event times in a row around the reference, which becomes -1. */
  private static EventPath inARow(EventPath path, IntPredicate enough, int anticipation) {
    int reference = -1 - anticipation;
    List<Integer> kept = new ArrayList<>();
    int k = path.eventTimes().length;
    int expected = reference - 1;
    for (int j = k - 1; j >= 0; j--) {
      int time = path.eventTimes()[j];
      if (time == expected && enough.test(time)) {
        kept.add(0, j);
        expected--;
      }
    }
    expected = reference + 1;
    for (int j = 0; j < k; j++) {
      int time = path.eventTimes()[j];
      if (time == expected && enough.test(time)) {
        kept.add(j);
        expected++;
      }
    }
    int[] times = new int[kept.size()];
    double[] estimates = new double[times.length];
    double[][] covariance = new double[times.length][times.length];
    for (int a = 0; a < times.length; a++) {
      times[a] = path.eventTimes()[kept.get(a)] + anticipation;
      estimates[a] = path.estimates()[kept.get(a)];
      for (int b = 0; b < times.length; b++) {
        covariance[a][b] = path.covariance()[kept.get(a)][kept.get(b)];
      }
    }
    return new EventPath(times, estimates, covariance, path.df());
  }

  /** Writes the test of the periods before adoption. */
  void writeTest(RowWriter rows) {
    try {
      PreTrends found =
          PreTrendTest.withDefaults()
              .withRule(DetectableTrend.Rule.JOINT)
              .withLevel(analysis.level())
              .test(path);
      var joint = found.joint();
      Reading test = RowWriter.test(joint.chiSquare(), joint.numeratorDf(), joint.pValue());
      rows.add(Part.PRE_TREND, TEST, RowKey.JOINT, behind, test);
      for (double power : POWERS) {
        DetectableTrend trend = found.trend(DetectableTrend.Rule.JOINT, power);
        String slope = RowKey.atPower(RowKey.SLOPE, power);
        rows.add(Part.PRE_TREND, TEST, slope, behind, RowWriter.value(trend.slope()));
        String bias = RowKey.atPower(RowKey.BIAS, power);
        rows.add(Part.PRE_TREND, TEST, bias, behind, RowWriter.value(averageBias(trend)));
      }
    } catch (NotEstimableException refusal) {
      rows.add(Part.PRE_TREND, TEST, RowKey.JOINT, behind, RowWriter.refused(refusal));
    }
  }

  /** What the trend adds to the average effect when the test has not seen it. */
  private double averageBias(DetectableTrend trend) {
    double sum = 0;
    int count = 0;
    for (int j = 0; j < trend.eventTimes().length; j++) {
      if (trend.eventTimes()[j] >= plan.adoption().anticipation()) {
        sum += trend.biasIfPassed()[j];
        count++;
      }
    }
    return sum / count;
  }

  /** Writes the intervals under every bound, and where they reach 0. */
  void writeSensitivity(RowWriter rows, Sensitivity sensitivity) {
    for (String contrast : List.of(RowKey.AVERAGE, RowKey.FIRST)) {
      if (!sensitivity.relativeMagnitudes().isEmpty()) {
        TrendSensitivity rule =
            RelativeMagnitudeSensitivity.withDefaults().withLevel(analysis.level());
        write(rows, "relative-magnitudes", rule, contrast, sensitivity.relativeMagnitudes());
      }
      if (!sensitivity.smoothness().isEmpty()) {
        TrendSensitivity rule = SmoothnessSensitivity.withDefaults().withLevel(analysis.level());
        write(rows, "smoothness", rule, contrast, sensitivity.smoothness());
      }
    }
  }

  private void write(
      RowWriter rows, String name, TrendSensitivity rule, String contrast, List<Double> asked) {
    double[] bounds = asked.stream().mapToDouble(Double::doubleValue).toArray();
    try {
      SensitivityTable table = rule.assess(path, contrast(contrast), bounds);
      for (SensitivityRow row : table.rows()) {
        rows.add(
            Part.SENSITIVITY,
            name,
            RowKey.under(contrast, row.bound()),
            behind,
            RowWriter.interval(table.estimate(), row.interval().low(), row.interval().high()));
      }
      rows.add(
          Part.SENSITIVITY, name, RowKey.breakdown(contrast), behind, breakdown(table.breakdown()));
    } catch (NotEstimableException refusal) {
      rows.add(
          Part.SENSITIVITY, name, RowKey.breakdown(contrast), behind, RowWriter.refused(refusal));
    }
  }

  private static Reading breakdown(OptionalDouble bound) {
    return bound.isPresent()
        ? RowWriter.value(bound.getAsDouble())
        : new Reading.Refused(
            "interval-holds-zero",
            "the interval holds 0 already if trends are parallel after adoption",
            "");
  }

  private PostContrast contrast(String contrast) {
    int anticipation = plan.adoption().anticipation();
    double[] weights = new double[path.eventTimes().length - path.before()];
    if (weights.length <= anticipation) {
      throw new NotEstimableException(
          Reason.EVENT_TIMES,
          "no effect after adoption was estimated",
          "estimate the effects of at least one period from 0 on");
    }
    if (contrast.equals(RowKey.FIRST)) {
      weights[anticipation] = 1;
    } else {
      Arrays.fill(weights, anticipation, weights.length, 1.0 / (weights.length - anticipation));
    }
    return new PostContrast(weights);
  }
}
