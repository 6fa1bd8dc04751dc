package org.equipoise.panel;

import java.util.List;
import org.equipoise.estimate.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * What an estimator of staggered adoption found.
 *
 * @param path effects by event time; those that cannot be estimated are not in it but in the notes
 * @param overall one effect for all treated cells, as the estimator defines it; null when it cannot
 *     be estimated
 * @param references event times whose effect is 0 by construction, ascending
 * @param units units used; a unit that serves in several stacks counts in each
 * @param rows observations used
 * @param clusters clusters used
 * @param notes what was left out, refused or needs care
 */
public record EventStudy(
    EventPath path,
    @Nullable Estimate overall,
    List<Integer> references,
    int units,
    int rows,
    int clusters,
    List<PanelNote> notes) {

  /** Copies the lists. */
  public EventStudy {
    references = List.copyOf(references);
    notes = List.copyOf(notes);
  }

  /** The notes of one kind. */
  public List<PanelNote> notes(PanelNote.Kind kind) {
    return notes.stream().filter(note -> note.kind() == kind).toList();
  }
}
