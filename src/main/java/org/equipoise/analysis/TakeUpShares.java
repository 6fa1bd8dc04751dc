package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.equipoise.analysis.TakeUp.Met;
import org.equipoise.estimate.LeastSquares;
import org.equipoise.estimate.LinearFit;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.RegressionSample;
import org.equipoise.protocol.Analysis.Compliance;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Wave;
import org.jspecify.annotations.Nullable;

/**
 * How many of each arm had met the service by when, among everybody drawn, whether they have an
 * outcome or not; and the difference between the arms, with the strata, pairs, clusters and weights
 * of the analysis but without covariates. The shares themselves are weighted as the difference is.
 * The rows of the control arm are how contaminated it was.
 *
 * <p>Every row also rests on how it differs from the rows before it and from everybody: nobody can
 * subtract one share from another and be left with a few persons.
 */
final class TakeUpShares {

  private static final String DRAWN = "drawn";

  /** An adjusted difference so far from that of the shares beside it is remarked. */
  private static final double FAR = 0.05;

  private final Protocol protocol;
  private final TrialData data;
  private final Compliance compliance;
  private final TakeUpStatus planned;

  TakeUpShares(Protocol protocol, TrialData data, Compliance compliance) {
    this.protocol = protocol;
    this.data = data;
    this.compliance = compliance;
    planned = TakeUpStatus.of(data, compliance);
  }

  /** The rows of one group and arm. */
  List<Supplement> of(Compared one) {
    Table table = new Table(one);
    if (compliance instanceof Compliance.Within within) {
      table.addBy("within-", "", within.days());
      for (Wave wave : protocol.waves()) {
        if (wave.dueDay() > 0) {
          table.addBy("by-wave-", wave.id().value(), wave.dueDay());
        }
      }
      periods(protocol, one)
          .forEach((n, day) -> table.addBy("by-period-", Integer.toString(n), day));
    } else {
      table.add("", "", planned);
      table.addUnknown();
    }
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
  static SortedMap<Integer, Integer> periods(Protocol protocol, Compared one) {
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
    private final double @Nullable [] weights;
    private final Set<Integer> days = new HashSet<>();
    private final List<Met> before = new ArrayList<>();
    private final List<Supplement> told = new ArrayList<>();

    Table(Compared one) {
      this.one = one;
      rows = planned.knownOf(drawn(one, one.effect().group()));
      treated = treated(rows);
      everybody = planned.knownOf(drawn(one, new Group.Everybody()));
      weights = weights(one, rows, treated);
    }

    /** Both shares and their difference by one day, unless that day has been told. */
    void addBy(String when, String of, int day) {
      if (days.add(day)) {
        add(when, of, TakeUpStatus.within(data, day));
      }
    }

    /** Both shares and their difference. */
    void add(String when, String of, TakeUpStatus status) {
      double[] met = status.of(rows);
      Met counts = Met.of(met, treated);
      List<Met> apart = new ArrayList<>();
      before.forEach(earlier -> apart.add(counts.apart(earlier)));
      apart.add(counts.apart(Met.of(status.of(everybody), treated(everybody))));
      before.add(counts);
      Reading arm = share(met, true);
      Reading control = share(met, false);
      Reading difference = arm instanceof Reading.Refused ? arm : control;
      if (arm instanceof Reading.Figure level && control instanceof Reading.Figure other) {
        double raw = level.value() - other.value();
        difference = difference(met, counts, raw);
        String remark = far(difference, raw) ? "adjusted" : "";
        arm = level.noted(remark);
        control = other.noted(remark);
      }
      int people = counts.people();
      int others = counts.peopleControl();
      String how = weights == null ? "" : "share-weighted";
      add(when + "arm", how, of, people, 0, rests(counts, apart, Met::arm), arm);
      add(when + "control", how, of, 0, others, rests(counts, apart, Met::control), control);
      String method = TakeUp.method("difference", TakeUp.variance(one.choice()));
      List<Integer> rests = rests(counts, apart, Met::rests);
      add(when + "difference", method, of, people, others, rests, difference);
    }

    /** How many the data do not tell of. */
    void addUnknown() {
      boolean[] left = treated(planned.unknownOf(drawn(one, one.effect().group())));
      Met counts = Met.of(new double[left.length], left);
      if (left.length > 0) {
        Reading number = Reading.Figure.value(left.length, Reading.Unit.COUNT).noted("unknown");
        add("unknown", "", "", counts.people(), counts.peopleControl(), List.of(), number);
      }
    }

    private void add(
        String what,
        String how,
        String of,
        int arm,
        int control,
        List<Integer> rests,
        Reading reading) {
      String measure = "met-" + what;
      told.add(
          new Supplement(
              one.effect(), Topic.TAKE_UP, measure, how, of, arm, control, rests, reading));
    }

    /** The share of an arm that met the service, weighted where the analysis weights. */
    private Reading share(double[] met, boolean arm) {
      double sum = 0;
      double total = 0;
      for (int i = 0; i < met.length; i++) {
        if (treated[i] == arm) {
          double weight = weights == null ? 1 : weights[i];
          total += weight;
          sum += weight * met[i];
        }
      }
      String nobody =
          "nobody is known in " + (arm ? "arm " + one.effect().arm() : "the control arm");
      return total > 0
          ? Reading.Figure.value(sum / total, Reading.Unit.SHARE)
          : new Reading.Refused(NotEstimableException.Reason.EMPTY_ARM.name(), nobody, "");
    }

    /**
     * The difference adjusted as the effect is.
     *
     * @param raw that of the two shares as they are told
     */
    private Reading difference(double[] met, Met counts, double raw) {
      Reading.Unit unit = Reading.Unit.SHARE_DIFFERENCE;
      if (counts.decided()) {
        return Reading.Figure.value(raw, unit);
      }
      try {
        LinearFit fit =
            LeastSquares.with(TakeUp.variance(one.choice()))
                .withLevel(one.effect().analysis().level())
                .fit(regression(met));
        Reading.Figure found = Reading.Figure.of(fit.coefficient(DRAWN), unit);
        return found.noted(beyond(found) ? "beyond" : "");
      } catch (NotEstimableException refusal) {
        return refused(refusal);
      }
    }

    private RegressionSample regression(double[] met) {
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
      if (TakeUp.variance(one.choice()).clustered() && clusters != null) {
        builder.clusters(clusters);
      }
      if (weights != null) {
        builder.weights(weights);
      }
      return builder.build();
    }
  }

  /** Whether readers of two shares would not expect the adjusted difference beside them. */
  private static boolean far(Reading difference, double raw) {
    return difference instanceof Reading.Figure found && Math.abs(found.value() - raw) > FAR;
  }

  /** Whether the interval holds differences in shares that cannot be. */
  static boolean beyond(Reading.Figure difference) {
    return difference.low() < -1 || difference.high() > 1;
  }

  private double @Nullable [] weights(Compared one, int[] rows, boolean[] treated) {
    if (!one.choice().inverseProbability()) {
      return null;
    }
    double[] none = new double[rows.length];
    return Weights.inverseProbability(
        data, new ArmComparison.Sample(rows, treated, none, List.of(), 0, false, List.of()));
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

  static Reading.Refused refused(NotEstimableException refusal) {
    return new Reading.Refused(
        refusal.reason().name(), String.valueOf(refusal.getMessage()), refusal.advice());
  }
}
