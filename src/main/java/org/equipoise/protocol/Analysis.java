package org.equipoise.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One planned analysis: what is estimated, for whom and how.
 *
 * @param id the code
 * @param title what people read
 * @param estimator the estimator; {@link Estimator#BY_DESIGN} follows the draw
 * @param variance the variance; {@link Variance#BY_DESIGN} follows the draw
 * @param strataEffects whether a regression holds an effect of each stratum
 * @param adjustForBaseline whether each survey outcome is adjusted for the same outcome at the
 *     baseline wave, where it was asked
 * @param adjust baseline variables adjusted for
 * @param missingCovariates what is done about persons without a covariate's value
 * @param weights how persons count
 * @param outcomes what is compared; empty for every outcome
 * @param subgroups for whom besides everybody
 * @param cohorts effects by time of intake; null for none
 * @param compliance how take-up is analysed; null for none
 * @param attrition sensitivity to loss; empty for none
 * @param multiplicity correction within each family
 * @param permutations re-draws for randomization inference; null for none
 * @param level level of the intervals, in (0, 1)
 */
public record Analysis(
    Id id,
    Text title,
    Estimator estimator,
    Variance variance,
    boolean strataEffects,
    boolean adjustForBaseline,
    List<Variable.Id> adjust,
    MissingCovariates missingCovariates,
    Weights weights,
    List<Outcome.Id> outcomes,
    List<Subgroup.Id> subgroups,
    @Nullable Cohorts cohorts,
    @Nullable Compliance compliance,
    List<Attrition> attrition,
    Multiplicity multiplicity,
    @Nullable Permutations permutations,
    double level) {

  /** Code of an analysis. */
  public record Id(String value) {
    @Override
    public String toString() {
      return value;
    }
  }

  /** Estimators, by the names used in reports. */
  public enum Estimator {
    BY_DESIGN,
    DIFFERENCE_IN_MEANS,
    LEAST_SQUARES,
    /** Least squares with every covariate centred and interacted with the arm (Lin 2013). */
    INTERACTED
  }

  /** Variances, by the names used in reports. */
  public enum Variance {
    BY_DESIGN,
    CLASSICAL,
    HC0,
    HC1,
    HC2,
    HC3,
    CR0,
    CR1,
    CR2
  }

  /** What is done about persons without a covariate's value. */
  public enum MissingCovariates {
    /** They are left out of the estimate, and counted; the convention of regression programs. */
    DROP,
    /**
     * They stay: the value becomes the mean of those who have it, and an indicator of missing
     * values enters beside it. Sound for covariates fixed before the draw (White and Thompson 2005,
     * Statistics in Medicine 24:993-1007).
     */
    INDICATOR
  }

  /** How persons count. */
  public enum Weights {
    /**
     * As the draw needs: inverse probability when chances are stored person by person, else equal.
     */
    BY_DESIGN,
    EQUAL,
    INVERSE_PROBABILITY
  }

  /**
   * What is done about persons without an outcome, besides the comparison of those who have one.
   */
  public enum Attrition {
    LEE_BOUNDS,
    WORST_CASE_BOUNDS,
    RESPONSE_WEIGHTS
  }

  /** Correction of p-values within a family of outcomes. */
  public enum Multiplicity {
    NONE,
    HOLM,
    BENJAMINI_HOCHBERG,
    ROMANO_WOLF
  }

  /**
   * Effects by time of intake.
   *
   * @param parts how many equal parts of the intake
   * @param trend whether a linear trend is tested too
   */
  public record Cohorts(int parts, boolean trend) {}

  /**
   * How take-up is analysed.
   *
   * @param withinDays received counts when it happened within so many days of the draw
   */
  public record Compliance(int withinDays) {}

  /**
   * Re-draws for randomization inference.
   *
   * @param draws how many
   * @param seed of the generator
   */
  public record Permutations(int draws, long seed) {}

  /** Keeps its own copies. */
  public Analysis {
    adjust = List.copyOf(adjust);
    outcomes = List.copyOf(outcomes);
    subgroups = List.copyOf(subgroups);
    attrition = List.copyOf(attrition);
  }
}
