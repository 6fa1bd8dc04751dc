package org.equipoise.analysis;

import java.util.List;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Protocol;

/** How much persons without an outcome could change each effect. */
final class Loss {

  private Loss() {}

  /** The rows that the analysis plans. */
  static List<Supplement> of(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> compared) {
    return List.of();
  }
}
