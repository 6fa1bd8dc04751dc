package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.equipoise.analysis.TakeUp.Met;
import org.equipoise.estimate.LeastSquares;
import org.equipoise.estimate.LinearFit;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.RegressionSample;
import org.equipoise.estimate.VarianceEstimator;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;

/**
 * How many of each arm had met the service by when, among everybody drawn, whether they have an
 * outcome or not; and the difference between the arms, with the strata, pairs, clusters and weights
 * of the analysis but without covariates. The rows of the control arm are how contaminated it was.
 *
 * <p>Every row also rests on how it differs from the rows before it and from everybody: nobody can
 * subtract one share from another and be left with a few persons.
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

  /** The rows of one group and arm. */
  List<Supplement> of(Compared one) {
    Table table = new Table(one);
    table.add("within", "", withinDays);
    for (Wave wave : protocol.waves()) {
      if (wave.dueDay() > 0) {
        table.add("by-wave", wave.id().value(), wave.dueDay());
      }
    }
    periods(one).forEach((period, day) -> table.add("by-period", Integer.toString(period), day));
    return table.told;
  }

  /** Everybody drawn to the two arms within the group. */
  private int[] drawn(Compared one, Group group) {
    boolean[] in = Membership.of(data, group);
    int[] arms = data.design().arm();
    for (int i = 0; i < in.length; i++) {
      Arm arm = protocol.arms().get(arms[i]);
      in[i] &= arm.control() || arm.id().equals(one.effect().arm());
    }
    return Rows.where(in);
  }

  /** The register periods at which the analysis compares an outcome, with their last day. */
  private SortedMap<Integer, Integer> periods(Compared one) {
    SortedMap<Integer, Integer> periods = new TreeMap<>();
    for (Outcome outcome : PlannedAnalysis.outcomesOf(protocol, one.effect().analysis())) {
      for (Moment moment : OutcomeValues.moments(protocol, outcome)) {
        if (moment instanceof Moment.AtPeriod at) {
          periods.put(at.number(), TakeUp.lastDay(at.unit(), at.number()));
        }
      }
    }
    return periods;
  }

  /** The rows of one group and arm as they come. */
  private final class Table {
    private final Compared one;
    private final int[] rows;
    private final boolean[] treated;
    private final int[] everybody;
    private final List<Met> before = new ArrayList<>();
    private final List<Supplement> told = new ArrayList<>();

    Table(Compared one) {
      this.one = one;
      rows = drawn(one, one.effect().group());
      treated = treated(rows);
      everybody = drawn(one, new Group.Everybody());
    }

    /** Both shares and their difference on one day. */
    void add(String when, String of, int day) {
      boolean[] by = data.metWithin(day);
      double[] met = TakeUp.indicator(by, rows);
      Met counts = Met.of(met, treated);
      List<Met> apart = new ArrayList<>();
      before.forEach(earlier -> apart.add(counts.apart(earlier)));
      apart.add(counts.apart(Met.of(TakeUp.indicator(by, everybody), treated(everybody))));
      before.add(counts);
      add(when + "-arm", of, counts.people(), 0, rests(counts, apart, Met::arm), counts.share());
      add(
          when + "-control",
          of,
          0,
          counts.peopleControl(),
          rests(counts, apart, Met::control),
          counts.shareControl());
      told.add(
          new Supplement(
              one.effect(),
              Topic.TAKE_UP,
              "met-" + when + "-difference",
              TakeUp.method("difference", TakeUp.variance(one.choice())),
              of,
              counts.people(),
              counts.peopleControl(),
              rests(counts, apart, Met::rests),
              difference(one, rows, treated, met, counts)));
    }

    private void add(
        String what, String of, int arm, int control, List<Integer> rests, double share) {
      told.add(
          new Supplement(
              one.effect(),
              Topic.TAKE_UP,
              "met-" + what,
              "",
              of,
              arm,
              control,
              rests,
              Reading.Number.value(share, Reading.Unit.SHARE)));
    }
  }

  /** The counts themselves and those that a subtraction would leave. */
  static List<Integer> rests(Met counts, List<Met> apart, Function<Met, List<Integer>> which) {
    List<Integer> rests = new ArrayList<>(which.apply(counts));
    apart.forEach(left -> rests.addAll(which.apply(left)));
    return rests;
  }

  private boolean[] treated(int[] rows) {
    boolean[] treated = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      treated[i] = !protocol.arms().get(data.design().arm()[rows[i]]).control();
    }
    return treated;
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
