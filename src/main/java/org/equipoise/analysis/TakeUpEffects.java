package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.equipoise.analysis.TakeUp.Met;
import org.equipoise.estimate.AndersonRubin;
import org.equipoise.estimate.AndersonRubinSet;
import org.equipoise.estimate.ConfidenceSet;
import org.equipoise.estimate.InstrumentedSample;
import org.equipoise.estimate.IvFit;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.PeriodEffect;
import org.equipoise.estimate.PeriodEffects;
import org.equipoise.estimate.RegressionSample;
import org.equipoise.estimate.TwoStageLeastSquares;
import org.equipoise.estimate.VarianceEstimator;
import org.equipoise.estimate.WaldTest;
import org.equipoise.protocol.Analysis.Compliance;
import org.equipoise.protocol.Protocol;

/**
 * The effect of meeting the service among those whom the draw moved to meet it: two-stage least
 * squares with the covariates, strata or pairs, clusters and weights of the comparison, the arm as
 * instrument. Covariates enter as they are, also where the comparison lets each arm have its own
 * slopes.
 *
 * <p>Who met it is told twice: within the planned days, and by the day the outcome was taken. The
 * second is left out where both are the same people and nothing forbids it, and where a variable
 * tells who met it, which knows no days.
 */
final class TakeUpEffects {

  /** Below this effective F the interval of two-stage least squares cannot be relied on. */
  private static final double WEAK = 10;

  // Names that no covariate can have.
  private static final String MET = "met the service";
  private static final String DRAWN = "drawn to the arm";

  private final Protocol protocol;
  private final TrialData data;
  private final Compliance compliance;
  private final TakeUpStatus planned;

  TakeUpEffects(Protocol protocol, TrialData data, Compliance compliance) {
    this.protocol = protocol;
    this.data = data;
    this.compliance = compliance;
    planned = TakeUpStatus.of(data, compliance);
  }

  /**
   * The rows of one comparison. They also rest on the persons that are in one of two readings, or
   * in everybody, and not in the other, so that no subtraction leaves a few.
   *
   * @param everybody the same comparison of everybody
   * @param behind what the shares that had met the service by that day rest on
   */
  List<Supplement> of(Compared one, Compared everybody, List<Integer> behind) {
    if (one.effect().comparison() instanceof Comparison.Refused refused) {
      return List.of(refused(one, refused));
    }
    ArmComparison.Sample analysed = one.sample();
    if (analysed == null) {
      return List.of();
    }
    ArmComparison.Sample sample = planned.knownOf(analysed);
    double[] met = planned.of(sample.rows());
    OptionalInt taken = day(one.effect().moment());
    boolean dated = compliance instanceof Compliance.Within && taken.isPresent();
    boolean later =
        compliance instanceof Compliance.Within in && in.days() > taken.orElse(in.days());
    String note = later ? "window" : sample.rows().length < analysed.rows().length ? "unknown" : "";
    List<Met> apart = new ArrayList<>(List.of(apart(sample, everybody, planned)));
    List<Supplement> rows = new ArrayList<>(planned(one, sample, met, apart, note));
    if (dated) {
      TakeUpStatus by = TakeUpStatus.within(data, taken.getAsInt());
      double[] then = by.of(sample.rows());
      apart.set(0, apart(sample, everybody, by));
      apart.add(counts(sample, planned).apart(counts(sample, by)));
      rows.addAll(byThen(one, sample, then, apart, behind, Arrays.equals(then, met)));
    }
    return rows;
  }

  /** Without an effect of being drawn there is none of meeting the service, for the same reason. */
  private Supplement refused(Compared one, Comparison.Refused refusal) {
    ArmComparison.Sample analysed = one.sample();
    Met counts =
        analysed == null ? new Met(0, 0, 0, 0) : counts(planned.knownOf(analysed), planned);
    Told rows = new Told(one, counts, List.of(), TakeUp.variance(one.choice()));
    Reading reading =
        new Reading.Refused(
            refusal.rule(), withoutCounts(refusal.reason()), withoutCounts(refusal.advice()));
    rows.add("complier-effect", "2sls", reading);
    return rows.all.get(0);
  }

  /** The words, unless they hold numbers, which the effect's own row tells as far as it may. */
  private static String withoutCounts(String words) {
    return words.chars().anyMatch(Character::isDigit) ? "" : words;
  }

  private static Met apart(ArmComparison.Sample sample, Compared everybody, TakeUpStatus status) {
    ArmComparison.Sample all = everybody.sample();
    Met wider = counts(all == null ? sample : status.knownOf(all), status);
    return wider.apart(counts(sample, status));
  }

  private static Met counts(ArmComparison.Sample sample, TakeUpStatus status) {
    return Met.of(status.of(sample.rows()), sample.treated());
  }

  /** The day after the draw on which an outcome was taken; empty when nothing tells. */
  private OptionalInt day(Moment moment) {
    if (moment instanceof Moment.AtWave at) {
      return OptionalInt.of(protocol.wave(at.wave()).orElseThrow().dueDay());
    }
    return moment instanceof Moment.AtPeriod at
        ? OptionalInt.of(TakeUp.lastDay(at.unit(), at.number()))
        : OptionalInt.empty();
  }

