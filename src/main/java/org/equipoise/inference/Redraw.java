package org.equipoise.inference;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * A rule that assigns every unit anew, such as the trial's own draw re-run in the order in which
 * people came. One instance serves one thread at a time, so it may keep working arrays.
 */
@FunctionalInterface
public interface Redraw {
  /**
   * Draws one assignment. It must depend on nothing but the random numbers and the design.
   *
   * @param random where all chance comes from
   * @param treated filled with the new assignment; every entry must be set, for it holds the last
   *     draw
   */
  void redraw(UniformRandomProvider random, boolean[] treated);
}
