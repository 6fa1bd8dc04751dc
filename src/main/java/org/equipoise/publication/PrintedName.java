package org.equipoise.publication;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a line of a table is about, as somebody wrote it; every part may be empty.
 *
 * @param outcome the outcome
 * @param moment the wave or period
 * @param group the subgroup
 * @param term the arm, or what else the row estimates
 * @param analysis the planned analysis or the model
 */
public record PrintedName(
    String outcome, String moment, String group, String term, String analysis) {

  /** The parts that are written, by the name of their column. */
  public Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    List<String> names = List.of("outcome", "wave", "group", "term", "analysis");
    List<String> values = List.of(outcome, moment, group, term, analysis);
    for (int i = 0; i < names.size(); i++) {
      if (!values.get(i).isEmpty()) {
        parts.put(names.get(i), values.get(i));
      }
    }
    return parts;
  }
}