  private List<Supplement> planned(
      Compared one, ArmComparison.Sample sample, double[] met, List<Met> apart, String remark) {
    Met counts = Met.of(met, sample.treated());
    VarianceEstimator variance = TakeUp.variance(one.choice());
    double level = one.effect().analysis().level();
    Told rows = new Told(one, counts, apart, variance);
    try {
      InstrumentedSample instrumented = instrumented(data, one, sample, met, variance);
      IvFit fit = TwoStageLeastSquares.with(variance).withLevel(level).fit(instrumented);
      boolean weak = fit.effectiveF() < WEAK;
      String note = weak ? "weak" : counts.decided() ? "decided" : remark;
      Reading.Figure effect =
          Reading.Figure.of(fit.coefficient(MET), Reading.Unit.EFFECT).noted(note);
      rows.add("complier-effect", "2sls", effect);
      AndersonRubinSet set = AndersonRubin.with(variance).withLevel(level).of(instrumented);
      rows.add("complier-set", "anderson-rubin", limits(effect.value(), set));
      if (!counts.decided()) {
        Reading.Figure first =
            Reading.Figure.of(
                fit.firstStage(MET).coefficient(DRAWN), Reading.Unit.SHARE_DIFFERENCE);
        rows.add(
            "first-stage", "first-stage", first.noted(TakeUpShares.beyond(first) ? "beyond" : ""));
        rows.add(
            "effective-f",
            "first-stage",
            Reading.Figure.value(fit.effectiveF(), Reading.Unit.STATISTIC)
                .noted(weak ? "weak" : ""));
      }
    } catch (NotEstimableException refusal) {
      rows.add("complier-effect", "2sls", TakeUpShares.refused(refusal));
    }
    return rows.all;
  }

  private List<Supplement> byThen(
      Compared one,
      ArmComparison.Sample sample,
      double[] met,
      List<Met> apart,
      List<Integer> behind,
      boolean same) {
    Met counts = Met.of(met, sample.treated());
    VarianceEstimator variance = TakeUp.variance(one.choice());
    Told rows = new Told(one, counts, apart, variance);
    rows.rests.addAll(behind);
    PeriodEffect found =
        PeriodEffects.with(variance)
            .withLevel(one.effect().analysis().level())
            .of(
                List.of(
                    new PeriodEffects.Period(
                        "then", instrumented(data, one, sample, met, variance))))
            .get(0);
    if (found instanceof PeriodEffect.Refused refused) {
      rows.add("by-then-effect", "2sls", reading(refused));
    } else if (found instanceof PeriodEffect.Identified identified && !same) {
      Reading.Figure effect =
          Reading.Figure.of(identified.effect(), Reading.Unit.EFFECT)
              .noted(identified.effectiveF() < WEAK ? "weak" : "");
      rows.add("by-then-effect", "2sls", effect);
      rows.add("by-then-set", "anderson-rubin", limits(effect.value(), identified.set()));
    }
    return rows.all;
  }

  /** Shares are told by rows of their own, behind the gate: they do not enter a refusal's words. */
  private static Reading.Refused reading(PeriodEffect.Refused refused) {
    boolean own = refused.rule() != PeriodEffect.Rule.NOT_ESTIMABLE;
    return new Reading.Refused(
        refused.rule().name(), own ? "" : refused.message(), refused.advice());
  }

  /** The comparison as two-stage least squares sees it. */
  static InstrumentedSample instrumented(
      TrialData data,
      Compared one,
      ArmComparison.Sample sample,
      double[] met,
      VarianceEstimator variance) {
    RegressionSample.Builder builder = RegressionSample.of(sample.values()).column(MET, met);
    for (Covariates.Term term : sample.terms()) {
      builder.column(term.name(), term.values());
    }
    int[] blocks = one.blocks(data, sample.rows());
    if (blocks != null) {
      builder.absorb(blocks);
    }
    int[] clusters = one.clusters(sample.rows());
    if (variance.clustered() && clusters != null) {
      builder.clusters(clusters);
    }
    if (one.choice().inverseProbability()) {
      builder.weights(Weights.inverseProbability(data, sample));
    }
    double[] drawn = new double[sample.treated().length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = sample.treated()[i] ? 1 : 0;
    }
    return InstrumentedSample.of(builder.build()).withEndogenous(MET).withInstrument(DRAWN, drawn);
  }

  /** The set of values not rejected, and the test of no effect. */
  private static Reading.Figure limits(double value, AndersonRubinSet found) {
    WaldTest zero = found.test(0);
    Reading.Figure number =
        Reading.Figure.value(value, Reading.Unit.EFFECT)
            .withTest(zero.f(), zero.numeratorDf(), zero.denominatorDf(), zero.pValue());
    ConfidenceSet set = found.set();
    double infinite = Double.POSITIVE_INFINITY;
    if (set instanceof ConfidenceSet.Interval in) {
      return number.withLimits(in.low(), in.high(), found.level(), Reading.Shape.INTERVAL);
    }
    if (set instanceof ConfidenceSet.TwoRays rays) {
      return number.withLimits(rays.low(), rays.high(), found.level(), Reading.Shape.TWO_RAYS);
    }
    return set instanceof ConfidenceSet.Line
        ? number.withLimits(-infinite, infinite, found.level(), Reading.Shape.LINE)
        : number.withLimits(Double.NaN, Double.NaN, found.level(), Reading.Shape.EMPTY);
  }

  /** Rows of one comparison and one reading of who met the service. */
  private static final class Told {
    private final Compared one;
    private final Met counts;
    private final List<Integer> rests;
    private final VarianceEstimator variance;
    private final List<Supplement> all = new ArrayList<>();

    Told(Compared one, Met counts, List<Met> apart, VarianceEstimator variance) {
      this.one = one;
      this.counts = counts;
      rests = TakeUpShares.rests(counts, apart, Met::rests);
      this.variance = variance;
    }

    void add(String measure, String how, Reading reading) {
      all.add(
          new Supplement(
              one.effect(),
              Topic.TAKE_UP,
              measure,
              TakeUp.method(how, variance),
              "",
              counts.people(),
              counts.peopleControl(),
              rests,
              reading));
    }
  }
}
