package org.equipoise.estimate;

import org.jspecify.annotations.Nullable;

/**
 * The Wilcoxon-Mann-Whitney test with mid-ranks.
 *
 * @param wins pairs of a treated and a control unit in which the treated one is higher, ties as a
 *     half: Mann and Whitney's U
 * @param expected its expectation without an effect, {@code n1 n0 / 2}
 * @param variance its variance over all draws, corrected for ties
 * @param ties whether a value occurs twice
 * @param z {@code (wins - expected) / sqrt(variance)}
 * @param pNormal two-sided, by the normal distribution
 * @param zContinuity the same with the distance shortened by one half
 * @param pContinuity its two-sided p
 * @param exact tails of the permutation distribution; null where it was not asked for or is too
 *     large
 */
public record RankSumTest(
    double wins,
    double expected,
    double variance,
    boolean ties,
    double z,
    double pNormal,
    double zContinuity,
    double pContinuity,
    @Nullable Exact exact) {

  /**
   * Tails of the permutation distribution, ties included.
   *
   * @param pTwoSided {@code P(|W - E W| >= |w - E W|)}
   * @param pGreater {@code P(W >= w)}
   * @param pLess {@code P(W <= w)}
   */
  public record Exact(double pTwoSided, double pGreater, double pLess) {}
}
