package org.equipoise.publication;

import java.util.List;

/**
 * How much of a table one way explains.
 *
 * @param way the way
 * @param numbers how many printed numbers it gives
 * @param rows how many whole lines it gives
 * @param alike other ways that give the same printed numbers throughout: at these digits nobody can
 *     tell them from it
 */
public record WayCount(Way way, int numbers, int rows, List<Way> alike) {

  /** Keeps its own copy. */
  public WayCount {
    alike = List.copyOf(alike);
  }
}
