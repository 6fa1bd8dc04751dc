package org.equipoise.disclosure;

import java.util.Locale;
import org.equipoise.analysis.Effect;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Ladder;
import org.equipoise.analysis.Moment;
import org.equipoise.protocol.Outcome.Fallback;

/** The name of a comparison in the log and in the list of what a release told, by its codes. */
final class EffectKey {

  private EffectKey() {}

  /** The codes that name a comparison. */
  static String of(Effect e) {
    String group = e.group() instanceof Group.Part part ? "/" + part.subgroup().id() : "";
    String moment = code(e.moment());
    Ladder.Step taken = e.ladder().taken();
    String step = taken == null ? "" : "/" + code(taken.how());
    return e.analysis().id() + "/" + e.outcome().id() + moment + group + "/" + e.arm() + step;
  }

  static String code(Moment moment) {
    if (moment instanceof Moment.AtWave at) {
      return "/" + at.wave();
    }
    return moment instanceof Moment.AtPeriod at
        ? "/" + at.number() + "-" + at.measure().name().toLowerCase(Locale.ROOT)
        : "";
  }

  private static String code(Fallback how) {
    if (how instanceof Fallback.LongerWindow window) {
      return "until-" + window.period();
    }
    return how instanceof Fallback.Composite
        ? "composite"
        : how instanceof Fallback.Exact ? "exact" : "merged";
  }
}
