package org.equipoise.draw;

import java.util.List;

/** A rule that draws a whole pool at once. */
abstract class Pooled extends Course {

  Pooled(Setting setting, StreamName stream) {
    super(setting, stream);
  }

  /**
   * Draws a pool.
   *
   * @param pool in order of the bytes of the units' ids
   * @param drawn takes the draws
   * @param waiting takes the units that cannot be drawn yet
   */
  abstract void draw(
      List<DrawUnit> pool, KeyedStream numbers, List<Drawn> drawn, List<DrawUnit> waiting);
}
