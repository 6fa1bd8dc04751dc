package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.inference.EffectSet;
import org.equipoise.inference.PValueRule;
import org.equipoise.inference.RedrawnComparison;
import org.equipoise.inference.Statistic;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.Permutations;
import org.equipoise.protocol.Protocol;

/**
 * The conventions of re-randomization: the planned coefficient in re-draws of the trial's own draw,
 * counted into a p-value by each named rule. Re-draws are those that the analysis plans, else
 * {@value #DRAWS} of them.
 */
final class RedrawnConventions {

  private static final int DRAWS = 9999;

  private RedrawnConventions() {}

  /** A rule and the code of its row. */
  private record Named(String code, PValueRule rule) {}

  private static final List<Named> RULES =
      List.of(
          new Named("re-randomization", PValueRule.PLUS_ONE),
          new Named("re-randomization-share", PValueRule.SHARE),
          new Named("re-randomization-strict", PValueRule.STRICT));

  static List<Supplement> of(
      Protocol protocol, TrialData data, Analysis analysis, Compared compared) {
    Permutations planned = analysis.permutations();
    Permutations plan =
        new Permutations(
            planned == null ? DRAWS : planned.draws(),
            planned == null ? 1 : planned.seed(),
            Analysis.Statistic.COEFFICIENT,
            Analysis.PRule.PLUS_ONE,
            true);
    Effect effect = compared.effect();
    Statistic statistic = RerandomizedArm.statistic(compared, plan.statistic());
    RerandomizedArm arm = RerandomizedArm.of(protocol, data, plan, effect);
    RedrawnComparison found =
        arm.compare(List.of(compared), List.of(statistic), true).get(0);
    List<Supplement> rows = new ArrayList<>();
    if (found != null && !Double.isNaN(found.observed())) {
      for (Named named : RULES) {
        rows.add(row(effect, named, found, analysis.level()));
      }
    }
    return rows;
  }

  private static Supplement row(
      Effect effect, Named named, RedrawnComparison found, double level) {
    EffectSet set = found.effects(named.rule(), level);
    boolean line = Double.isInfinite(set.low()) && Double.isInfinite(set.high());
    Reading.Number number =
        Reading.Number.value(found.observed(), Reading.Unit.EFFECT)
            .withTest(Double.NaN, Double.NaN, Double.NaN, found.pValue(named.rule()))
            .withLimits(
                set.low(),
                set.high(),
                level,
                line ? Reading.Shape.LINE : Reading.Shape.INTERVAL)
            .withDraws(found.assignments(), found.monteCarloError(named.rule()));
    return Conventions.row(effect, named.code(), number);
  }
}
