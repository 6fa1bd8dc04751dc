package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Moment;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.report.ForestPlot.Subgroups;

/**
 * The effects a forest plot has room for on one printed page, by one rule: everybody on primary
 * outcomes, everybody on other outcomes, then the subgroups, those of each outcome's last moment
 * before those of the moment before it. The subgroups of all outcomes at such a moment are shown
 * together or not at all; the first that do not fit end the picture. Effects of one outcome that
 * were all refused for the same reason take one row.
 *
 * @param shown the effects shown, in planned order
 * @param others how many effects are not shown
 */
record ForestRows(List<Effect> shown, int others) {

  /** Rows that an upright A4 page holds with headings and axes. */
  static final int MOST = 36;

  /** Keeps its own copy. */
  ForestRows {
    shown = List.copyOf(shown);
  }

  static ForestRows of(List<Effect> effects, Subgroups subgroups) {
    boolean[] chosen = new boolean[effects.size()];
    int room = takeEverybody(effects, true, chosen, MOST);
    room = takeEverybody(effects, false, chosen, room);
    for (List<Integer> moment : subgroupsByMoment(effects, subgroups)) {
      if (moment.size() > room) {
        break;
      }
      for (int i : moment) {
        chosen[i] = true;
      }
      room -= moment.size();
    }
    List<Effect> shown = new ArrayList<>();
    for (int i = 0; i < chosen.length; i++) {
      if (chosen[i]) {
        shown.add(effects.get(i));
      }
    }
    return new ForestRows(shown, effects.size() - shown.size());
  }

  private static int takeEverybody(
      List<Effect> effects, boolean primary, boolean[] chosen, int room) {
    Map<String, List<Integer>> byOutcome = new LinkedHashMap<>();
    for (int i = 0; i < chosen.length; i++) {
      Effect effect = effects.get(i);
      if (effect.group() instanceof Group.Everybody && effect.outcome().primary() == primary) {
        String outcome = effect.outcome().id().value();
        byOutcome.computeIfAbsent(outcome, id -> new ArrayList<>()).add(i);
      }
    }
    int left = room;
    for (List<Integer> own : byOutcome.values()) {
      boolean oneRow = Refusals.alike(own.stream().map(effects::get).toList());
      for (int i : own) {
        chosen[i] = left > 0;
        left -= oneRow || left == 0 ? 0 : 1;
      }
      left -= oneRow && left > 0 ? 1 : 0;
    }
    return left;
  }

  /** Places of the subgroups at the last moment of every outcome, at the one before it, … */
  private static List<List<Integer>> subgroupsByMoment(List<Effect> effects, Subgroups subgroups) {
    Map<String, List<List<Integer>>> byOutcome = new LinkedHashMap<>();
    Moment before = null;
    int most = 0;
    for (int i = 0; i < effects.size(); i++) {
      Effect effect = effects.get(i);
      boolean asked =
          subgroups == Subgroups.ALL
              || (subgroups == Subgroups.OF_PRIMARY_OUTCOMES && effect.outcome().primary());
      if (!asked || effect.group() instanceof Group.Everybody) {
        continue;
      }
      String outcome = effect.outcome().id().value();
      List<List<Integer>> moments = byOutcome.computeIfAbsent(outcome, id -> new ArrayList<>());
      if (moments.isEmpty() || !effect.moment().equals(before)) {
        moments.add(new ArrayList<>());
        most = Math.max(most, moments.size());
      }
      before = effect.moment();
      moments.get(moments.size() - 1).add(i);
    }
    List<List<Integer>> lastFirst = new ArrayList<>();
    for (int back = 1; back <= most; back++) {
      List<Integer> together = new ArrayList<>();
      for (List<List<Integer>> moments : byOutcome.values()) {
        if (back <= moments.size()) {
          together.addAll(moments.get(moments.size() - back));
        }
      }
      lastFirst.add(together);
    }
    return lastFirst;
  }
}
