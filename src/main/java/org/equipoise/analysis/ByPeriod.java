package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;

/**
 * Register outcomes in every period from the draw to the last one compared: the effect of being
 * drawn and of having met the service by then, each with limits of its own and limits that hold for
 * all periods at once; periods before the draw, where there can be no effect; the mean over the
 * periods; the same by part of the intake; and how many had met the service by then, which is what
 * the effects live on. A row stands beside the comparison of everybody at the outcome's last
 * period.
 */
final class ByPeriod {

  private ByPeriod() {}

  /** The rows that the analysis plans. */
  static List<Supplement> of(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> compared) {
    Analysis.ByPeriod plan = analysis.byPeriod();
    if (plan == null) {
      return List.of();
    }
    Map<List<Object>, Compared> last = new LinkedHashMap<>();
    for (Compared one : compared) {
      Effect effect = one.effect();
      if (effect.group() instanceof Group.Everybody
          && effect.moment() instanceof Moment.AtPeriod at
          && at.measure() != Outcome.Measure.FIRST) {
        List<Object> key = List.of(effect.outcome().id(), effect.arm());
        last.merge(key, one, (a, b) -> number(a) >= number(b) ? a : b);
      }
    }
    List<Supplement> rows = new ArrayList<>();
    Map<Arm.Id, Map<Integer, List<Integer>>> met = new HashMap<>();
    for (Compared one : last.values()) {
      Arm.Id arm = one.effect().arm();
      if (!met.containsKey(arm)) {
        Compared longest =
            last.values().stream()
                .filter(other -> other.effect().arm().equals(one.effect().arm()))
                .reduce(one, (a, b) -> number(a) >= number(b) ? a : b);
        ByPeriodMet shares = new ByPeriodMet(protocol, data, longest);
        rows.addAll(shares.rows());
        met.put(arm, shares.behind());
      }
      Map<Integer, List<Integer>> behind = met.getOrDefault(arm, Map.of());
      rows.addAll(new ByPeriodRows(protocol, data, one, plan, behind).rows());
    }
    return rows;
  }

  static int number(Compared one) {
    return ((Moment.AtPeriod) one.effect().moment()).number();
  }
}
