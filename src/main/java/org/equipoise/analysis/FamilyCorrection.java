package org.equipoise.analysis;

import java.util.List;
import org.equipoise.inference.Multiplicity;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Protocol;

/** P-values corrected for the number of tests in a family; refused outcomes count too. */
final class FamilyCorrection {

  private FamilyCorrection() {}

  /** The corrected p-values of one family, in its order; NaN where there is none to correct. */
  static double[] adjusted(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> family) {
    double[] p = family.stream().mapToDouble(member -> pValue(member.effect())).toArray();
    return switch (analysis.multiplicity()) {
      case HOLM -> Multiplicity.HOLM.adjust(p);
      case BENJAMINI_HOCHBERG -> Multiplicity.BENJAMINI_HOCHBERG.adjust(p);
      default ->
          throw new UnsupportedOperationException(
              analysis.multiplicity() + " of " + protocol.id() + " for " + data.size());
    };
  }

  private static double pValue(Effect effect) {
    return effect.comparison() instanceof Comparison.Estimated estimated
        ? estimated.estimate().pValue()
        : Double.NaN;
  }
}
