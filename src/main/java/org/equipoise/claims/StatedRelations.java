package org.equipoise.claims;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Relations of statistics that a formula names. */
final class StatedRelations {

  private StatedRelations() {}

  static Outcome judge(
      Claim claim,
      @Nullable Figure figure,
      Term.Call call,
      Map<String, Figure> figures,
      FigureRules rules) {
    return Outcome.uncheckable("no calculation is called " + call.name());
  }
}
