package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.equipoise.estimate.VarianceEstimator;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.EstimatorChoice;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Register;

/**
 * Who met the service, and the effect of meeting it. Once for each group and arm: the shares that
 * had met it within the planned days, by each wave and by each register period, in both arms, and
 * their difference; or the shares alone where a variable tells who met it. For each comparison: the
 * effect among those whom the draw moved, or why there is none.
 */
final class TakeUp {

  /** Average days in a register period. */
  private static final double MONTH = 365.25 / 12;

  private TakeUp() {}

  /** The rows that the analysis plans. */
  static List<Supplement> of(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> compared) {
    Analysis.Compliance compliance = analysis.compliance();
    boolean dated = compliance instanceof Analysis.Compliance.Within;
    if (compliance == null || (dated && !data.hasMeetings())) {
      return List.of();
    }
    TakeUpShares shares = new TakeUpShares(protocol, data, compliance);
    TakeUpEffects effects = new TakeUpEffects(protocol, data, compliance);
    Map<List<Object>, Compared> everybody = new HashMap<>();
    Map<List<Object>, Compared> first = new HashMap<>();
    for (Compared one : compared) {
      if (one.effect().group() instanceof Group.Everybody) {
        everybody.put(comparison(one), one);
      }
      first.merge(part(one), one, (before, next) -> rank(next) < rank(before) ? next : before);
    }
    List<Supplement> rows = new ArrayList<>();
    IdentityHashMap<Compared, List<Supplement>> told = new IdentityHashMap<>();
    Map<List<Object>, List<Integer>> behind = new HashMap<>();
    first.forEach(
        (part, one) -> {
          List<Supplement> own = shares.of(one);
          told.put(one, own);
          for (Supplement row : own) {
            // What the shares of a day rest on, an effect that tells their difference rests on too.
            behind
                .computeIfAbsent(List.of(part, row.of()), key -> new ArrayList<>())
                .addAll(row.rests());
          }
        });
    for (Compared one : compared) {
      rows.addAll(told.getOrDefault(one, List.of()));
      List<Integer> rests =
          behind.getOrDefault(List.of(part(one), when(one.effect().moment())), List.of());
      rows.addAll(effects.of(one, everybody.getOrDefault(comparison(one), one), rests));
    }
    return rows;
  }

  /**
   * Shares need no outcome, but stand beside a comparison: beside a primary one where there is any,
   * so that a brief report holds them, and one with a number where there is any.
   */
  private static int rank(Compared one) {
    boolean number = one.effect().comparison() instanceof Comparison.Estimated;
    return (one.effect().outcome().primary() ? 0 : 2) + (number ? 0 : 1);
  }

  /** What the shares by the day of a moment are about. */
  private static String when(Moment moment) {
    if (moment instanceof Moment.AtPeriod at) {
      return Integer.toString(at.number());
    }
    return moment instanceof Moment.AtWave at ? at.wave().value() : "";
  }

  private static List<Object> part(Compared one) {
    return List.of(one.effect().group(), one.effect().arm());
  }

  /** What a comparison shares with the same comparison of everybody. */
  private static List<Object> comparison(Compared one) {
    Effect effect = one.effect();
    return List.of(effect.outcome().id(), effect.moment(), effect.arm());
  }

  /** The variance of the analysis: the one it names, else CR2 for clusters and HC2 for persons. */
  static VarianceEstimator variance(EstimatorChoice choice) {
    if (choice.variance() != Analysis.Variance.BY_DESIGN) {
      return VarianceEstimator.valueOf(choice.variance().name());
    }
    return choice.clustered() ? VarianceEstimator.CR2 : VarianceEstimator.HC2;
  }

  /** Code of a method with its variance, such as {@code 2sls-hc2}. */
  static String method(String how, VarianceEstimator variance) {
    return how + "-" + variance.name().toLowerCase(Locale.ROOT);
  }

  /** The day after the draw on which a register period ends. */
  static int lastDay(Register.Period period, int number) {
    int months =
        switch (period) {
          case MONTH -> 1;
          case QUARTER -> 3;
          case YEAR -> 12;
        };
    return (int) Math.round(number * months * MONTH);
  }

  /**
   * Counts of persons who had met the service and who had not.
   *
   * @param met in the arm
   * @param people in the arm
   * @param metControl in the control arm
   * @param peopleControl in the control arm
   */
  record Met(int met, int people, int metControl, int peopleControl) {

    static Met of(double[] met, boolean[] treated) {
      int[] all = new int[2];
      int[] of = new int[2];
      for (int i = 0; i < met.length; i++) {
        int side = treated[i] ? 1 : 0;
        all[side]++;
        of[side] += met[i] > 0 ? 1 : 0;
      }
      return new Met(of[1], all[1], of[0], all[0]);
    }

    /** Every count that a contrast of the arms could give away. */
    List<Integer> rests() {
      return Stream.concat(arm().stream(), control().stream()).toList();
    }

    /** Those of the arm. */
    List<Integer> arm() {
      return List.of(met, Math.abs(people - met));
    }

    /** Those of the control arm. */
    List<Integer> control() {
      return List.of(metControl, Math.abs(peopleControl - metControl));
    }

    /**
     * What readers can take from each other: the persons counted in one and not in the other, on
     * another day or in a wider group.
     */
    Met apart(Met other) {
      return new Met(
          Math.abs(met - other.met),
          Math.abs(people - other.people),
          Math.abs(metControl - other.metControl),
          Math.abs(peopleControl - other.peopleControl));
    }

    /** Whether the arm decided it, all of one and none of the other. */
    boolean decided() {
      return (met == 0 || met == people) && (metControl == 0 || metControl == peopleControl);
    }

    double share() {
      return (double) met / people;
    }

    double shareControl() {
      return (double) metControl / peopleControl;
    }
  }
}
