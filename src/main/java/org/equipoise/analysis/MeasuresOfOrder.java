package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equipoise.analysis.Reading.Unit;
import org.equipoise.estimate.ChiSquareTest;
import org.equipoise.estimate.MannWhitney;
import org.equipoise.estimate.NormalTest;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.ProportionalOdds;
import org.equipoise.estimate.ProportionalOddsFit;
import org.equipoise.estimate.Proportionality;
import org.equipoise.estimate.RankSumTest;
import org.equipoise.estimate.Superiority;
import org.equipoise.estimate.TopBox;
import org.equipoise.protocol.Analysis.Measure;
import org.equipoise.protocol.Level;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Outcome.Direction;
import org.equipoise.protocol.ValueType;

/** Outcomes whose order counts: who is higher than whom, odds of a higher level, the top levels. */
final class MeasuresOfOrder {

  private MeasuresOfOrder() {}

  /** The probability of the higher value, its rank test, and for numbers the median difference. */
  static List<Supplement> mannWhitney(MeasuredSample sample) {
    String code = Measures.code(Measure.MANN_WHITNEY);
    if (sample.weights() != null) {
      return List.of(sample.row(code, "", List.of(), unweighted(sample)));
    }
    List<Supplement> rows = new ArrayList<>();
    MannWhitney method = MannWhitney.withDefaults().withLevel(sample.level());
    rows.add(superiority(sample, method));
    if (sample.clusters() == null) {
      rows.add(
          sample.blocks() == null
              ? sample.row("rank-sum", "wilcoxon", List.of(), () -> rankSum(sample, method))
              : sample.row("rank-sum", "van-elteren", List.of(), () -> vanElteren(sample, method)));
    }
    if (sample.outcome().type() != ValueType.ORDINAL && sample.blocks() == null) {
      rows.add(
          sample.row(
              "median-difference",
              "hodges-lehmann",
              List.of(),
              () -> Reading.Figure.value(method.shift(sample.plain()), Unit.EFFECT)));
    }
    return rows;
  }

  private static String placement(MeasuredSample sample) {
    String strata = sample.blocks() == null ? "" : "-strata";
    return "placement" + strata + (sample.clusters() == null ? "" : "-clusters");
  }

  private static Supplement superiority(MeasuredSample sample, MannWhitney method) {
    String code = Measures.code(Measure.MANN_WHITNEY);
    try {
      Superiority found = method.superiority(sample.designed());
      return sample.row(
          code,
          placement(sample),
          List.of(),
          directed(
              sample,
              Reading.Figure.value(found.value(), Unit.SHARE)
                  .withError(found.standardError(), found.df())
                  .withTest(found.statistic(), found.df(), Double.NaN, found.pValue())
                  .withInterval(found.interval())));
    } catch (NotEstimableException refusal) {
      boolean plain = sample.blocks() == null && sample.clusters() == null;
      return plain && refusal.reason() == NotEstimableException.Reason.NO_VARIATION
          ? sample.row(code, "placement-apart", List.of(), () -> apart(sample, method))
          : sample.row(
              code,
              placement(sample),
              List.of(),
              () -> {
                throw refusal;
              });
    }
  }

  /** Everybody of one arm above everybody of the other: a test, and nothing to put around it. */
  private static Reading.Figure apart(MeasuredSample sample, MannWhitney method) {
    RankSumTest test = method.test(sample.plain());
    RankSumTest.Exact exact = test.exact();
    double p = exact == null ? test.pNormal() : exact.pTwoSided();
    Reading.Figure number =
        Reading.Figure.value(test.wins() / (2 * test.expected()), Unit.SHARE)
            .withTest(Double.NaN, Double.NaN, Double.NaN, p);
    return MeasuredSample.noted(directed(sample, number), "no-interval");
  }

  private static Reading.Figure directed(MeasuredSample sample, Reading.Figure number) {
    return sample.outcome().direction() == Direction.DOWN_GOOD
        ? number.noted("lower-is-better")
        : number;
  }

  private static Reading.Figure rankSum(MeasuredSample sample, MannWhitney method) {
    RankSumTest test = method.test(sample.plain());
    RankSumTest.Exact exact = test.exact();
    return exact == null
        ? Reading.Figure.test(test.z(), Double.POSITIVE_INFINITY, Double.NaN, test.pNormal())
            .noted("normal-approximation")
        : Reading.Figure.test(test.z(), Double.NaN, Double.NaN, exact.pTwoSided());
  }

  private static Reading.Figure vanElteren(MeasuredSample sample, MannWhitney method) {
    NormalTest test = method.vanElteren(sample.designed());
    return Reading.Figure.test(test.z(), Double.POSITIVE_INFINITY, Double.NaN, test.pValue());
  }

