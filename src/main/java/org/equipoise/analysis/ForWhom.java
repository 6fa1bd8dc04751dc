package org.equipoise.analysis;

import java.util.List;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Protocol;

/** Whether effects differ between subgroups, cohorts of intake, or along a variable. */
final class ForWhom {

  private ForWhom() {}

  /** The rows that the analysis plans. */
  static List<Supplement> of(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> compared) {
    return List.of();
  }
}
