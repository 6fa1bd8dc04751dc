package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.MissingCovariates;
import org.equipoise.protocol.EstimatorChoice;
import org.equipoise.protocol.Protocol;

/**
 * One wave read against the outcome before the draw, by least squares as the plan has it: as a
 * change from it, or adjusted for it.
 *
 * @param arm persons of the arm in the estimate
 * @param control persons of the control arm in the estimate
 * @param values the outcome at the wave of those in the estimate
 * @param treated whether each of them was drawn to the arm
 * @param comparison the number or the reason there is none
 */
record RepeatedAlone(
    int arm, int control, double[] values, boolean[] treated, Comparison comparison) {

  /** The wave minus the value before the draw. */
  static RepeatedAlone change(
      Protocol protocol, TrialData data, RepeatedSeries series, Compared wave, double[] before) {
    return of(protocol, data, series, wave, before, new Covariates());
  }

  /** The wave with the value before the draw as covariate. */
  static RepeatedAlone ancova(
      Protocol protocol, TrialData data, RepeatedSeries series, Compared wave, double[] before) {
    Covariates adjusted = new Covariates();
    adjusted.addNumber("before", before);
    return of(protocol, data, series, wave, new double[data.size()], adjusted);
  }

  private static RepeatedAlone of(
      Protocol protocol,
      TrialData data,
      RepeatedSeries series,
      Compared wave,
      double[] subtracted,
      Covariates baseline) {
    Analysis analysis = wave.effect().analysis();
    MissingCovariates rule = analysis.missingCovariates();
    boolean[] known = baseline.known(data.size());
    boolean[] alsoKnown = series.covariates().known(data.size());
    boolean[] in = new boolean[data.size()];
    int[] side = new int[data.size()];
    double[] values = new double[data.size()];
    double[] compared = new double[data.size()];
    for (int i = 0; i < wave.people().length; i++) {
      int person = wave.people()[i];
      side[person] = wave.treated()[i] ? 1 : 0;
      values[person] = wave.values()[i];
      compared[person] = wave.values()[i] - subtracted[person];
      boolean complete = known[person] && alsoKnown[person];
      in[person] =
          !Double.isNaN(compared[person]) && (complete || rule == MissingCovariates.INDICATOR);
    }
    int[] pair = data.design().pair();
    if (pair != null && wave.choice().pairEffects()) {
      Pairs.dropIncomplete(in, pair, side, 1);
    }
    int[] rows = Rows.where(in);
    boolean[] treated = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      treated[i] = side[rows[i]] == 1;
    }
    List<Covariates.Term> terms = new ArrayList<>(baseline.terms(rows, rule));
    terms.addAll(series.covariates().terms(rows, rule));
    double[] answers = Rows.pick(values, rows);
    ArmComparison.Sample sample =
        new ArmComparison.Sample(
            rows, treated, Rows.pick(compared, rows), terms, 0, false, analysis.adjust());
    EstimatorChoice choice = series.leastSquares();
    String code = wave.effect().arm().value();
    Comparison few = EffectTable.tooFew(protocol, wave.effect().outcome(), answers, treated);
    Comparison found =
        few != null
            ? few
            : new ArmComparison(data, choice, wave.cluster(), analysis.level(), code).of(sample);
    int arm = ArmComparison.count(treated);
    return new RepeatedAlone(arm, rows.length - arm, answers, treated, found);
  }

  /** Persons with and without the outcome in each arm. */
  List<Integer> events() {
    int[] counts = new int[4];
    for (int i = 0; i < values.length; i++) {
      counts[(treated[i] ? 2 : 0) + (values[i] > 0 ? 1 : 0)]++;
    }
    return Arrays.stream(counts).boxed().toList();
  }
}
