package org.equipoise.protocol;

import org.equipoise.protocol.Analysis.Estimator;
import org.equipoise.protocol.Analysis.Variance;

/**
 * Which estimator and variance an analysis uses. What the plan leaves open follows from how arms
 * were drawn:
 *
 * <ul>
 *   <li>persons, no strata: difference in means with unequal variances (Welch);
 *   <li>persons within strata: least squares with stratum effects, HC2;
 *   <li>matched pairs, of persons or of clusters: difference in means over pairs;
 *   <li>clusters, no strata: difference in means with CR2 and Satterthwaite degrees of freedom;
 *   <li>clusters within strata: least squares with stratum effects, CR2;
 *   <li>adjusted for baseline, or weighted: least squares, HC2, or CR2 for clusters, with an effect
 *       of each stratum or pair.
 * </ul>
 *
 * @param estimator never {@link Estimator#BY_DESIGN}
 * @param variance never {@link Variance#BY_DESIGN} for a regression; for a difference in means it
 *     stays so, as the variance belongs to the design
 * @param strataEffects whether a regression holds an effect of each stratum or pair
 * @param weighted whether persons count by inverse probability of their arm
 * @param namedByPlan whether the plan named the estimator or the variance
 */
public record EstimatorChoice(
    Estimator estimator,
    Variance variance,
    boolean strataEffects,
    boolean weighted,
    boolean namedByPlan) {

  /** The choice for one planned analysis. */
  public static EstimatorChoice of(Protocol protocol, Analysis analysis) {
    boolean named =
        analysis.estimator() != Estimator.BY_DESIGN || analysis.variance() != Variance.BY_DESIGN;
    boolean weighted =
        switch (analysis.weights()) {
          case BY_DESIGN -> storesProbability(protocol);
          case EQUAL -> false;
          case INVERSE_PROBABILITY -> true;
        };
    Estimator estimator = analysis.estimator();
    if (estimator == Estimator.BY_DESIGN) {
      estimator =
          differenceInMeans(protocol, analysis, weighted)
              ? Estimator.DIFFERENCE_IN_MEANS
              : Estimator.LEAST_SQUARES;
    }
    if (estimator == Estimator.DIFFERENCE_IN_MEANS) {
      return new EstimatorChoice(estimator, Variance.BY_DESIGN, false, false, named);
    }
    Variance variance = analysis.variance();
    if (variance == Variance.BY_DESIGN) {
      variance = protocol.unit().clustered() ? Variance.CR2 : Variance.HC2;
    }
    boolean restricted = !protocol.strata().isEmpty() || paired(protocol);
    return new EstimatorChoice(
        estimator, variance, restricted && analysis.strataEffects(), weighted, named);
  }

  /** The choice that follows from the draw alone, for a comparison that no analysis plans. */
  public static EstimatorChoice unadjusted(Protocol protocol) {
    boolean weighted = storesProbability(protocol);
    boolean means = !weighted && (paired(protocol) || protocol.strata().isEmpty());
    if (means) {
      return new EstimatorChoice(
          Estimator.DIFFERENCE_IN_MEANS, Variance.BY_DESIGN, false, false, false);
    }
    Variance variance = protocol.unit().clustered() ? Variance.CR2 : Variance.HC2;
    boolean restricted = paired(protocol) || !protocol.strata().isEmpty();
    return new EstimatorChoice(Estimator.LEAST_SQUARES, variance, restricted, weighted, false);
  }

  /** Whether arms were drawn within matched pairs. */
  public static boolean paired(Protocol protocol) {
    return protocol.draw() instanceof DrawRule.MatchedPairs
        || (protocol.draw() instanceof DrawRule.Recorded recorded
            && recorded.scheme() == DrawRule.Scheme.MATCHED_PAIRS);
  }

  private static boolean differenceInMeans(Protocol protocol, Analysis analysis, boolean weighted) {
    boolean adjusted = analysis.adjustForBaseline() || !analysis.adjust().isEmpty();
    boolean variesWithRegression = analysis.variance() != Variance.BY_DESIGN;
    if (adjusted || weighted || variesWithRegression) {
      return false;
    }
    return paired(protocol) || protocol.strata().isEmpty();
  }

  private static boolean storesProbability(Protocol protocol) {
    return protocol.draw() instanceof DrawRule.Recorded recorded
        && recorded.probability() instanceof DrawRule.Probability.Stored;
  }
}
