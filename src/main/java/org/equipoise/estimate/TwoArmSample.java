package org.equipoise.estimate;

import org.jspecify.annotations.Nullable;

/**
 * Outcomes of two arms. The arrays are held, not copied: leave them alone while the sample is used.
 *
 * @param outcome one finite number per unit
 * @param treated whether the unit was assigned to treatment
 * @param block code of the unit's block or pair (any integers); null when the design has none
 * @param cluster code of the unit's cluster (any integers); null when the design has none
 */
public record TwoArmSample(
    double[] outcome, boolean[] treated, int @Nullable [] block, int @Nullable [] cluster) {

  /**
   * Checks lengths and values once.
   *
   * @throws IllegalArgumentException if the arrays are empty, of different length, or an outcome is
   *     not finite
   */
  public TwoArmSample {
    if (outcome.length == 0) {
      throw new IllegalArgumentException("a sample without units");
    }
    checkLength("treated", treated.length, outcome.length);
    if (block != null) {
      checkLength("block", block.length, outcome.length);
    }
    if (cluster != null) {
      checkLength("cluster", cluster.length, outcome.length);
    }
    for (int i = 0; i < outcome.length; i++) {
      if (!Double.isFinite(outcome[i])) {
        throw new IllegalArgumentException("outcome[" + i + "] is " + outcome[i]);
      }
    }
  }

  /** A sample without blocks or clusters. */
  public static TwoArmSample of(double[] outcome, boolean[] treated) {
    return new TwoArmSample(outcome, treated, null, null);
  }

  /** The same units with block or pair codes. */
  public TwoArmSample withBlocks(int[] codes) {
    return new TwoArmSample(outcome, treated, codes, cluster);
  }

  /** The same units with cluster codes. */
  public TwoArmSample withClusters(int[] codes) {
    return new TwoArmSample(outcome, treated, block, codes);
  }

  /** The number of units. */
  public int size() {
    return outcome.length;
  }

  private static void checkLength(String name, int length, int expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          name + " has " + length + " entries for " + expected + " outcomes");
    }
  }
}
