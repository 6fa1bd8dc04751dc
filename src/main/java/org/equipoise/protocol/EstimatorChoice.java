package org.equipoise.protocol;

import org.equipoise.protocol.Analysis.Estimator;
import org.equipoise.protocol.Analysis.Variance;

/**
 * The estimator and variance of a planned analysis, after the design that was drawn. The
 * explanation of a protocol and its analysis both ask here, so that they cannot differ.
 *
 * <table>
 * <caption>What follows from the design</caption>
 * <tr><th>drawn</th><th>estimator</th><th>variance</th></tr>
 * <tr><td>persons</td><td>difference in means</td><td>of the design (Neyman; Welch's df)</td></tr>
 * <tr><td>persons within strata</td><td>least squares with stratum effects</td><td>HC2</td></tr>
 * <tr><td>matched pairs of persons</td><td>difference in means</td><td>of pairs</td></tr>
 * <tr><td>clusters</td><td>difference in means</td><td>CR2 (Satterthwaite's df)</td></tr>
 * <tr><td>clusters within strata</td><td>least squares with stratum effects</td><td>CR2</td></tr>
 * <tr><td>matched pairs of clusters</td><td>difference in means</td><td>of pairs</td></tr>
 * <tr><td>any, adjusted or weighted</td><td>least squares</td><td>HC2, CR2 for clusters</td></tr>
 * <tr><td>persons who meet teams in one arm</td><td>least squares</td><td>CR2</td></tr>
 * </table>
 *
 * <p>{@link Variance#BY_DESIGN} in the result means the variance that belongs to the difference in
 * means of that design (Gerber and Green 2012, chapters 3 and 4; Imai, King and Nall 2009 for pairs
 * of clusters).
 *
 * @param estimator never {@link Estimator#BY_DESIGN}
 * @param variance {@link Variance#BY_DESIGN} only with a difference in means
 * @param strataEffects whether strata enter: as effects in a regression, as blocks whose
 *     differences are averaged in a difference in means
 * @param pairEffects whether pairs enter, in the same two ways
 * @param clustered whether several persons share one draw or, in one arm, one team
 * @param inverseProbability whether persons are weighted by the inverse of the chance of their arm
 * @param named whether the plan names the estimator or the variance, or leaves the strata out,
 *     rather than leaving it to the design
 */
public record EstimatorChoice(
    Estimator estimator,
    Variance variance,
    boolean strataEffects,
    boolean pairEffects,
    boolean clustered,
    boolean inverseProbability,
    boolean named) {

  /** The choice for one analysis of a protocol without errors. */
  public static EstimatorChoice of(Protocol protocol, Analysis analysis) {
    boolean teams = analysis.teams() != null;
    boolean clustered = protocol.unit().clustered() || teams;
    boolean pairs = paired(protocol.draw());
    boolean strata = !pairs && analysis.strataEffects() && !protocol.strata().isEmpty();
    boolean weighted = weighted(protocol.draw(), analysis.weights());
    boolean adjusted = analysis.adjustForBaseline() || !analysis.adjust().isEmpty();
    Estimator estimator =
        analysis.estimator() != Estimator.BY_DESIGN
            ? analysis.estimator()
            : strata
                    || adjusted
                    || weighted
                    || teams
                    || regressionOnly(analysis.variance(), clustered)
                ? Estimator.LEAST_SQUARES
                : Estimator.DIFFERENCE_IN_MEANS;
    boolean ignores = !pairs && !analysis.strataEffects() && !protocol.strata().isEmpty();
    boolean named =
        ignores
            || analysis.estimator() != Estimator.BY_DESIGN
            || analysis.variance() != Variance.BY_DESIGN;
    return new EstimatorChoice(
        estimator,
        variance(estimator, analysis.variance(), clustered, pairs),
        strata,
        pairs && (analysis.strataEffects() || estimator == Estimator.DIFFERENCE_IN_MEANS),
        clustered,
        weighted,
        named);
  }

  /** The choice that follows from the draw alone, for a comparison that no analysis plans. */
  public static EstimatorChoice unadjusted(Protocol protocol) {
    boolean clustered = protocol.unit().clustered();
    boolean pairs = paired(protocol.draw());
    boolean strata = !pairs && !protocol.strata().isEmpty();
    boolean weighted = weighted(protocol.draw(), Analysis.Weights.BY_DESIGN);
    Estimator estimator =
        strata || weighted ? Estimator.LEAST_SQUARES : Estimator.DIFFERENCE_IN_MEANS;
    Variance variance = variance(estimator, Variance.BY_DESIGN, clustered, pairs);
    return new EstimatorChoice(estimator, variance, strata, pairs, clustered, weighted, false);
  }

  /** A named variance other than the design's own asks for a regression. */
  private static boolean regressionOnly(Variance named, boolean clustered) {
    return named != Variance.BY_DESIGN && !(clustered && named == Variance.CR2);
  }

  private static Variance variance(
      Estimator estimator, Variance named, boolean clustered, boolean pairs) {
    if (named != Variance.BY_DESIGN) {
      return named;
    }
    if (estimator == Estimator.DIFFERENCE_IN_MEANS && (pairs || !clustered)) {
      return Variance.BY_DESIGN;
    }
    return clustered ? Variance.CR2 : Variance.HC2;
  }

  /** Whether the draw was made within matched pairs, here or elsewhere. */
  static boolean paired(DrawRule draw) {
    return draw instanceof DrawRule.MatchedPairs
        || (draw instanceof DrawRule.Recorded recorded
            && recorded.scheme() == DrawRule.Scheme.MATCHED_PAIRS);
  }

  /** By design, only chances stored person by person need weights: strata carry the others. */
  private static boolean weighted(DrawRule draw, Analysis.Weights weights) {
    return switch (weights) {
      case INVERSE_PROBABILITY -> true;
      case EQUAL -> false;
      case BY_DESIGN ->
          draw instanceof DrawRule.Recorded recorded
              && recorded.probability() instanceof DrawRule.Probability.Stored;
    };
  }
}
