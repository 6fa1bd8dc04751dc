package org.equipoise.analysis;

import java.util.List;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Protocol;

/** Who met the service, and the effect of meeting it. */
final class TakeUp {

  private TakeUp() {}

  /** The rows that the analysis plans. */
  static List<Supplement> of(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> compared) {
    return List.of();
  }
}
