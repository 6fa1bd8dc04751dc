package org.equipoise.publication;

/**
 * Which row of a re-analysis it is, in its own codes; parts that say nothing are empty.
 *
 * @param analysis code of the planned analysis
 * @param outcome code of the outcome
 * @param moment code of the wave, or the number of the period
 * @param group code of the subgroup; empty for everybody
 * @param term code of the arm, or what else is estimated
 * @param titles what people call the parts, in the order above, the first language of the plan;
 *     equal to the codes where it says nothing
 */
public record ReanalysedName(
    String analysis, String outcome, String moment, String group, String term, Titles titles) {

  /** What people call the parts of a name. */
  public record Titles(
      String analysis, String outcome, String moment, String group, String term) {}

  /** A name whose codes are all there is. */
  public static ReanalysedName of(
      String analysis, String outcome, String moment, String group, String term) {
    return new ReanalysedName(
        analysis,
        outcome,
        moment,
        group,
        term,
        new Titles(analysis, outcome, moment, group, term));
  }
}
