package org.equipoise.estimate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Compares two arms by who is higher than whom: for answers in ordered steps, and for numbers whose
 * mean a few large values decide.
 *
 * <ul>
 *   <li>{@link #test}: Wilcoxon (1945), Mann and Whitney (1947), with mid-ranks, the tie-corrected
 *       variance and the exact permutation distribution
 *   <li>{@link #vanElteren}: the same across strata, each weighted by {@code 1/(n + 1)} (van
 *       Elteren 1960)
 *   <li>{@link #superiority}: the probability behind the test with its interval
 *   <li>{@link #shift}: Hodges and Lehmann's (1963) median of all differences
 * </ul>
 */
public final class MannWhitney {
  /** Variances below this are rounding: placement values are shares of whole numbers. */
  private static final double NOTHING = 1e-24;

  private final double level;

  private MannWhitney(double level) {
    this.level = level;
  }

  /** The comparison with 95 percent intervals. */
  public static MannWhitney withDefaults() {
    return new MannWhitney(ConfidenceInterval.DEFAULT_LEVEL);
  }

  /** The same with intervals of another level in (0, 1). */
  public MannWhitney withLevel(double newLevel) {
    return new MannWhitney(ConfidenceInterval.checkLevel(newLevel));
  }

  /**
   * The test; its exact tails where they take a fraction of a second. Agrees with {@code
   * coin::wilcox_test(distribution = "exact")} and {@code stats::wilcox.test(exact = FALSE)}.
   *
   * @throws NotEstimableException if an arm is empty or all values are the same
   */
  public RankSumTest test(TwoArmSample sample) {
    Ranks ranks = ranks(sample);
    if (ranks.levels() == 1) {
      throw constant(sample.size());
    }
    double wins = ranks.doubledWins() / 2.0;
    double n1 = Arrays.stream(ranks.treated()).sum();
    double n0 = Arrays.stream(ranks.control()).sum();
    double expected = n1 * n0 / 2;
    double sd = Math.sqrt(ranks.variance());
    double distance = wins - expected;
    double z = distance / sd;
    double shortened = (distance - 0.5 * Math.signum(distance)) / sd;
    return new RankSumTest(
        wins,
        expected,
        ranks.variance(),
        ranks.levels() < n1 + n0,
        z,
        normal(z),
        shortened,
        normal(shortened),
        exact(ranks, (int) n1));
  }

  /**
   * Van Elteren's test across the sample's blocks: {@code sum (U - E U)/(n + 1)} over its standard
   * deviation. A block with one arm adds nothing.
   *
   * @return the statistic, standard normal without an effect
   * @throws IllegalArgumentException if the sample has no blocks
   * @throws NotEstimableException if no block has both arms and two different values
   */
  public NormalTest vanElteren(TwoArmSample sample) {
    double distance = 0;
    double variance = 0;
    for (TwoArmSample block : Strata.split(sample)) {
      Ranks ranks = ranks(block);
      double n1 = Arrays.stream(ranks.treated()).sum();
      double n0 = Arrays.stream(ranks.control()).sum();
      double weight = 1 / (n1 + n0 + 1);
      distance += weight * (ranks.doubledWins() - n1 * n0) / 2;
      variance += weight * weight * ranks.variance();
    }
    if (!(variance > NOTHING)) {
      throw constant(sample.size());
    }
    return NormalTest.of(distance / Math.sqrt(variance));
  }

  /**
   * {@code P(Y1 > Y0) + P(Y1 = Y0)/2}. With {@code v} the placement values (of a treated unit the
   * share of control units it beats, of a control unit the share of treated units that beat it),
   * the variance is {@code s1^2/n1 + s0^2/n0} of the placement values (DeLong, DeLong and
   * Clarke-Pearson 1988, Biometrics 44:837; Brunner and Munzel 2000, Biometrical Journal 42:17) and
   * the degrees of freedom are Welch's.
   *
   * <p>With blocks: blocks are weighted by {@code n1 n0/(n + 1)}, as by van Elteren. With clusters
   * that lie within one arm and block: sums of placement values over clusters take the place of
   * units (Obuchowski 1997, Biometrics 53:567). With clusters across arms: the squared sums over
   * clusters times {@code G/(G - 1)}, df G - 1.
   *
   * @throws NotEstimableException if an arm is empty, an arm of a block has one unit or cluster, or
   *     every pair has the same outcome, so that no variance is seen
   */
  public Superiority superiority(TwoArmSample sample) {
    Placements placements = Placements.of(sample);
    double theta = placements.theta();
    double v = placements.variance();
    if (!(v > NOTHING)) {
      throw new NotEstimableException(
          NotEstimableException.Reason.NO_VARIATION,
          "the probability of being higher is " + theta + " in every part of the sample",
          "use the exact rank test; an interval cannot be given");
    }
    return Superiority.of(
        theta, v, placements.df(), placements.strata(), placements.clusters(), level);
  }

  /**
   * The median of all {@code n1 n0} differences of a treated and a control unit, exact: found by
   * counting pairs, not by forming them.
   *
   * @throws NotEstimableException if an arm is empty
   */
  public double shift(TwoArmSample sample) {
    double[] treated = arm(sample, true);
    double[] control = arm(sample, false);
    refuseEmpty(treated.length, control.length);
    return PairDifferences.of(treated, control).median();
  }

  private static RankSumTest.@Nullable Exact exact(Ranks ranks, int n1) {
    long[] scores = ranks.doubledMidRanks();
    int[] counts = ranks.both();
    if (RankSumDistribution.products(scores, counts, n1) > RankSumDistribution.MOST_PRODUCTS) {
      return null;
    }
    RankSumDistribution distribution = RankSumDistribution.of(scores, counts, n1);
    long n = Arrays.stream(counts).asLongStream().sum();
    long w = 0;
    for (int i = 0; i < scores.length; i++) {
      w += ranks.treated()[i] * scores[i];
    }
    // Doubled rank sums are symmetric about n1 (n + 1), a whole number.
    long middle = n1 * (n + 1);
    long distance = Math.abs(w - middle);
    double two =
        distance == 0
            ? 1
            : distribution.upper(middle + distance) + distribution.lower(middle - distance);
    return new RankSumTest.Exact(Math.min(1, two), distribution.upper(w), distribution.lower(w));
  }

  private static Ranks ranks(TwoArmSample sample) {
    double[] treated = arm(sample, true);
    double[] control = arm(sample, false);
    refuseEmpty(treated.length, control.length);
    return Ranks.of(treated, control);
  }

  private static void refuseEmpty(int treated, int control) {
    if (treated == 0 || control == 0) {
      throw new NotEstimableException(
          NotEstimableException.Reason.EMPTY_ARM,
          treated + " treated and " + control + " control units",
          "check that both arms have outcomes");
    }
  }

  private static NotEstimableException constant(int units) {
    return new NotEstimableException(
        NotEstimableException.Reason.CONSTANT_OUTCOME,
        "the outcome is the same for all " + units + " units, or for all of each block",
        "there is nothing to compare");
  }

  static double[] arm(TwoArmSample sample, boolean treated) {
    double[] values = new double[sample.size()];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (sample.treated()[i] == treated) {
        // Adding zero makes -0.0 a 0.0, which sorts with its equals.
        values[count++] = sample.outcome()[i] + 0.0;
      }
    }
    return Arrays.copyOf(values, count);
  }

  private static double normal(double z) {
    return Tail.studentTwoSided(z, Double.POSITIVE_INFINITY);
  }
}
