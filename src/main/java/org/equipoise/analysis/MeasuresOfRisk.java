package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.equipoise.analysis.Reading.Unit;
import org.equipoise.estimate.ExactDifference;
import org.equipoise.estimate.ExactTest;
import org.equipoise.estimate.MantelHaenszel;
import org.equipoise.estimate.MarginalRisk;
import org.equipoise.estimate.MarginalRisks;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.RiskVariance;
import org.equipoise.estimate.TwoArmSample;
import org.equipoise.estimate.TwoByTwo;
import org.equipoise.estimate.UnadjustedRisk;
import org.equipoise.protocol.Analysis.Measure;
import org.equipoise.protocol.Analysis.Variance;

/** Binary outcomes: risks standardised over covariates, risks as they are, and exact tests. */
final class MeasuresOfRisk {

  private MeasuresOfRisk() {}

  /** A measure by the model, and without one where persons were drawn one by one. */
  static List<Supplement> rows(MeasuredSample sample, Measure measure) {
    List<Supplement> rows = new ArrayList<>();
    String code = Measures.code(measure);
    RiskVariance variance = variance(sample);
    String method = "standardised-" + variance.name().toLowerCase(Locale.ROOT);
    if (variance == RiskVariance.DESIGN && sample.balancedStrata()) {
      method += "-strata";
    }
    if (sample.weights() != null) {
      method += "-weighted";
    }
    List<Integer> rests = sample.aboveZero();
    rows.add(standardisedRow(sample, measure, variance, method));
    if (sample.clusters() == null && sample.weights() == null && !sample.paired()) {
      rows.add(
          sample.blocks() == null
              ? sample.row(code, unadjusted(measure), rests, () -> unadjusted(sample, measure))
              : sample.row(code, "mantel-haenszel", rests, () -> acrossStrata(sample, measure)));
    }
    return rows;
  }

  /** The variance named, as far as it means something here; else that of the draw. */
  private static RiskVariance variance(MeasuredSample sample) {
    if (sample.clusters() != null) {
      return RiskVariance.CLUSTER;
    }
    Variance named = sample.variance();
    if (named == Variance.HC0) {
      return RiskVariance.HC0;
    }
    if (named == Variance.HC1 || sample.weights() != null) {
      return RiskVariance.HC1;
    }
    return named == Variance.CLASSICAL ? RiskVariance.MODEL : RiskVariance.DESIGN;
  }

  /** Of the strata that have both arms; who is left out would show were they few. */
  private static Supplement standardisedRow(
      MeasuredSample sample, Measure measure, RiskVariance variance, String method) {
    String code = Measures.code(measure);
    MeasuredSample used;
    try {
      used = sample.comparable();
    } catch (NotEstimableException refusal) {
      return sample.row(
          code,
          method,
          sample.aboveZero(),
          () -> {
            throw refusal;
          });
    }
    List<Integer> rests = new ArrayList<>(used.aboveZero());
    int people = used.treated().length;
    boolean fewer = people < sample.treated().length;
    if (fewer) {
      int arm = ArmComparison.count(used.treated());
      int ofArm = ArmComparison.count(sample.treated());
      rests.add(ofArm - arm);
      rests.add(sample.treated().length - ofArm - (people - arm));
    }
    return used.row(
        code,
        method,
        rests,
        () -> {
          Reading.Figure number = standardised(used, measure, variance);
          return fewer ? MeasuredSample.noted(number, "one-arm-strata") : number;
        });
  }

  private static Reading.Figure standardised(
      MeasuredSample sample, Measure measure, RiskVariance variance) {
    // Strata reduce the variance of the draw only where it filled whole blocks within them.
    TwoArmSample arms =
        new TwoArmSample(
            sample.values(),
            sample.treated(),
            sample.balancedStrata() ? sample.blocks() : null,
            sample.clusters());
    MarginalRisks risks =
        MarginalRisk.with(variance)
            .withLevel(sample.level())
            .estimate(arms, sample.weights(), sample.covariates());
    Reading.Figure number =
        switch (measure) {
          case RISK_RATIO -> MeasuredSample.ratio(risks.ratio());
          case ODDS_RATIO -> MeasuredSample.ratio(risks.oddsRatio());
          default -> Reading.Figure.of(risks.difference(), Unit.SHARE_DIFFERENCE);
        };
    return sample.paired() ? MeasuredSample.noted(number, "pairs-not-used") : number;
  }

