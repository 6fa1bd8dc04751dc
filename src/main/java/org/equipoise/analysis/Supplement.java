package org.equipoise.analysis;

import java.util.List;

/**
 * Something more that the plan asked to know about one comparison: a tidy row like the effect
 * itself.
 *
 * @param effect the comparison it is about; for a difference between groups, that of everybody
 * @param topic the section it belongs to
 * @param measure code of what is estimated, such as {@code complier-effect}; its words are in the
 *     topic's catalogue
 * @param method code of how, such as {@code 2sls-cr2}
 * @param moment when; that of the comparison unless the row is about another period
 * @param of what the row is about within the measure, in codes of the protocol, such as a wave or a
 *     level; empty when the measure says all
 * @param analysed persons of the arm it rests on
 * @param analysedControl persons of the control arm it rests on
 * @param rests every other count of persons that the number would give away were it small
 * @param reading the number, or the reason there is none
 */
public record Supplement(
    Effect effect,
    Topic topic,
    String measure,
    String method,
    Moment moment,
    String of,
    int analysed,
    int analysedControl,
    List<Integer> rests,
    Reading reading) {

  /** A row at the moment of its comparison. */
  public Supplement(
      Effect effect,
      Topic topic,
      String measure,
      String method,
      String of,
      int analysed,
      int analysedControl,
      List<Integer> rests,
      Reading reading) {
    this(
        effect,
        topic,
        measure,
        method,
        effect.moment(),
        of,
        analysed,
        analysedControl,
        rests,
        reading);
  }

  /** Keeps its own copy. */
  public Supplement {
    rests = List.copyOf(rests);
  }
}
