package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.Measure;
import org.equipoise.protocol.Protocol;

/** Each effect in the other measures that were planned, for the outcomes each of them fits. */
final class Measures {

  private Measures() {}

  /** The rows that the analysis plans. */
  static List<Supplement> of(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> compared) {
    List<Supplement> rows = new ArrayList<>();
    for (Compared one : compared) {
      for (Measure measure : analysis.measures()) {
        if (measure.fits(one.effect().outcome())) {
          rows.addAll(rows(protocol, data, one, measure));
        }
      }
    }
    return rows;
  }

  private static List<Supplement> rows(
      Protocol protocol, TrialData data, Compared compared, Measure measure) {
    if (measure == Measure.RESTRICTED_MEAN || measure == Measure.LOG_RANK) {
      return MeasuresOfTime.rows(protocol, data, compared, measure);
    }
    ArmComparison.Sample analysed = compared.sample();
    if (analysed == null) {
      Effect effect = compared.effect();
      return List.of(
          new Supplement(
              effect,
              Topic.MEASURES,
              code(measure),
              "",
              "",
              effect.analysed(),
              effect.analysedControl(),
              List.of(),
              effect.comparison() instanceof Comparison.Refused refused
                  ? new Reading.Refused(refused.rule(), refused.reason(), refused.advice())
                  : new Reading.Refused("NO_DATA", "nobody has a value", "")));
    }
    MeasuredSample sample = MeasuredSample.of(protocol, data, compared, analysed);
    if (compared.effect().comparison() instanceof Comparison.Refused refused
        && !standsAlone(measure, refused.rule())) {
      Reading.Refused same =
          new Reading.Refused(refused.rule(), refused.reason(), refused.advice());
      return List.of(sample.row(code(measure), "", List.of(), same));
    }
    return switch (measure) {
      case RISK_DIFFERENCE, RISK_RATIO, ODDS_RATIO -> MeasuresOfRisk.rows(sample, measure);
      case EXACT -> MeasuresOfRisk.exact(sample);
      case MANN_WHITNEY -> MeasuresOfOrder.mannWhitney(sample);
      case PROPORTIONAL_ODDS -> MeasuresOfOrder.proportionalOdds(sample);
      case TOP_BOX -> MeasuresOfOrder.topBox(sample, data);
      case RATE_RATIO, NEGATIVE_BINOMIAL -> MeasuresOfCounts.rows(sample, measure);
      case RESTRICTED_MEAN, LOG_RANK -> throw new IllegalStateException("times have no sample");
    };
  }

  /**
   * Whether the measure may have a number where the effect has none. The rule on few events is
   * about models, and the exact test is there for few events. Arms that do not vary have no
   * variance, yet they have ranks, exact tests and score intervals.
   */
  private static boolean standsAlone(Measure measure, String rule) {
    boolean constant = rule.equals(NotEstimableException.Reason.CONSTANT_OUTCOME.name());
    return switch (measure) {
      case EXACT -> true;
      case RISK_DIFFERENCE, RISK_RATIO, ODDS_RATIO, MANN_WHITNEY -> constant;
      case PROPORTIONAL_ODDS, TOP_BOX, RATE_RATIO, NEGATIVE_BINOMIAL, RESTRICTED_MEAN, LOG_RANK ->
          false;
    };
  }

  /** The measure as catalogues and files name it. */
  static String code(Measure measure) {
    return switch (measure) {
      case RISK_DIFFERENCE -> "risk-difference";
      case RISK_RATIO -> "risk-ratio";
      case ODDS_RATIO -> "odds-ratio";
      case EXACT -> "exact";
      case MANN_WHITNEY -> "mann-whitney";
      case PROPORTIONAL_ODDS -> "proportional-odds";
      case TOP_BOX -> "top-box";
      case RATE_RATIO -> "rate-ratio";
      case NEGATIVE_BINOMIAL -> "negative-binomial";
      case RESTRICTED_MEAN -> "restricted-mean";
      case LOG_RANK -> "log-rank";
    };
  }
}
