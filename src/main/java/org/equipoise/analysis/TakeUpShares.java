package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.analysis.TakeUp.Met;
import org.equipoise.estimate.LeastSquares;
import org.equipoise.estimate.LinearFit;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.RegressionSample;
import org.equipoise.estimate.VarianceEstimator;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome.Source;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * How many of each arm had met the service by when, among everybody drawn, whether they have an
 * outcome or not; and the difference between the arms, with the strata, pairs, clusters and weights
 * of the analysis but without covariates. The rows of the control arm are how contaminated it was.
 */
final class TakeUpShares {

  private static final String DRAWN = "drawn";

  private final Protocol protocol;
  private final TrialData data;
  private final int withinDays;

  TakeUpShares(Protocol protocol, TrialData data, int withinDays) {
    this.protocol = protocol;
    this.data = data;
    this.withinDays = withinDays;
  }

  /** The rows of one group and arm; register periods are told of everybody only. */
  List<Supplement> of(Compared one) {
    int[] rows = drawn(one);
    List<Supplement> found = new ArrayList<>(table(one, rows, "within", "", withinDays));
    for (Wave wave : protocol.waves()) {
      if (wave.dueDay() > 0) {
        found.addAll(table(one, rows, "by-wave", wave.id().value(), wave.dueDay()));
      }
    }
    Register register = register(one);
    if (register != null && one.effect().group() instanceof Group.Everybody) {
      for (int period = 1; period <= register.to(); period++) {
        int day = TakeUp.lastDay(register.period(), period);
        found.addAll(table(one, rows, "by-period", Integer.toString(period), day));
      }
    }
    return found;
  }

  /** Everybody drawn to the two arms within the group. */
  private int[] drawn(Compared one) {
    boolean[] in = Membership.of(data, one.effect().group());
    int[] arms = data.design().arm();
    for (int i = 0; i < in.length; i++) {
      Arm arm = protocol.arms().get(arms[i]);
      in[i] &= arm.control() || arm.id().equals(one.effect().arm());
    }
    return Rows.where(in);
  }

  /** The first register of which the analysis has an outcome; null without one. */
  private @Nullable Register register(Compared one) {
    return PlannedAnalysis.outcomesOf(protocol, one.effect().analysis()).stream()
        .map(outcome -> outcome.source())
        .filter(source -> source instanceof Source.FromSeries)
        .flatMap(source -> protocol.registerOf(((Source.FromSeries) source).series()).stream())
        .findFirst()
        .orElse(null);
  }

  /** Both shares and their difference on one day. */
  private List<Supplement> table(Compared one, int[] rows, String when, String of, int day) {
    double[] met = TakeUp.indicator(data.metWithin(day), rows);
    boolean[] treated = new boolean[rows.length];
    int control = protocol.arms().indexOf(protocol.control());
    for (int i = 0; i < rows.length; i++) {
      treated[i] = data.design().arm()[rows[i]] != control;
    }
    Met counts = Met.of(met, treated);
    String measure = "met-" + when;
    Reading.Unit share = Reading.Unit.SHARE;
    return List.of(
        new Supplement(
            one.effect(),
            Topic.TAKE_UP,
            measure + "-arm",
            "",
            of,
            counts.people(),
            0,
            List.of(counts.met(), counts.people() - counts.met()),
            Reading.Number.value(counts.share(), share)),
        new Supplement(
            one.effect(),
            Topic.TAKE_UP,
            measure + "-control",
            "",
            of,
            0,
            counts.peopleControl(),
            List.of(counts.metControl(), counts.peopleControl() - counts.metControl()),
            Reading.Number.value(counts.shareControl(), share)),
        new Supplement(
            one.effect(),
            Topic.TAKE_UP,
            measure + "-difference",
            TakeUp.method("difference", TakeUp.variance(one.choice())),
            of,
            counts.people(),
            counts.peopleControl(),
            counts.rests(),
            difference(one, rows, treated, met, counts)));
  }

  private Reading difference(
      Compared one, int[] rows, boolean[] treated, double[] met, Met counts) {
    Reading.Unit unit = Reading.Unit.SHARE_DIFFERENCE;
    if (counts.decided()) {
      return Reading.Number.value(counts.share() - counts.shareControl(), unit);
    }
    VarianceEstimator variance = TakeUp.variance(one.choice());
    double[] drawn = new double[rows.length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = treated[i] ? 1 : 0;
    }
    RegressionSample.Builder builder = RegressionSample.of(met).column(DRAWN, drawn);
    int[] blocks = one.blocks(data, rows);
    if (blocks != null) {
      builder.absorb(blocks);
    }
    int[] clusters = one.clusters(rows);
    if (variance.clustered() && clusters != null) {
      builder.clusters(clusters);
    }
    if (one.choice().inverseProbability()) {
      ArmComparison.Sample sample =
          new ArmComparison.Sample(rows, treated, met, List.of(), 0, false, List.of());
      builder.weights(Weights.inverseProbability(data, sample));
    }
    try {
      LinearFit fit =
          LeastSquares.with(variance)
              .withLevel(one.effect().analysis().level())
              .fit(builder.build());
      return Reading.Number.of(fit.coefficient(DRAWN), unit);
    } catch (NotEstimableException refusal) {
      return refused(refusal);
    }
  }

  static Reading.Refused refused(NotEstimableException refusal) {
    return new Reading.Refused(
        refusal.reason().name(), String.valueOf(refusal.getMessage()), refusal.advice());
  }
}
