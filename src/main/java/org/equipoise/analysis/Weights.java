package org.equipoise.analysis;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.DrawRule.Probability;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Ratio;
import org.jspecify.annotations.Nullable;

/** How persons count so that arms drawn with unequal chances can be compared. */
final class Weights {

  private Weights() {}

  /**
   * One divided by each person's chance of the arm that he or she was drawn to: as stored person by
   * person, else as the draw rule fixes it, else the share of the person's stratum in that arm.
   */
  static double[] inverseProbability(TrialData data, ArmComparison.Sample sample) {
    Protocol protocol = data.protocol();
    double[] stored = data.design().probability();
    Map<Arm.Id, Double> fixed = fixed(protocol.draw());
    double[][] shares = stored == null && fixed == null ? shares(data) : new double[0][];
    double[] weights = new double[sample.rows().length];
    int[] stratum = data.design().stratum();
    for (int i = 0; i < weights.length; i++) {
      int person = sample.rows()[i];
      int arm = data.design().arm()[person];
      double chance;
      if (stored != null) {
        chance = sample.treated()[i] ? stored[person] : 1 - stored[person];
      } else if (fixed != null) {
        chance = fixed.getOrDefault(protocol.arms().get(arm).id(), 0.0);
      } else {
        chance = shares[stratum == null ? 0 : stratum[person]][arm];
      }
      weights[i] = 1 / chance;
    }
    return weights;
  }

  private static @Nullable Map<Arm.Id, Double> fixed(DrawRule rule) {
    if (rule instanceof DrawRule.Recorded recorded) {
      return recorded.probability() instanceof Probability.Fixed fixed ? fixed.byArm() : null;
    }
    Ratio ratio = ratio(rule);
    if (ratio == null) {
      return null;
    }
    Map<Arm.Id, Double> chances = new LinkedHashMap<>();
    for (Arm.Id arm : ratio.parts().keySet()) {
      chances.put(arm, ratio.probability(arm));
    }
    return chances;
  }

  private static @Nullable Ratio ratio(DrawRule rule) {
    if (rule instanceof DrawRule.Simple simple) {
      return simple.ratio();
    }
    if (rule instanceof DrawRule.Complete complete) {
      return complete.ratio();
    }
    if (rule instanceof DrawRule.PermutedBlocks blocks) {
      return blocks.ratio();
    }
    if (rule instanceof DrawRule.BigStick stick) {
      return stick.ratio();
    }
    return rule instanceof DrawRule.Minimisation minimisation ? minimisation.ratio() : null;
  }

  /**
   * Share of each stratum in each arm: of its persons, or of its clusters where clusters are drawn.
   */
  private static double[][] shares(TrialData data) {
    int[] stratum = data.design().stratum();
    int[] cluster = data.design().cluster();
    int strata = stratum == null ? 1 : data.design().strata().size();
    double[][] shares = new double[strata][data.protocol().arms().size()];
    double[] sizes = new double[strata];
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < data.size(); i++) {
      if (cluster == null || seen.add(cluster[i])) {
        int s = stratum == null ? 0 : stratum[i];
        shares[s][data.design().arm()[i]]++;
        sizes[s]++;
      }
    }
    for (int s = 0; s < strata; s++) {
      for (int a = 0; a < shares[s].length; a++) {
        shares[s][a] /= sizes[s];
      }
    }
    return shares;
  }
}
