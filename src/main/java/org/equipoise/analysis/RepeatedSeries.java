package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.Estimator;
import org.equipoise.protocol.EstimatorChoice;
import org.equipoise.protocol.Protocol;
import org.equipoise.protocol.Variable;
import org.jspecify.annotations.Nullable;

/**
 * One outcome in one group of one arm against the control, at every time it was planned.
 *
 * @param waves the comparisons in the order planned
 * @param before the outcome before the draw, by person of the data; null when it was not asked
 * @param covariates what the plan adjusts for besides the outcome before the draw
 */
record RepeatedSeries(List<Compared> waves, double @Nullable [] before, Covariates covariates) {

  /** The outcomes of an analysis that can be measured more than once. */
  static List<RepeatedSeries> of(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> compared) {
    Map<List<Object>, List<Compared>> together = new LinkedHashMap<>();
    for (Compared one : compared) {
      Effect e = one.effect();
      if (!(e.moment() instanceof Moment.Once)) {
        together
            .computeIfAbsent(List.of(e.outcome().id(), e.group(), e.arm()), k -> new ArrayList<>())
            .add(one);
      }
    }
    OutcomeValues outcomes = new OutcomeValues(protocol, data);
    List<RepeatedSeries> all = new ArrayList<>();
    for (List<Compared> waves : together.values()) {
      Optional<double[]> before = outcomes.before(waves.get(0).effect().outcome());
      all.add(new RepeatedSeries(waves, before.orElse(null), adjusted(data, waves.get(0))));
    }
    return all;
  }

  private static Covariates adjusted(TrialData data, Compared any) {
    Covariates covariates = new Covariates();
    if (any.choice().estimator() != Estimator.DIFFERENCE_IN_MEANS) {
      for (Variable.Id id : any.effect().analysis().adjust()) {
        covariates.add(data, id);
      }
    }
    return covariates;
  }

  Compared first() {
    return waves.get(0);
  }

  /** The comparison that carries what is said of all waves. */
  Compared last() {
    return waves.get(waves.size() - 1);
  }

  /** Code of a wave or number of a period. */
  static String code(Moment moment) {
    if (moment instanceof Moment.AtWave at) {
      return at.wave().value();
    }
    return moment instanceof Moment.AtPeriod at ? Integer.toString(at.number()) : "";
  }

  /** The estimator of change and of the adjusted comparison: least squares as the plan has it. */
  EstimatorChoice leastSquares() {
    EstimatorChoice planned = first().choice();
    Analysis.Variance variance =
        planned.variance() != Analysis.Variance.BY_DESIGN
            ? planned.variance()
            : planned.clustered() ? Analysis.Variance.CR2 : Analysis.Variance.HC2;
    return new EstimatorChoice(
        Estimator.LEAST_SQUARES,
        variance,
        planned.strataEffects(),
        planned.pairEffects(),
        planned.clustered(),
        planned.inverseProbability(),
        planned.named());
  }
}
