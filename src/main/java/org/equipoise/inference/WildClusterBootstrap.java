package org.equipoise.inference;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.equipoise.estimate.ClusterProducts;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.RegressionSample;

/**
 * Wild cluster bootstrap of a t statistic: for few clusters, where the normal and even the t
 * distribution mislead.
 *
 * <p>Estimand: one coefficient of a (weighted) least-squares regression, absorbed factors allowed.
 * Assumption: clusters are independent. Every draw multiplies the residuals of each cluster by one
 * random number, fits again and compares {@code |t*|} with {@code |t|}, both with the CR1 standard
 * error under Stata's factor. By default the residuals are those under the hypothesis (WCR: the
 * null imposed, which over-rejects least); on request those of the fit (WCU). The weights default
 * to Webb's six points below 12 clusters and to signs from there on; when all combinations of
 * weights are no more than the draws asked for, every one is visited instead (half of them, as a
 * common change of sign only turns t* around).
 *
 * <p>The interval holds the values that the bootstrap does not reject, found by walking outwards
 * from the estimate in steps of doubling length and halving until {@value #TOLERANCE} standard
 * errors are left; an end is infinite when no value within {@value #FARTHEST} standard errors is
 * rejected, as happens when even the smallest possible p exceeds 1 - level.
 *
 * <p>No draw reads a row: see {@link ClusterProducts}. A draw costs G times the rank of the design,
 * and the interval costs nothing more, since the numerator of t* is linear and its squared
 * denominator quadratic in the hypothesis. Results do not depend on the number of threads.
 *
 * <p>Cameron, Gelbach and Miller (2008), Review of Economics and Statistics 90:414-427, section
 * III.C; Roodman, MacKinnon, Nielsen and Webb (2019), Stata Journal 19:4-60, sections 4-5.
 */
public final class WildClusterBootstrap {
  private static final double ROUNDING = 1e-12;

  static final double TOLERANCE = 1e-10;
  static final double FARTHEST = 1e4;

  /** Draws of one random stream; also the unit of work shared between threads. */
  private static final int STREAM = 1024;

  private static final int STATE_WORDS = 4;

  private final int draws;
  private final long seed;
  private final Optional<ClusterWeights> weights;
  private final boolean nullImposed;
  private final PValueRule rule;
  private final boolean equalTailed;
  private final double level;

  private WildClusterBootstrap(
      int draws,
      long seed,
      Optional<ClusterWeights> weights,
      boolean nullImposed,
      PValueRule rule,
      boolean equalTailed,
      double level) {
    this.draws = draws;
    this.seed = seed;
    this.weights = weights;
    this.nullImposed = nullImposed;
    this.rule = rule;
    this.equalTailed = equalTailed;
    this.level = level;
  }

  /**
   * The bootstrap with the null imposed, weights by the number of clusters, p = (1 + c)/(1 + B) and
   * a symmetric 95 percent interval.
   *
   * @throws IllegalArgumentException if {@code draws} is not positive
   */
  public static WildClusterBootstrap of(int draws, long seed) {
    if (draws < 1) {
      throw new IllegalArgumentException(draws + " draws");
    }
    return new WildClusterBootstrap(
        draws,
        seed,
        Optional.empty(),
        true,
        PValueRule.PLUS_ONE,
        false,
        ConfidenceInterval.DEFAULT_LEVEL);
  }

  /** The same with weights of the given law. */
  public WildClusterBootstrap withWeights(ClusterWeights law) {
    return new WildClusterBootstrap(
        draws, seed, Optional.of(law), nullImposed, rule, equalTailed, level);
  }

  /** The same with the residuals of the unrestricted fit (WCU). */
  public WildClusterBootstrap unrestricted() {
    return new WildClusterBootstrap(draws, seed, weights, false, rule, equalTailed, level);
  }

  /** The same with another rule for the p-value. */
  public WildClusterBootstrap withRule(PValueRule other) {
    return new WildClusterBootstrap(draws, seed, weights, nullImposed, other, equalTailed, level);
  }

  /** The same with an interval that inverts the equal-tailed p instead of the symmetric one. */
  public WildClusterBootstrap equalTailedInterval() {
    return new WildClusterBootstrap(draws, seed, weights, nullImposed, rule, true, level);
  }

