package org.equipoise.analysis;

import java.util.List;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Outcome;
import org.equipoise.protocol.Protocol;

/** Runs what the protocol planned. */
public final class PlannedAnalysis {

  private PlannedAnalysis() {}

  /** The outcomes of an analysis: those it names, else every outcome. */
  static List<Outcome> outcomesOf(Protocol protocol, Analysis analysis) {
    return analysis.outcomes().isEmpty()
        ? protocol.outcomes()
        : analysis.outcomes().stream().map(id -> protocol.outcome(id).orElseThrow()).toList();
  }
}
