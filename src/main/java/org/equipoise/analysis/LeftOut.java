package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.analysis.Effect.Cause;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;

/**
 * A person drawn who is not in an estimate, and why. It tells of single persons, so it is for those
 * who hold the data: nothing of it enters a report.
 *
 * @param id the person, as the data name them
 * @param analysis the planned analysis
 * @param outcome what is compared
 * @param moment when
 * @param arm the arm the person was drawn to
 * @param compared the arm compared with the control
 * @param cause why
 */
public record LeftOut(
    String id,
    Analysis.Id analysis,
    Outcome.Id outcome,
    Moment moment,
    Arm.Id arm,
    Arm.Id compared,
    Cause cause) {

  /** Everybody left out of the comparisons of everybody drawn, comparison by comparison. */
  static List<LeftOut> of(Protocol protocol, TrialData data, List<Compared> comparisons) {
    List<LeftOut> all = new ArrayList<>();
    for (Compared compared : comparisons) {
      if (compared.effect().group() instanceof Group.Everybody) {
        add(protocol, data, compared, all);
      }
    }
    return all;
  }

  private static void add(Protocol protocol, TrialData data, Compared compared, List<LeftOut> all) {
    Effect effect = compared.effect();
    boolean[] analysed = new boolean[data.size()];
    ArmComparison.Sample sample = compared.sample();
    if (sample != null) {
      for (int row : sample.rows()) {
        analysed[row] = true;
      }
    }
    double[] values = new double[data.size()];
    boolean[] applies = new boolean[data.size()];
    for (int i = 0; i < compared.people().length; i++) {
      applies[compared.people()[i]] = true;
      values[compared.people()[i]] = compared.values()[i];
    }
    boolean[] answered =
        effect.moment() instanceof Moment.AtWave at ? data.answered(at.wave()) : null;
    boolean[] known = compared.covariates().known(data.size());
    boolean dropsUnknown = effect.analysis().missingCovariates() == Analysis.MissingCovariates.DROP;
    for (int person = 0; person < analysed.length; person++) {
      Arm arm = protocol.arms().get(data.design().arm()[person]);
      boolean between = arm.control() || arm.id().equals(effect.arm());
      if (between && !analysed[person]) {
        Cause cause =
            !applies[person]
                ? Cause.NOT_APPLICABLE
                : Double.isNaN(values[person])
                    ? answered != null && !answered[person]
                        ? Cause.WAVE_NOT_ANSWERED
                        : Cause.OUTCOME_MISSING
                    : dropsUnknown && !known[person]
                        ? Cause.COVARIATE_MISSING
                        : Cause.PAIR_INCOMPLETE;
        all.add(
            new LeftOut(
                data.id(person),
                effect.analysis().id(),
                effect.outcome().id(),
                effect.moment(),
                arm.id(),
                effect.arm(),
                cause));
      }
    }
  }
}