  /** The common odds ratio, and whether there is one. */
  static List<Supplement> proportionalOdds(MeasuredSample sample) {
    String code = Measures.code(Measure.PROPORTIONAL_ODDS);
    if (sample.weights() != null) {
      return List.of(sample.row(code, "", List.of(), unweighted(sample)));
    }
    ProportionalOdds.Covariance covariance = covariance(sample);
    String method =
        switch (covariance) {
          case MODEL -> "cumulative-logit";
          case HC0 -> "cumulative-logit-hc0";
          case CLUSTER -> "cumulative-logit-clusters";
        };
    List<Supplement> rows = new ArrayList<>();
    rows.add(sample.row(code, method, List.of(), () -> oddsRatio(sample, covariance)));
    if (sample.clusters() == null) {
      rows.add(
          sample.row(
              "proportionality",
              "brant",
              List.of(),
              () -> {
                ChiSquareTest test = Proportionality.test(sample.values(), sample.withArm(), 0);
                return Reading.Figure.test(test.statistic(), test.df(), Double.NaN, test.pValue());
              }));
    }
    return rows;
  }

  private static ProportionalOdds.Covariance covariance(MeasuredSample sample) {
    if (sample.clusters() != null) {
      return ProportionalOdds.Covariance.CLUSTER;
    }
    return switch (sample.variance()) {
      case HC0, HC1, HC2, HC3 -> ProportionalOdds.Covariance.HC0;
      case BY_DESIGN, CLASSICAL, CR0, CR1, CR2, CR3 -> ProportionalOdds.Covariance.MODEL;
    };
  }

  private static Reading.Figure oddsRatio(
      MeasuredSample sample, ProportionalOdds.Covariance covariance) {
    int[] clusters = sample.clusters();
    ProportionalOddsFit fit =
        ProportionalOdds.fit(sample.values(), sample.withArm(), covariance, clusters);
    double df =
        clusters == null
            ? Double.POSITIVE_INFINITY
            : Arrays.stream(clusters).distinct().count() - 1;
    Reading.Figure number = MeasuredSample.ratio(fit.oddsRatio(0, df, sample.level()));
    if (sample.paired()) {
      number = MeasuredSample.noted(number, "pairs-not-used");
    }
    return sample.outcome().direction() == Direction.DOWN_GOOD
        ? MeasuredSample.noted(number, "lower-odds-are-better")
        : number;
  }

  /** The share with the best answers, compared by the estimator of the analysis. */
  static List<Supplement> topBox(MeasuredSample sample, TrialData data) {
    Outcome outcome = sample.outcome();
    double[] scale = scale(sample);
    double[] top =
        TopBox.recode(sample.values(), scale, outcome.direction() != Direction.DOWN_GOOD);
    MeasuredSample binary = sample.with(top);
    String method = TopBox.boxes(scale.length) == 1 ? "best-one" : "best-two";
    Comparison comparison =
        EffectTable.tooFew(sample.protocol(), asBinary(outcome), top, sample.treated());
    if (comparison == null) {
      comparison = compare(sample, data, top);
    }
    Reading reading =
        comparison instanceof Comparison.Estimated estimated
            ? Reading.Figure.of(estimated.estimate(), Unit.SHARE_DIFFERENCE)
            : refused((Comparison.Refused) comparison);
    return List.of(binary.row(Measures.code(Measure.TOP_BOX), method, binary.aboveZero(), reading));
  }

  private static Reading.Refused refused(Comparison.Refused refused) {
    return new Reading.Refused(refused.rule(), refused.reason(), refused.advice());
  }

  private static Comparison compare(MeasuredSample sample, TrialData data, double[] top) {
    Compared compared = sample.compared();
    ArmComparison.Sample whole = compared.sample();
    if (whole == null) {
      throw new IllegalStateException("a sample of nobody");
    }
    return new ArmComparison(
            data,
            compared.choice(),
            compared.cluster(),
            sample.level(),
            compared.effect().arm().value())
        .of(
            new ArmComparison.Sample(
                whole.rows(),
                whole.treated(),
                top,
                whole.terms(),
                whole.filled(),
                whole.baseline(),
                whole.covariates()));
  }

  /** Every step of the scale, whether or not anybody chose it; without a list those that occur. */
  private static double[] scale(MeasuredSample sample) {
    Outcome.Source source = sample.outcome().source();
    List<Level> levels =
        source instanceof Outcome.Source.FromItem from
            ? sample.protocol().item(from.item()).orElseThrow().levels()
            : source instanceof Outcome.Source.FromVariable from
                ? sample.protocol().variable(from.variable()).orElseThrow().levels()
                : List.of();
    double[] scores =
        levels.isEmpty()
            ? Arrays.stream(sample.values()).distinct().toArray()
            : Coding.ordinalScores(levels);
    Arrays.sort(scores);
    return scores;
  }

  private static Outcome asBinary(Outcome o) {
    return new Outcome(
        o.id(),
        o.title(),
        ValueType.BINARY,
        o.direction(),
        o.family(),
        o.primary(),
        o.source(),
        o.appliesTo(),
        o.ifTooFew(),
        o.caveat());
  }

  private static Reading.Refused unweighted(MeasuredSample sample) {
    return sample.refusedForRedraws(
        "NOT_WEIGHTED",
        "chances of the arm differ between persons",
        "plan equal weights, and strata within which the chances are alike");
  }
}
