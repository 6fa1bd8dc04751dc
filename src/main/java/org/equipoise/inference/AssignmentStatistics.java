package org.equipoise.inference;

/**
 * Statistics of a whole assignment. One instance serves one thread at a time, so it may keep
 * working arrays.
 */
@FunctionalInterface
public interface AssignmentStatistics {
  /**
   * Works them out.
   *
   * @param treated whether each unit is treated
   * @param out filled with the statistics; NaN where the assignment leaves one undefined
   */
  void evaluate(boolean[] treated, double[] out);
}
