package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
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
      Effect effect = results.effects().get(e);
      if (effect.ladder().taken() == null) {
        released.put(key(effect), effects.get(e));
      }
    }
    Set<Supplement> sacrificed = sacrificed();
    List<Released.Supplement> open = new ArrayList<>();
    for (Supplement supplement : results.supplements()) {
      Released.Effect about = released.get(key(supplement.effect()));
      if (about == null) {
        throw new IllegalStateException(
            "a supplement about no comparison: " + supplement.measure());
      }
      open.add(release(supplement, about, sacrificed.contains(supplement), log));
    }
    return open;
  }

  /**
   * Rows that fall because another part of the same whole has few persons: everybody less the parts
   * shown would tell how many. The smallest other part of either arm goes.
   */
  private Set<Supplement> sacrificed() {
    Map<List<Object>, List<Supplement>> wholes = new LinkedHashMap<>();
    for (Supplement s : results.supplements()) {
      if (!s.of().isEmpty()) {
        List<Object> whole =
            List.of(key(s.effect()), s.topic(), s.measure(), s.method(), s.moment());
        wholes.computeIfAbsent(whole, k -> new ArrayList<>()).add(s);
      }
    }
    Set<Supplement> sacrificed = Collections.newSetFromMap(new IdentityHashMap<>());
    for (List<Supplement> parts : wholes.values()) {
      sacrifice(parts, Supplement::analysed, sacrificed);
      sacrifice(parts, Supplement::analysedControl, sacrificed);
    }
    return sacrificed;
  }

  private void sacrifice(
      List<Supplement> parts, ToIntFunction<Supplement> people, Set<Supplement> sacrificed) {
    List<Supplement> open = new ArrayList<>();
    int small = 0;
    for (Supplement part : parts) {
      if (net.small(people.applyAsInt(part))) {
        small++;
      } else if (people.applyAsInt(part) > 0) {
        open.add(part);
      }
    }
    if (small == 1 && open.stream().noneMatch(sacrificed::contains)) {
      open.stream().min(Comparator.comparingInt(people)).ifPresent(sacrificed::add);
    }
  }

  private static List<Object> key(Effect e) {
    return List.of(e.analysis().id(), e.outcome().id(), e.moment(), e.group(), e.arm());
  }

  private Released.Supplement release(
      Supplement s, Released.Effect about, boolean sacrificed, GateLog log) {
    String group = about.group() instanceof Group.Part part ? "/" + part.subgroup().id() : "";
    String at = about.analysis().id() + "/" + about.outcome().id() + group + "/" + s.measure();
    Why why = sacrificed ? Why.WOULD_REVEAL : why(s, about);
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
        s.moment(),
        s.of(),
        count(s.analysed(), about.analysed(), sacrificed),
        count(s.analysedControl(), about.analysedControl(), sacrificed),
        reading);
  }

  /** A count that the comparison itself does not show is not shown beside it either. */
  private Gated<Integer> count(int people, Gated<Integer> ofEffect, boolean sacrificed) {
    if (ofEffect instanceof Gated.Hidden<Integer> shut) {
      return shut;
    }
    if (sacrificed) {
      return new Gated.Hidden<>(Why.WOULD_REVEAL);
    }
    return net.small(people) ? new Gated.Hidden<>(Why.SMALL) : new Gated.Shown<>(people);
  }

  private @Nullable Why why(Supplement s, Released.Effect about) {
    boolean withheld =
        about.comparison() instanceof Comparison.Refused refused
            && refused.rule().equals(Released.RULE);
    withheld |= about.analysed().hidden() || about.analysedControl().hidden();
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
