package org.equipoise.analysis;

import org.equipoise.protocol.DrawRule;
import org.equipoise.protocol.DrawRule.Probability;
import org.equipoise.protocol.EstimatorChoice;

/** Whether the chance of an arm differed between persons, and an estimate ignores it. */
final class UnequalChances {

  /** Chances closer than this are the same but for rounding of blocks. */
  private static final double APART = 0.01;

  private UnequalChances() {}

  /**
   * Whether an analysis neither compares within strata or pairs nor weights where chances differ.
   */
  static boolean ignored(TrialData data, EstimatorChoice choice) {
    boolean heeded = choice.strataEffects() || choice.pairEffects() || choice.inverseProbability();
    return !heeded && differ(data);
  }

  /**
   * Whether chances differ: those stored person by person, else, where the plan says that they are
   * constant within strata only, the shares of the strata.
   */
  static boolean differ(TrialData data) {
    if (!(data.protocol().draw() instanceof DrawRule.Recorded recorded)
        || recorded.probability() instanceof Probability.Fixed) {
      return false;
    }
    double[] stored = data.design().probability();
    if (stored != null) {
      double least = 1;
      double most = 0;
      for (double chance : stored) {
        least = Math.min(least, chance);
        most = Math.max(most, chance);
      }
      return most - least > APART;
    }
    int[] stratum = data.design().stratum();
    if (stratum == null) {
      return false;
    }
    int[][] counts = new int[data.design().strata().size()][data.protocol().arms().size()];
    int[] sizes = new int[counts.length];
    for (int i = 0; i < stratum.length; i++) {
      counts[stratum[i]][data.design().arm()[i]]++;
      sizes[stratum[i]]++;
    }
    for (int a = 0; a < data.protocol().arms().size(); a++) {
      double least = 1;
      double most = 0;
      for (int s = 0; s < counts.length; s++) {
        if (sizes[s] > 0) {
          least = Math.min(least, counts[s][a] / (double) sizes[s]);
          most = Math.max(most, counts[s][a] / (double) sizes[s]);
        }
      }
      if (most - least > APART) {
        return true;
      }
    }
    return false;
  }
}
