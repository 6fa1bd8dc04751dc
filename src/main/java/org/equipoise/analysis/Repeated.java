package org.equipoise.analysis;

import java.util.List;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Protocol;

/** Several waves together. */
final class Repeated {

  private Repeated() {}

  /** The rows that the analysis plans. */
  static List<Supplement> of(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> compared) {
    return List.of();
  }
}