  private static String unadjusted(Measure measure) {
    return measure == Measure.ODDS_RATIO ? "woolf" : "miettinen-nurminen";
  }

  private static Reading.Figure unadjusted(MeasuredSample sample, Measure measure) {
    TwoByTwo table = TwoByTwo.of(sample.plain());
    UnadjustedRisk risk = UnadjustedRisk.of(table).withLevel(sample.level());
    return switch (measure) {
      case RISK_RATIO ->
          Reading.Figure.value(table.riskTreated() / table.riskControl(), Unit.RATIO)
              .withInterval(risk.scoreRatio());
      case ODDS_RATIO -> MeasuredSample.ratio(risk.oddsRatio());
      default ->
          Reading.Figure.value(table.riskTreated() - table.riskControl(), Unit.SHARE_DIFFERENCE)
              .withInterval(risk.scoreDifference());
    };
  }

  private static Reading.Figure acrossStrata(MeasuredSample sample, Measure measure) {
    MantelHaenszel strata =
        MantelHaenszel.of(TwoByTwo.byBlock(sample.designed())).withLevel(sample.level());
    return switch (measure) {
      case RISK_RATIO -> MeasuredSample.ratio(strata.ratio());
      case ODDS_RATIO -> MeasuredSample.ratio(strata.oddsRatio());
      default -> Reading.Figure.of(strata.difference(), Unit.SHARE_DIFFERENCE);
    };
  }

  /** Fisher's test: within strata where they enter, within pairs (McNemar's) where persons pair. */
  static List<Supplement> exact(MeasuredSample sample) {
    String code = Measures.code(Measure.EXACT);
    List<Integer> rests = sample.aboveZero();
    if (sample.clusters() != null) {
      return List.of(
          sample.row(
              code,
              "",
              rests,
              sample.refusedForRedraws(
                  "NOT_FOR_CLUSTERS",
                  "persons of one cluster or team are not drawn one by one",
                  "plan permutations: the draw made again is exact for clusters too")));
    }
    if (sample.weights() != null) {
      return List.of(
          sample.row(
              code,
              "",
              rests,
              sample.refusedForRedraws(
                  "NOT_WEIGHTED",
                  "chances of the arm differ between persons",
                  "plan permutations: the draw made again keeps the chances")));
    }
    String method =
        sample.blocks() == null ? "fisher" : sample.paired() ? "fisher-pairs" : "fisher-strata";
    Supplement odds = sample.row(code, method, rests, () -> exactOdds(sample));
    return sample.blocks() != null
        ? List.of(odds)
        : List.of(
            odds,
            sample.row("exact-difference", "chan-zhang", rests, () -> exactDifference(sample)));
  }

  private static Reading.Figure exactOdds(MeasuredSample sample) {
    List<TwoByTwo> tables =
        sample.blocks() == null
            ? List.of(TwoByTwo.of(sample.plain()))
            : TwoByTwo.byBlock(sample.designed());
    ExactTest test = ExactTest.of(tables, sample.level());
    return Reading.Figure.value(test.oddsRatio(), Unit.RATIO)
        .withTest(Double.NaN, Double.NaN, Double.NaN, test.pTwoSided())
        .withInterval(test.interval());
  }

  private static Reading.Figure exactDifference(MeasuredSample sample) {
    TwoByTwo table = TwoByTwo.of(sample.plain());
    return Reading.Figure.value(table.riskTreated() - table.riskControl(), Unit.SHARE_DIFFERENCE)
        .withInterval(ExactDifference.interval(table, sample.level()));
  }
}
