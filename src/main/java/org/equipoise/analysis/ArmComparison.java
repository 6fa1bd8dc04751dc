package org.equipoise.analysis;

import java.util.List;
import org.equipoise.estimate.Design;
import org.equipoise.estimate.DifferenceInMeans;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.InteractedAdjustment;
import org.equipoise.estimate.LeastSquares;
import org.equipoise.estimate.LinearFit;
import org.equipoise.estimate.MeanDifference;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.RegressionSample;
import org.equipoise.estimate.TwoArmSample;
import org.equipoise.estimate.VarianceEstimator;
import org.equipoise.protocol.Analysis.Estimator;
import org.equipoise.protocol.EstimatorChoice;
import org.equipoise.protocol.Variable;

/**
 * Compares the values of an arm with those of the control arm, by the estimator that the draw
 * implies or the plan names.
 *
 * @param data the persons drawn
 * @param choice estimator and variance
 * @param level level of the interval
 * @param treatment name of the comparison, the arm's code
 */
record ArmComparison(TrialData data, EstimatorChoice choice, double level, String treatment) {

  /**
   * What is compared.
   *
   * @param rows the persons, by position in the data
   * @param treated whether each of them was drawn to the arm
   * @param values the outcome of each of them
   * @param terms what is adjusted for, one value for each of them
   * @param baseline whether the first term is the outcome's own value before the draw
   * @param covariates the other variables behind the terms
   */
  record Sample(
      int[] rows,
      boolean[] treated,
      double[] values,
      List<Covariates.Term> terms,
      boolean baseline,
      List<Variable.Id> covariates) {}

  /** The comparison, or the reason there is none. */
  Comparison of(Sample sample) {
    try {
      requireBothArms(sample);
      return choice.estimator() == Estimator.DIFFERENCE_IN_MEANS
          ? differenceInMeans(sample)
          : regression(sample);
    } catch (NotEstimableException refusal) {
      return new Comparison.Refused(
          refusal.reason().name(), String.valueOf(refusal.getMessage()), refusal.advice());
    }
  }

  private void requireBothArms(Sample sample) {
    int treated = count(sample.treated());
    if (treated == 0 || treated == sample.treated().length) {
      throw new NotEstimableException(
          NotEstimableException.Reason.EMPTY_ARM,
          "nobody "
              + (treated == 0 ? "in arm " + treatment : "in the control arm")
              + " has a value",
          "");
    }
  }

  private Comparison differenceInMeans(Sample sample) {
    int[] pair = choice.pairEffects() ? data.design().pair() : null;
    int[] stratum = choice.strataEffects() ? data.design().stratum() : null;
    int[] cluster = data.design().cluster();
    TwoArmSample two = TwoArmSample.of(sample.values(), sample.treated());
    Design design;
    if (pair != null) {
      two = two.withBlocks(Rows.pick(pair, sample.rows()));
      design = cluster == null ? Design.MATCHED_PAIRS : Design.PAIR_MATCHED_CLUSTERS;
    } else if (stratum != null) {
      two = two.withBlocks(Rows.pick(stratum, sample.rows()));
      design = cluster == null ? Design.BLOCKED : Design.BLOCKED_CLUSTERED;
    } else {
      design = cluster == null ? Design.SIMPLE : Design.CLUSTERED;
    }
    if (cluster != null) {
      two = two.withClusters(Rows.pick(cluster, sample.rows()));
    }
    MeanDifference found = DifferenceInMeans.of(design).withLevel(level).estimate(two);
    Method method =
        new Method(
            Estimator.DIFFERENCE_IN_MEANS,
            design.label(),
            null,
            0,
            false,
            List.of(),
            false,
            found.clusters(),
            choice.named());
    return estimated(found.estimate(), sample, method);
  }

  private Comparison regression(Sample sample) {
    VarianceEstimator variance = VarianceEstimator.valueOf(choice.variance().name());
    RegressionSample.Builder builder =
        RegressionSample.of(sample.values()).column(treatment, indicator(sample.treated()));
    for (Covariates.Term term : sample.terms()) {
      builder = builder.column(term.name(), term.values());
    }
    int strata = 0;
    int[] blocks =
        choice.pairEffects()
            ? data.design().pair()
            : choice.strataEffects() ? data.design().stratum() : null;
    if (blocks != null) {
      int[] codes = Rows.pick(blocks, sample.rows());
      strata = distinct(codes);
      builder = builder.intercept(false).absorb(codes);
    } else {
      builder = builder.intercept(true);
    }
    int[] cluster = data.design().cluster();
    if (variance.clustered() && cluster != null) {
      builder = builder.clusters(Rows.pick(cluster, sample.rows()));
    }
    if (choice.inverseProbability()) {
      builder = builder.weights(Weights.inverseProbability(data, sample));
    }
    RegressionSample regression = builder.build();
    LinearFit fit =
        choice.estimator() == Estimator.INTERACTED
            ? InteractedAdjustment.with(variance).withLevel(level).fit(regression, treatment)
            : LeastSquares.with(variance).withLevel(level).fit(regression);
    Method method =
        new Method(
            choice.estimator(),
            "",
            variance,
            strata,
            sample.baseline(),
            sample.covariates(),
            choice.inverseProbability(),
            fit.clusters(),
            choice.named());
    return estimated(fit.coefficient(treatment), sample, method);
  }

  private static Comparison estimated(Estimate estimate, Sample sample, Method method) {
    double treated = 0;
    double control = 0;
    for (int i = 0; i < sample.values().length; i++) {
      if (sample.treated()[i]) {
        treated += sample.values()[i];
      } else {
        control += sample.values()[i];
      }
    }
    int n = count(sample.treated());
    return new Comparison.Estimated(
        estimate, treated / n, control / (sample.treated().length - n), method, Double.NaN);
  }

  static int count(boolean[] mask) {
    int count = 0;
    for (boolean value : mask) {
      count += value ? 1 : 0;
    }
    return count;
  }

  private static double[] indicator(boolean[] mask) {
    double[] values = new double[mask.length];
    for (int i = 0; i < mask.length; i++) {
      values[i] = mask[i] ? 1 : 0;
    }
    return values;
  }

  private static int distinct(int[] codes) {
    int max = -1;
    for (int code : codes) {
      max = Math.max(max, code);
    }
    boolean[] seen = new boolean[max + 1];
    int count = 0;
    for (int code : codes) {
      count += seen[code] ? 0 : 1;
      seen[code] = true;
    }
    return count;
  }
}
