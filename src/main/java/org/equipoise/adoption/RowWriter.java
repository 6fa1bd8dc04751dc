package org.equipoise.adoption;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.equipoise.adoption.AdoptionResults.Part;
import org.equipoise.adoption.AdoptionResults.Reading;
import org.equipoise.adoption.AdoptionResults.Row;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.panel.GroupTimeReading;
import org.jspecify.annotations.Nullable;

/** Collects the rows of one outcome in one group, in the order in which they are written. */
final class RowWriter {

  private static final double NONE = Double.NaN;

  private final String analysis;
  private final String outcome;
  private final String group;
  private final List<Row> rows = new ArrayList<>();

  RowWriter(String analysis, String outcome, String group) {
    this.analysis = analysis;
    this.outcome = outcome;
    this.group = group;
  }

  /**
   * Units behind a number.
   *
   * @param treated that had adopted
   * @param controls compared with
   */
  record Behind(int treated, int controls) {}

  List<Row> rows() {
    return rows;
  }

  void add(Part part, String estimator, String key, Behind behind, Reading reading) {
    rows.add(
        new Row(
            analysis,
            outcome,
            group,
            part,
            estimator,
            key,
            behind.treated(),
            behind.controls(),
            reading));
  }

  /** A number without more. */
  static Reading value(double estimate) {
    return new Reading.Figure(estimate, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE);
  }

  /** A share in a sum, and what it is a share of. */
  static Reading weighted(double estimate, double weight) {
    return new Reading.Figure(
        estimate, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, weight);
  }

  /** An interval around a number. */
  static Reading interval(double estimate, double low, double high) {
    return new Reading.Figure(estimate, NONE, NONE, NONE, NONE, NONE, low, high, NONE, NONE, NONE);
  }

  /** A test. */
  static Reading test(double statistic, double df, double pValue) {
    return new Reading.Figure(
        NONE, NONE, df, statistic, pValue, NONE, NONE, NONE, NONE, NONE, NONE);
  }

  /** An estimate with its interval and, where there is one, its band. */
  static Reading estimated(Estimate estimate, @Nullable ConfidenceInterval band) {
    return new Reading.Figure(
        estimate.value(),
        estimate.standardError(),
        estimate.df(),
        estimate.statistic(),
        estimate.pValue(),
        NONE,
        estimate.interval().low(),
        estimate.interval().high(),
        band == null ? NONE : band.low(),
        band == null ? NONE : band.high(),
        NONE);
  }

  /** What an engine says of one number. */
  static Reading of(GroupTimeReading reading, @Nullable ConfidenceInterval band) {
    if (reading instanceof GroupTimeReading.Estimated estimated) {
      return estimated(estimated.estimate(), band);
    } else if (reading instanceof GroupTimeReading.Unjudged unjudged) {
      return value(unjudged.value());
    }
    GroupTimeReading.Refused refused = (GroupTimeReading.Refused) reading;
    return refused(refused.reason(), refused.message(), refused.advice());
  }

  static Reading refused(NotEstimableException refusal) {
    return refused(refusal.reason(), String.valueOf(refusal.getMessage()), refusal.advice());
  }

  private static Reading refused(
      NotEstimableException.Reason reason, String message, String advice) {
    String rule = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new Reading.Refused(rule, message, advice);
  }
}
