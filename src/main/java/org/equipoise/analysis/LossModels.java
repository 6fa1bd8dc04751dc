package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.equipoise.analysis.Covariates.Term;
import org.equipoise.analysis.Reading.Figure;
import org.equipoise.analysis.Reading.Unit;
import org.equipoise.estimate.ConfidenceInterval;
import org.equipoise.estimate.Estimate;
import org.equipoise.estimate.Moments;
import org.equipoise.estimate.MultipleImputation;
import org.equipoise.estimate.NotEstimableException;
import org.equipoise.estimate.ResponseWeights;
import org.equipoise.estimate.RubinRules;
import org.equipoise.estimate.TippingPoint;
import org.equipoise.estimate.VarianceEstimator;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.Variance;
import org.equipoise.protocol.EstimatorChoice;

/** The effect when those without an outcome are like those with one who are like them before. */
final class LossModels {

  /** Imputations behind tipping points where the plan imputes for nothing else. */
  private static final Analysis.Imputation TIPPING = new Analysis.Imputation(50, 1);

  private static final String WEIGHTED = "weighted";
  private static final String IMPUTED = "imputed";
  private static final String TIPPING_METHOD = "tipping";

  private final LossCase loss;
  private final LossRows rows;
  private final List<Term> predictors;

  LossModels(LossCase loss, LossRows rows) {
    this.loss = loss;
    this.rows = rows;
    this.predictors = loss.predictors();
  }

  /** Weights for response, taken as known and as estimated. */
  void responseWeights() {
    if (predictors.isEmpty()) {
      rows.refuse(
          WEIGHTED,
          "weights-estimated",
          "NO_PREDICTORS",
          "nothing known before the draw tells those without an outcome apart",
          "plan variables to adjust for, or bounds within them");
      return;
    }
    boolean given = loss.compared().choice().inverseProbability();
    try {
      ResponseWeights.Result result =
          ResponseWeights.with(variance())
              .with(ResponseWeights.Arms.ADDED)
              .withLevel(loss.analysis().level())
              .estimate(
                  loss.sample(), named(predictors), adjusted(), given ? loss.chances() : null);
      String note = result.weights().low() > 0 ? "overlap" : "";
      rows.add(WEIGHTED, "weights-estimated", List.of(), of(result.estimated()).noted(note));
      rows.add("weighted-known", "weights-known", List.of(), of(result.known()));
      rows.add(
          "weights-effective",
          "",
          List.of(),
          Figure.value(result.weights().effective(), Unit.COUNT));
      rows.add("weights-largest", "", List.of(), Figure.value(relative(result), Unit.RATIO));
    } catch (NotEstimableException refusal) {
      rows.refuse(WEIGHTED, "weights-estimated", refusal);
    }
  }

  /** The largest weight in units of the mean weight. */
  private double relative(ResponseWeights.Result result) {
    int known = loss.known(true) + loss.known(false);
    return result.weights().largest() * known / result.weights().sum();
  }

  private VarianceEstimator variance() {
    EstimatorChoice choice = loss.compared().choice();
    if (choice.variance() != Variance.BY_DESIGN) {
      return VarianceEstimator.valueOf(choice.variance().name());
    }
    return loss.compared().cluster() == null ? VarianceEstimator.HC2 : VarianceEstimator.CR2;
  }

  /** The planned terms, then an indicator of each stratum or pair but the first. */
  private List<ResponseWeights.Named> adjusted() {
    List<ResponseWeights.Named> columns = new ArrayList<>(named(loss.adjusted()));
    int[] blocks = loss.compared().blocks(loss.data(), loss.rows());
    if (blocks != null) {
      int[] codes = Arrays.stream(blocks).distinct().sorted().skip(1).toArray();
      for (int code : codes) {
        double[] is = Arrays.stream(blocks).mapToDouble(block -> block == code ? 1 : 0).toArray();
        columns.add(new ResponseWeights.Named("block " + code, is));
      }
    }
    return columns;
  }

  private static List<ResponseWeights.Named> named(List<Term> terms) {
    return terms.stream()
        .map(term -> new ResponseWeights.Named(term.name(), term.values()))
        .toList();
  }

