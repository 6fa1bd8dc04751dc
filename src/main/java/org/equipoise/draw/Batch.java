package org.equipoise.draw;

import java.util.List;

/**
 * What a draw of a whole pool decided.
 *
 * @param drawn the units drawn, in the order in which they are to be remembered
 * @param waiting the units that cannot be drawn yet: those without the other half of their pair
 */
public record Batch(List<Drawn> drawn, List<DrawUnit> waiting) {
  /** Keeps its own copies. */
  public Batch {
    drawn = List.copyOf(drawn);
    waiting = List.copyOf(waiting);
  }
}
