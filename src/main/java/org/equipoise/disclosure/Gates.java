package org.equipoise.disclosure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.Results;
import org.equipoise.disclosure.CountNet.Cell;
import org.equipoise.disclosure.CountNet.Count;
import org.equipoise.disclosure.Gated.Why;
import org.equipoise.disclosure.Released.Part;

/** The gates of all parts of one report, over one net. */
record Gates(
    Whole whole,
    PeopleGate people,
    IntakeGate intake,
    FlowGate flow,
    ResponseGate response,
    BalanceGate balance,
    EffectGate effects,
    SupplementGate supplements) {

  static Gates of(Material material) {
    Results results = material.results();
    Whole whole = new Whole(results.protocol().cells().display(), material.roundTo());
    PeopleGate people = new PeopleGate(whole, results);
    ResponseGate response = new ResponseGate(whole, people, results);
    BalanceGate balance = new BalanceGate(whole, results);
    EffectGate effects = new EffectGate(whole, people, results);
    SupplementGate supplements = new SupplementGate(whole, effects, results);
    IntakeGate intake = new IntakeGate(whole, people, results);
    FlowGate flow = new FlowGate(whole, people, results, material.flow());
    return new Gates(whole, people, intake, flow, response, balance, effects, supplements);
  }

  /** Hides what must be hidden, from readers who know the earlier releases too. */
  void settle(List<Manifest> earlier) {
    if (!earlier.isEmpty() && !whole.rounds()) {
      Logs keys = keys();
      earlier.stream().filter(release -> release.roundTo() == 0).forEach(r -> heed(r, keys));
    }
    whole.settle();
  }

  /** The keys of everything, told before anything is hidden. */
  private Logs keys() {
    Logs logs = new Logs(whole);
    people.release(logs.of(Part.RECRUITMENT));
    people.inputs(logs.of(Part.RECRUITMENT));
    intake.release(logs.of(Part.INTAKE));
    flow.release(logs.of(Part.FLOW));
    response.release(logs.of(Part.RESPONSE));
    response.releaseTests(logs.of(Part.RESPONSE));
    response.releaseExposure(logs.of(Part.EXPOSURE));
    balance.release(logs.of(Part.BALANCE));
    List<Released.Effect> told = effects.release(logs.of(Part.EFFECTS));
    supplements.release(told, logs.of(Part.SUPPLEMENTS));
    return logs;
  }

  /**
   * Readers know what an earlier release showed. A count that is the same is known to them; one
   * that differs by few people would tell of these few. What was hidden to protect others stays
   * hidden, since those others may be as small as they were.
   */
  private void heed(Manifest release, Logs keys) {
    String day = release.day() == null ? "" : " of " + release.day();
    Map<List<?>, Count> counts = new HashMap<>(keys.counts());
    for (Manifest.Shown then : release.shown()) {
      Count now = counts.get(List.of(then.part(), then.key()));
      if (now != null && now.value() == then.people()) {
        whole.sum("as told before", whole.net().known(then.people()), List.of(now));
      } else if (now != null && whole.small(Math.abs(now.value() - then.people()))) {
        whole.hide(now.cell(), Why.TOLD_BEFORE, "few more or fewer than in the release" + day);
      }
    }
    Map<List<?>, Cell> cells = keys.cells();
    for (Manifest.Hidden then : release.hidden()) {
      Cell now = cells.get(List.of(then.part(), then.key()));
      if (now != null && then.why().protectsOthers()) {
        whole.hide(now, Why.HIDDEN_BEFORE, "it protected others in the release" + day);
      }
    }
  }
}
