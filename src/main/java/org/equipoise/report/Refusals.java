package org.equipoise.report;

import java.util.List;
import org.equipoise.analysis.Comparison.Refused;
import org.equipoise.disclosure.Released.Effect;

/** Tells when several comparisons without a number can be told of in one row. */
final class Refusals {

  private Refusals() {}

  /** Whether there are several effects and all were refused for the same reason. */
  static boolean alike(List<Effect> effects) {
    if (effects.size() < 2 || !(effects.get(0).comparison() instanceof Refused first)) {
      return false;
    }
    for (Effect effect : effects) {
      if (!(effect.comparison() instanceof Refused refused)
          || !refused.rule().equals(first.rule())
          || !refused.reason().equals(first.reason())) {
        return false;
      }
    }
    return true;
  }
}
