package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Analysis.Attrition;
import org.equipoise.protocol.Protocol;

/**
 * How much persons without an outcome could change each effect: the same estimand under every
 * belief that the plan names, side by side. Everybody drawn to whom the outcome applies counts,
 * those who left the trial or died too: without an outcome they are missing. Persons to whom the
 * outcome does not apply are nowhere in it.
 */
final class Loss {

  private Loss() {}

  /** The rows that the analysis plans, of effects with anybody missing. */
  static List<Supplement> of(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> compared) {
    List<Supplement> rows = new ArrayList<>();
    for (Compared one : compared) {
      LossCase loss = LossCase.of(protocol, data, analysis, one);
      if (loss != null) {
        rows.addAll(of(loss));
      }
    }
    return rows;
  }

  private static List<Supplement> of(LossCase loss) {
    LossRows rows = new LossRows(loss);
    LossBounds bounds = new LossBounds(loss, rows);
    bounds.response();
    if (!(loss.compared().effect().comparison() instanceof Comparison.Estimated estimated)) {
      Comparison.Refused refused = (Comparison.Refused) loss.compared().effect().comparison();
      Reading.Refused same =
          new Reading.Refused(refused.rule(), refused.reason(), refused.advice());
      rows.add("available-cases", "planned", List.of(), same);
      return rows.all();
    }
    rows.add(
        "available-cases",
        "planned",
        List.of(),
        Reading.Figure.of(estimated.estimate(), Reading.Unit.EFFECT));
    bounds.unadjusted();
    List<Attrition> planned = loss.analysis().attrition();
    if (planned.contains(Attrition.LEE_BOUNDS)) {
      bounds.lee();
    }
    if (planned.contains(Attrition.WORST_CASE_BOUNDS)) {
      bounds.worstCase();
    }
    LossModels models = new LossModels(loss, rows);
    if (planned.contains(Attrition.RESPONSE_WEIGHTS)) {
      models.responseWeights();
    }
    boolean imputed = planned.contains(Attrition.MULTIPLE_IMPUTATION);
    boolean tipping = planned.contains(Attrition.TIPPING_POINT);
    if (imputed || tipping) {
      models.imputation(imputed, tipping);
    }
    return rows.all();
  }
}
