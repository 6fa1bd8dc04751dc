package org.equipoise.disclosure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.equipoise.analysis.Effect;
import org.equipoise.disclosure.CountNet.Count;
import org.equipoise.disclosure.Gated.Why;
import org.equipoise.disclosure.Released.Action;
import org.equipoise.disclosure.Released.Dropped;

/** Gates the causes for which persons are left out of an estimate. */
final class DroppedGate {

  private final Whole whole;
  private final Effect effect;
  private final List<Count> counts = new ArrayList<>();

  DroppedGate(Whole whole, Effect effect) {
    this.whole = whole;
    this.effect = effect;
    if (whole.rounds()) {
      for (Effect.Dropped cause : effect.dropped()) {
        counts.add(whole.implied(cause.arm()));
        counts.add(whole.implied(cause.control()));
      }
    }
  }

  List<Dropped> release(String at, GateLog log) {
    return whole.rounds() ? rounded() : pooled(effect, at, log, whole);
  }

  private List<Dropped> rounded() {
    List<Dropped> open = new ArrayList<>();
    for (int d = 0; d < effect.dropped().size(); d++) {
      int arm = whole.published(counts.get(2 * d));
      int controls = whole.published(counts.get(2 * d + 1));
      Effect.Cause cause = effect.dropped().get(d).cause();
      open.add(new Dropped(cause, new Gated.Shown<>(arm), new Gated.Shown<>(controls)));
    }
    return open;
  }

  /**
   * Causes with few persons in an arm lose their name: one row for all of them. Drawn less analysed
   * less the causes named would still tell how many they are, so the next smallest cause joins them
   * until they are many.
   */
  private static List<Dropped> pooled(Effect e, String at, GateLog log, Whole whole) {
    List<Effect.Dropped> named = new ArrayList<>(e.dropped());
    int arm = 0;
    int controls = 0;
    for (Effect.Dropped cause : e.dropped()) {
      if (whole.small(cause.arm()) || whole.small(cause.control())) {
        named.remove(cause);
        arm += cause.arm();
        controls += cause.control();
      }
    }
    while ((whole.small(arm) || whole.small(controls)) && !named.isEmpty()) {
      Effect.Dropped next =
          Collections.min(named, Comparator.comparingInt(cause -> cause.arm() + cause.control()));
      named.remove(next);
      arm += next.arm();
      controls += next.control();
    }
    List<Dropped> open = new ArrayList<>();
    for (Effect.Dropped cause : named) {
      open.add(
          new Dropped(
              cause.cause(), new Gated.Shown<>(cause.arm()), new Gated.Shown<>(cause.control())));
    }
    if (arm + controls > 0) {
      log.note(at + "/dropped", Why.SMALL, Action.POOLED, "causes of few");
      open.add(
          new Dropped(
              null,
              small(at + "/dropped/arm", arm, log, whole),
              small(at + "/dropped/control", controls, log, whole)));
    }
    return open;
  }

  private static Gated<Integer> small(String what, int count, GateLog log, Whole whole) {
    if (whole.small(count)) {
      log.note(what, Why.SMALL, Action.MARKED, "no other cause left to join");
      return new Gated.Hidden<>(Why.SMALL);
    }
    return new Gated.Shown<>(count);
  }
}
