package org.equipoise.analysis;

import java.util.List;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Protocol;

/** What chance alone would give: the draw made again by the rule that was executed. */
final class Rerandomized {

  private Rerandomized() {}

  /** The rows that the analysis plans. */
  static List<Supplement> of(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> compared) {
    return List.of();
  }
}
