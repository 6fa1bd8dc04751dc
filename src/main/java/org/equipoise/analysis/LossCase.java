package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.IncompleteSample;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.Estimator;
import org.equipoise.protocol.Analysis.MissingCovariates;
import org.equipoise.protocol.Analysis.Variance;
import org.equipoise.protocol.EstimatorChoice;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.ValueType;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/**
 * One effect with everybody whom it would compare if nobody's outcome were missing.
 *
 * @param protocol the protocol
 * @param data the data
 * @param analysis the analysis
 * @param compared the effect
 * @param rows the persons: to whom the outcome applies, with every covariate if the plan leaves out
 *     those without, and in whole pairs if pairs are compared
 * @param sample their outcomes, arms and clusters
 */
record LossCase(
    Protocol protocol,
    TrialData data,
    Analysis analysis,
    Compared compared,
    int[] rows,
    IncompleteSample sample) {

  /** The case of an effect; null when nobody's outcome is missing. */
  static @Nullable LossCase of(
      Protocol protocol, TrialData data, Analysis analysis, Compared compared) {
    boolean[] in = new boolean[data.size()];
    boolean[] treated = new boolean[data.size()];
    double[] values = new double[data.size()];
    boolean complete = analysis.missingCovariates() == MissingCovariates.DROP;
    boolean[] known = compared.covariates().known(data.size());
    int[] people = compared.people();
    for (int i = 0; i < people.length; i++) {
      in[people[i]] = !complete || known[people[i]];
      treated[people[i]] = compared.treated()[i];
      values[people[i]] = compared.values()[i];
    }
    int[] pair = data.design().pair();
    if (pair != null && compared.choice().pairEffects()) {
      int[] arms = new int[data.size()];
      for (int i = 0; i < arms.length; i++) {
        arms[i] = treated[i] ? 1 : 0;
      }
      Pairs.dropIncomplete(in, pair, arms, 1);
    }
    int[] rows = Rows.where(in);
    if (Arrays.stream(rows).noneMatch(row -> Double.isNaN(values[row]))) {
      return null;
    }
    boolean[] drawn = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      drawn[i] = treated[rows[i]];
    }
    IncompleteSample sample =
        new IncompleteSample(
            Rows.pick(values, rows), drawn, null, List.of(), compared.clusters(rows));
    return new LossCase(protocol, data, analysis, compared, rows, sample);
  }

  /** How many of an arm have an outcome. */
  int known(boolean arm) {
    return count(arm, false);
  }

  /** How many of an arm have none. */
  int missing(boolean arm) {
    return count(arm, true);
  }

  private int count(boolean arm, boolean missing) {
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      boolean is = Double.isNaN(sample.outcome()[i]);
      count += sample.treated()[i] == arm && is == missing ? 1 : 0;
    }
    return count;
  }

  /** What the plan adjusts for, of these persons. */
  List<Covariates.Term> adjusted() {
    return compared.covariates().terms(rows, analysis.missingCovariates());
  }

  /**
   * What is known before the draw: what the plan adjusts for, then the outcome's own value before
   * the draw, the strata and the variables of the bounds' cells; missing values filled in.
   */
  List<Covariates.Term> predictors() {
    List<Covariates.Term> all = new ArrayList<>(adjusted());
    Covariates more = new Covariates();
    new OutcomeValues(protocol, data)
        .before(compared.effect().outcome())
        .ifPresent(values -> more.addNumber("baseline", values));
    List<Variable.Id> variables = new ArrayList<>(protocol.strata());
    variables.addAll(analysis.boundsWithin());
    for (Variable.Id id : variables) {
      Variable variable = protocol.variable(id).orElse(null);
      if (variable != null && data.has(id) && columns(variable)) {
        more.add(data, id);
      }
    }
    all.addAll(more.terms(rows, MissingCovariates.INDICATOR));
    return all;
  }

  private static boolean columns(Variable variable) {
    return variable.bands() != null || variable.type().levelled() || variable.type().numeric();
  }

  /** The planned comparison of these persons, with outcomes filled in. */
  Estimate planned(double[] outcomes, List<Covariates.Term> terms) {
    ArmComparison.Sample filled =
        new ArmComparison.Sample(rows, sample.treated(), outcomes, terms, 0, false, List.of());
    return estimate(comparison(), filled);
  }

  private static Estimate estimate(ArmComparison by, ArmComparison.Sample persons) {
    Comparison comparison = by.of(persons);
    if (comparison instanceof Comparison.Estimated estimated) {
      return estimated.estimate();
    }
    Comparison.Refused refused = (Comparison.Refused) comparison;
    throw new NotEstimableException(
        NotEstimableException.Reason.valueOf(refused.rule()), refused.reason(), refused.advice());
  }

  /** The planned comparison of those with an outcome, without covariates. */
  Estimate withoutCovariates() {
    ArmComparison.Sample all = compared.sample();
    if (all == null) {
      throw new IllegalStateException("an effect of nobody has no loss to look at");
    }
    ArmComparison.Sample plain =
        new ArmComparison.Sample(
            all.rows(), all.treated(), all.values(), List.of(), 0, false, List.of());
    return estimate(comparison(), plain);
  }

  /**
   * The difference in means of those with an outcome, whatever the strata, pairs and covariates.
   */
  Estimate difference() {
    boolean clustered = compared.cluster() != null;
    EstimatorChoice plain =
        new EstimatorChoice(
            Estimator.DIFFERENCE_IN_MEANS,
            clustered ? Variance.CR2 : Variance.BY_DESIGN,
            false,
            false,
            clustered,
            false,
            false);
    return estimate(comparison(plain), known());
  }

  private ArmComparison.Sample known() {
    boolean[] in = new boolean[rows.length];
    for (int i = 0; i < in.length; i++) {
      in[i] = !Double.isNaN(sample.outcome()[i]);
    }
    int[] kept = Rows.where(in);
    boolean[] treated = new boolean[kept.length];
    for (int i = 0; i < kept.length; i++) {
      treated[i] = sample.treated()[kept[i]];
    }
    return new ArmComparison.Sample(
        Rows.pick(rows, kept),
        treated,
        Rows.pick(sample.outcome(), kept),
        List.of(),
        0,
        false,
        List.of());
  }

  private ArmComparison comparison() {
    return comparison(compared.choice());
  }

  private ArmComparison comparison(EstimatorChoice choice) {
    return new ArmComparison(
        data, choice, compared.cluster(), analysis.level(), compared.effect().arm().value());
  }

  /** One weight a person if the plan weighs by the chance of the arm. */
  double[] chances() {
    return Weights.inverseProbability(
        data,
        new ArmComparison.Sample(
            rows, sample.treated(), sample.outcome(), List.of(), 0, false, List.of()));
  }

  boolean ordinal() {
    return compared.effect().outcome().type() == ValueType.ORDINAL;
  }
}
