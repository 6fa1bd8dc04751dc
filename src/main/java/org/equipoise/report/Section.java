package org.equipoise.report;

import java.util.List;

/**
 * A headed part of a report.
 *
 * @param title the heading
 * @param blocks what stands under it
 */
record Section(String title, List<Block> blocks) {

  /** Keeps its own copy. */
  Section {
    blocks = List.copyOf(blocks);
  }
}
