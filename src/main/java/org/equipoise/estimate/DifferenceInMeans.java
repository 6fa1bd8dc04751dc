package org.equipoise.estimate;

/**
 * Difference in means of two arms under the design that the protocol declared.
 *
 * <p>Estimand: the average effect of assignment among the units. Assumption: the assignment was
 * drawn as declared. With {@code t} the estimate, {@code N} units, and for block j its size {@code
 * N_j}, its difference {@code t_j} and its Neyman variance {@code V_j = s1^2/n1 + s0^2/n0}:
 *
 * <ul>
 *   <li>simple: V of all units; df after Welch (1947) and Satterthwaite
 *   <li>blocked: {@code t = sum (N_j/N) t_j}, {@code V = sum (N_j/N)^2 V_j}; df N - 2J (Gerber and
 *       Green 2012, Field Experiments, p. 73-74)
 *   <li>matched pairs: {@code V = sum (t_j - t)^2 / (J (J - 1))}; df J - 1 (p. 77, eq. 3.16)
 *   <li>clustered: regression on the arm with CR2, Satterthwaite df; the estimand weighs
 *       individuals alike, not clusters
 *   <li>blocked and clustered: CR2 within each block, combined by {@code (N_j/N)^2}; df G - 2J
 *   <li>pair-matched clusters: {@code V = J / ((J - 1) N^2) sum (N_j t_j - N t / J)^2}; df J - 1
 *       (Imai, King and Nall 2009, Statistical Science 24(1), p. 36, eq. 6)
 * </ul>
 *
 * <p>The unit of the result is that of the outcome. A sample that contradicts the declared design
 * is refused; the class never turns to another design by itself. Agrees with {@code
 * estimatr::difference_in_means} 1.0 to 1e-12 where that obeys the declaration.
 */
public final class DifferenceInMeans {
  private static final String TERM = "treated - control";

  private final Design design;
  private final double level;

  private DifferenceInMeans(Design design, double level) {
    this.design = design;
    this.level = level;
  }

  /** The estimator for a declared design, with 95 percent intervals. */
  public static DifferenceInMeans of(Design design) {
    return new DifferenceInMeans(design, ConfidenceInterval.DEFAULT_LEVEL);
  }

  /** The same estimator with intervals of another level in (0, 1). */
  public DifferenceInMeans withLevel(double newLevel) {
    return new DifferenceInMeans(design, ConfidenceInterval.checkLevel(newLevel));
  }

  /**
   * Treated minus control.
   *
   * @throws IllegalArgumentException if the design needs block or cluster codes and the sample has
   *     none
   * @throws NotEstimableException if an arm, block, pair or cluster contradicts the design, too few
   *     are there, or the outcome does not vary
   */
  public MeanDifference estimate(TwoArmSample sample) {
    Blocks blocks = Blocks.of(sample, design);
    DeclaredDesign.check(design, sample, blocks);
    return switch (design) {
      case SIMPLE -> simple(blocks);
      case BLOCKED -> blocked(blocks);
      case MATCHED_PAIRS -> matchedPairs(blocks);
      case CLUSTERED -> clustered(sample, blocks);
      case BLOCKED_CLUSTERED -> blockedClustered(sample, blocks);
      case PAIR_MATCHED_CLUSTERS -> pairMatchedClusters(blocks);
    };
  }

  private MeanDifference simple(Blocks blocks) {
    ArmContrast all = blocks.all();
    double v1 = all.varianceTreated();
    double v0 = all.varianceControl();
    double v = v1 + v0;
    double df = v * v / (v1 * v1 / (all.treated() - 1) + v0 * v0 / (all.control() - 1));
    return result(blocks, all.difference(), v, df);
  }

  private MeanDifference blocked(Blocks blocks) {
    double n = blocks.all().units();
    double v = 0;
    for (ArmContrast block : blocks.each()) {
      double share = block.units() / n;
      v += share * share * block.variance();
    }
    return result(blocks, weighted(blocks), v, n - 2.0 * blocks.count());
  }

  private MeanDifference matchedPairs(Blocks blocks) {
    double t = weighted(blocks);
    double j = blocks.count();
    double squares = 0;
    for (ArmContrast pair : blocks.each()) {
      double d = pair.difference() - t;
      squares += d * d;
    }
    return result(blocks, t, squares / (j * (j - 1)), j - 1);
  }

  private MeanDifference pairMatchedClusters(Blocks blocks) {
    double t = weighted(blocks);
    double n = blocks.all().units();
    double j = blocks.count();
    double squares = 0;
    for (ArmContrast pair : blocks.each()) {
      double d = pair.units() * pair.difference() - n * t / j;
      squares += d * d;
    }
    return result(blocks, t, j / ((j - 1) * n * n) * squares, j - 1);
  }

  private MeanDifference clustered(TwoArmSample sample, Blocks blocks) {
    Estimate slope = slope(sample, blocks, 0, blocks.all().units());
    double v = slope.standardError() * slope.standardError();
    return result(blocks, slope.value(), v, slope.df());
  }

  private MeanDifference blockedClustered(TwoArmSample sample, Blocks blocks) {
    double n = blocks.all().units();
    double t = 0;
    double v = 0;
    for (int j = 0; j < blocks.count(); j++) {
      int from = blocks.start(j);
      int to = blocks.start(j + 1);
      Estimate slope = slope(sample, blocks, from, to);
      double share = (to - from) / n;
      t += share * slope.value();
      v += share * share * slope.standardError() * slope.standardError();
    }
    return result(blocks, t, v, blocks.clusters() - 2.0 * blocks.count());
  }

  /** Regression on the arm with CR2, for the rows of one block. */
  private Estimate slope(TwoArmSample sample, Blocks blocks, int from, int to) {
    double[] y = new double[to - from];
    double[] z = new double[to - from];
    int[] cluster = new int[to - from];
    for (int p = from; p < to; p++) {
      int row = blocks.row(p);
      y[p - from] = sample.outcome()[row];
      z[p - from] = sample.treated()[row] ? 1 : 0;
      cluster[p - from] = blocks.cluster(row);
    }
    RegressionSample regression = RegressionSample.of(y).column(TERM, z).clusters(cluster).build();
    try {
      return LeastSquares.with(VarianceEstimator.CR2)
          .withLevel(level)
          .fit(regression)
          .coefficient(TERM);
    } catch (NotEstimableException e) {
      if (e.reason() == NotEstimableException.Reason.NO_VARIATION) {
        throw DeclaredDesign.constantOutcome(e);
      }
      throw e;
    }
  }

  private static double weighted(Blocks blocks) {
    TwoSum sum = new TwoSum();
    for (ArmContrast block : blocks.each()) {
      sum.addProduct(block.units(), block.difference());
    }
    return sum.value() / blocks.all().units();
  }

  private MeanDifference result(Blocks blocks, double t, double v, double df) {
    if (!(v > 0)) {
      throw DeclaredDesign.constantOutcome(null);
    }
    ArmContrast all = blocks.all();
    return new MeanDifference(
        Estimate.of(TERM, t, Math.sqrt(v), df, level),
        design,
        all.treated(),
        all.control(),
        all.meanTreated(),
        all.meanControl(),
        design.blocked() ? blocks.count() : 0,
        design.clustered() ? blocks.clusters() : 0);
  }
}
