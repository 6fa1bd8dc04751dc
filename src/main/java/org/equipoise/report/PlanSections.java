package org.equipoise.report;

import java.util.List;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.disclosure.Released.Supplement;
import org.equipoise.document.Cell;
import org.equipoise.document.Section;
import org.equipoise.document.Tone;
import org.equipoise.document.Words;

/** What was planned and what was done: a label for each comparison, and the list of differences. */
final class PlanSections {

  private final PlanLabels labels;
  private final Words words;

  PlanSections(Released released, PlanRecord plan, Wording wording) {
    this.labels = PlanLabels.of(plan, released.protocol());
    this.words = Words.in(wording.words().language(), "plan");
  }

  /** Whether a comparison was planned: before the first draw, by an amendment, or not at all. */
  Cell label(Effect effect) {
    return badge(labels.status(effect));
  }

  /** Whether something more about a comparison was planned. */
  Cell label(Supplement row) {
    return badge(labels.status(row));
  }

  private Cell badge(PlanStatus status) {
    return new Cell.Badge(tone(status), words.say(status));
  }

  private static Tone tone(PlanStatus status) {
    return switch (status) {
      case PLANNED, NO_FROZEN_PLAN -> Tone.PLAIN;
      case ADDED -> Tone.NOTE;
      case CHANGED, ADDED_AFTER_VIEWING, NOT_PLANNED -> Tone.CAUTION;
    };
  }

  /** The list of differences between the frozen plan and what was run. */
  List<Section> sections() {
    return List.of();
  }
}
