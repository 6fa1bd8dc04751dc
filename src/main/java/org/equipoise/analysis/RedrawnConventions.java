package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.inference.EffectSet;
import org.equipoise.inference.PValueRule;
import org.equipoise.inference.RedrawnComparison;
import org.equipoise.inference.Statistic;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.Permutations;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Protocol;
import org.jspecify.annotations.Nullable;

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

  /** The rows of each effect, all effects of an arm by the same re-draws. */
  static Map<Effect, List<Supplement>> of(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> compared) {
    Permutations planned = analysis.permutations();
    Permutations plan =
        new Permutations(
            planned == null ? DRAWS : planned.draws(),
            planned == null ? 1 : planned.seed(),
            Analysis.Statistic.COEFFICIENT,
            Analysis.PRule.PLUS_ONE,
            true);
    Map<Arm.Id, List<Compared>> byArm = new LinkedHashMap<>();
    for (Compared one : compared) {
      byArm.computeIfAbsent(one.effect().arm(), arm -> new ArrayList<>()).add(one);
    }
    Map<Effect, List<Supplement>> rows = new HashMap<>();
    for (List<Compared> ofArm : byArm.values()) {
      RerandomizedArm arm = RerandomizedArm.of(protocol, data, plan, ofArm.get(0).effect());
      List<Statistic> statistics =
          ofArm.stream().map(one -> RerandomizedArm.statistic(one, plan.statistic())).toList();
      List<@Nullable RedrawnComparison> found = arm.compare(ofArm, statistics, true);
      for (int i = 0; i < ofArm.size(); i++) {
        Effect effect = ofArm.get(i).effect();
        RedrawnComparison redrawn = found.get(i);
        if (redrawn != null && !Double.isNaN(redrawn.observed())) {
          rows.put(
              effect,
              RULES.stream().map(named -> row(effect, named, redrawn, analysis.level())).toList());
        }
      }
    }
    return rows;
  }

  private static Supplement row(Effect effect, Named named, RedrawnComparison found, double level) {
    EffectSet set = found.effects(named.rule(), level);
    boolean line = Double.isInfinite(set.low()) && Double.isInfinite(set.high());
    Reading.Number number =
        Reading.Number.value(found.observed(), Reading.Unit.EFFECT)
            .withTest(Double.NaN, Double.NaN, Double.NaN, found.pValue(named.rule()))
            .withLimits(
                set.low(), set.high(), level, line ? Reading.Shape.LINE : Reading.Shape.INTERVAL)
            .withDraws(found.assignments(), found.monteCarloError(named.rule()));
    return Conventions.row(effect, named.code(), number);
  }
}
