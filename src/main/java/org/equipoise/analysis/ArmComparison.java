package org.equipoise.analysis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
import org.jspecify.annotations.Nullable;

/**
 * Compares the values of an arm with those of the control arm, by the estimator that the draw
 * implies or the plan names.
 *
 * @param data the persons drawn
 * @param choice estimator and variance
 * @param cluster code of the cluster or team of each person of the data; null when persons stand
 *     alone
 * @param level level of the interval
 * @param treatment name of the comparison, the arm's code
 */
record ArmComparison(
    TrialData data,
    EstimatorChoice choice,
    int @Nullable [] cluster,
    double level,
    String treatment) {

  /**
   * What is compared.
   *
   * @param rows the persons, by position in the data
   * @param treated whether each of them was drawn to the arm
   * @param values the outcome of each of them
   * @param terms what is adjusted for, one value for each of them
   * @param filled how many of them had a missing covariate filled in
   * @param baseline whether the first term is the outcome's own value before the draw
   * @param covariates the other variables behind the terms
   */
  record Sample(
      int[] rows,
      boolean[] treated,
      double[] values,
      List<Covariates.Term> terms,
      int filled,
      boolean baseline,
      List<Variable.Id> covariates) {}

  /** The comparison, or the reason there is none. */
  Comparison of(Sample sample) {
    try {
      requireVariation(sample);
      return choice.estimator() == Estimator.DIFFERENCE_IN_MEANS
          ? differenceInMeans(sample)
          : regression(sample);
    } catch (NotEstimableException refusal) {
      return new Comparison.Refused(
          refusal.reason().name(), named(String.valueOf(refusal.getMessage())), refusal.advice());
    }
  }

  /** The message with blocks called what the data call them, not by their place in a list. */
  private String named(String message) {
    List<String> names = choice.pairEffects() ? data.design().pairs() : data.design().strata();
    String word = "block ";
    StringBuilder named = new StringBuilder();
    int from = 0;
    for (int at = message.indexOf(word); at >= 0; at = message.indexOf(word, from)) {
      int digits = at + word.length();
      int end = digits;
      while (end < message.length() && Character.isDigit(message.charAt(end))) {
        end++;
      }
      named.append(message, from, at);
      int code = end == digits ? -1 : Integer.parseInt(message.substring(digits, end));
      named.append(
          code >= 0 && code < names.size()
              ? (choice.pairEffects() ? "pair \"" : "stratum \"") + names.get(code) + "\""
              : message.substring(at, end));
      from = end;
    }
    return named.append(message, from, message.length()).toString();
  }

  /**
   * What every estimator needs, so that none prints a standard error of nothing: two units in each
   * arm, and an outcome that varies within an arm.
   */
  private void requireVariation(Sample sample) {
    int[] people = new int[2];
    double[] first = new double[2];
    boolean varies = false;
    List<Set<Integer>> clusters = List.of(new HashSet<>(), new HashSet<>());
    for (int i = 0; i < sample.rows().length; i++) {
      int side = sample.treated()[i] ? 1 : 0;
      if (people[side]++ == 0) {
        first[side] = sample.values()[i];
      }
      varies |= sample.values()[i] != first[side];
      if (cluster != null) {
        clusters.get(side).add(cluster[sample.rows()[i]]);
      }
    }
    for (int side = 0; side < 2; side++) {
      String arm = side == 1 ? "arm " + treatment : "the control arm";
      if (people[side] == 0) {
        throw refusal(NotEstimableException.Reason.EMPTY_ARM, "nobody in " + arm + " has a value");
      }
      if (people[side] == 1) {
        throw refusal(
            NotEstimableException.Reason.ONE_UNIT_IN_ARM,
            "one person in " + arm + " has a value: its variance cannot be seen");
      }
      if (cluster != null && clusters.get(side).size() < 2) {
        throw refusal(
            NotEstimableException.Reason.TOO_FEW_CLUSTERS,
            "one cluster in " + arm + ": chance between clusters cannot be seen");
      }
    }
    if (!varies) {
      throw refusal(
          NotEstimableException.Reason.CONSTANT_OUTCOME, "everybody in an arm has the same value");
    }
  }

  private static NotEstimableException refusal(
      NotEstimableException.Reason reason, String message) {
    return new NotEstimableException(reason, message, "");
  }

  private Comparison differenceInMeans(Sample sample) {
    int[] pair = choice.pairEffects() ? data.design().pair() : null;
    int[] stratum = choice.strataEffects() ? data.design().stratum() : null;
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
            List.of(),
            0,
            false,
            found.clusters(),
            UnequalChances.ignored(data, choice),
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
            fit.dropped(),
            sample.filled(),
            choice.inverseProbability(),
            fit.clusters(),
            UnequalChances.ignored(data, choice),
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
