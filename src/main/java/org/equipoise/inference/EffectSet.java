package org.equipoise.inference;

/**
 * The constant effects that a re-randomization test does not reject: for each of them the outcomes
 * without treatment are filled in and the test is made with the same draws.
 *
 * @param low lower end; negative infinity when no effect is too small to be refuted
 * @param high upper end; positive infinity likewise
 * @param level confidence level, such as 0.95: effects with a p-value above {@code 1 - level}
 * @param tolerance how far the ends may lie from those of the draws made; 0 when they are exact
 */
public record EffectSet(double low, double high, double level, double tolerance) {

  /** Whether an effect is in the set. */
  public boolean contains(double effect) {
    return low <= effect && effect <= high;
  }
}
