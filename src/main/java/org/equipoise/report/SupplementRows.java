package org.equipoise.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.equipoise.analysis.Comparison.Estimated;
import org.equipoise.analysis.Group;
import org.equipoise.analysis.Reading;
import org.equipoise.analysis.Topic;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.Released.Supplement;

/**
 * What stands beside one comparison, on one topic.
 *
 * @param effect the comparison
 * @param all the rows, planned order
 */
record SupplementRows(Effect effect, List<Supplement> all) {

  /** Keeps its own copy. */
  SupplementRows {
    all = List.copyOf(all);
  }

  /**
   * The comparisons of the first analysis for everybody on primary outcomes that have rows on a
   * topic, by outcome and arm.
   */
  static List<List<SupplementRows>> ofPrimary(Released released, Topic topic) {
    Map<Effect, List<Supplement>> found = new LinkedHashMap<>();
    for (Supplement s : released.supplements()) {
      Effect effect = s.effect();
      boolean first = effect.analysis().id().equals(released.effects().get(0).analysis().id());
      boolean everybody = effect.group() instanceof Group.Everybody;
      if (s.topic() == topic && first && everybody && effect.outcome().primary()) {
        found.computeIfAbsent(effect, e -> new ArrayList<>()).add(s);
      }
    }
    Map<List<Object>, List<SupplementRows>> byOutcome = new LinkedHashMap<>();
    found.forEach(
        (effect, rows) ->
            byOutcome
                .computeIfAbsent(
                    List.of(effect.outcome().id(), effect.arm()), key -> new ArrayList<>())
                .add(new SupplementRows(effect, rows)));
    return List.copyOf(byOutcome.values());
  }

  /** The first row of a measure. */
  Optional<Supplement> row(String measure) {
    return all.stream().filter(s -> s.measure().equals(measure)).findFirst();
  }

  /** The number of the first row of a measure. */
  Optional<Reading.Figure> figure(String measure) {
    return figure(measure, "");
  }

  /** The number of the row of a measure about something. */
  Optional<Reading.Figure> figure(String measure, String of) {
    return all.stream()
        .filter(s -> s.measure().equals(measure) && s.of().equals(of))
        .map(Supplement::reading)
        .filter(Reading.Figure.class::isInstance)
        .map(Reading.Figure.class::cast)
        .findFirst();
  }

  /** The estimate as planned; empty when there is none. */
  Optional<Estimated> planned() {
    return effect.comparison() instanceof Estimated number ? Optional.of(number) : Optional.empty();
  }
}
