package org.equipoise.report;

import java.util.List;
import org.equipoise.disclosure.Released;
import org.equipoise.disclosure.Released.Effect;
import org.equipoise.document.Cell;
import org.equipoise.document.Section;
import org.equipoise.document.Tone;

/** What was planned and what was done: a label for each comparison, and the list of differences. */
final class PlanSections {

  PlanSections(Released released, PlanRecord plan, Wording wording) {}

  /** Whether a comparison was planned: before the first draw, by an amendment, or not at all. */
  Cell label(Effect effect) {
    return new Cell.Badge(Tone.PLAIN, "");
  }

  /** The list of differences between the frozen plan and what was run. */
  List<Section> sections() {
    return List.of();
  }
}
