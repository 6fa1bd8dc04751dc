package org.equipoise.analysis;

import java.util.ArrayList;
import java.util.List;
import org.equipoise.protocol.Analysis;
import org.equipoise.protocol.Protocol;

/** Everything an analysis plans about its comparisons beside them, topic by topic. */
final class Supplements {

  /** One topic. */
  private interface Part {
    List<Supplement> of(
        Protocol protocol, TrialData data, Analysis analysis, List<Compared> compared);
  }

  private Supplements() {}

  static List<Supplement> of(
      Protocol protocol, TrialData data, Analysis analysis, List<Compared> compared) {
    List<Part> parts = new ArrayList<>();
    if (analysis.compliance() != null) {
      parts.add(TakeUp::of);
    }
    if (analysis.byPeriod() != null) {
      parts.add(ByPeriod::of);
    }
    if (analysis.permutations() != null) {
      parts.add(Rerandomized::of);
    }
    boolean clustered = protocol.unit().clustered() || analysis.teams() != null;
    if (clustered) {
      parts.add(FewClusters::of);
    }
    if (!analysis.measures().isEmpty()) {
      parts.add(Measures::of);
    }
    if (!analysis.attrition().isEmpty()) {
      parts.add(Loss::of);
    }
    boolean parted = !analysis.subgroups().isEmpty() || analysis.cohorts() != null;
    if (parted || !analysis.moderators().isEmpty()) {
      parts.add(ForWhom::of);
    }
    if (analysis.repeated() != null) {
      parts.add(Repeated::of);
    }
    if (analysis.rollout() != null) {
      parts.add(StartDates::of);
    }
    List<Supplement> supplements = new ArrayList<>();
    for (Part part : parts) {
      supplements.addAll(part.of(protocol, data, analysis, compared));
    }
    return supplements;
  }
}
