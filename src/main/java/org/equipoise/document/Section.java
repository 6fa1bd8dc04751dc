package org.equipoise.document;

import java.util.List;

/**
 * A headed part of a report.
 *
 * @param title the heading
 * @param blocks what stands under it
 */
public record Section(String title, List<Block> blocks) {

  /** Keeps its own copy. */
  public Section {
    blocks = List.copyOf(blocks);
  }
}