  /** The same with intervals of another level in (0, 1). */
  public WildClusterBootstrap withLevel(double newLevel) {
    if (!(newLevel > 0 && newLevel < 1)) {
      throw new IllegalArgumentException("confidence level " + newLevel + " is not in (0, 1)");
    }
    return new WildClusterBootstrap(draws, seed, weights, nullImposed, rule, equalTailed, newLevel);
  }

  /**
   * Tests that the coefficient of {@code term} is zero.
   *
   * @throws IllegalArgumentException if the sample has no clusters or no such column
   * @throws org.equipoise.estimate.NotEstimableException if the fit is refused or the term is
   *     determined by the other columns
   */
  public WildBootstrapResult test(RegressionSample sample, String term) {
    return test(ClusterProducts.of(sample, term), 0);
  }

  /** Tests that the coefficient is {@code hypothesis}. */
  public WildBootstrapResult test(ClusterProducts products, double hypothesis) {
    ClusterWeights law = weights.orElse(ClusterWeights.forClusters(products.clusters()));
    boolean all = law.enumerable(products.clusters(), draws);
    WildDraws made = all ? enumerated(products, law) : drawn(products, law);
    // With the null imposed the sample is one of all combinations; without, it is none of them.
    WildTails tails = new WildTails(products, made, nullImposed, rule, all && nullImposed);
    double symmetric = tails.symmetric(hypothesis);
    int count = all ? 2 * made.size() : draws;
    return new WildBootstrapResult(
        products.estimate(),
        (products.estimate().value() - hypothesis) / products.estimate().standardError(),
        products.clusters(),
        law,
        all,
        count,
        symmetric,
        tails.equalTailed(hypothesis),
        all ? 0 : Math.sqrt(symmetric * (1 - symmetric) / draws),
        interval(products, tails));
  }

  private static WildDraws enumerated(ClusterProducts products, ClusterWeights law) {
    int size = law.combinations(products.clusters());
    WildDraws made = new WildDraws(products, size, true);
    stream(size)
        .forEach(
            from ->
                made.fill(
                    from,
                    Math.min(STREAM, size - from),
                    (at, v, count) -> {
                      for (int i = 0; i < count; i++) {
                        law.combination(at + i, v, i);
                      }
                    }));
    return made;
  }

  private WildDraws drawn(ClusterProducts products, ClusterWeights law) {
    WildDraws made = new WildDraws(products, draws, false);
    List<UniformRandomProvider> streams = streams((draws + STREAM - 1) / STREAM);
    stream(draws)
        .forEach(
            from ->
                made.fill(
                    from,
                    Math.min(STREAM, draws - from),
                    (at, v, count) -> law.draw(streams.get(from / STREAM), v, count)));
    return made;
  }

  private static IntStream stream(int size) {
    return IntStream.range(0, (size + STREAM - 1) / STREAM).parallel().map(c -> c * STREAM);
  }

  /** Generators 2^128 steps apart: xoshiro256++ whose state SplitMix64 fills from the seed. */
  private List<UniformRandomProvider> streams(int count) {
    UniformRandomProvider words = RandomSource.SPLIT_MIX_64.create(seed);
    long[] state = new long[STATE_WORDS];
    for (int i = 0; i < STATE_WORDS; i++) {
      state[i] = words.nextLong();
    }
    JumpableUniformRandomProvider source =
        (JumpableUniformRandomProvider) RandomSource.XO_SHI_RO_256_PP.create(state);
    return IntStream.range(0, count).mapToObj(c -> source.jump()).toList();
  }

  private ConfidenceInterval interval(ClusterProducts products, WildTails tails) {
    return new ConfidenceInterval(level, end(products, tails, -1), end(products, tails, 1));
  }

  private double end(ClusterProducts products, WildTails tails, int side) {
    double value = products.estimate().value();
    double se = products.estimate().standardError();
    double inside = 0;
    double outside = 1;
    while (kept(tails, value + side * outside * se)) {
      inside = outside;
      outside *= 2;
      if (outside > FARTHEST) {
        return side * Double.POSITIVE_INFINITY;
      }
    }
    while (outside - inside > TOLERANCE) {
      double middle = (inside + outside) / 2;
      if (kept(tails, value + side * middle * se)) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return value + side * inside * se;
  }

  private boolean kept(WildTails tails, double hypothesis) {
    double p = equalTailed ? tails.equalTailed(hypothesis) : tails.symmetric(hypothesis);
    // 1 - 0.95 is not 0.05 to the last digit, and p-values are ratios of whole numbers.
    return p > (1 - level) * (1 + ROUNDING);
  }
}
