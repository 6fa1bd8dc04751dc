package org.equipoise.analysis;

import java.util.Arrays;
import org.equipoise.estimate.InteractedAdjustment;
import org.equipoise.estimate.RegressionSample;
import org.equipoise.protocol.Analysis.Estimator;

/** The regression of a planned comparison, with its clusters. */
final class PlannedRegression {

  /** Name of the treatment column. */
  static final String TREATED = "treated";

  private PlannedRegression() {}

  /**
   * Outcome, arm, covariates, absorbed strata or pairs, weights and clusters as planned; a
   * difference in means is the regression on the arm and the strata.
   */
  static RegressionSample of(TrialData data, Compared compared, ArmComparison.Sample sample) {
    double[] z = new double[sample.treated().length];
    Arrays.setAll(z, i -> sample.treated()[i] ? 1 : 0);
    RegressionSample.Builder builder = RegressionSample.of(sample.values()).column(TREATED, z);
    for (Covariates.Term term : sample.terms()) {
      builder = builder.column(term.name(), term.values());
    }
    int[] blocks = compared.blocks(data, sample.rows());
    if (blocks != null) {
      builder = builder.absorb(blocks);
    }
    int[] clusters = compared.clusters(sample.rows());
    if (clusters != null) {
      builder = builder.clusters(clusters);
    }
    if (compared.choice().inverseProbability()) {
      builder = builder.weights(Weights.inverseProbability(data, sample));
    }
    RegressionSample base = builder.build();
    return compared.choice().estimator() == Estimator.INTERACTED
        ? InteractedAdjustment.design(base, TREATED)
        : base;
  }
}
