package org.equipoise.analysis;

import java.util.List;
import org.equipoise.estimate.VarianceEstimator;
import org.equipoise.protocol.Analysis.Estimator;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/**
 * How a number was made, so that somebody else can make it again.
 *
 * @param estimator the estimator; never "by design"
 * @param variant which difference in means ("matched pairs"); empty for the others
 * @param variance the variance; null when the difference in means implies its own
 * @param strataEffects how many effects of strata were in the regression; 0 for none
 * @param baseline whether the outcome's own value before the draw was adjusted for
 * @param covariates the other variables adjusted for
 * @param collinear terms left out because the other columns already say what they say
 * @param filled how many persons had a covariate's missing value filled with its mean, beside an
 *     indicator of missing values; 0 when nothing was filled
 * @param weighted whether persons counted by inverse probability of their arm
 * @param clusters number of clusters; 0 when persons were drawn one by one
 * @param unbalanced whether chances of the arm differ between strata and nothing here accounts for
 *     it, so that the number is biased
 * @param namedByPlan whether the plan named estimator or variance, overriding what the draw implies
 */
public record Method(
    Estimator estimator,
    String variant,
    @Nullable VarianceEstimator variance,
    int strataEffects,
    boolean baseline,
    List<Variable.Id> covariates,
    List<String> collinear,
    int filled,
    boolean weighted,
    int clusters,
    boolean unbalanced,
    boolean namedByPlan) {

  /** A method that accounts for the chances of the arms, or has no need to. */
  public Method(
      Estimator estimator,
      String variant,
      @Nullable VarianceEstimator variance,
      int strataEffects,
      boolean baseline,
      List<Variable.Id> covariates,
      List<String> collinear,
      int filled,
      boolean weighted,
      int clusters,
      boolean namedByPlan) {
    this(
        estimator,
        variant,
        variance,
        strataEffects,
        baseline,
        covariates,
        collinear,
        filled,
        weighted,
        clusters,
        false,
        namedByPlan);
  }

  /** Keeps its own copies. */
  public Method {
    covariates = List.copyOf(covariates);
    collinear = List.copyOf(collinear);
  }
}
