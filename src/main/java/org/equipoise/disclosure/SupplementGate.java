package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.Comparison;
import org.equipoise.analysis.Effect;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Results;
import org.equipoise.analysis.Supplement;
import org.equipoise.disclosure.Gated.Why;
import org.jspecify.annotations.Nullable;

/**
 * Gates what was planned beside the comparisons. A supplement is shown only when its comparison is
 * not withheld and none of the counts it rests on is small; it follows the effects through the
 * gate, because what they hide decides.
 */
final class SupplementGate {

  private final CountNet net;
  private final Results results;

  SupplementGate(CountNet net, Results results) {
    this.net = net;
    this.results = results;
  }

  /**
   * What may be shown.
   *
   * @param effects the comparisons as released, in the order of the results
   */
  List<Released.Supplement> release(List<Released.Effect> effects, GateLog log) {
    Map<List<Object>, Released.Effect> released = new HashMap<>();
    for (int e = 0; e < effects.size(); e++) {
      released.put(key(results.effects().get(e)), effects.get(e));
    }
    List<Released.Supplement> open = new ArrayList<>();
    for (Supplement supplement : results.supplements()) {
      Released.Effect about = released.get(key(supplement.effect()));
      if (about == null) {
        throw new IllegalStateException(
            "a supplement about no comparison: " + supplement.measure());
      }
      open.add(release(supplement, about, log));
    }
    return open;
  }

  private static List<Object> key(Effect e) {
    return List.of(e.analysis().id(), e.outcome().id(), e.moment(), e.group(), e.arm());
  }

  private Released.Supplement release(Supplement s, Released.Effect about, GateLog log) {
    String group = about.group() instanceof Group.Part part ? "/" + part.subgroup().id() : "";
    String at = about.analysis().id() + "/" + about.outcome().id() + group + "/" + s.measure();
    Why why = why(s, about);
    Reading reading = s.reading();
    if (why != null && reading instanceof Reading.Figure) {
      log.note(at, why);
      reading = new Reading.Refused(Released.RULE, "", "");
    } else if (reading instanceof Reading.Refused refused) {
      Comparison.Refused words =
          new Comparison.Refused(refused.rule(), refused.reason(), refused.advice());
      Comparison.Refused gated = Withheld.gate(words, net, s.analysed(), s.analysedControl());
      reading = new Reading.Refused(gated.rule(), gated.reason(), gated.advice());
    }
    return new Released.Supplement(
        about,
        s.topic(),
        s.measure(),
        s.method(),
        s.of(),
        count(s.analysed()),
        count(s.analysedControl()),
        reading);
  }

  private Gated<Integer> count(int people) {
    return net.small(people) ? new Gated.Hidden<>(Why.SMALL) : new Gated.Shown<>(people);
  }

  private @Nullable Why why(Supplement s, Released.Effect about) {
    boolean withheld =
        about.comparison() instanceof Comparison.Refused refused
            && refused.rule().equals(Released.RULE);
    if (withheld || net.small(s.analysed()) || net.small(s.analysedControl())) {
      return Why.RESTS_ON_SMALL;
    }
    for (int count : s.rests()) {
      if (net.small(count)) {
        return Why.RESTS_ON_SMALL;
      }
    }
    return null;
  }
}
