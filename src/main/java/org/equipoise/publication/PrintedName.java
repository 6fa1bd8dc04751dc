package org.equipoise.publication;

import java.util.List;

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

  /** The columns that hold the parts, in their order. */
  public static final List<String> COLUMNS =
      List.of("outcome", "wave", "group", "term", "analysis");

  /** The parts in the order of {@link #COLUMNS}. */
  public List<String> parts() {
    return List.of(outcome, moment, group, term, analysis);
  }
}
