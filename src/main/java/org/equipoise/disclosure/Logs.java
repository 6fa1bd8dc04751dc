package org.equipoise.disclosure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.equipoise.disclosure.CountNet.Cell;
import org.equipoise.disclosure.CountNet.Count;
import org.equipoise.disclosure.Released.Part;
import org.equipoise.disclosure.Released.Suppression;
import org.jspecify.annotations.Nullable;

/** The logs of all parts, in the order of the report. */
final class Logs {

  private final Whole whole;
  private final List<GateLog> logs = new ArrayList<>();

  Logs(Whole whole) {
    this.whole = whole;
  }

  /** A log for a part, or for more of it. */
  GateLog of(Part part) {
    GateLog log = new GateLog(part, whole);
    logs.add(log);
    return log;
  }

  List<Suppression> suppressions() {
    return logs.stream().flatMap(log -> log.suppressions().stream()).toList();
  }

  /** The counts by part and key. */
  Map<List<?>, Count> counts() {
    Map<List<?>, Count> all = new HashMap<>();
    logs.forEach(log -> log.counts().forEach((key, c) -> all.put(List.of(log.part(), key), c)));
    return all;
  }

  /** The cells of counts and of comparisons by part and key. */
  Map<List<?>, Cell> cells() {
    Map<List<?>, Cell> all = new HashMap<>();
    logs.forEach(log -> log.cells().forEach((key, c) -> all.put(List.of(log.part(), key), c)));
    return all;
  }

  Manifest manifest(Material material) {
    List<Manifest.Shown> shown = new ArrayList<>();
    List<Manifest.Hidden> hidden = new ArrayList<>();
    Set<List<?>> keys = new HashSet<>();
    for (GateLog log : logs) {
      log.shown().stream()
          .filter(count -> keys.add(List.of(count.part(), count.key())))
          .forEach(shown::add);
    }
    for (Suppression value : suppressions()) {
      if (keys.add(List.of(value.part(), value.what()))) {
        hidden.add(new Manifest.Hidden(value.part(), value.what(), value.why()));
      }
    }
    var results = material.results();
    @Nullable LocalDate day = material.flow() == null ? null : material.flow().day();
    return new Manifest(
        results.protocol().id(),
        results.digest(),
        results.program(),
        day,
        results.protocol().cells().display(),
        material.roundTo(),
        shown,
        hidden);
  }
}
