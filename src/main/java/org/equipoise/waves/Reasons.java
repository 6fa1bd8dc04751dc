package org.equipoise.waves;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.equipoise.trial.Person;
import org.equipoise.waves.FlowCount.Groups;
import org.equipoise.waves.FlowCount.Tally;
import org.equipoise.waves.ParticipantFlow.Part;

/** Counts people by reason, in the order in which reasons are declared or first met. */
final class Reasons {

  private final Groups groups;
  private final Map<String, Tally> first = new LinkedHashMap<>();
  private final Map<String, Integer> atAll = new LinkedHashMap<>();

  Reasons(Groups groups) {
    this.groups = groups;
  }

  /** {@code MOVED_ABROAD} as {@code moved-abroad}. */
  static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Names a reason that is told even when nobody has it. */
  void declare(String code) {
    first.computeIfAbsent(code, one -> groups.tally());
  }

  /** Counts people for whom it is the first reason. */
  void first(String code, String site, String referrer, int count, long line) {
    first.computeIfAbsent(code, one -> groups.tally()).add(site, referrer, count, line);
  }

  /** Counts one person for whom it is the reason, and the only one asked about. */
  void only(String code, Person person, long line) {
    first(code, person.site(), person.referrer(), 1, line);
  }

  /** Counts people for whom it is a reason, first or not. */
  void atAll(String code, int count) {
    declare(code);
    atAll.merge(code, count, Integer::sum);
  }

  /** The parts; where nothing was counted "at all", the first reasons are all there are. */
  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    first.forEach(
        (code, tally) ->
            parts.add(
                new Part(
                    code,
                    tally.count(),
                    atAll.isEmpty() ? tally.people() : atAll.getOrDefault(code, 0))));
    return parts;
  }
}
