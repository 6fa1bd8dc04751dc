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
 * @param boundsWithin baseline variables within whose cells Lee bounds are taken; empty for all
 *     persons at once
 * @param imputation how missing outcomes are imputed; null unless {@link
 *     Attrition#MULTIPLE_IMPUTATION} is planned
 * @param multiplicity correction within each family
 * @param permutations re-draws for randomization inference; null for none
 * @param wildBootstrap bootstrap of whole clusters; null for none
 * @param teams groups that only some arms are formed into; null for none
 * @param measures other ways to express each effect; empty for none
 * @param moderators baseline variables along which the effect may differ; empty for none
 * @param repeated models of several waves together; null for none
 * @param byPeriod effects of register outcomes period by period; null for none
 * @param rollout the arms as start dates that chance put in order; null for none
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
    List<Variable.Id> boundsWithin,
    @Nullable Imputation imputation,
    Multiplicity multiplicity,
    @Nullable Permutations permutations,
    @Nullable WildBootstrap wildBootstrap,
    @Nullable Teams teams,
    List<Measure> measures,
    List<Variable.Id> moderators,
    @Nullable Repeated repeated,
    @Nullable ByPeriod byPeriod,
    @Nullable Rollout rollout,
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
    CR2,
    CR3
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
    RESPONSE_WEIGHTS,
    MULTIPLE_IMPUTATION,
    TIPPING_POINT
  }

  /**
   * How missing outcomes are imputed.
   *
   * @param imputations how many completed data sets
   * @param seed of the generator
   */
  public record Imputation(int imputations, long seed) {}

  /** Correction of p-values within a family of outcomes. */
  public enum Multiplicity {
    NONE,
    BONFERRONI,
    HOLM,
    BENJAMINI_HOCHBERG,
    /** Sharpened q-values (Benjamini, Krieger and Yekutieli 2006; Anderson 2008). */
    SHARPENED,
    /** Step-down by the largest statistic, from re-draws of the trial's own draw. */
    ROMANO_WOLF,
    /** Step-down by the smallest p-value, from re-draws of the trial's own draw. */
    WESTFALL_YOUNG
  }

  /**
   * Effects by time of intake.
   *
   * @param parts how many equal parts of the intake
   * @param trend whether a linear trend is tested too
   * @param contrast the weight of each part in a contrast declared beforehand, first intake first,
   *     together 0; empty for none
   */
  public record Cohorts(int parts, boolean trend, List<Double> contrast) {
    /** Keeps its own copy. */
    public Cohorts {
      contrast = List.copyOf(contrast);
    }
  }

  /** How the data tell who met the service. */
  public sealed interface Compliance {

    /**
     * By dates: a first meeting counts when it happened within so many days of the draw.
     *
     * @param days the last day that counts
     */
    record Within(int days) implements Compliance {}

    /**
     * By a variable, for trials whose data hold no dates.
     *
     * @param variable yes for those who met the service
     */
    record Named(Variable.Id variable) implements Compliance {}
  }

  /**
   * Re-draws for randomization inference.
   *
   * @param draws how many
   * @param seed of the generator
   * @param statistic what is compared with its re-drawn values
   * @param rule how re-drawn values are counted into a p-value
   * @param interval whether a confidence set is found by inverting the test
   */
  public record Permutations(
      int draws, long seed, Statistic statistic, PRule rule, boolean interval) {}

  /** What is compared with its re-drawn values. */
  public enum Statistic {
    /** The coefficient of the arm in the planned regression, or the difference in means. */
    COEFFICIENT,
    /** The difference in means, within strata as the design has them. */
    DIFFERENCE,
    /** The difference in means over its standard error. */
    STUDENTIZED,
    /** The sum of ranks in the arm. */
    RANK_SUM
  }

  /** How re-drawn values are counted into a p-value: c as far out as ours, of B. */
  public enum PRule {
    /** (1 + c) / (1 + B): never 0. */
    PLUS_ONE,
    /** c / B with ties counted. */
    SHARE,
    /** c / B without ties. */
    STRICT
  }

  /**
   * Wild bootstrap of whole clusters, the null hypothesis imposed.
   *
   * @param draws how many
   * @param seed of the generator
   * @param weights what the clusters' residuals are multiplied by
   */
  public record WildBootstrap(int draws, long seed, WildWeights weights) {}

  /** Random multipliers of a wild bootstrap. */
  public enum WildWeights {
    /** Webb's below 12 clusters, else Rademacher's. */
    BY_DESIGN,
    /** One or minus one. */
    RADEMACHER,
    /** Six points (Webb 2014). */
    WEBB
  }

  /**
   * Groups that only some arms are formed into, such as teams: persons of these arms are clustered,
   * the others are each alone.
   *
   * @param variable names the group
   * @param arms the arms formed into groups
   */
  public record Teams(Variable.Id variable, List<Arm.Id> arms) {
    /** Keeps its own copy. */
    public Teams {
      arms = List.copyOf(arms);
    }
  }

  /** Other ways to express an effect, each for the outcomes it fits. */
  public enum Measure {
    /** Difference in risk standardised over covariates by a logit; for binary outcomes. */
    RISK_DIFFERENCE,
    /** Ratio of the same two risks. */
    RISK_RATIO,
    /** Ratio of the odds of the same two risks. */
    ODDS_RATIO,
    /** Fisher's exact test, for few events. */
    EXACT,
    /** Chance that a person of the arm has a higher value than one of the control arm. */
    MANN_WHITNEY,
    /** Common odds ratio over all cuts of an ordinal scale. */
    PROPORTIONAL_ODDS,
    /** Difference in the share with the top levels of an ordinal scale. */
    TOP_BOX,
    /** Ratio of mean counts, Poisson with robust variance. */
    RATE_RATIO,
    /** Ratio of mean counts, negative binomial. */
    NEGATIVE_BINOMIAL,
    /** Difference in mean time to the event within the horizon. */
    RESTRICTED_MEAN,
    /** Log-rank test. */
    LOG_RANK;

    /** Whether the measure says something about outcomes of this kind. */
    public boolean fits(Outcome outcome) {
      ValueType type = outcome.type();
      return switch (this) {
        case RISK_DIFFERENCE, RISK_RATIO, ODDS_RATIO, EXACT -> type == ValueType.BINARY;
        case PROPORTIONAL_ODDS, TOP_BOX -> type == ValueType.ORDINAL;
        case MANN_WHITNEY -> type != ValueType.BINARY && type.numeric();
        case RATE_RATIO, NEGATIVE_BINOMIAL -> type == ValueType.COUNT;
        case RESTRICTED_MEAN, LOG_RANK ->
            outcome.source() instanceof Outcome.Source.FromSeries from
                && from.measure() == Outcome.Measure.FIRST;
      };
    }
  }

  /**
   * Models of several waves together.
   *
   * @param models which
   * @param df small-sample rule of the mixed model
   */
  public record Repeated(List<RepeatedModel> models, MixedDf df) {
    /** Keeps its own copy. */
    public Repeated {
      models = List.copyOf(models);
    }
  }

  /** Models of repeated waves. */
  public enum RepeatedModel {
    /** Change from the baseline wave. */
    CHANGE,
    /** Adjusted for the baseline wave. */
    ANCOVA,
    /** All waves jointly, unstructured covariance, restricted maximum likelihood. */
    MMRM
  }

  /** Degrees of freedom of a mixed model. */
  public enum MixedDf {
    KENWARD_ROGER,
    SATTERTHWAITE
  }

  /**
   * Effects of register outcomes in every period up to the last one an outcome is compared at, with
   * a band that holds for all periods at once.
   *
   * @param before how many periods before the draw are shown as placebos
   * @param pooled whether the mean effect over all periods after the draw is told too
   * @param draws random draws behind the band
   * @param seed of the generator
   */
  public record ByPeriod(int before, boolean pooled, int draws, long seed) {}

  /**
   * The arms as start dates that chance put in order: every arm but the last to start, or never to
   * start, is treated from its start on, and the others are its controls until then.
   *
   * @param estimands what is averaged
   * @param adjustment how outcomes before the first start are used
   */
  public record Rollout(List<RolloutEstimand> estimands, RolloutAdjustment adjustment) {
    /** Keeps its own copy. */
    public Rollout {
      estimands = List.copyOf(estimands);
    }
  }

  /** Averages of effects by start and period (Roth and Sant'Anna 2023). */
  public enum RolloutEstimand {
    /** Over all treated starts and periods, by the number of units. */
    SIMPLE,
    /** First over periods within a start, then over starts. */
    COHORT,
    /** First over starts within a calendar period, then over periods. */
    CALENDAR,
    /** By periods since the start. */
    EVENT_STUDY
  }

  /** How outcomes before the first start are used. */
  public enum RolloutAdjustment {
    /** With the weight that makes the variance smallest, estimated. */
    EFFICIENT,
    /** Not at all. */
    NONE,
    /** As a difference in differences. */
    DIFFERENCE
  }

  /** Keeps its own copies. */
  public Analysis {
    adjust = List.copyOf(adjust);
    outcomes = List.copyOf(outcomes);
    subgroups = List.copyOf(subgroups);
    attrition = List.copyOf(attrition);
    boundsWithin = List.copyOf(boundsWithin);
    measures = List.copyOf(measures);
    moderators = List.copyOf(moderators);
  }
}