  /**
   * The plan's estimator on completed outcomes.
   *
   * @param pooled whether the pooled estimate is shown
   * @param tipping whether the shifts are that would change the conclusion
   */
  void imputation(boolean pooled, boolean tipping) {
    Analysis.Imputation plan = imputed();
    List<Term> terms = loss.adjusted();
    Function<double[], Estimate> estimator = filled -> loss.planned(filled, terms);
    String method = loss.ordinal() ? "imputed-matched" : "imputed-normal";
    try {
      List<double[]> completed = method(plan).complete(loss.sample(), columns());
      List<Estimate> estimates = MultipleImputation.estimates(completed, estimator);
      if (pooled) {
        pooled(RubinRules.pool(estimates, loss.analysis().level()), method);
      }
      if (tipping) {
        tippingPoints(completed, estimates, estimator);
      }
    } catch (NotEstimableException refusal) {
      rows.refuse(pooled ? IMPUTED : "tipping-arm", pooled ? method : TIPPING_METHOD, refusal);
    }
  }

  private void pooled(RubinRules result, String method) {
    boolean clustered = loss.compared().cluster() != null;
    Figure number = of(result.pooled()).withDraws(result.imputations(), Double.NaN);
    rows.add(IMPUTED, method, List.of(), clustered ? number.noted("clusters") : number);
    double missing = Math.min(1, result.missingInformation());
    rows.add("missing-information", "", List.of(), Figure.value(missing, Unit.SHARE));
  }

  private Analysis.Imputation imputed() {
    Analysis.Imputation plan = loss.analysis().imputation();
    return plan == null ? TIPPING : plan;
  }

  private MultipleImputation method(Analysis.Imputation plan) {
    return MultipleImputation.of(plan.imputations(), plan.seed())
        .with(loss.ordinal() ? MultipleImputation.Model.MATCHED : MultipleImputation.Model.NORMAL);
  }

  private double[][] columns() {
    return predictors.stream().map(Term::values).toArray(double[][]::new);
  }

  /** How far imputed outcomes would have to be off for the conclusion to change. */
  private void tippingPoints(
      List<double[]> completed, List<Estimate> unshifted, Function<double[], Estimate> estimator) {
    double unit = spread();
    double level = loss.analysis().level();
    for (String who : List.of("arm", "control", "both")) {
      boolean[] shifted = shifted(who);
      if (ArmComparison.count(shifted) > 0) {
        tippingPoint(
            who, TippingPoint.of(completed, unshifted, shifted, estimator, unit, level), unit);
      }
    }
  }

  private void tippingPoint(String who, TippingPoint tipping, double unit) {
    ConfidenceInterval now = tipping.at(0).interval();
    boolean told = now.low() > 0 || now.high() < 0;
    double tip = tipping.nearest();
    Figure number = Figure.value(tip, Unit.EFFECT).noted(Double.isNaN(tip) ? "no-tip" : "");
    rows.add((told ? "tipping-" : "telling-") + who, TIPPING_METHOD, List.of(), number);
    if (who.equals("arm")) {
      rows.add("half-down", TIPPING_METHOD, List.of(), of(tipping.at(-unit / 2)));
      rows.add("half-up", TIPPING_METHOD, List.of(), of(tipping.at(unit / 2)));
    }
  }

  private boolean[] shifted(String who) {
    boolean[] shifted = new boolean[loss.rows().length];
    for (int i = 0; i < shifted.length; i++) {
      boolean side = who.equals("both") || loss.sample().treated()[i] == who.equals("arm");
      shifted[i] = side && Double.isNaN(loss.sample().outcome()[i]);
    }
    return shifted;
  }

  /**
   * Standard deviation of the known outcomes of the control arm, or of all where they are alike.
   */
  private double spread() {
    double[] outcome = loss.sample().outcome();
    boolean[] treated = loss.sample().treated();
    double control = spread(outcome, treated, false);
    return control > 0 ? control : spread(outcome, treated, true);
  }

  private static double spread(double[] outcome, boolean[] treated, boolean everybody) {
    double[] values = new double[outcome.length];
    int n = 0;
    for (int i = 0; i < outcome.length; i++) {
      if (!Double.isNaN(outcome[i]) && (everybody || !treated[i])) {
        values[n++] = outcome[i];
      }
    }
    return Moments.of(Arrays.copyOf(values, n)).sd();
  }

  private static Figure of(Estimate estimate) {
    return Figure.of(estimate, Unit.EFFECT);
  }
}
